import { afterEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import type { DerivedFact, Operator } from "../../src/engine.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import {
  type Checker,
  createChecker,
  DataQualityError,
  type EmsEvent,
  findingSchema,
  type Judgement,
  parseEventRules,
  type Report,
  reportSchema,
  shippedRules,
  unreadable,
} from "../../src/index.ts";
import { ruleWith } from "../engine/rule.ts";
import { thrownBy } from "../thrownBy.ts";

const asOf = "2025-06-30";
const checker = createChecker({ asOf });
const event: EmsEvent = {
  eventId: "EMS-1",
  title: "Trade law",
  unit: "PTP",
  status: "completed",
  startDate: "2025-03-03",
  endDate: "2025-03-07",
  eventType: "course",
  learningRelated: true,
  objectiveAssessment: true,
  certificateType: "completion",
  participants: 25,
};

const idsOf = ({ findings }: Pick<Judgement, "findings">): readonly string[] =>
  findings.map(({ ruleId }) => ruleId);

afterEach(() => void vi.useRealTimers());

describe("every option has a default", () => {
  test("the shipped rules, today in UTC, nothing absent", () => {
    vi.useFakeTimers({ now: new Date("2025-06-30T23:59:59.999Z") });
    const plain = createChecker();
    expect(plain.ruleset).toEqual(shippedRules);
    expect(plain.checkAll([]).run.asOf).toBe("2025-06-30");
    expect(JSON.stringify(plain.check(event))).toBe(JSON.stringify(checker.check(event)));
  });

  test.each([
    {},
    { asOf: undefined },
    { rules: undefined },
    { absent: undefined, facts: undefined, operators: undefined },
  ])("%j", (options) => {
    // A caller's options may come out of an object with holes, whatever the type says.
    const made = createChecker(options as Parameters<typeof createChecker>[0]);
    expect(made.ruleset).toEqual(shippedRules);
  });

  test("what is missing in an event is empty: a save without event type is a missing event type", () => {
    const { eventType: _, ...rest } = event;
    for (const each of [
      rest,
      { ...rest, eventType: null },
      { ...rest, eventType: "" },
      { ...rest, eventType: " \u00a0" },
    ])
      expect(idsOf(checker.check(each))).toContain("event-type-missing");
    expect(idsOf(checker.check(event))).not.toContain("event-type-missing");
  });
});

describe("absent", () => {
  test("says that the model has no such field: the rules that need it are not assessed", () => {
    const without = createChecker({ asOf, absent: ["eventType", "usefulnessScore"] });
    const { eventType: _, ...rest } = event;
    const outcome = without.check(rest).outcomes.find(({ ruleId }) => ruleId === "event-type-missing");
    expect(outcome).toMatchObject({
      outcome: "notAssessed",
      reasons: [{ fact: "eventType", why: "absent" }],
    });
    expect(idsOf(without.check(rest))).not.toContain("event-type-missing");
  });

  test("holds even where the event has a value", () => {
    const without = createChecker({ asOf, absent: ["status"] });
    expect(JSON.stringify(without.check({ ...event, status: "cancelled" }).outcomes)).toBe(
      JSON.stringify(without.check(event).outcomes),
    );
  });

  test("a field that is none is told with the nearest", () => {
    const { code, problems } = thrownBy(() =>
      createChecker({ asOf, absent: ["usefulnesScore" as "usefulnessScore"] }),
    );
    expect(code).toBe("invalid-option");
    expect(problems[0]).toMatchObject({ found: '"usefulnesScore"', hint: 'Did you mean "usefulnessScore"?' });
  });
});

describe("wrong options", () => {
  test.each<[string, unknown, string]>([
    ["asOf is no date", { asOf: "30.06.2025" }, "invalid-option"],
    ["asOf is a day that does not exist", { asOf: "2025-02-29" }, "invalid-option"],
    ["asOf is a moment", { asOf: "2025-06-30T12:00:00Z" }, "invalid-option"],
    ["asOf is empty", { asOf: "" }, "invalid-option"],
    ["the clock gives no date", { asOf: () => "now" }, "invalid-option"],
    ["asOf is a Date", { asOf: new Date(0) }, "invalid-option"],
    ["asOf is a number", { asOf: 20250630 }, "invalid-option"],
    ["asOf is nothing", { asOf: null }, "invalid-option"],
    ["the clock gives a Date", { asOf: () => new Date(0) }, "invalid-option"],
    ["there are no rules", { rules: [] }, "no-rules"],
    ["all rules are retired", { rules: [ruleWith({ state: "retired" })] }, "no-rules"],
    ["absent is no field", { absent: ["constructor"] }, "invalid-option"],
    ["absent is __proto__", { absent: ["__proto__"] }, "invalid-option"],
    [
      "an operator takes a name of the language",
      { operators: [{ name: "equal", test: () => true }] },
      "rule-invalid",
    ],
    [
      "a rule names a condition that is not there",
      { rules: [ruleWith({ when: { condition: "gone" } })] },
      "rule-invalid",
    ],
    [
      "a rule names an operator that is not there",
      { rules: [ruleWith({ when: { fact: "unit", operator: "is", value: 1 } })] },
      "rule-invalid",
    ],
  ])("%s", (_, options, code) => {
    expect(thrownBy(() => createChecker(options as Parameters<typeof createChecker>[0])).code).toBe(code);
  });
});

