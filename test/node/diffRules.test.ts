import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { checkFiles } from "../../src/node/checkFiles.ts";
import { type DiffRulesOptions, diffRules } from "../../src/node/diffRules.ts";
import { builtinProfile } from "../../src/profile/builtin.ts";
import type { Report, RuleSummary } from "../../src/report/schema.ts";
import { type RulesDiff, rulesDiffSchema } from "../../src/review/diff/schema.ts";
import type { Condition, Rule, Ruleset } from "../../src/rules/schema.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

const asOf = "2025-06-30";
const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

function versionOf(ruleset: Ruleset): DiffRulesOptions["base"] {
  const { name, version, rules } = ruleset;
  return {
    ruleset,
    files: [],
    side: { name, commit: null, ruleset: { name, version, sha256: "" }, rules: rules.length },
  };
}

async function diffOf(base: Ruleset, head: Ruleset, files: readonly string[]): Promise<RulesDiff> {
  return rulesDiffSchema.parse(
    await diffRules({
      base: versionOf(base),
      head: versionOf(head),
      files,
      profile: builtinProfile(),
      asOf,
      examples: 1_000_000,
      failOnNew: false,
      maxChange: undefined,
    }),
  );
}

const reports = new WeakMap<Ruleset, Map<string, Promise<Report>>>();

/** The same checks are asked for time and again. */
function reportOf(rules: Ruleset, file: string): Promise<Report> {
  const ofRules = reports.get(rules) ?? new Map<string, Promise<Report>>();
  reports.set(rules, ofRules);
  const report = ofRules.get(file) ?? checkFiles([file], { rules, asOf });
  ofRules.set(file, report);
  return report;
}

/** The same finding has the same fingerprint and stands in the same row. */
function keyOf({ fingerprint, source }: Finding): string {
  return `${fingerprint} ${source?.file} ${source?.row}`;
}

/** The shipped rules, some of them changed. */
function shippedWith(
  change: (rule: Rule, place: number) => Rule | undefined,
  conditions = shippedRules.conditions,
): Ruleset {
  return {
    ...shippedRules,
    ...(conditions === undefined ? {} : { conditions }),
    rules: shippedRules.rules.flatMap((rule, place) => change(rule, place) ?? []),
  };
}

const always: Condition = { all: [] };
const changes: readonly (readonly [string, Ruleset])[] = [
  ["nothing", shippedWith((rule) => rule)],
  ["every third rule is gone", shippedWith((rule, place) => (place % 3 === 0 ? undefined : rule))],
  [
    "every third rule is on trial, every fourth retired",
    shippedWith((rule, place) => ({
      ...rule,
      state: place % 3 === 0 ? "shadow" : place % 4 === 0 ? "retired" : rule.state,
    })),
  ],
  [
    "every other rule applies to all events",
    shippedWith((rule, place) => (place % 2 === 0 ? { ...rule, when: always } : rule)),
  ],
  [
    "every other rule says the opposite",
    shippedWith((rule, place) => (place % 2 === 1 ? { ...rule, violation: { not: rule.violation } } : rule)),
  ],
  [
    "severities, texts and fields",
    shippedWith((rule, place) =>
      place % 3 === 0
        ? { ...rule, severity: "info" }
        : place % 3 === 1
          ? { ...rule, message: "Other." }
          : { ...rule, fields: [...rule.fields, "title"] },
    ),
  ],
  [
    "numbers",
    shippedWith((rule) => ({
      ...rule,
      params: Object.fromEntries(
        Object.entries(rule.params ?? {}).map(([name, param]) => [
          name,
          typeof param.default === "number" ? { ...param, default: Math.floor(param.default / 2) } : param,
        ]),
      ),
    })),
  ],
  [
    "a condition that rules share",
    shippedWith((rule) => rule, {
      ...shippedRules.conditions,
      "not-called-off": { fact: "status", operator: "equal", value: "completed" },
      "has-ended": always,
    }),
  ],
  [
    "every other rule has another id",
    shippedWith((rule, place) => (place % 2 === 0 ? { ...rule, id: `${rule.id}-x` } : rule)),
  ],
  // Of all fields but one no cell is read by a rule.
  ["one rule alone", shippedWith((rule) => (rule.id === "title-missing" ? rule : undefined))],
];

