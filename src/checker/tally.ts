import { compareText } from "../compareText.ts";
import type { Missing, RuleOutcome } from "../engine/outcome.ts";
import type { NotAssessed, OutcomeCounts, RuleSummary } from "../report/schema.ts";
import { type OutcomeName, outcomeNames, type Rule } from "../rules/schema.ts";

/** Counts the outcomes of all events. Rules on trial are counted for themselves alone. */
export interface Tally {
  readonly add: (outcomes: readonly RuleOutcome[]) => void;
  /** Counts an outcome that was waived as failed after all. */
  readonly unwaive: (ruleId: string) => void;
  readonly rules: () => readonly Omit<RuleSummary, "needs">[];
  /** Of the active rules. */
  readonly outcomes: () => OutcomeCounts;
  /** Of the active rules. */
  readonly notAssessed: () => readonly NotAssessed[];
}

const width = outcomeNames.length;

/** A switch over constants, the usual ones first, costs a third of a look-up by name. */
function placeOf(outcome: OutcomeName): number {
  switch (outcome) {
    case "passed":
      return 0;
    case "notApplicable":
      return 4;
    case "notAssessed":
      return 5;
    case "failed":
      return 1;
    case "waived":
      return 2;
    case "notDue":
      return 3;
    case "error":
      return 6;
  }
}

/** Different outcomes that are counted by the object; the reasons of more are counted one by one. */
const reasonsKept = 20_000;

export function createTally(rules: readonly Rule[]): Tally {
  const counts = new Float64Array(rules.length * width);
  const byOutcome = new Map<RuleOutcome, number>();
  const byReason = new Map<
    string,
    { field: string; why: NotAssessed["why"]; outcomes: number; rules: Set<string> }
  >();

  /** The latest outcome of each rule, and how often it has come in a row: the engine gives the same object again. */
  const latest: (RuleOutcome | undefined)[] = rules.map(() => undefined);
  const times = new Float64Array(rules.length);

  function add(outcomes: readonly RuleOutcome[]): void {
    for (let index = 0; index < outcomes.length; index++) {
      const outcome = outcomes[index];
      if (outcome !== latest[index]) {
        flush(index);
        latest[index] = outcome;
      }
      times[index] = (times[index] ?? 0) + 1;
    }
  }

  function flush(index: number): void {
    const outcome = latest[index];
    const count = times[index] ?? 0;
    if (outcome === undefined || count === 0) return;
    times[index] = 0;
    const place = index * width + placeOf(outcome.outcome);
    counts[place] = (counts[place] ?? 0) + count;
    if (outcome.outcome !== "notAssessed" || rules[index]?.state !== "active") return;
    const before = byOutcome.get(outcome);
    if (before !== undefined || byOutcome.size < reasonsKept) byOutcome.set(outcome, (before ?? 0) + count);
    else addReasons(outcome, count);
  }

  function unwaive(ruleId: string): void {
    const index = rules.findIndex(({ id }) => id === ruleId);
    if (index < 0) return;
    const waived = index * width + placeOf("waived");
    const failed = index * width + placeOf("failed");
    counts[waived] = (counts[waived] ?? 0) - 1;
    counts[failed] = (counts[failed] ?? 0) + 1;
  }

  function flushAll(): void {
    for (const index of rules.keys()) flush(index);
  }

  function addReasons(outcome: RuleOutcome, times: number): void {
    if (outcome.outcome !== "notAssessed") return;
    const reasons = new Map(
      outcome.reasons.flatMap(flatten).map((reason) => [`${reason.field} ${reason.why}`, reason]),
    );
    for (const [key, { field, why }] of reasons) {
      const group = byReason.get(key) ?? { field, why, outcomes: 0, rules: new Set<string>() };
      group.outcomes += times;
      group.rules.add(outcome.ruleId);
      byReason.set(key, group);
    }
  }

  function countsOf(index: number): OutcomeCounts {
    flush(index);
    const at = (name: OutcomeName): number => counts[index * width + placeOf(name)] ?? 0;
    return {
      passed: at("passed"),
      failed: at("failed"),
      waived: at("waived"),
      notDue: at("notDue"),
      notApplicable: at("notApplicable"),
      notAssessed: at("notAssessed"),
      error: at("error"),
    };
  }

  return {
    add,
    unwaive,
    rules: () =>
      rules.map(({ id, version, severity, state }, index) => {
        const each = countsOf(index);
        const evaluated = each.passed + each.failed + each.waived;
        const total = evaluated + each.notDue + each.notApplicable + each.notAssessed + each.error;
        return { id, version, severity, state, total, evaluated, ...each };
      }),
    outcomes: () => {
      const sum = { passed: 0, failed: 0, waived: 0, notDue: 0, notApplicable: 0, notAssessed: 0, error: 0 };
      for (const [index, { state }] of rules.entries()) {
        if (state !== "active") continue;
        const each = countsOf(index);
        for (const name of outcomeNames) sum[name] += each[name];
      }
      return sum;
    },
    notAssessed: () => {
      flushAll();
      for (const [outcome, times] of byOutcome) addReasons(outcome, times);
      byOutcome.clear();
      return [...byReason.values()]
        .map((group) => ({ ...group, rules: [...group.rules].sort() }))
        .sort(
          (one, other) =>
            other.outcomes - one.outcomes ||
            compareText(one.field, other.field) ||
            compareText(one.why, other.why),
        );
    },
  };
}

/** The facts of the record that are missing, whatever was derived from them. */
function flatten(missing: Missing): readonly { readonly field: string; readonly why: NotAssessed["why"] }[] {
  return missing.why === "derived"
    ? missing.from.flatMap(flatten)
    : [{ field: missing.fact, why: missing.why }];
}
