import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import type { FieldName } from "../../src/events/fields.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import type { EmsEvent } from "../../src/events/schema.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { outcomeNames, type Rule, type Ruleset } from "../../src/rules/schema.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";
import { anyEvent, anyEvents } from "./events.ts";
import { sourceOf } from "./source.ts";

const seed = 12;
const asOf = "2025-06-30";
const checker = createChecker({ asOf });

/** As a multiset: sorted, since order is not promised here. */
const sorted = (findings: readonly Finding[]): readonly string[] =>
  findings.map((each) => JSON.stringify(each)).sort();
const fingerprints = (findings: readonly Finding[]): readonly string[] =>
  findings.map((each) => each.fingerprint).sort();
const counts = ({ summary, rules, notAssessed }: Report) => ({ summary, rules, notAssessed });

describe("sums", () => {
  test("of every rule and of the whole", () => {
    fc.assert(
      fc.property(anyEvents(12), (events) => {
        const report = checker.checkAll(events);
        reportSchema.parse(report);
        const { summary, rules, findings } = report;
        const sum = Object.fromEntries(outcomeNames.map((name) => [name, 0]));
        for (const rule of rules) {
          const all = outcomeNames.reduce((total, name) => total + rule[name], 0);
          expect(rule.total).toBe(all);
          expect(rule.total).toBe(events.length);
          expect(rule.evaluated).toBe(rule.passed + rule.failed + rule.waived);
          expect(rule.failed).toBeGreaterThanOrEqual(0);
          expect(rule.failed).toBeLessThanOrEqual(rule.evaluated);
          expect(rule.evaluated).toBeLessThanOrEqual(rule.total);
          expect(rule.error).toBe(0);
          expect(findings.filter(({ ruleId }) => ruleId === rule.id)).toHaveLength(
            rule.state === "active" ? rule.failed : 0,
          );
          for (const name of outcomeNames) sum[name] = (sum[name] ?? 0) + rule[name];
        }
        expect(summary.outcomes).toEqual(sum);
        expect(summary.events).toBe(events.length);
        expect(summary.rows).toBe(summary.events + summary.refused + summary.leftOut);
        const { total, listed, error, warning, info } = summary.findings;
        expect(total).toBe(error + warning + info);
        expect(listed).toBe(findings.length);
        for (const severity of ["error", "warning", "info"] as const)
          expect(summary.findings[severity]).toBe(
            findings.filter((each) => each.severity === severity).length,
          );
        expect(total).toBe(findings.length);
      }),
      { seed, numRuns: 20 },
    );
  });

  test("of no events", () => {
    const report = checker.checkAll([]);
    reportSchema.parse(report);
    expect(report.summary).toMatchObject({ rows: 0, events: 0, findings: { total: 0, listed: 0 } });
    expect(report.rules.every(({ total }) => total === 0)).toBe(true);
    expect(report.rules).toHaveLength(
      checker.ruleset.rules.filter(({ state }) => state !== "retired").length,
    );
  });
});

const fromProgram = sourceOf(null);

describe("independence", () => {
  test("of the order of events", () => {
    fc.assert(
      fc.property(
        anyEvents(10).chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          const one = checker.checkAll(events);
          const other = checker.checkAll(shuffled);
          expect(sorted(other.findings)).toEqual(sorted(one.findings));
          expect(counts(other)).toEqual(counts(one));
        },
      ),
      { seed, numRuns: 15 },
    );
  });

  test("of how the events are split, but for causes of a whole source", () => {
    fc.assert(
      fc.property(anyEvents(10), fc.nat(10), (events, at) => {
        const whole = checker.checkAll(events);
        const parts = [checker.checkAll(events.slice(0, at)), checker.checkAll(events.slice(at))];
        const ofRules = (findings: readonly Finding[]) =>
          findings.filter(({ ruleId }) => ruleId !== "cell-unreadable");
        expect(sorted(ofRules(parts.flatMap(({ findings }) => findings)))).toEqual(
          sorted(ofRules(whole.findings)),
        );
        for (const [index, rule] of whole.rules.entries()) {
          for (const name of outcomeNames)
            expect(parts.reduce((sum, part) => sum + (part.rules[index]?.[name] ?? 0), 0)).toBe(rule[name]);
        }
      }),
      { seed, numRuns: 15 },
    );
  });

  test("several sources of one run add up to the same counts", () => {
    fc.assert(
      fc.property(anyEvents(10), fc.nat(10), (events, at) => {
        const run = checker.run();
        for (const part of [events.slice(0, at), events.slice(at)]) {
          const source = run.source(fromProgram);
          for (const event of part) source.add(normaliseEvent(event));
          source.end();
        }
        const several = run.finish({ listed: 0, durationMs: 0 });
        const whole = checker.checkAll(events);
        expect(several.rules).toEqual(whole.rules);
        expect(several.notAssessed).toEqual(whole.notAssessed);
        expect(several.summary.outcomes).toEqual(whole.summary.outcomes);
        expect(several.summary.events).toBe(whole.summary.events);
      }),
      { seed, numRuns: 15 },
    );
  });
});

