import type { Finding } from "../../../src/findings/finding.ts";
import { fingerprint } from "../../../src/findings/fingerprint.ts";
import type { Differences, RuleChange, RulesDiff } from "../../../src/review/diff/schema.ts";

const nothing: Differences = {
  new: 0,
  dropped: 0,
  changed: 0,
  sameEvent: 0,
  examples: { new: [], dropped: [], changed: [] },
};

export function findingWith(part: Partial<Finding> = {}): Finding {
  return {
    ruleId: "a-rule",
    ruleVersion: 1,
    severity: "error",
    dimension: "validity",
    status: "new",
    message: "It is wrong.",
    fix: "Mend it.",
    eventId: "EMS-1",
    unit: "CWM",
    source: { file: "a.csv", line: 2, row: 1 },
    fields: [{ field: "size" }],
    fingerprint: fingerprint("a-rule", "EMS-1", ["size"]),
    docs: "README.md",
    ...part,
  };
}

/** A rule whose meaning changed, with some new findings. */
export function changeWith(
  part: Partial<RuleChange> = {},
  found: readonly Finding[] = [findingWith()],
): RuleChange {
  const counts = { passed: 90, failed: 10, waived: 0, notDue: 0, notApplicable: 0, notAssessed: 5, error: 0 };
  const version = { id: "a-rule", version: 1, state: "active", severity: "error", title: "A rule" } as const;
  return {
    id: "a-rule",
    kinds: ["meaning"],
    base: version,
    head: version,
    versionBumped: false,
    words: [{ kind: "meaning", text: "wrong also where: the size is 11" }],
    difference: {
      verdict: "possible",
      example: { event: { size: 11 }, absent: [], asOf: "2025-06-30", base: "passed", head: "failed" },
    },
    effect: {
      base: { total: 105, evaluated: 100, ...counts },
      head: { total: 105, evaluated: 100, ...counts, passed: 80, failed: 20 },
      moves: [{ from: "passed", to: "failed", events: found.length }],
      findings: { ...nothing, new: found.length, examples: { new: [...found], dropped: [], changed: [] } },
      shadow: nothing,
    },
    ...part,
  };
}

export function diffWith(changes: readonly RuleChange[], part: Partial<RulesDiff> = {}): RulesDiff {
  const side = (name: string, commit: string | null) => ({
    name,
    commit,
    ruleset: { name: "test", version: "1", sha256: "0".repeat(64) },
    rules: 10,
  });
  const counts = {
    new: changes.reduce((sum, { effect }) => sum + (effect?.findings.new ?? 0), 0),
    dropped: 0,
    changed: 0,
    sameEvent: 0,
  };
  return {
    schema: "ems-data-quality/rules-diff/1",
    verdict: "passed",
    failures: [],
    base: side("main", "a".repeat(40)),
    head: side("rules", null),
    data: {
      asOf: "2025-06-30",
      profile: "ems",
      inputs: [{ file: "a.csv", sha256: "0".repeat(64), rows: 105, events: 105, refused: 0 }],
      events: 105,
    },
    summary: {
      rules: { meaning: changes.length },
      unchanged: 9,
      findings: {
        ...counts,
        newBySeverity: { error: counts.new, warning: 0, info: 0 },
        droppedBySeverity: { error: 0, warning: 0, info: 0 },
      },
      shadow: { new: 0, dropped: 0, changed: 0, sameEvent: 0 },
    },
    conditions: [],
    changes: [...changes],
    cells: nothing,
    cost: null,
    ...part,
  };
}
