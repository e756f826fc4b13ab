import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { applyCorrections } from "../../src/corrections/applyCorrections.ts";
import { DataQualityError } from "../../src/errors.ts";
import { defineLookup } from "../../src/events/outside/defineLookup.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { createWording } from "../../src/locale/wording.ts";
import { builtinProfile } from "../../src/profile/builtin.ts";
import { problemDetails } from "../../src/report/problemDetails.ts";
import { thrownBy } from "../thrownBy.ts";

const asOf = "2025-06-30";
const checker = createChecker({ asOf });
const event = { eventId: "EMS-1", title: "Trade law", startDate: "2025-03-07", endDate: "2025-03-03" };
const { findings } = checker.check(event);

/** What a caller without types may write. */
const untyped = (value: unknown): never => value as never;

describe("of createChecker a wrong value is told, with what was expected", () => {
  test.each([
    ["profile", "ems", "a profile that was read"],
    ["profile", { extends: "ems" }, "a profile that was read"],
    ["profile", null, "a profile that was read"],
    ["profile", 5, "a profile that was read"],
    ["absent", 5, "a list of fields"],
    ["absent", "title", "a list of fields"],
    ["absent", [null], "fields of the event"],
    ["facts", {}, "defineDerivedFact or defineLookup"],
    ["facts", ["x"], "defineDerivedFact or defineLookup"],
    ["facts", [null], "defineDerivedFact or defineLookup"],
    ["operators", {}, "defineOperator"],
    ["operators", [1], "defineOperator"],
    ["locale", null, "createWording"],
    ["locale", {}, "createWording"],
    ["locale", 5, "createWording"],
    ["lookups", null, "an object of options"],
    ["lookups", 5, "an object of options"],
    ["rules", 10n, "parseEventRules"],
    ["asOf", 10n, "2025-06-30"],
    ["asOf", {}, "2025-06-30"],
  ])("%s %o", (option, value, expected) => {
    const { problems } = thrownBy(() => createChecker(untyped({ [option]: value })));
    expect(problems).toMatchObject([
      { code: "invalid-option", message: `The option ${option} is not valid.` },
    ]);
    expect(problems[0]?.expected).toContain(expected);
  });

  test.each([
    ["config", new Map([["rules", {}]])],
    ["config", new Date(0)],
    ["config", 5],
    ["waivers", 5],
    ["waivers", null],
    ["baseline", "x"],
  ])("%s %o", (option, value) => {
    expect(thrownBy(() => createChecker(untyped({ asOf, [option]: value }))).problems.length).toBeGreaterThan(
      0,
    );
  });

  const known = { name: "noShows", type: "number", doc: "People who did not come." };
  const lookup = async () => true;
  const derive = (): number => 1;
  test.each([
    ["facts[0].from", { facts: [{ ...known, lookup, by: ["projectcode"] }] }, 'Did you mean "projectCode"?'],
    ["facts[0].from", { facts: [{ ...known, lookup, by: "projectCode" }] }, "a list of fields"],
    ["facts[0].from", { facts: [{ ...known, lookup, by: undefined }] }, "a list of fields"],
    ["facts[0].lookup", { facts: [{ ...known, lookup: true, by: [] }] }, "a function"],
    ["facts[0].type", { facts: [{ ...known, type: "bool", lookup, by: [] }] }, "boolean"],
    ["facts[0].name", { facts: [{ ...known, name: "", lookup, by: [] }] }, "a name"],
    [
      "facts[1].from",
      {
        facts: [
          { ...known, derive, from: [] },
          { ...known, name: "more", derive, from: ["noShow"] },
        ],
      },
      'Did you mean "noShows"?',
    ],
    ["facts[0].from", { facts: [{ ...known, derive }] }, "a list of facts"],
    ["facts[0].derive", { facts: [{ ...known, derive: 1, from: [] }] }, "a function"],
    ["facts", { facts: [known] }, "defineDerivedFact or defineLookup"],
    ["operators[0].test", { operators: [{ name: "multipleOf", test: 5 }] }, "a function"],
    ["operators[0].name", { operators: [{ name: "", test: () => true }] }, "a name"],
  ])("%s, which would be missing in every event: %o", (option, options, said) => {
    const { message } = thrownBy(() => createChecker(untyped({ asOf, ...options })));
    expect(message).toContain(`The option ${option} is not valid.`);
    expect(message).toContain(said);
  });

  test("a look-up that is no function, where it is defined", () => {
    const { message } = thrownBy(() =>
      defineLookup({ ...known, type: "number", from: ["projectCode"], lookup: untyped(true) }),
    );
    expect(message).toContain("The option lookup is not valid.");
  });

  test("a waiver of a rule that does not exist, with the nearest", () => {
    const waiver = {
      id: "one",
      rules: ["coc-zeroo"],
      pattern: "*",
      reason: "A partner keeps the list.",
      responsible: "head of unit",
      from: "2025-01-01",
      until: "2025-12-31",
    };
    expect(thrownBy(() => createChecker({ asOf, waivers: [waiver] })).message).toContain("coc-zero");
  });

  test("mistakes of a configuration's form and of what it says of rules are told together", () => {
    const config = { rulez: {}, rules: { "coc-zeroo": { enabled: false, reason: "No certificates here." } } };
    const { problems } = thrownBy(() => createChecker({ asOf, config: untyped(config) }));
    expect(problems.map(({ code }) => code).sort()).toEqual(["unknown-key", "unknown-rule"]);
  });
});

