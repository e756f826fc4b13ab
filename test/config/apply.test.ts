import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyConfig, type OverriddenSetting } from "../../src/config/apply.ts";
import { changedSettings, settingsOf } from "../../src/config/effective.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { severities } from "../../src/rules/schema.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

const units = ["MDP", "CWM", "PTP"];
const kinds = ["course", "workshop"];
const ids = ["coc-missing", "coc-zero", "language-missing"];
const reason = "A reason of some words.";

const setting = fc
  .record(
    {
      enabled: fc.boolean(),
      severity: fc.constantFrom(...severities),
      graceDays: fc.integer({ min: 0, max: 900 }),
    },
    { requiredKeys: [] },
  )
  .filter((each) => Object.keys(each).length > 0);
/** `language-missing` has no parameter. */
const settings = fc.dictionary(fc.constantFrom(...ids), setting, { minKeys: 1 }).map((all) =>
  Object.fromEntries(
    Object.entries(all).flatMap(([id, { graceDays, ...rest }]) => {
      const whole =
        graceDays === undefined || id === "language-missing" ? rest : { ...rest, params: { graceDays } };
      return Object.keys(whole).length === 0 ? [] : [[id, { ...whole, reason }] as const];
    }),
  ),
);
const scope = fc.oneof(
  fc.record({ units: fc.uniqueArray(fc.constantFrom(...units), { minLength: 1 }) }),
  fc.record({ eventTypes: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 }) }),
  fc.record({
    units: fc.uniqueArray(fc.constantFrom(...units), { minLength: 1 }),
    eventTypes: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 }),
  }),
);
const override = fc.tuple(scope, settings).map(([events, rules]) => ({ ...events, rules }));
const anyConfig = fc.record({ rules: settings, overrides: fc.array(override, { maxLength: 4 }) });

type Written = (typeof anyConfig)["generate"] extends (...args: never) => { readonly value: infer V }
  ? V
  : never;

/** The last that is written for an event counts, each thing by itself. */
function expected(config: Written, unit: string | null, kind: string | null) {
  const blocks = [
    { rules: config.rules },
    ...config.overrides.filter((each) => {
      const { units: ofUnits, eventTypes } = each as {
        readonly units?: readonly string[];
        readonly eventTypes?: readonly string[];
      };
      const isOf = (list: readonly string[] | undefined, code: string | null): boolean =>
        list === undefined || (code !== null && list.includes(code));
      return isOf(ofUnits, unit) && isOf(eventTypes, kind);
    }),
  ];
  return ids.map((id) => {
    const rule = shippedRules.rules.find((each) => each.id === id);
    const said = blocks.map(({ rules }) => rules[id] as Record<string, unknown> | undefined);
    const last = (key: string): unknown => said.findLast((each) => each?.[key] !== undefined)?.[key];
    const params = last("params") as { readonly graceDays: number } | undefined;
    return {
      id,
      severity: last("severity") ?? rule?.severity,
      off: last("enabled") === false,
      graceDays: params?.graceDays ?? rule?.params?.graceDays?.default,
    };
  });
}