describe.each(["ems-export.csv", "dirty/dates-in-question.csv", "dirty/rows-without-id.csv"].map(fixture))(
  "on %s",
  (file) => {
    test.each(changes)("new and dropped findings are those of two checks: %s", async (_, head) => {
      for (const [one, other] of [
        [shippedRules, head],
        [head, shippedRules],
      ] as const) {
        const found = await diffOf(one, other, [file]);
        const [before, after] = [await reportOf(one, file), await reportOf(other, file)];
        const [known, now] = [before, after].map(
          ({ findings }) => new Map(findings.map((each) => [keyOf(each), each])),
        );
        const keys = (findings: readonly Finding[]): readonly string[] => findings.map(keyOf).sort();
        const effects = [...found.changes.map(({ effect }) => effect?.findings), found.cells];
        const all = (kind: "new" | "dropped"): readonly Finding[] =>
          effects.flatMap((each) => each?.examples[kind] ?? []);
        expect(keys(all("new"))).toEqual(keys(after.findings.filter((each) => !known?.has(keyOf(each)))));
        expect(keys(all("dropped"))).toEqual(keys(before.findings.filter((each) => !now?.has(keyOf(each)))));
        // Of those in both the changed ones are those that differ in more than the rule's version and page.
        const told = (finding: Finding): string => JSON.stringify({ ...finding, ruleVersion: 1, docs: "" });
        const changed = effects.flatMap((each) => each?.examples.changed ?? []);
        expect(changed.map(({ head: finding }) => keyOf(finding)).sort()).toEqual(
          after.findings
            .filter((each) => {
              const old = known?.get(keyOf(each));
              return old !== undefined && told(old) !== told(each);
            })
            .map(keyOf)
            .sort(),
        );
        // The counts are those of the report, rule by rule.
        for (const { base, head: version, effect } of found.changes) {
          const summary = (report: typeof before, id: string | undefined) =>
            report.rules.find((rule) => rule.id === id);
          const counts = ({
            id: _,
            version: __,
            severity: ___,
            state: ____,
            needs: _____,
            ...rest
          }: RuleSummary) => rest;
          const [old, fresh] = [summary(before, base?.id), summary(after, version?.id)];
          expect(effect?.base).toEqual(old === undefined ? null : counts(old));
          expect(effect?.head).toEqual(fresh === undefined ? null : counts(fresh));
        }
        expect(found.summary.findings).toMatchObject({
          new: all("new").length,
          dropped: all("dropped").length,
          changed: changed.length,
        });
        expect(found.data?.inputs[0]).toMatchObject({
          sha256: after.run.inputs[0]?.sha256,
          rows: after.run.inputs[0]?.rows,
        });
      }
    });
  },
);

test("the examples are the first of all, in the order of the rows, and the counts stay complete", async () => {
  const head = shippedWith((rule) => ({ ...rule, when: always }));
  const run = (examples: number): Promise<RulesDiff> =>
    diffRules({
      base: versionOf(shippedRules),
      head: versionOf(head),
      files: [fixture("ems-export.csv")],
      profile: builtinProfile(),
      asOf,
      examples,
      failOnNew: false,
      maxChange: undefined,
    });
  const [few, all] = await Promise.all([run(2), run(1_000_000)]);
  few.changes.forEach(({ effect }, place) => {
    const whole = all.changes[place]?.effect?.findings;
    expect(effect?.findings).toMatchObject({ new: whole?.new, dropped: whole?.dropped });
    expect(effect?.findings.examples.new).toEqual(whole?.examples.new.slice(0, 2));
    const rows = whole?.examples.new.map(({ source }) => source?.row ?? 0) ?? [];
    expect(rows).toEqual([...rows].sort((one, other) => one - other));
  });
});

test("the cost is measured with the clock that is given, and nothing without one", async () => {
  let clock = 0;
  const options: DiffRulesOptions = {
    base: versionOf(shippedRules),
    head: versionOf(shippedWith((rule, place) => (place === 0 ? { ...rule, when: always } : rule))),
    files: [fixture("small.csv")],
    profile: builtinProfile(),
    asOf,
    examples: 0,
    failOnNew: false,
    maxChange: undefined,
  };
  expect((await diffRules(options)).cost).toBeNull();
  // Each look at the clock is a millisecond after the last: every work takes one.
  const { cost, data } = await diffRules({ ...options, now: () => clock++ });
  const events = data?.events ?? 0;
  const each = Math.round(1e6 / (Math.ceil(500 / events) * events));
  expect(cost).toEqual({
    events,
    base: each,
    head: each,
    rules: [{ id: shippedRules.rules[0]?.id, base: each, head: each }],
  });
});