describe("of a check an option that is none is told, and no save goes through for it", () => {
  const calls = {
    check: (options: unknown) => checker.check(event, untyped(options)),
    explain: (options: unknown) => checker.explain(event, "end-before-start", untyped(options)),
    stream: (options: unknown) => checker.stream(untyped(options)),
  };

  test.each([
    ["check", { stag: "final" }, "Did you mean stage?"],
    ["check", "final", "an object of options"],
    ["check", null, "an object of options"],
    ["check", { stage: "fnal" }, "draft, submit, final"],
    ["check", { stage: 1n }, "draft, submit, final"],
    ["check", { signal: null }, "stage, previous"],
    ["explain", { stage: "final" }, "one of previous"],
    ["explain", null, "an object of options"],
    ["stream", { stage: "fnal" }, "draft, submit, final"],
    ["stream", { previous: {} }, "one of stage"],
  ] as const)("%s %o", (name, options, said) => {
    expect(thrownBy(() => calls[name](options)).message).toContain(said);
  });

  test.each([[undefined], [{}], [Object.create(null)], [5]])("a rule that is no text: %#", (ruleId) => {
    expect(thrownBy(() => checker.explain(event, untyped(ruleId)))).toMatchObject({ code: "unknown-rule" });
  });

  test.each([[{ stag: "final" }], [null], [{ signal: 5 }], [{ signal: {} }]])(
    "checkAsync %o",
    async (options) => {
      await expect(checker.checkAsync(event, untyped(options))).rejects.toThrow(DataQualityError);
    },
  );

  test.each([[{}], ["EMS-1"], [null], [5]])("checkAll %o", (events) => {
    expect(thrownBy(() => checker.checkAll(untyped(events))).message).toContain("a list of events");
  });
});

test.each([
  [null, "an object of options"],
  [{ catalog: {} }, "Did you mean catalogue?"],
])("of createWording %o", (options, said) => {
  expect(thrownBy(() => createWording("fr", untyped(options))).message).toContain(said);
});

