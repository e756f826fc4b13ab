import type { RuleOutcome } from "../../engine/outcome.ts";
import type { Rule } from "../../rules/schema.ts";
import { cellRule } from "../cellRule.ts";
import type { Baseline, BaselineEntry } from "./schema.ts";
import type { BaselineUse } from "./use.ts";

/** An entry with what a check has seen of it. */
interface Known {
  readonly entry: BaselineEntry;
  found: number;
  /** An event with its id was checked. */
  seen: boolean;
  /** For such an event its rule could not be decided, or was switched off. */
  open: boolean;
}

/** Compares the findings of one check with a baseline. */
export interface BaselineMatch {
  /**
   * Whether a finding is known. An entry stands for as many findings as it counts; those beyond are new, so that how many
   * are new does not depend on their order.
   */
  readonly take: (fingerprint: string) => boolean;
  /**
   * Tells that an event was checked, so that what is no longer found in it can count as fixed. One look-up in a map for an
   * event that the baseline does not know.
   *
   * @param eventId As a finding shows it.
   * @param outcomes Of the rules that were asked. An entry is fixed where its rule passed, or is no longer about the event;
   * not where it could not be decided, was switched off, or is covered by a waiver now.
   * @param isRead Whether the cell of a field could be read, or is empty; `false` where it could not be, or the column is
   * absent. Without it no unreadable cell counts as fixed.
   */
  readonly event: (
    eventId: string | null,
    outcomes: readonly RuleOutcome[],
    isRead?: (field: string) => boolean,
  ) => void;
  /**
   * At the end of the check.
   *
   * @param isWhole Whether every event of the inputs was checked: not where those of other units were left out, or the
   * check was interrupted. Then an event that did not come is not known to be gone. Default: yes.
   */
  readonly use: (isWhole?: boolean) => BaselineUse;
}

/**
 * Makes the look-up of a baseline, for one check.
 *
 * @param rules Those that are checked. What rules on trial, or rules that were not asked for, found earlier is neither
 * found nor fixed. Not given: all rules of the baseline are checked.
 *
 * @example
 * ```ts
 * const match = createBaselineMatch(baseline);
 * const status = match.take(finding.fingerprint) ? "baseline" : "new";
 * ```
 */
export function createBaselineMatch(
  { findings }: Pick<Baseline, "findings">,
  rules?: readonly Pick<Rule, "id" | "state">[],
): BaselineMatch {
  const active = rules && new Set(rules.flatMap(({ id, state }) => (state === "active" ? [id] : [])));
  const isChecked = (ruleId: string): boolean =>
    active === undefined || ruleId === cellRule || active.has(ruleId);
  const byFingerprint = new Map<string, Known>();
  const byEvent = new Map<string | null, Known[]>();
  for (const entry of findings) {
    const known: Known = { entry, found: 0, seen: false, open: false };
    byFingerprint.set(entry.fingerprint, known);
    const ofEvent = byEvent.get(entry.eventId);
    if (ofEvent === undefined) byEvent.set(entry.eventId, [known]);
    else ofEvent.push(known);
  }
  /** Where each rule stands among the outcomes: the same place for every event of a check. */
  let places: ReadonlyMap<string, number> = new Map();

  function outcomeOf(ruleId: string, outcomes: readonly RuleOutcome[]): RuleOutcome | undefined {
    const [first] = outcomes;
    if (places.size !== outcomes.length || (first !== undefined && places.get(first.ruleId) !== 0))
      places = new Map(outcomes.map((each, index) => [each.ruleId, index]));
    const outcome = outcomes[places.get(ruleId) ?? -1];
    return outcome?.ruleId === ruleId ? outcome : outcomes.find((each) => each.ruleId === ruleId);
  }

  return {
    take(fingerprint) {
      const known = byFingerprint.get(fingerprint);
      if (known === undefined || known.found >= known.entry.count) return false;
      known.found++;
      return true;
    },
    event(eventId, outcomes, isRead) {
      const ofEvent = byEvent.get(eventId);
      if (ofEvent === undefined) return;
      for (const known of ofEvent) {
        known.seen = true;
        const { ruleId, fields } = known.entry;
        const isDecided =
          ruleId === cellRule
            ? isRead !== undefined && fields.every((field) => isRead(field))
            : isSettled(outcomeOf(ruleId, outcomes));
        if (!isDecided) known.open = true;
      }
    },
    use(isWhole = true) {
      let found = 0;
      let all = 0;
      const fixed: BaselineUse["fixed"] = [];
      for (const { entry, found: times, seen, open } of byFingerprint.values()) {
        found += times;
        all += entry.count;
        const gone = entry.count - times;
        if (gone === 0 || open || !(seen || isWhole) || !isChecked(entry.ruleId)) continue;
        const { fingerprint, ruleId, eventId, fields } = entry;
        const event = seen ? "checked" : "gone";
        fixed.push({ fingerprint, ruleId, eventId, fields: [...fields], count: gone, event });
      }
      return { known: all, found, fixed };
    },
  };
}

/** Whether an outcome tells what became of an earlier finding. */
function isSettled(outcome: RuleOutcome | undefined): boolean {
  switch (outcome?.outcome) {
    case "passed":
    case "failed":
    case "notDue":
      return true;
    case "notApplicable":
      return outcome.because !== "configuration";
    default:
      return false;
  }
}
