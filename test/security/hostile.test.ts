/** A save is the work of a stranger: whatever comes, the check answers, and leaves everything as it was. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { applyCorrections } from "../../src/corrections/applyCorrections.ts";
import { type FieldDefinition, fieldNames, fields } from "../../src/events/fields.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import type { EmsEvent } from "../../src/events/schema.ts";
import { type Finding, findingSchema } from "../../src/findings/finding.ts";
import { problemDetails, problemDetailsSchema } from "../../src/report/problemDetails.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { stages } from "../../src/rules/schema.ts";
import { Unreadable } from "../../src/rules/value.ts";
import { eventOf, type Hostile, hostileFields, marker, noEvents, values } from "./hostile.ts";

const checker = createChecker({ asOf: "2025-06-30" });

/** Fields whose text may be about a person: nothing of it comes out again. */
const personal: ReadonlySet<string> = new Set(
  fieldNames.filter((field) => {
    const { kind }: FieldDefinition = fields[field];
    return kind === "text" || kind === "person" || kind === "email";
  }),
);

const builtIns = [
  Object,
  Array,
  Function,
  String,
  Number,
  Boolean,
  Promise,
  Map,
  Set,
  Date,
  RegExp,
  Error,
].flatMap((each): object[] => [each, each.prototype]);
const namesOfBuiltIns = (): string =>
  JSON.stringify(builtIns.map((each) => Reflect.ownKeys(each).map(String).sort()));

/** Everything that takes an event of a stranger, each with what it must give. */
function checkEverything(make: () => unknown): readonly Finding[] {
  const before = namesOfBuiltIns();
  const event = make() as EmsEvent;

  const record = normaliseEvent(event);
  expect(Object.keys(record)).toEqual(fieldNames);
  for (const value of Object.values(record))
    expect(
      value instanceof Unreadable || ["undefined", "string", "number", "boolean"].includes(typeof value),
    ).toBe(true);

  const { findings, outcomes } = checker.check(event);
  expect(outcomes.filter(({ outcome }) => outcome === "error")).toEqual([]);
  for (const finding of findings) findingSchema.parse(finding);
  expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);

  for (const stage of stages) checker.check(event, { stage, previous: make() as EmsEvent });
  checker.check({ eventId: "EMS-1", status: "completed" }, { previous: event });

  const result = checker["~standard"].validate(event);
  for (const { message, path } of result.issues ?? []) {
    expect(typeof message).toBe("string");
    for (const key of path ?? []) expect(fieldNames).toContain(key);
  }
  problemDetailsSchema.parse(JSON.parse(JSON.stringify(problemDetails(findings))));

  const report = checker.checkAll([event, make() as EmsEvent]);
  reportSchema.parse(JSON.parse(JSON.stringify(report)));
  expect(report.rules.every(({ error }) => error === 0)).toBe(true);

  expect(namesOfBuiltIns()).toBe(before);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  return findings;
}

describe("in the place of an event", () => {
  test.each(noEvents.map(({ name, make }) => [name, make] as const))("%s", (_, make) => {
    checkEverything(make);
  });
});

describe("in every field at once", () => {
  test.each(values.map(({ name, make }) => [name, make] as const))("%s", (_, make) => {
    const findings = checkEverything(() => {
      const value = make();
      return Object.fromEntries(fieldNames.map((field) => [field, value]));
    });
    // An entry of a code list that is unknown, or an identifier, may be told; it is short.
    expect(JSON.stringify(findings).length).toBeLessThan(500_000);
  });
});

test("in any fields", () => {
  fc.assert(
    fc.property(hostileFields, (hostile) => {
      checkEverything(() => eventOf(hostile));
    }),
    { numRuns: 60 },
  );
});

test("nothing of a field that may be personal comes out again", () => {
  const inPersonal = fc.dictionary(fc.constantFrom(...personal), fc.constantFrom(...values), { minKeys: 1 });
  fc.assert(
    fc.property(inPersonal, (hostile) => {
      const event = { eventId: "EMS-1", ...eventOf(hostile) };
      const judgement = checker.check(event as EmsEvent);
      const all = JSON.stringify([
        judgement,
        checker["~standard"].validate(event).issues ?? [],
        problemDetails(judgement.findings),
      ]);
      expect(all).not.toContain(marker);
    }),
    { numRuns: 100 },
  );
});

test("the same event says the same again, and after all the others", () => {
  const plain = { eventId: "EMS-1", title: "Trade law", participants: 5, cocIssued: 9 };
  const said = JSON.stringify(checker.check(plain));
  fc.assert(
    fc.property(hostileFields, (hostile) => {
      const judged = () => JSON.stringify(checker.check(eventOf(hostile) as EmsEvent));
      const before = judged();
      expect(JSON.stringify(checker.check(plain))).toBe(said);
      expect(judged()).toBe(before);
    }),
    { numRuns: 50 },
  );
});

