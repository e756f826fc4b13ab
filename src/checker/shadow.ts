import type { Source } from "../findings/finding.ts";
import type { RuleSummary, ShadowRule } from "../report/schema.ts";
import { shown } from "../rules/masked.ts";
import type { Rule, Severity } from "../rules/schema.ts";
import type { Judgement } from "./judge.ts";

/** Examples that are kept of what a rule on trial would have found. */
const examplesKept = 5;

/** Gathers what rules on trial would have found. */
export interface ShadowTally {
  readonly add: (judgement: Judgement, source: Source | null) => void;
  /** The rule that would find most first. */
  readonly result: (summaries: readonly RuleSummary[]) => readonly ShadowRule[];
}

/**
 * @param rules In the order of the outcomes.
 * @param severities Where the configuration changes them: those that a rule has for any event, the gravest first.
 */
export function createShadowTally(
  rules: readonly Rule[],
  severities: ReadonlyMap<string, readonly Severity[]>,
): ShadowTally {
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
          const { id, version, title } = rule;
          const [severity = rule.severity] = severities.get(id) ?? [];
          return { id, version, severity, title, evaluated, found: failed, examples };
        })
        .sort((one, other) => other.found - one.found),
  };
}