describe("check one is check many", () => {
  test("outcomes and findings", () => {
    fc.assert(
      fc.property(anyEvents(8), (events) => {
        const judged = events.map((event) => checker.check(event));
        const report = checker.checkAll(events);
        for (const [index, rule] of report.rules.entries()) {
          for (const name of outcomeNames)
            expect(judged.filter(({ outcomes }) => outcomes[index]?.outcome === name)).toHaveLength(
              rule[name],
            );
          expect(judged.every(({ outcomes }) => outcomes[index]?.ruleId === rule.id)).toBe(true);
        }
        // A column of which most cells cannot be read is one cause for many events, and a finding for one.
        const columns = new Set(
          report.rootCauses.filter(({ cause }) => cause === "column-unreadable").map(({ field }) => field),
        );
        const alone = judged
          .flatMap(({ findings }) => findings)
          .filter(
            ({ ruleId, fields: [first] }) => ruleId !== "cell-unreadable" || !columns.has(first?.field ?? ""),
          );
        expect(sorted(report.findings)).toEqual(sorted(alone));
      }),
      { seed, numRuns: 20 },
    );
  });

  test("the same with fields that the caller does not have", () => {
    const absent: readonly FieldName[] = ["status", "certificateType", "endDate"];
    const without = createChecker({ asOf, absent });
    fc.assert(
      fc.property(anyEvents(6), (events) => {
        const judged = events.map((event) => without.check(event));
        const report = without.checkAll(events);
        for (const [index, rule] of report.rules.entries())
          for (const name of outcomeNames)
            expect(judged.filter(({ outcomes }) => outcomes[index]?.outcome === name)).toHaveLength(
              rule[name],
            );
      }),
      { seed, numRuns: 12 },
    );
  });
});

describe("determinism", () => {
  test("the same events give the same bytes, from another checker too", () => {
    fc.assert(
      fc.property(anyEvents(6), (events) => {
        const bytes = JSON.stringify(checker.checkAll(events));
        expect(JSON.stringify(checker.checkAll(events))).toBe(bytes);
        expect(JSON.stringify(createChecker({ asOf }).checkAll(structuredClone(events)))).toBe(bytes);
      }),
      { seed, numRuns: 8 },
    );
  });

  test("an event says the same after others as before", () => {
    fc.assert(
      fc.property(anyEvent, anyEvents(5), (event, others) => {
        const before = JSON.stringify(checker.check(event));
        for (const other of others) checker.check(other);
        expect(JSON.stringify(checker.check(event))).toBe(before);
      }),
      { seed, numRuns: 100 },
    );
  });

  test("no zone shifts a date: the same bytes in São Paulo, Apia and Kathmandu", () => {
    // As one module: a process that compiles the sources takes several times as long to start.
    const { outputFiles } = buildSync({
      entryPoints: [fileURLToPath(new URL("inZone.ts", import.meta.url))],
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      logLevel: "warning",
    });
    const inZone = (zone: string): string =>
      execFileSync(process.execPath, ["--input-type=module"], {
        env: { ...process.env, TZ: zone },
        input: outputFiles[0]?.contents ?? "",
        encoding: "utf8",
        maxBuffer: 1e8,
      });
    const [first = "", ...others] = ["UTC", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu"].map(
      inZone,
    );
    // The days around the change of the clocks, and the day that Apia never had, are in it.
    expect(first).toContain("2018-11-04");
    expect(first).toContain("2011-12-30");
    for (const other of others) expect(other).toBe(first);
  });
});

/** The shipped rules with something changed in each. */
function changed(change: (rule: Rule) => Rule): Ruleset {
  return { ...shippedRules, rules: shippedRules.rules.map(change) };
}

describe("fingerprints", () => {
  const event: EmsEvent = {
    eventId: "EMS-1",
    unit: "PTP",
    endDate: "2025-01-10",
    startDate: "2025-01-13",
    status: "completed",
    title: "Trade law",
  };

  test("do not change with the order, the row or other fields", () => {
    const [before, after] = [
      checker.checkAll([event, { ...event, eventId: "EMS-2" }]),
      checker.checkAll([
        { ...event, eventId: "EMS-2" },
        { ...event, startDate: "2025-02-01" },
      ]),
    ];
    expect(before.findings.length).toBeGreaterThan(3);
    expect(fingerprints(after.findings)).toEqual(fingerprints(before.findings));
  });

  test("do not change with the wording, the severity or the version of a rule", () => {
    const reworded = createChecker({
      asOf,
      rules: changed((rule) => ({
        ...rule,
        message: "Other words.",
        fix: "Other.",
        severity: "info",
        version: rule.version + 1,
      })),
    });
    const one = checker.check(event).findings;
    const other = reworded.check(event).findings;
    expect(other.map(({ message }) => message)).not.toEqual(one.map(({ message }) => message));
    expect(fingerprints(other)).toEqual(fingerprints(one));
  });

  test("do not change with the order of a rule's fields", () => {
    const turned = createChecker({
      asOf,
      rules: changed((rule) => ({ ...rule, fields: rule.fields.toReversed() })),
    });
    expect(fingerprints(turned.check(event).findings)).toEqual(fingerprints(checker.check(event).findings));
  });

  test("differ between events, rules and fields", () => {
    const { findings } = checker.checkAll([event, { ...event, eventId: "EMS-2" }]);
    expect(new Set(fingerprints(findings)).size).toBe(findings.length);
  });

  test("of the same rule, event and fields are the same for one event and for many", () => {
    fc.assert(
      fc.property(anyEvents(5), (events) => {
        const { findings } = checker.checkAll(events);
        const known = new Map<string, string>();
        for (const { ruleId, eventId, fields, fingerprint } of findings) {
          const names = fields.map(({ field }) => field).sort();
          const key = JSON.stringify([ruleId, eventId, names]);
          expect(known.get(fingerprint) ?? key).toBe(key);
          known.set(fingerprint, key);
        }
      }),
      { seed, numRuns: 20 },
    );
  });
});
