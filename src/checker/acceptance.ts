import type { RuleOutcome } from "../engine/outcome.ts";
import type { EventRecord } from "../events/record.ts";
import { createBaselineMatch } from "../findings/baseline/match.ts";
import type { Baseline } from "../findings/baseline/schema.ts";
import type { BaselineUse } from "../findings/baseline/use.ts";
import type { Finding } from "../findings/finding.ts";
import type { Waiver } from "../findings/waivers/schema.ts";
import { createWaiverTally, type Extent, type Settled } from "../findings/waivers/tally.ts";
import type { WaiverUse } from "../findings/waivers/use.ts";
import { shown } from "../rules/masked.ts";
import type { Rule } from "../rules/schema.ts";
import { Unreadable } from "../rules/value.ts";
import type { Judgement, JudgeOptions } from "./judge.ts";

/** What an organisation accepts: findings that a waiver covers for a time, and those that a baseline knows. */
export interface Accepted {
  readonly waivers?: readonly Waiver[] | undefined;
  readonly baseline?: Baseline | undefined;
}

/** Keeps, over one run, what is accepted. */
export interface Acceptance extends Required<Pick<JudgeOptions, "waiverOf" | "isKnown">> {
  /**
   * Takes what was found in an event.
   *
   * @param absent Fields that its source does not have.
   * @returns The findings whose status is decided now, of this event or of earlier ones: a waiver with a bound holds its own
   * back until the run is known to keep within it.
   */
  readonly take: (
    judgement: Judgement,
    event: EventRecord,
    absent: ReadonlySet<string>,
  ) => readonly Finding[];
  /** Gives findings that no judge saw, of cells and of whole columns, their status. */
  readonly takeOthers: (findings: readonly Finding[]) => readonly Finding[];
  /** At the end of the run. What was not checked is neither gone nor without use. */
  readonly end: (checked: Extent) => {
    readonly findings: readonly Finding[];
    readonly waivers: readonly WaiverUse[];
    readonly baseline: BaselineUse | null;
  };
}

/** The run that findings are accepted in. */
export interface AcceptanceContext {
  readonly asOf: string;
  /** Those that are checked; what others found earlier is not known to be gone. */
  readonly rules: readonly Rule[];
  /** Called for each finding that counts as failed after all, since its waiver covers nothing any more. */
  readonly unwaived: (ruleId: string) => void;
}

export function createAcceptance(
  { waivers = [], baseline }: Accepted,
  { asOf, rules, unwaived }: AcceptanceContext,
): Acceptance {
  const byId = new Map(waivers.map((waiver) => [waiver.id, waiver]));
  const tally = createWaiverTally(waivers, asOf);
  const match = baseline === undefined ? undefined : createBaselineMatch(baseline, rules);
  const isKnown = match?.take ?? (() => false);
  /** Rules whose decided outcomes count for a bound by share; those on trial find nothing that would. */
  const counted = new Set(
    rules.filter(({ id, state }) => state === "active" && tally.counted.has(id)).map(({ id }) => id),
  );

  function standing({ item, waived }: Settled<Finding>): Finding {
    if (waived) return item;
    unwaived(item.ruleId);
    const { waiver: _, ...rest } = item;
    return { ...rest, status: isKnown(item.fingerprint) ? "baseline" : "new" };
  }

  function settle(finding: Finding): readonly Finding[] {
    const waiver = finding.waiver === undefined ? undefined : byId.get(finding.waiver);
    return waiver === undefined ? [finding] : tally.take(waiver, finding).map(standing);
  }

  return {
    waiverOf: (ruleId, eventId, unit) => tally.cover(ruleId, eventId, unit)?.id,
    isKnown,
    take({ eventId, unit, outcomes, findings }, event, absent) {
      tally.event(eventId, unit);
      if (counted.size > 0) {
        for (const { ruleId, outcome } of outcomes)
          if (isEvaluated(outcome) && counted.has(ruleId)) tally.evaluated(ruleId, eventId, unit);
      }
      match?.event(shown(eventId), outcomes, (field) => isRead(event, field, absent));
      return waivers.length === 0 || findings.length === 0 ? findings : findings.flatMap(settle);
    },
    takeOthers: (findings) =>
      findings.flatMap((finding) => {
        const waiver = tally.cover(finding.ruleId, finding.eventId, finding.unit);
        if (waiver !== undefined) return settle({ ...finding, status: "waived", waiver: waiver.id });
        return isKnown(finding.fingerprint) ? { ...finding, status: "baseline" } : finding;
      }),
    end(checked) {
      const { settled, uses } = tally.settle(checked);
      const isWhole = !checked.otherUnits && !checked.rows;
      return { findings: settled.map(standing), waivers: uses, baseline: match?.use(isWhole) ?? null };
    },
  };
}

function isEvaluated(outcome: RuleOutcome["outcome"]): boolean {
  return outcome === "passed" || outcome === "failed" || outcome === "waived";
}

function isRead(event: EventRecord, field: string, absent: ReadonlySet<string>): boolean {
  if (absent.has(field) || !Object.hasOwn(event, field)) return false;
  return !(Reflect.get(event, field) instanceof Unreadable);
}