describe("the clock", () => {
  test("on a new day the rules are those that the checker was made with, whatever became of the caller's list", () => {
    let today = "2025-06-20";
    const rules = { ...shippedRules, rules: [...shippedRules.rules] };
    const checker = createChecker({ asOf: () => today, rules });
    const ids = () => checker.check({}).outcomes.map(({ ruleId }) => ruleId);
    const before = ids();
    rules.rules.length = 1;
    // What a program without types may do to show them in another order.
    expect(() => (checker.ruleset.rules as unknown[]).reverse()).toThrow(TypeError);
    today = "2025-06-21";
    expect(ids()).toEqual(before);
  });

  test("is asked for every check, and a new day changes the outcome", () => {
    let today = "2025-06-20";
    const rule = ruleWith({
      violation: { fact: "participants", operator: "isEmpty", value: true },
      due: { after: "endDate", days: 10 },
      fields: ["participants"],
    });
    const made = createChecker({ rules: [rule], asOf: () => today });
    const saved: EmsEvent = { eventId: "EMS-1", endDate: "2025-06-11" };
    expect(made.check(saved).outcomes[0]).toMatchObject({ outcome: "notDue", due: "2025-06-21" });
    const kept = made.check(saved);
    today = "2025-06-21";
    expect(made.check(saved).outcomes[0]).toMatchObject({ outcome: "failed" });
    expect(made.checkAll([saved]).run.asOf).toBe("2025-06-21");
    expect(kept.outcomes[0]).toMatchObject({ outcome: "notDue" });
    // A clock that is set back is believed as well.
    today = "2025-06-20";
    expect(made.check(saved).outcomes[0]).toMatchObject({ outcome: "notDue" });
  });

  test("that breaks later is told", () => {
    let today = asOf;
    const made = createChecker({ asOf: () => today });
    today = "later";
    expect(thrownBy(() => made.check(event)).code).toBe("invalid-option");
  });

  test("of the machine is not looked at where another is given", () => {
    vi.useFakeTimers({ now: new Date("1999-12-31T00:00:00Z") });
    const bytes = JSON.stringify(createChecker({ asOf }).checkAll([event]));
    vi.setSystemTime(new Date("2060-01-01T00:00:00Z"));
    expect(JSON.stringify(createChecker({ asOf }).checkAll([event]))).toBe(bytes);
  });
});

describe("immutability", () => {
  test("the checker is frozen", () => {
    expect(Object.isFrozen(checker)).toBe(true);
    expect(() => Object.assign(checker, { check: () => undefined })).toThrow(TypeError);
  });

  test("a result is not touched by later checks", () => {
    const first = checker.check({ eventId: "EMS-1" });
    const copy = structuredClone(first);
    for (let index = 0; index < 50; index++)
      checker.check({
        ...event,
        eventId: `EMS-${index}`,
        participants: index,
        status: index % 2 ? "planned" : "completed",
      });
    checker.checkAll([event, {}]);
    expect(first).toEqual(copy);
  });

  test("a report is not touched by later runs, nor by what is done to another report", () => {
    const first = checker.checkAll([event, {}]);
    const copy = structuredClone(first);
    const second = checker.checkAll([event, {}]);
    for (const list of [
      second.findings,
      second.rules,
      second.rootCauses,
      second.notAssessed,
      second.run.inputs,
    ])
      list.length = 0;
    for (const { rules } of second.notAssessed) rules.length = 0;
    expect(first).toEqual(copy);
    expect(checker.checkAll([event, {}])).toEqual(copy);
  });

  test("the list of no findings cannot be filled for all", () => {
    const fine = createChecker({
      asOf,
      rules: [
        ruleWith({
          violation: { fact: "participants", operator: "lessThan", value: 0 },
          fields: ["participants"],
        }),
      ],
    });
    const { findings } = fine.check(event);
    expect(findings).toEqual([]);
    expect(Object.isFrozen(findings)).toBe(true);
  });

  test("what the caller does to the options afterwards changes nothing", () => {
    const absent: ("status" | "endDate")[] = ["status"];
    const rule = ruleWith({ violation: { fact: "unit", operator: "in", value: ["PTP"] }, fields: ["unit"] });
    const rules = [rule];
    const made = createChecker({ asOf, absent, rules });
    const before = JSON.stringify(made.check(event).outcomes);
    absent.push("endDate");
    rules.length = 0;
    expect(JSON.stringify(made.check(event).outcomes)).toBe(before);
  });

  test("the event is left as it is", () => {
    const given = Object.freeze({ ...event });
    const before = JSON.stringify(given);
    checker.check(given);
    checker.checkAll([given]);
    expect(JSON.stringify(given)).toBe(before);
  });
});

