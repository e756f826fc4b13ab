import { getEventListeners } from "node:events";
import { Engine } from "json-rules-engine";
import { describe, expect, test } from "vitest";
import { type Answers, createLookups, type LookupOptions, type Timer } from "../../src/checker/lookups.ts";
import { compileRules } from "../../src/engine/rules.ts";
import { eventFactsWith } from "../../src/events/facts.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import { defineLookup, type Lookup } from "../../src/events/outside/defineLookup.ts";
import { withOutside } from "../../src/events/outside/withOutside.ts";
import type { Condition, Rule } from "../../src/rules/schema.ts";
import type { FactValue } from "../../src/rules/value.ts";
import { always, asOf, ruleWith } from "../engine/rule.ts";

/** A promise that the test settles itself. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A clock that the test moves: the deadlines that are set, until they are called off. */
function handTimer() {
  const set = new Map<() => void, number>();
  const timer: Timer = (milliseconds, callBack) => {
    set.set(callBack, milliseconds);
    return () => set.delete(callBack);
  };
  return {
    timer,
    set,
    ring: () => {
      for (const callBack of [...set.keys()]) callBack();
    },
  };
}

/** Lets all that is already settled take its course. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function rule(id: string, violation: Condition, when: Condition = always): Rule {
  return ruleWith({ id, when, violation, fields: ["projectCode"] });
}

const is = (fact: string, value: boolean | number): Condition => ({ fact, operator: "equal", value });

function projectLookup(lookup: (code: string, signal: AbortSignal) => Promise<FactValue | null>): Lookup {
  return defineLookup({
    name: "projectCodeExists",
    type: "boolean",
    doc: "Whether the code is in the list.",
    from: ["projectCode"],
    lookup: (code, { signal }) => lookup(code, signal),
  });
}

function settling(
  lookups: readonly Lookup[],
  rules: readonly Rule[],
  options: LookupOptions = {},
  timer?: Timer,
) {
  const { evaluate } = compileRules(rules, { asOf, facts: eventFactsWith(lookups) });
  const { settle } = createLookups(lookups, options, timer);
  return async (event: object, signal?: AbortSignal) => {
    const record = normaliseEvent(event);
    const judge = (answers: Answers | undefined) => ({
      outcomes: evaluate(answers === undefined ? record : withOutside(record, { answers })),
    });
    const { judged, lookups: used } = await settle(record, judge, { signal });
    return {
      used,
      said: Object.fromEntries(
        judged.outcomes.map((each) => [
          each.ruleId,
          each.outcome === "notAssessed" ? each.reasons : each.outcome,
        ]),
      ),
    };
  };
}

const unknownCode = rule("unknown", is("projectCodeExists", false));
const event = { eventId: "E-1", projectCode: "P-1", participants: 5 };

describe("a look-up", () => {
  test.each([
    { answer: false, said: "failed" },
    { answer: true, said: "passed" },
    { answer: null, said: [{ fact: "projectCodeExists", why: "empty" }] },
  ])("answers $answer", async ({ answer, said }) => {
    const { used, said: found } = await settling([projectLookup(async () => answer)], [unknownCode])(event);
    expect(found).toEqual({ unknown: said });
    expect(used).toEqual([{ fact: "projectCodeExists", state: "answered" }]);
  });

  test.each<{ how: string; lookup: () => Promise<FactValue | null> }>([
    { how: "rejects", lookup: () => Promise.reject(new Error("no route to the host")) },
    {
      how: "throws",
      lookup: () => {
        throw new TypeError("not a function");
      },
    },
    { how: "rejects with nothing", lookup: () => Promise.reject() },
    { how: "answers with another type", lookup: async () => "yes" },
    { how: "answers with a list", lookup: async () => [true] },
    // What a caller without types gives.
    { how: "answers with nothing", lookup: async () => undefined as unknown as null },
    { how: "answers with an object", lookup: async () => ({}) as unknown as null },
  ])("that $how leaves the rule not assessed and fails nothing", async ({ lookup }) => {
    const { used, said } = await settling([projectLookup(lookup)], [unknownCode])(event);
    expect(said).toEqual({ unknown: [{ fact: "projectCodeExists", why: "lookupFailed" }] });
    expect(used).toEqual([{ fact: "projectCodeExists", state: "failed" }]);
  });

  test.each<{ type: Lookup["type"]; wrong: unknown; right: FactValue }>([
    { type: "number", wrong: Number.NaN, right: 2.5 },
    { type: "number", wrong: Number.POSITIVE_INFINITY, right: -1 },
    { type: "number", wrong: "2", right: 2 },
    { type: "date", wrong: "2025-02-30", right: "2025-02-28" },
    { type: "date", wrong: new Date(0), right: "1970-01-01" },
    { type: "text", wrong: 5, right: "5" },
    { type: "list", wrong: [["a"]], right: ["a"] },
  ])("of type $type gives $right and not $wrong", async ({ type, wrong, right }) => {
    const state = async (answer: unknown) => {
      const own = defineLookup({
        name: "ownFact",
        type,
        doc: "Something.",
        from: [],
        lookup: async () => answer as FactValue,
      });
      const present = rule("present", { fact: "ownFact", operator: "isPresent", value: true });
      return (await settling([own], [present])(event)).used[0]?.state;
    };
    expect(await state(wrong)).toBe("failed");
    expect(await state(right)).toBe("answered");
  });

  test("of a count gives a whole number", async () => {
    const count = (answer: number) =>
      defineLookup({
        name: "cocIssuedOnPlatform",
        type: "number",
        doc: "Certificates.",
        from: [],
        lookup: async () => answer,
      });
    const differs = rule("differs", { fact: "cocIssuedOnPlatform", operator: "greaterThan", value: 1 });
    expect((await settling([count(1.5)], [differs])(event)).used[0]?.state).toBe("failed");
    expect((await settling([count(2)], [differs])(event)).said).toEqual({ differs: "failed" });
  });

  test("is made once for an event, however many rules use it, and anew for the next event", async () => {
    const codes: string[] = [];
    const lookup = projectLookup(async (code) => {
      codes.push(code);
      return false;
    });
    const rules = ["a", "b", "c", "d"].map((id) => rule(id, is("projectCodeExists", false)));
    const settle = settling([lookup], rules);
    expect((await settle(event)).said).toEqual({ a: "failed", b: "failed", c: "failed", d: "failed" });
    await settle({ ...event, projectCode: "P-2" });
    expect(codes).toEqual(["P-1", "P-2"]);
  });

  test("is not made where no rule needs it", async () => {
    const never = projectLookup(() => {
      throw new Error("it was asked");
    });
    const elsewhere = rule("elsewhere", is("projectCodeExists", false), is("participants", 6));
    const decided = rule("decided", { any: [is("participants", 5), is("projectCodeExists", false)] });
    const open = rule("open", is("projectCodeExists", false), is("registered", 6));
    const { used, said } = await settling([never], [elsewhere, decided, open])(event);
    expect(said).toEqual({
      elsewhere: "notApplicable",
      decided: "failed",
      open: [{ fact: "registered", why: "empty" }],
    });
    expect(used).toEqual([]);
  });

  test.each([
    { projectCode: undefined, why: "empty" },
    { projectCode: " ", why: "empty" },
    { projectCode: {}, why: "unreadable" },
  ])(
    "without what it is looked up by ($why) is not made, and that is the reason",
    async ({ projectCode, why }) => {
      const never = projectLookup(() => {
        throw new Error("it was asked");
      });
      const { used, said } = await settling([never], [unknownCode])({ ...event, projectCode });
      expect(said).toEqual({
        unknown: [{ fact: "projectCodeExists", why: "derived", from: [{ fact: "projectCode", why }] }],
      });
      expect(used).toEqual([]);
    },
  );

  test("is made where another look-up's answer brings a rule to it", async () => {
    const order: string[] = [];
    const platform = defineLookup({
      name: "cocIssuedOnPlatform",
      type: "number",
      doc: "Certificates.",
      from: ["eventId"],
      lookup: async () => {
        order.push("platform");
        return 3;
      },
    });
    const exists = (answer: boolean) =>
      projectLookup(async () => {
        order.push("project");
        return answer;
      });
    const chained = rule("chained", is("cocIssuedOnPlatform", 3), is("projectCodeExists", true));
    expect((await settling([platform, exists(true)], [chained])(event)).said).toEqual({ chained: "failed" });
    expect(order).toEqual(["project", "platform"]);
    const { said, used } = await settling([platform, exists(false)], [chained])(event);
    expect(said).toEqual({ chained: "notApplicable" });
    expect(used).toEqual([{ fact: "projectCodeExists", state: "answered" }]);
  });

  test("may tell what other events do", async () => {
    const count = defineLookup({
      name: "eventsWithSameId",
      type: "number",
      doc: "Others.",
      from: ["eventId"],
      lookup: async () => 1,
    });
    const duplicate = rule("duplicate", { fact: "eventsWithSameId", operator: "greaterThan", value: 0 });
    expect((await settling([count], [duplicate])(event)).said).toEqual({ duplicate: "failed" });
    expect((await settling([], [duplicate])(event)).said).toEqual({
      duplicate: [{ fact: "eventsWithSameId", why: "otherRecords" }],
    });
  });

  test("of the package keeps its type, and none takes the name of a fact that is not looked up", () => {
    const define = (name: string, type: "number" | "boolean") => () =>
      defineLookup({ name, type, doc: "Something.", from: [], lookup: async () => null });
    expect(define("projectCodeExists", "number")).toThrow(/projectCodeExists .*"number".*"boolean"/);
    for (const name of ["participants", "hasEnded", "previousParticipants", "isStored"])
      expect(define(name, "number"), name).toThrow(/invalid-option/);
    expect(define("roomsFree", "number")).not.toThrow();
  });
});

describe("the deadline", () => {
  test("is one for all look-ups of an event; what is late is told, and its signal fires", async () => {
    const { timer, set, ring } = handTimer();
    const signals: AbortSignal[] = [];
    const hangs = projectLookup((_, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    const other = defineLookup({
      name: "cocIssuedOnPlatform",
      type: "number",
      doc: "Certificates.",
      from: [],
      lookup: async () => 3,
    });
    const both = [unknownCode, rule("three", is("cocIssuedOnPlatform", 3))];
    const settled = settling([hangs, other], both, { timeoutMs: 700 }, timer)(event);
    await turn();
    expect([...set.values()]).toEqual([700]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    ring();
    const { used, said } = await settled;
    expect(said).toEqual({ unknown: [{ fact: "projectCodeExists", why: "lookupLate" }], three: "failed" });
    expect(used).toEqual([
      { fact: "projectCodeExists", state: "late" },
      { fact: "cocIssuedOnPlatform", state: "answered" },
    ]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(set.size).toBe(0);
  });

  test("is called off where all is answered", async () => {
    const { timer, set } = handTimer();
    await settling([projectLookup(async () => true)], [unknownCode], {}, timer)(event);
    expect(set.size).toBe(0);
  });

  test("makes a look-up late that rejects because it was told to stop", async () => {
    const { timer, ring } = handTimer();
    const obeys = projectLookup(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    );
    const settled = settling([obeys], [unknownCode], {}, timer)(event);
    await turn();
    ring();
    expect((await settled).used).toEqual([{ fact: "projectCodeExists", state: "late" }]);
  });

  test("leaves nothing unhandled of what rejects or answers after it", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    try {
      const { timer, ring } = handTimer();
      const slow = [deferred<boolean>(), deferred<boolean>()];
      let calls = 0;
      const lookup = projectLookup(() => slow[calls++]?.promise ?? Promise.resolve(true));
      const settle = settling([lookup], [unknownCode], {}, timer);
      const settled = [settle(event), settle(event)];
      await turn();
      ring();
      for (const { said } of await Promise.all(settled))
        expect(said).toEqual({ unknown: [{ fact: "projectCodeExists", why: "lookupLate" }] });
      slow[0]?.reject(new Error("too late"));
      slow[1]?.resolve(false);
      await turn();
      await turn();
      expect(unhandled).toEqual([]);
    } finally {
      process.off("unhandledRejection", note);
    }
  });
});

describe("the caller", () => {
  test("cancels what is under way", async () => {
    const { timer, set } = handTimer();
    const controller = new AbortController();
    const signals: AbortSignal[] = [];
    const hangs = projectLookup((_, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    const settled = settling([hangs], [unknownCode], {}, timer)(event, controller.signal);
    await turn();
    controller.abort();
    const { used, said } = await settled;
    expect(said).toEqual({ unknown: [{ fact: "projectCodeExists", why: "lookupCancelled" }] });
    expect(used).toEqual([{ fact: "projectCodeExists", state: "cancelled" }]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(set.size).toBe(0);
  });

  test("who has given up already has nothing looked up", async () => {
    const never = projectLookup(() => {
      throw new Error("it was asked");
    });
    const { used } = await settling([never], [unknownCode])(event, AbortSignal.abort());
    expect(used).toEqual([{ fact: "projectCodeExists", state: "cancelled" }]);
  });
});

describe("the limit", () => {
  test("holds over all requests, and the first to come is the first to go", async () => {
    const open: { readonly code: string; readonly answer: (value: boolean) => void }[] = [];
    let most = 0;
    let now = 0;
    const lookup = projectLookup(async (code) => {
      most = Math.max(most, ++now);
      const { promise, resolve } = deferred<boolean>();
      open.push({ code, answer: resolve });
      const answer = await promise;
      now--;
      return answer;
    });
    const settle = settling([lookup], [unknownCode], { concurrency: 3 }, handTimer().timer);
    const codes = Array.from({ length: 20 }, (_, index) => `P-${index}`);
    const settled = codes.map((projectCode) => settle({ projectCode }));
    const started: string[] = [];
    while (started.length < codes.length) {
      await turn();
      expect(open.length).toBeLessThanOrEqual(3);
      // The last that began answers first.
      const next = open.pop();
      if (next === undefined) throw new Error("nothing is under way");
      started.push(next.code);
      next.answer(true);
    }
    expect((await Promise.all(settled)).every(({ said }) => said.unknown === "passed")).toBe(true);
    expect(most).toBe(3);
    expect([...started].sort()).toEqual([...codes].sort());
    // P-0 and P-1 hold two of three places to the end; the others go through the third in their order.
    expect(started.slice(0, 18)).toEqual(codes.slice(2));
  });

  test("frees the place of a look-up that is given up, and forgets those that wait", async () => {
    const { timer, ring } = handTimer();
    const asked: string[] = [];
    const lookup = projectLookup((code) => {
      asked.push(code);
      return code === "P-hangs" ? new Promise(() => {}) : Promise.resolve(true);
    });
    const settle = settling([lookup], [unknownCode], { concurrency: 1 }, timer);
    const controller = new AbortController();
    const hangs = settle({ projectCode: "P-hangs" });
    const waits = settle({ projectCode: "P-waits" });
    const givesUp = settle({ projectCode: "P-gives-up" }, controller.signal);
    await turn();
    controller.abort();
    expect((await givesUp).used).toEqual([{ fact: "projectCodeExists", state: "cancelled" }]);
    ring();
    // To wait for a place counts: the save does not wait longer.
    expect((await hangs).used).toEqual([{ fact: "projectCodeExists", state: "late" }]);
    expect((await waits).used).toEqual([{ fact: "projectCodeExists", state: "late" }]);
    expect((await settle({ projectCode: "P-next" })).said).toEqual({ unknown: "passed" });
    expect(asked).toEqual(["P-hangs", "P-next"]);
  });

  test("saves that share a signal listen to it once, and no longer than they last", async () => {
    const { timer, ring } = handTimer();
    const hangs = projectLookup(() => new Promise(() => {}));
    const settle = settling([hangs], [unknownCode], { concurrency: 1 }, timer);
    const controller = new AbortController();
    const { signal } = controller;
    const all = Array.from({ length: 20 }, (_, index) => settle({ projectCode: `P-${index}` }, signal));
    await turn();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    ring();
    await Promise.all(all);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);

    const later = settle({ projectCode: "P-later" }, signal);
    await turn();
    controller.abort();
    expect((await later).used).toEqual([{ fact: "projectCodeExists", state: "cancelled" }]);
  });

  test.each([
    [{ timeoutMs: 0 }, /lookups\.timeoutMs/],
    [{ timeoutMs: Number.NaN }, /lookups\.timeoutMs/],
    [{ concurrency: 1.5 }, /lookups\.concurrency/],
    [{ concurency: 2 } as LookupOptions, /lookups\.concurency[\s\S]*Did you mean concurrency/],
  ])("and the deadline are whole numbers: %j", (options, message) => {
    expect(() => createLookups([], options)).toThrow(message);
  });
});

test("with everything known json-rules-engine says the same of the same asynchronous facts", async () => {
  const conditions: readonly Condition[] = [
    is("projectCodeExists", false),
    { all: [is("participants", 5), { fact: "cocIssuedOnPlatform", operator: "greaterThan", value: 4 }] },
    {
      any: [
        is("participants", 6),
        { fact: "cocIssued", operator: "notEqual", value: { fact: "cocIssuedOnPlatform" } },
      ],
    },
    { not: { any: [is("projectCodeExists", true), is("cocIssuedOnPlatform", 4)] } },
  ];
  const rules = conditions.map((condition, index) => rule(`r${index}`, condition));
  const seen = new Set<unknown>();
  for (const exists of [true, false]) {
    for (const issued of [0, 4, 5]) {
      const lookups = [
        projectLookup(async () => exists),
        defineLookup({
          name: "cocIssuedOnPlatform",
          type: "number",
          doc: "Certificates.",
          from: [],
          lookup: async () => issued,
        }),
      ];
      const whole = { ...event, cocIssued: 4 };
      const { said } = await settling(lookups, rules)(whole);
      const engine = new Engine();
      for (const lookup of lookups)
        engine.addFact(lookup.name, () => lookup.lookup(["P-1"], { signal: new AbortController().signal }));
      // Of a condition that is one comparison the engine wants to hear that it is all of one.
      for (const [index, condition] of conditions.entries())
        engine.addRule({
          name: `r${index}`,
          conditions: { all: [condition] },
          event: { type: "failed" },
        } as never);
      const { results } = await engine.run(whole);
      const failed = new Set(results.map(({ name }) => name));
      for (const { id } of rules) {
        seen.add(said[id]);
        expect(said[id], `${id} ${exists} ${issued}`).toBe(failed.has(id) ? "failed" : "passed");
      }
    }
  }
  expect(seen).toEqual(new Set(["failed", "passed"]));
});