describe("of problemDetails and applyCorrections", () => {
  test.each([
    ["problemDetails", null, {}, "a list of findings"],
    ["problemDetails", [{}], {}, "1. of the findings"],
    ["problemDetails", findings, { titl: "x" }, "Did you mean title?"],
    ["problemDetails", findings, { detail: "x" }, "a function from the number of findings"],
    ["problemDetails", findings, { title: 5 }, "a text"],
    ["problemDetails", findings, { instance: null }, "a text"],
    ["problemDetails", findings, { type: "" }, "a URI reference"],
    ["problemDetails", findings, { detail: () => undefined }, "a function that gives a text"],
    ["problemDetails", findings, null, "an object of options"],
    ["applyCorrections", [{}], {}, "1. of the findings"],
    ["applyCorrections", 5, {}, "a list of findings"],
    ["applyCorrections", findings, { minimum: "sure" }, "certain, likely"],
    ["applyCorrections", findings, { minimun: "likely" }, "Did you mean minimum?"],
    ["applyCorrections", findings, { checker: {} }, "a checker from createChecker"],
  ] as const)("%s %#", (name, given, options, said) => {
    const call = () =>
      name === "problemDetails"
        ? problemDetails(untyped(given), untyped(options))
        : applyCorrections(event, untyped(given), untyped(options));
    expect(thrownBy(call).message).toContain(said);
  });

  test("what is no finding is not repeated", () => {
    const { message } = thrownBy(() =>
      problemDetails(untyped([{ ...findings[0], ruleId: ["jane.doe@example.org"] }])),
    );
    expect(message).toContain("ruleId");
    expect(message).not.toContain("jane.doe");
  });

  test("an event that is a list, and a checker with a profile, are told", () => {
    expect(thrownBy(() => applyCorrections(untyped([]), [])).message).toContain("an event as an object");
    const profiled = createChecker({ asOf, profile: builtinProfile() });
    expect(thrownBy(() => applyCorrections(event, findings, { checker: profiled })).message).toContain(
      "by their canonical names",
    );
  });

  test("a problem document speaks the language of the findings", () => {
    const french = problemDetails(createChecker({ asOf, locale: "fr" }).check(event).findings, {
      locale: "fr",
    });
    const wording = createWording("fr");
    const errors = findings.filter(({ severity }) => severity === "error").length;
    expect(french).toMatchObject({
      title: wording.text("problem.title"),
      detail: wording.text("problem.detail", { findings: errors }),
    });
    expect(french.title).not.toBe(problemDetails(findings).title);
  });
});

describe("the stored version", () => {
  const final = { eventId: "EMS-1", status: "completed", participants: 20 };
  const outcomeOf = (previous: unknown) =>
    checker
      .check({ ...final, participants: 2 }, { previous: untyped(previous) })
      .outcomes.find(({ ruleId }) => ruleId === "figures-shrink-after-final")?.outcome;

  test.each([
    ["of the same event", { ...final }, "failed"],
    ["without an identifier", { ...final, eventId: null }, "failed"],
    ["of another event", { ...final, eventId: "EMS-2" }, "notAssessed"],
    ["as text", JSON.stringify(final), "notAssessed"],
    ["as a number", 5, "notAssessed"],
    ["as a list", [final], "notAssessed"],
  ])("%s", (_, previous, outcome) => {
    expect(outcomeOf(previous)).toBe(outcome);
  });
});

describe("with a profile findings name the caller's properties", () => {
  const own = createChecker({ asOf, profile: builtinProfile() });
  const given = {
    "Event ID": "EMS-1",
    Title: "Trade law",
    "Start date": "2025-03-07",
    "End date": "2025-03-03",
    Participants: "many",
  };
  const columnsOf = (found: readonly Finding[]) =>
    found
      .filter(({ ruleId }) => ["end-before-start", "cell-unreadable"].includes(ruleId))
      .flatMap(({ fields }) => fields.map(({ field, column }) => [field, column]));
  const expected = [
    ["startDate", "Start date"],
    ["endDate", "End date"],
    ["participants", "Participants"],
  ];

  test("in each way to check", () => {
    expect(columnsOf(own.check(given).findings)).toEqual(expected);
    expect(columnsOf(own.checkAll([given]).findings)).toEqual(expected);
  });

  test("in the issues of the Standard Schema and in problem documents", () => {
    const result = own["~standard"].validate(given);
    expect("issues" in result && result.issues?.map(({ path }) => path?.[0])).toContain("End date");
    const { errors } = problemDetails(own.check(given).findings);
    expect(errors.map(({ pointer }) => pointer)).toContain("#/End%20date");
  });

  test("and in explanations", () => {
    expect(JSON.stringify(own.explain(given, "end-before-start"))).toContain('"column":"End date"');
    const other = { id: "EMS-1", "Date de fin": "2025-03-03", "Date de début": "2025-03-07" };
    expect(JSON.stringify(own.explain(other, "end-before-start"))).toContain('"column":"Date de fin"');
  });
});