describe("facts and operators of one's own", () => {
  const perDay: DerivedFact = {
    name: "participantsPerDay",
    type: "number",
    doc: "Participants by day of the event.",
    from: ["participants", "durationDays"],
    derive: (participants, days) =>
      typeof participants === "number" && typeof days === "number" && days > 0
        ? participants / days
        : undefined,
  };
  const divisibleBy: Operator = {
    name: "divisibleBy",
    doc: "The fact is a multiple of the value.",
    fact: ["number"],
    value: "number",
    test: (fact, value) => typeof fact === "number" && typeof value === "number" && fact % value === 0,
  };
  const json = ruleWith({
    when: { fact: "participantsPerDay", operator: "greaterThan", value: 4 },
    violation: { fact: "participants", operator: "not:divisibleBy", value: 5 },
    fields: ["participants"],
    message: "{participantsPerDay} a day.",
  });

  test("are read, compiled and used", () => {
    const own = { facts: [perDay], operators: [divisibleBy] };
    const made = createChecker({ asOf, rules: parseEventRules(json, own), ...own });
    expect(made.check({ ...event, participants: 26 }).findings).toMatchObject([
      { ruleId: "a-rule", message: "5.2 a day." },
    ]);
    expect(made.check({ ...event, participants: 30 }).outcomes[0]?.outcome).toBe("passed");
    expect(made.check({ ...event, participants: 20 }).outcomes[0]?.outcome).toBe("notApplicable");
    expect(made.check({ participants: 20 }).outcomes[0]).toMatchObject({
      outcome: "notAssessed",
      reasons: [
        {
          fact: "participantsPerDay",
          why: "derived",
          from: [
            {
              fact: "durationDays",
              why: "derived",
              from: [
                { fact: "startDate", why: "empty" },
                { fact: "endDate", why: "empty" },
              ],
            },
          ],
        },
      ],
    });
  });

  test("without them the rule is refused, with its place where it is read", () => {
    expect(thrownBy(() => parseEventRules(json)).problems.map(({ code, path }) => [code, path])).toEqual([
      ["unknown-fact", "$.when.fact"],
      ["unknown-operator", "$.violation.operator"],
      ["unknown-placeholder", "$.message"],
    ]);
    expect(thrownBy(() => parseEventRules(json, { facts: [perDay] })).problems).toMatchObject([
      { code: "unknown-operator", path: "$.violation.operator" },
    ]);
  });

  test("an operator that throws is an error in the report, not a pass", () => {
    const throws: Operator = {
      ...divisibleBy,
      name: "throws",
      test: () => {
        throw new Error("out of order");
      },
    };
    const rules = [
      ruleWith({
        violation: { fact: "participants", operator: "throws", value: 1 },
        fields: ["participants"],
      }),
    ];
    const made = createChecker({ asOf, rules, operators: [throws] });
    const {
      rules: [summary],
      findings,
    } = made.checkAll([event, {}]);
    expect(summary).toMatchObject({ total: 2, evaluated: 0, passed: 0, failed: 0, error: 1, notAssessed: 1 });
    expect(findings).toEqual([]);
  });

  test("a derived fact that throws on odd values breaks neither the check nor the root causes", () => {
    const fussy: DerivedFact = {
      name: "fussy",
      type: "number",
      doc: "Throws on all but 25.",
      from: ["participants", "status"],
      derive: (participants) => {
        if (participants !== 25) throw new Error("fussy");
        return 1;
      },
    };
    const rules = [
      ruleWith({ violation: { fact: "fussy", operator: "equal", value: 1 }, fields: ["participants"] }),
    ];
    const made = createChecker({ asOf, rules, facts: [fussy], absent: ["status"] });
    expect(made.checkAll([event, {}]).rules[0]).toMatchObject({ failed: 1, error: 1 });
  });

  test("types", () => {
    expectTypeOf(checker).toEqualTypeOf<Checker>();
    expectTypeOf(checker.check).parameter(0).toEqualTypeOf<EmsEvent>();
    expectTypeOf(checker.check(event).findings[0]?.severity).toEqualTypeOf<
      "error" | "warning" | "info" | undefined
    >();
    expectTypeOf(checker.checkAll([])).toEqualTypeOf<Report>();
    // @ts-expect-error a field that is none
    expect(() => createChecker({ absent: ["foo"] })).toThrow(DataQualityError);
    // @ts-expect-error a property that is none
    checker.check({ eventIdd: "EMS-1" });
    // @ts-expect-error a count in quotes is for readers of files
    checker.check({ participants: "25" });
    // @ts-expect-error a Date is a moment, no calendar date
    checker.check({ endDate: new Date(0) });
  });
});