/** A proxy that lets itself be read, and remembers what else is tried. */
function watched(target: object): {
  readonly event: EmsEvent;
  readonly reads: string[];
  readonly writes: string[];
} {
  const reads: string[] = [];
  const writes: string[] = [];
  const wrote = (what: string) => (): boolean => {
    writes.push(what);
    return true;
  };
  const event = new Proxy(target, {
    get: (from, key) => {
      reads.push(String(key));
      return Reflect.get(from, key) as unknown;
    },
    set: wrote("set"),
    defineProperty: wrote("define"),
    deleteProperty: wrote("delete"),
    setPrototypeOf: wrote("prototype"),
    preventExtensions: wrote("freeze"),
  });
  return { event: event as EmsEvent, reads, writes };
}

test("an event is read once, field by field, and never written to", () => {
  const shown = (hostile: Readonly<Record<string, Hostile>>) => {
    for (const use of [
      (event: EmsEvent) => checker.check(event),
      (event: EmsEvent) => checker.check({}, { previous: event }),
      (event: EmsEvent) => checker.checkAll([event]),
      (event: EmsEvent) => normaliseEvent(event),
      (event: EmsEvent) => checker["~standard"].validate(event),
    ]) {
      const { event, reads, writes } = watched(eventOf(hostile));
      use(event);
      expect(writes).toEqual([]);
      // Read once, a value cannot be one thing to the check and another to what is told of it.
      expect(reads).toEqual(fieldNames);
    }
  };
  fc.assert(fc.property(hostileFields, shown), { numRuns: 50 });
});

test("the objects in an event are left as they were", () => {
  const inside = { list: [1, { deep: marker }], date: new Date(0) };
  const before = structuredClone(inside);
  checker.check({ title: inside, participants: inside.list, startDate: inside.date } as unknown as EmsEvent);
  expect(inside).toEqual(before);
});

test("a check that looks things up answers too", async () => {
  for (const { make } of noEvents) {
    const judgement = await checker.checkAsync(make() as EmsEvent, { stage: "final" });
    expect(judgement.outcomes).toHaveLength(
      checker.ruleset.rules.filter(({ state }) => state !== "retired").length,
    );
  }
});

describe.each(["fr", "es"])("in the words of %s", (locale) => {
  const other = createChecker({ asOf: "2025-06-30", locale });

  test("the same is found, and nothing personal is told", () => {
    const withoutWords = (findings: readonly Finding[]) =>
      findings.map(({ ruleId, fingerprint, fields: about }) => [
        ruleId,
        fingerprint,
        about.map(({ field }) => field),
      ]);
    fc.assert(
      fc.property(hostileFields, (hostile) => {
        const event = eventOf(hostile) as EmsEvent;
        const { findings } = other.check(event);
        for (const finding of findings) findingSchema.parse(finding);
        expect(withoutWords(findings)).toEqual(withoutWords(checker.check(event).findings));
        if (Object.keys(hostile).every((field) => personal.has(field)))
          expect(JSON.stringify(findings)).not.toContain(marker);
      }),
      { numRuns: 40 },
    );
    for (const { make } of noEvents) other.check(make() as EmsEvent);
  });
});

test("every rule is explained, whatever the event", () => {
  const ids = checker.ruleset.rules.map(({ id }) => id);
  fc.assert(
    fc.property(hostileFields, fc.constantFrom(...ids), (hostile, ruleId) => {
      const event = eventOf(hostile) as EmsEvent;
      const explanation = checker.explain(event, ruleId, { previous: event });
      const text = JSON.stringify(explanation);
      if (Object.keys(hostile).every((field) => personal.has(field))) expect(text).not.toContain(marker);
    }),
    { numRuns: 100 },
  );
  for (const { make } of noEvents) for (const id of ids.slice(0, 5)) checker.explain(make() as EmsEvent, id);
});

describe("corrections", () => {
  test("of any event leave it as it was, and are data", () => {
    const before = namesOfBuiltIns();
    fc.assert(
      fc.property(hostileFields, (hostile) => {
        const event = Object.freeze({
          eventType: "corse",
          participants: 10,
          cocIssued: 5,
          cocRate: 9,
          ...eventOf(hostile),
        });
        const { findings } = checker.check(event as EmsEvent);
        const { patch } = applyCorrections(event as EmsEvent, findings, { checker });
        expect(JSON.parse(JSON.stringify(patch))).toEqual(patch);
      }),
      { numRuns: 60 },
    );
    expect(namesOfBuiltIns()).toBe(before);
  });

  test("that a browser made up are not applied", () => {
    const event = JSON.parse(
      '{"eventId":"EMS-1","eventType":"corse","__proto__":{"polluted":1}}',
    ) as EmsEvent;
    const findings = checker.check(event).findings.flatMap((finding) =>
      ["__proto__", "constructor", "prototype", "toString", "notAField"].map(
        (field): Finding => ({
          ...finding,
          fields: [{ field, suggested: "polluted", confidence: "certain" }],
        }),
      ),
    );
    const { applied, patch, event: corrected } = applyCorrections(event, findings, { checker });
    expect([applied, patch]).toEqual([[], []]);
    expect(Object.getPrototypeOf(corrected)).toBe(Object.prototype);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

test("problem documents take findings of any text", () => {
  const [finding] = checker.check({}).findings;
  if (finding === undefined) throw new Error("An empty event has findings.");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (field, message) => {
      const wild: Finding = { ...finding, severity: "error", message, fields: [{ field }] };
      const document = problemDetails([wild]);
      expect(problemDetailsSchema.parse(JSON.parse(JSON.stringify(document))).errors).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
});