describe("of what is written for an event the last counts", () => {
  test("for every unit and kind of event", () => {
    fc.assert(
      fc.property(
        anyConfig,
        fc.constantFrom(null, ...units, "SDP"),
        fc.constantFrom(null, ...kinds, "webinar"),
        (config, unit, kind) => {
          const { variantOf, offEverywhere } = applyConfig(parseConfig(config), shippedRules);
          const { rules, off } = variantOf(unit, kind);
          expect(rules.map(({ id }) => id)).toEqual(shippedRules.rules.map(({ id }) => id));
          const found = ids.map((id) => {
            const rule = rules.find((each) => each.id === id);
            const graceDays = rule?.params?.graceDays?.default;
            return { id, severity: rule?.severity, off: off.has(id), graceDays };
          });
          expect(found).toEqual(expected(config, unit, kind));
          const everyEvent = [null, ...units].flatMap((of) =>
            [null, ...kinds].map((as) => [of, as] as const),
          );
          expect([...offEverywhere].sort()).toEqual(
            ids.filter((id) => everyEvent.every(([of, as]) => variantOf(of, as).off.has(id))),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  test("what is told as overridden is what differs for some event, and settings agree with the variant", () => {
    fc.assert(
      fc.property(
        anyConfig,
        fc.constantFrom(...units),
        fc.constantFrom(...kinds),
        (written, unit, eventType) => {
          const config = parseConfig(written);
          const { variantOf, overridden } = applyConfig(config, shippedRules);
          const { rules } = variantOf(unit, eventType);
          for (const id of ids) {
            const rule = shippedRules.rules.find((each) => each.id === id);
            if (rule === undefined) throw new Error(id);
            const severity = settingsOf(config, rule, { unit, eventType }).find(
              (each) => each.setting === "severity",
            );
            expect(severity?.value).toBe(rules.find((each) => each.id === id)?.severity);
            if (severity?.origin !== undefined)
              expect(overridden.some((each) => each.ruleId === id && each.to === severity.value)).toBe(true);
          }
          expect(
            changedSettings(config, shippedRules).map(({ ruleId, setting: name }) => [ruleId, name]),
          ).toEqual(overridden.map(({ ruleId, setting: name }) => [ruleId, name]));
        },
      ),
      { numRuns: 60 },
    );
  });
});

function isAbout(
  { units: ofUnits, eventTypes }: OverriddenSetting,
  unit: string | null,
  kind: string | null,
): boolean {
  const isOf = (list: readonly string[], code: string | null): boolean =>
    list.length === 0 || (code !== null && list.includes(code));
  return isOf(ofUnits, unit) && isOf(eventTypes, kind);
}

/** How rules are set, by what a report says is overridden alone. */
function replayed(overridden: readonly OverriddenSetting[], unit: string | null, kind: string | null) {
  return ids.map((id) => {
    const rule = shippedRules.rules.find((each) => each.id === id);
    const about = overridden.filter((each) => each.ruleId === id && isAbout(each, unit, kind));
    const last = (name: string, otherwise: unknown): unknown => {
      const said = about.findLast(({ setting: each }) => each === name);
      return said === undefined ? otherwise : said.to;
    };
    return {
      id,
      severity: last("severity", rule?.severity),
      off: last("enabled", true) === false,
      graceDays: last("params.graceDays", rule?.params?.graceDays?.default),
    };
  });
}

test("a report's list tells how rules are set for every event, and nothing in it is idle", () => {
  const events = [null, ...units].flatMap((unit) => [null, ...kinds].map((kind) => [unit, kind] as const));
  fc.assert(
    fc.property(anyConfig, (written) => {
      const { overridden } = applyConfig(parseConfig(written), shippedRules);
      const told = events.map((event) => replayed(overridden, ...event));
      expect(told).toEqual(events.map((event) => expected(written, ...event)));
      const counting = new Set(
        events.flatMap((event) =>
          [...new Set(overridden.map(({ ruleId, setting: name }) => `${ruleId} ${name}`))].map((thing) =>
            overridden.findLast(
              (each) => `${each.ruleId} ${each.setting}` === thing && isAbout(each, ...event),
            ),
          ),
        ),
      );
      expect(overridden.filter((each) => !counting.has(each))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("settings of a unit are those of any kind of its events", () => {
  const config = parseConfig({
    overrides: [
      { units: ["MDP"], eventTypes: ["course"], rules: { "coc-missing": { severity: "warning", reason } } },
      { units: ["CWM"], rules: { "coc-missing": { severity: "info", reason } } },
    ],
  });
  const rule = shippedRules.rules.find(({ id }) => id === "coc-missing");
  if (rule === undefined) throw new Error("coc-missing");
  const severitiesOf = (sort: Parameters<typeof settingsOf>[2]): readonly unknown[] =>
    settingsOf(config, rule, sort).flatMap(({ setting: name, value }) =>
      name === "severity" ? [value] : [],
    );
  expect(severitiesOf({})).toEqual(["error", "warning", "info"]);
  expect(severitiesOf({ unit: "MDP" })).toEqual(["error", "warning"]);
  expect(severitiesOf({ unit: "MDP", eventType: "course" })).toEqual(["warning"]);
  expect(severitiesOf({ unit: "MDP", eventType: null })).toEqual(["error"]);
  expect(severitiesOf({ unit: "CWM" })).toEqual(["info"]);
  expect(severitiesOf({ eventType: "course" })).toEqual(["error", "warning", "info"]);
});

test("the same settings are the same variant, by whatever overrides", () => {
  const one = { "coc-missing": { severity: "info", reason } };
  const { variantOf } = applyConfig(
    parseConfig({
      overrides: [
        { units: ["MDP", "CWM"], rules: one },
        { eventTypes: ["course"], rules: { "coc-zero": { severity: "error", reason } } },
      ],
    }),
    shippedRules,
  );
  expect(variantOf("MDP", "workshop")).toBe(variantOf("CWM", null));
  // What an override says is what the rule says already.
  expect(variantOf("MDP", "course")).toBe(variantOf("MDP", null));
  expect(variantOf(null, "course")).toBe(variantOf(null, null));
});

test("events that nothing is said of share one variant, with the rules themselves", () => {
  const { variantOf } = applyConfig(
    parseConfig({ overrides: [{ units: ["MDP"], rules: { "coc-missing": { severity: "info", reason } } }] }),
    shippedRules,
  );
  const plain = variantOf(null, null);
  expect(variantOf("CWM", "course")).toBe(plain);
  expect(variantOf("no unit at all", "__proto__")).toBe(plain);
  expect(plain.rules.every((rule, index) => rule === shippedRules.rules[index])).toBe(true);
  expect(variantOf("MDP", null)).not.toBe(plain);
});

test("what extends comes after what is extended, also in a program", () => {
  const base = { rules: { "coc-missing": { severity: "info" as const, reason } } };
  const { variantOf } = applyConfig(
    parseConfig({ extends: base, rules: { "coc-missing": { severity: "warning", reason } } }),
    shippedRules,
  );
  expect(variantOf(null, null).rules.find(({ id }) => id === "coc-missing")?.severity).toBe("warning");
});