describe("hostile events", () => {
  const thrower = {
    get: () => {
      throw new Error("secret@example.org");
    },
  };
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const cyclic: Record<string, unknown> = {};
  cyclic.title = cyclic;
  let deep: unknown = 1;
  for (let level = 0; level < 50_000; level++) deep = [deep];

  const hostile: readonly (readonly [string, unknown])[] = [
    ["nothing", undefined],
    ["null", null],
    ["a number", 5],
    ["a text", "event"],
    ["a list", [event]],
    ["a function", () => event],
    ["a symbol", Symbol("event")],
    ["a big integer", 5n],
    [
      "getters that throw",
      Object.defineProperties(
        {},
        { title: thrower, participants: thrower, endDate: thrower, unit: thrower, eventId: thrower },
      ),
    ],
    [
      "a proxy that throws at everything",
      new Proxy(
        {},
        {
          get: thrower.get,
          has: thrower.get,
          ownKeys: thrower.get,
          getOwnPropertyDescriptor: thrower.get,
          getPrototypeOf: thrower.get,
        },
      ),
    ],
    ["a revoked proxy", revoked],
    [
      "not a number",
      { participants: Number.NaN, cocRate: Number.NaN, endDate: Number.NaN, eventId: Number.NaN },
    ],
    ["endless", { participants: Number.POSITIVE_INFINITY, cocIssued: Number.NEGATIVE_INFINITY }],
    [
      "huge numbers",
      {
        participants: 1e308,
        cocIssued: 1e308,
        copIssued: 1e308,
        cocRate: 1e308,
        endDate: 1e308,
        female: 2 ** 53,
      },
    ],
    ["lone surrogates", { eventId: "\ud800", title: "\udfff\ud800", unit: "\ud83d", city: "\u0000" }],
    ["deep nesting", { title: deep, participants: deep, eventId: deep }],
    ["a circle", cyclic],
    [
      "symbol keys",
      { [Symbol("title")]: "x", [Symbol.toPrimitive]: thrower.get, [Symbol.iterator]: thrower.get },
    ],
    ["symbols as values", { eventId: Symbol("x"), participants: Symbol("y") }],
    ["no prototype", Object.assign(Object.create(null), event)],
    [
      "no prototype in the cells",
      { title: Object.create(null), participants: Object.create(null), eventId: Object.create(null) },
    ],
    [
      "methods for values",
      {
        eventId: () => "x",
        participants: { valueOf: thrower.get },
        title: { toString: thrower.get },
        unit: { toJSON: thrower.get },
      },
    ],
    ["frozen", Object.freeze({ ...event })],
    ["sealed with nothing in it", Object.seal({})],
    ["big integers", { participants: 25n, eventId: 10n ** 30n, cocRate: 5n }],
    [
      "boxed values",
      {
        participants: Object(25) as unknown,
        title: Object("x") as unknown,
        learningRelated: Object(true) as unknown,
      },
    ],
    [
      "huge text",
      {
        title: "x".repeat(2_000_000),
        unit: "y".repeat(2_000_000),
        endDate: "2".repeat(2_000_000),
        participants: "1".repeat(2_000_000),
        partner: " ".repeat(2_000_000),
      },
    ],
    [
      "an array for every field",
      Object.fromEntries(Object.keys(normaliseEvent({})).map((field) => [field, [field]])),
    ],
    ["unreadable cells", { participants: unreadable("about thirty"), status: unreadable("") }],
    [
      "a key called __proto__",
      JSON.parse('{"__proto__": {"participants": 25, "status": "completed"}, "eventId": "EMS-1"}'),
    ],
  ];

  test.each(hostile)("%s: never throws, and the findings are whole", (_, given) => {
    const judged = checker.check(given as EmsEvent);
    expect(judged.outcomes).toHaveLength(
      checker.ruleset.rules.filter(({ state }) => state !== "retired").length,
    );
    expect(judged.outcomes.filter(({ outcome }) => outcome === "error")).toEqual([]);
    for (const finding of judged.findings) findingSchema.parse(finding);
    const report = checker.checkAll([given as EmsEvent, event]);
    expect(() => JSON.parse(JSON.stringify(report)) as unknown).not.toThrow();
    reportSchema.parse(report);
    expect(JSON.stringify([judged, report])).not.toContain("secret@example.org");
  });

  test("a key called __proto__ gives no values", () => {
    const given = JSON.parse('{"__proto__": {"participants": -5}}') as EmsEvent;
    expect(idsOf(checker.check(given))).not.toContain("negative-count");
  });

  test("a moment is no calendar date: it is told, and not shifted", () => {
    const given = { ...event, endDate: new Date("2025-03-07T23:00:00-05:00") } as unknown as EmsEvent;
    const { findings } = checker.check(given);
    expect(findings.filter(({ ruleId }) => ruleId === "cell-unreadable")).toMatchObject([
      { fields: [{ field: "endDate", expected: "a date such as 2024-03-05" }] },
    ]);
    expect(idsOf({ findings })).not.toContain("end-date-missing");
  });

  test("a getter is read once for each check", () => {
    let times = 0;
    checker.check({
      ...event,
      get participants() {
        times++;
        return 25;
      },
    });
    expect(times).toBe(1);
  });
});

