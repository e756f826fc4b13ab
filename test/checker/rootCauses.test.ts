import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { silencedRules } from "../../src/engine/silenced.ts";
import { eventFacts } from "../../src/events/facts.ts";
import { type FieldName, fieldNames } from "../../src/events/fields.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import type { EmsEvent } from "../../src/events/schema.ts";
import { vocabularies } from "../../src/events/vocabularies/codes.ts";
import type { RootCause } from "../../src/report/schema.ts";
import { parseRuleSources } from "../../src/rules/parse.ts";
import type { FactValue } from "../../src/rules/value.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";
import { ruleWith } from "../engine/rule.ts";
import { anyEvents } from "./events.ts";
import { sourceOf } from "./source.ts";

const asOf = "2025-06-30";

/** The rules as they stand in their files, with their examples. */
const folder = new URL("../../rules", import.meta.url).pathname;
const withExamples = parseRuleSources(
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({ file, json: JSON.parse(readFileSync(join(folder, file), "utf8")) as unknown })),
  { facts: eventFacts, codeLists: vocabularies },
);

function causesOf(
  absent: readonly FieldName[],
  events: readonly EmsEvent[] = [{ eventId: "EMS-1" }],
): readonly RootCause[] {
  return createChecker({ asOf, absent }).checkAll(events).rootCauses;
}
function causeOf(field: FieldName, absent: readonly FieldName[] = [field]): RootCause {
  const cause = causesOf(absent).find((each) => each.field === field);
  if (cause === undefined) throw new Error(`no cause for ${field}`);
  return cause;
}
const wokenIn = ({ fix }: RootCause): number => Number(/would wake (\d+) rules?\.$/.exec(fix)?.[1] ?? 0);

/** Events that make each rule fail, from the rules' own examples. */
const failing = withExamples.rules.flatMap((rule) =>
  rule.examples.flatMap(({ event, absent, asOf: clock, expect: outcome }) =>
    outcome === "failed" ? [{ id: rule.id, event, absent: absent ?? [], clock: clock ?? asOf }] : [],
  ),
);

/** Something made once for each clock of the examples: compiling the rules for each example takes its time. */
function byClock<Made>(make: (clock: string) => Made): (clock: string) => Made {
  const made = new Map<string, Made>();
  return (clock) => {
    const known = made.get(clock) ?? make(clock);
    made.set(clock, known);
    return known;
  };
}

describe.each<readonly [string, readonly FieldName[]]>([
  ["status", ["status"]],
  ["endDate", ["endDate"]],
  ["startDate", ["startDate"]],
  ["certificateType", ["certificateType"]],
  ["eventType and learningRelated", ["eventType", "learningRelated"]],
  ["participants", ["participants"]],
  [
    "masterProgramme, masterProgrammeCode and eventType",
    ["masterProgramme", "masterProgrammeCode", "eventType"],
  ],
  ["all dates", ["startDate", "endDate", "cohortEndDate", "updatedOn"]],
  ["everything but the identifier", fieldNames.filter((field) => field !== "eventId")],
])("without %s", (_, absent) => {
  const checker = createChecker({ asOf, absent });
  const causes = causesOf(absent);
  const named = new Set(causes.flatMap(({ rules }) => rules));
  const facts = { asOf, facts: eventFacts, codeLists: vocabularies };

  test("the named rules cannot fail: no event at random makes one", () => {
    fc.assert(
      fc.property(anyEvents(10), (events) => {
        for (const event of events) {
          for (const { ruleId, outcome } of checker.check(event).outcomes)
            if (named.has(ruleId)) expect(["failed", "notDue"], ruleId).not.toContain(outcome);
        }
      }),
      { seed: 3, numRuns: 25 },
    );
  });

  test("the named rules cannot fail: nor do the events that make them fail otherwise", () => {
    const at = byClock((clock) => createChecker({ asOf: clock, absent }));
    for (const { id, event, clock } of failing.filter(({ id: each }) => named.has(each))) {
      const outcome = at(clock)
        .check(event as EmsEvent)
        .outcomes.find(({ ruleId }) => ruleId === id);
      expect(["failed", "notDue"], id).not.toContain(outcome?.outcome);
    }
  });

  test("every rule that is silenced is named, under some field", () => {
    const silenced = silencedRules(shippedRules, { ...facts, absent }).map(({ ruleId }) => ruleId);
    expect([...named].sort()).toEqual([...silenced].sort());
  });

  test("a rule that is named under a field would not be silenced by the others alone, or is by that field alone", () => {
    for (const { field, rules } of causes) {
      const alone = new Set(
        silencedRules(shippedRules, { ...facts, absent: [field] }).map(({ ruleId }) => ruleId),
      );
      const together = silencedRules(shippedRules, { ...facts, absent });
      for (const id of rules)
        expect(
          alone.has(id) ||
            together.some(({ ruleId, absent: lacks }) => ruleId === id && lacks.includes(field)),
          id,
        ).toBe(true);
    }
  });

  test("causes that silence more stand first, and each speaks of its count", () => {
    expect(causes.map(({ rules }) => rules.length)).toEqual(
      causes.map(({ rules }) => rules.length).sort((one, other) => other - one),
    );
    for (const { rules, message, events, file, severity, cause } of causes) {
      expect(message).toContain(rules.length === 1 ? "1 rule cannot" : `${rules.length} rules cannot`);
      expect({ events, file, severity, cause }).toEqual({
        events: 1,
        file: null,
        severity: "info",
        cause: "column-absent",
      });
    }
  });
});

