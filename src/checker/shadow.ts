import type { Source } from "../findings/finding.ts";
import type { RuleSummary, ShadowRule } from "../report/schema.ts";
import { shown } from "../rules/masked.ts";
import type { Rule } from "../rules/schema.ts";
import type { Judgement } from "./judge.ts";

/** Examples that are kept of what a rule on trial would have found. */
const examplesKept = 5;

/** Gathers what rules on trial would have found. */
export interface ShadowTally {
  readonly add: (judgement: Judgement, source: Source | null) => void;
  /** The rule that would find most first. */
  readonly result: (summaries: readonly RuleSummary[]) => readonly ShadowRule[];
}

/** @param rules In the order of the outcomes. */
export function createShadowTally(rules: readonly Rule[]): ShadowTally {
  const onTrial = rules.flatMap((rule, index) =>
    rule.state === "shadow" ? [{ rule, index, examples: [] as ShadowRule["examples"] }] : [],
  );
  return {
    add({ eventId, unit, outcomes }, source) {
      for (const { index, examples } of onTrial) {
        const outcome = outcomes[index];
        if (outcome?.outcome !== "failed") continue;
        if (examples.length >= examplesKept) continue;
        const { message } = outcome.failure;
        examples.push({ eventId: shown(eventId), unit: shown(unit), source, message });
      }
    },
    result: (summaries) =>
      onTrial
        .map(({ rule, index, examples }) => {
          const { evaluated = 0, failed = 0 } = summaries[index] ?? {};
          const { id, version, severity, title } = rule;
          return { id, version, severity, title, evaluated, found: failed, examples };
        })
        .sort((one, other) => other.found - one.found),
  };
}