describe("a finding", () => {
  test("of an event without identifier", () => {
    const { eventId: _, ...rest } = event;
    const judged = checker.check({ ...rest, unit: null });
    expect(judged).toMatchObject({ eventId: null, unit: null });
    for (const finding of judged.findings)
      expect(finding).toMatchObject({ eventId: null, source: null, status: "new" });
    for (const finding of judged.findings) findingSchema.parse(finding);
  });

  test("of a cell that cannot be read says nothing but its own", () => {
    const judged = checker.check({ ...event, participants: "about thirty" as unknown as number });
    const finding = judged.findings.find(({ ruleId }) => ruleId === "cell-unreadable");
    expect(findingSchema.parse(finding)).toEqual(finding);
    expect(Object.keys(finding ?? {})).not.toContain("outcomes");
  });

  test("of a shadow rule is none, but it is counted", () => {
    const rules = [
      ruleWith({
        state: "shadow",
        violation: { fact: "participants", operator: "greaterThan", value: 1 },
        fields: ["participants"],
      }),
    ];
    const {
      findings,
      rules: [summary],
      summary: { findings: counts },
    } = createChecker({ asOf, rules }).checkAll([event]);
    expect(findings).toEqual([]);
    expect(counts.total).toBe(0);
    expect(summary).toMatchObject({ state: "shadow", failed: 1 });
  });

  test("never shows personal data that stand in the event", () => {
    const secret = "zq-secret";
    const given: EmsEvent = {
      ...event,
      title: `${secret} TBD`,
      focalPoint: secret,
      focalPointEmail: `${secret}@nowhere`,
      partner: `${secret}@example.org`,
      city: secret,
      cohort: `${secret} 0041 22 917 84 00`,
      engagementStrategy: secret,
      status: secret,
      deliveryMode: secret,
      startDate: secret,
      participants: secret as unknown as number,
    };
    expect(JSON.stringify(checker.check(given).findings)).not.toContain(secret);
    expect(JSON.stringify(checker.checkAll([given, given, given, given]))).not.toContain(secret);
  });
});

test("checkAll takes anything that can be gone through, once", () => {
  function* generated() {
    yield event;
    yield {};
  }
  const report = checker.checkAll(generated());
  expect(JSON.stringify(report)).toBe(JSON.stringify(checker.checkAll([event, {}])));
  expect(JSON.stringify(checker.checkAll(new Set([event])))).toBe(JSON.stringify(checker.checkAll([event])));
});
