/** Names out of files and options are data: none of them reaches a prototype, none is mistaken for what every object has. */
import { afterEach, describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { parseEventRules } from "../../src/checker/parseEventRules.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { DataQualityError } from "../../src/errors.ts";
import { parseBaseline } from "../../src/findings/baseline/parse.ts";
import { parseWaivers } from "../../src/findings/waivers/parse.ts";
import { parseCatalogue } from "../../src/locale/catalogue.ts";
import { readProfile } from "../../src/profile/read.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

const names = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "__defineGetter__",
] as const;
const asOf = "2025-06-30";
const event = { eventId: "EMS-1", title: "Trade law", participants: 5, cocIssued: 9 };
const said = JSON.stringify(createChecker({ asOf }).check(event));

const builtIns = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Object, Array];
const before = builtIns.map((each) => Reflect.ownKeys(each).map(String).sort());

afterEach(() => {
  expect(builtIns.map((each) => Reflect.ownKeys(each).map(String).sort())).toEqual(before);
  for (const key of ["polluted", "severity", "reason", "fields"])
    expect(Reflect.get({}, key)).toBeUndefined();
  // A checker that is made afterwards is the same as one that was made before.
  expect(JSON.stringify(createChecker({ asOf }).check(event))).toBe(said);
});

/** What JSON makes of it: a key of its own, whatever its name. */
function withKey(name: string, json = "{}", value: unknown = { polluted: 1, severity: "info" }): unknown {
  const rest = json.slice(1);
  return JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}${rest === "}" ? "" : ","}${rest}`);
}

/** Either it is told as a mistake, or it changes nothing: an error of another kind would be a hole. */
function refusedOrHarmless(use: () => unknown): void {
  try {
    use();
  } catch (error) {
    expect(error).toBeInstanceOf(DataQualityError);
  }
}

describe.each(names)("%s", (name) => {
  test("as a key of options", () => {
    refusedOrHarmless(() => createChecker(withKey(name, `{"asOf":"${asOf}"}`) as object).check(event));
  });

  test("as a field that is absent is refused", () => {
    expect(() => createChecker({ asOf, absent: [name as "title"] })).toThrow(DataQualityError);
  });

  test("as a derived fact of one's own", () => {
    refusedOrHarmless(() =>
      createChecker({
        asOf,
        facts: [{ name, type: "number", doc: "", from: ["participants"], derive: () => 1 } as never],
      }).check(event),
    );
  });

  test("as an operator of one's own", () => {
    refusedOrHarmless(() =>
      createChecker({
        asOf,
        operators: [{ name, doc: "", fact: ["any"], value: ["any"], compare: () => true } as never],
      }).check(event),
    );
  });

  test("as a key of waivers, of a baseline, of a configuration, of a catalogue, of a profile, of rules", () => {
    for (const parse of [
      parseWaivers,
      parseBaseline,
      parseConfig,
      parseCatalogue,
      readProfile,
      parseEventRules,
    ] as const) {
      const read = parse as (json: unknown) => unknown;
      for (const given of [withKey(name), [withKey(name)], JSON.stringify(withKey(name))])
        refusedOrHarmless(() => read(given));
    }
  });

  test("inside a waiver, beside what is right", () => {
    const waiver = JSON.stringify({
      id: "w-1",
      rules: [name],
      events: [name],
      reason: "Agreed",
      responsible: "Data steward",
      from: "2025-01-01",
      until: "2025-12-31",
    });
    refusedOrHarmless(() => parseWaivers([withKey(name, waiver)] as never));
    refusedOrHarmless(() => createChecker({ asOf, waivers: [JSON.parse(waiver)] as never }).check(event));
  });

  test("inside a configuration, as a rule, a parameter, a stage, a unit and a kind of event", () => {
    const reason = "Agreed";
    for (const config of [
      { rules: withKey(name, "{}", { severity: "info", reason }) },
      { rules: { "coc-missing": { params: withKey(name, "{}", 1), reason } } },
      { rules: { "coc-missing": { stages: withKey(name, "{}", "silent"), reason } } },
      {
        overrides: [
          { units: [name], eventTypes: [name], rules: { "coc-missing": { severity: "info", reason } } },
        ],
      },
    ])
      refusedOrHarmless(() =>
        createChecker({ asOf, config: config as never }).check({ ...event, unit: name }),
      );
  });

  test("as a locale", () => {
    expect(() => createChecker({ asOf, locale: name })).toThrow(DataQualityError);
  });

  test("as the only text of every field", () => {
    const { findings } = createChecker({ asOf }).check({
      ...event,
      unit: name,
      eventType: name,
      country: name,
    });
    // It is an unknown code, as any other.
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(["unit-unknown", "event-type-unknown", "country-unknown"]),
    );
  });

  test("as the parameter, the condition and the code list of a rule", () => {
    const [rule] = shippedRules.rules;
    for (const violation of [
      { fact: "participants", operator: "equal", value: { param: name } },
      { condition: name },
      { fact: "unit", operator: "oneOf", value: name },
      { fact: name, operator: "equal", value: 1 },
      { fact: "participants", operator: name, value: 1 },
    ])
      expect(() => createChecker({ asOf, rules: [{ ...rule, violation } as never] })).toThrow(
        DataQualityError,
      );
  });
});