describe("what a constant would wake", () => {
  /** As a profile would do it: the field is there, with the same value for all events, and assumed. */
  function wakes(field: FieldName, value: FactValue, absent: readonly FieldName[]): ReadonlySet<string> {
    const woken = new Set<string>();
    const rest = absent.filter((name) => name !== field);
    const source = byClock((clock) =>
      createChecker({ asOf: clock })
        .run()
        .source(sourceOf(null, { absent: rest, assumptions: [{ field, value, reason: "a test" }] })),
    );
    for (const { event, clock } of failing) {
      const { outcomes } = source(clock).add(normaliseEvent({ ...event, [field]: value }));
      for (const { ruleId, outcome } of outcomes) if (outcome === "failed") woken.add(ruleId);
    }
    return woken;
  }

  test.each<readonly [FieldName, FactValue, readonly FieldName[]]>([
    ["status", "completed", ["status"]],
    ["certificateType", "completion", ["certificateType"]],
    ["learningRelated", true, ["learningRelated", "eventType"]],
    ["objectiveAssessment", true, ["objectiveAssessment"]],
    ["deliveryMode", "e-learning", ["deliveryMode"]],
    ["donorFunded", true, ["donorFunded"]],
    ["status", "completed", ["status", "endDate"]],
  ])("%s: no more than it says, and all that examples show", (field, value, absent) => {
    const cause = causeOf(field, absent);
    const shown = wakes(field, value, absent);
    const woken = cause.rules.filter((id) => shown.has(id));
    // The constant that is proposed may be another than the one that wakes most (false wakes nothing).
    if (cause.fix.includes(`"value": ${JSON.stringify(value)}`)) expect(wokenIn(cause)).toBe(woken.length);
    else expect(wokenIn(cause)).toBeLessThanOrEqual(cause.rules.length);
  });

  test("says so in one sentence, with the constant", () => {
    expect(causeOf("status").fix).toBe(
      `If it is the same for all events, the constant "status": { "value": "completed", "reason": "…" } in the profile would wake ${wokenIn(causeOf("status"))} rules.`,
    );
    expect(causeOf("endDate").fix).toMatch(
      /^Reading endDate from the column of another date, .* would wake \d+ rules\.$/,
    );
  });

  test("is not said of a figure, which is never the same for all events", () => {
    expect(causeOf("participants").fix).toBe(
      "Add the column to the export, or name its header in the profile.",
    );
  });
});

test("nothing absent, nothing to say; a field that no rule needs is no cause", () => {
  expect(causesOf([])).toEqual([]);
  const rules = [
    ruleWith({
      violation: { fact: "participants", operator: "lessThan", value: 0 },
      fields: ["participants"],
    }),
  ];
  expect(createChecker({ asOf, rules, absent: ["city"] }).checkAll([{}]).rootCauses).toEqual([]);
});

test("facts of the caller's own are looked through", () => {
  const isHeld = {
    name: "isHeld",
    type: "boolean",
    doc: "Whether it was held.",
    from: ["status"],
    derive: (status: FactValue | undefined) => (status === undefined ? undefined : status === "completed"),
  } as const;
  const rules = [
    ruleWith({
      when: { fact: "isHeld", operator: "equal", value: true },
      violation: { fact: "participants", operator: "isEmpty", value: true },
      fields: ["participants"],
    }),
  ];
  const { rootCauses } = createChecker({ asOf, rules, facts: [isHeld], absent: ["status"] }).checkAll([{}]);
  expect(rootCauses).toMatchObject([{ field: "status", rules: ["a-rule"] }]);
});

describe("columns that cannot be read", () => {
  const bad = (count: number, of: number): readonly EmsEvent[] =>
    Array.from({ length: of }, (_, index) => ({
      eventId: `EMS-${index}`,
      // Text in a field of figures, as files have it.
      participants: (index < count ? "about thirty" : 25) as number,
    }));
  const found = (count: number, of: number) => {
    const { rootCauses, findings, summary } = createChecker({ asOf }).checkAll(bad(count, of));
    const cells = findings.filter(({ ruleId }) => ruleId === "cell-unreadable");
    expect(summary.findings.total).toBe(findings.length);
    return {
      causes: rootCauses.map(({ cause, field, events }) => [cause, field, events]),
      cells: cells.length,
    };
  };

  test.each([
    ["none", 0, 4, [], 0],
    ["too few to call it a column", 2, 2, [], 2],
    ["half", 3, 6, [], 3],
    ["more than half", 4, 6, [["column-unreadable", "participants", 4]], 0],
    ["three of three", 3, 3, [["column-unreadable", "participants", 3]], 0],
    ["a few of many", 3, 50, [], 3],
  ] as const)("%s: one cause, not one finding a row", (_, count, of, causes, cells) => {
    expect(found(count, of)).toEqual({ causes, cells });
  });

  test("the rules that it silences are named", () => {
    const [cause] = createChecker({ asOf }).checkAll(bad(4, 4)).rootCauses;
    const silenced = silencedRules(shippedRules, {
      asOf,
      facts: eventFacts,
      codeLists: vocabularies,
      absent: ["participants"],
    });
    // An unreadable cell is not empty: a rule that asks for empty ones has its answer, and that is no failure.
    expect(cause?.rules).toEqual(silenced.map(({ ruleId }) => ruleId));
    expect(cause).toMatchObject({ severity: "error", events: 4 });
  });
});
