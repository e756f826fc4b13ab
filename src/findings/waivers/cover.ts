import type { Pattern } from "../../rules/pattern.ts";
import { eventPattern } from "./eventPattern.ts";
import type { Waiver } from "./schema.ts";

/**
 * The waiver that covers what a rule finds in an event, if one does. A single event cannot tell whether a bound is kept, so
 * here a waiver with one covers too; only a run knows (`createWaiverTally`).
 *
 * @param eventId `null` for an event without an identifier: only a waiver of its unit, or of all events, can cover it.
 */
export type WaiverCover = (ruleId: string, eventId: string | null, unit: string | null) => Waiver | undefined;

/** Where a waiver stands on a day. */
export type WaiverForce = "inForce" | "expired" | "notYet";

/** Both days count: a waiver is in force on its first day and on its last. */
export function waiverForce({ from, until }: Pick<Waiver, "from" | "until">, asOf: string): WaiverForce {
  return asOf < from ? "notYet" : asOf > until ? "expired" : "inForce";
}

/** The waivers of one rule, by what they are about; the places are those in the order of preference. */
interface OfRule {
  readonly events: Map<string, number>;
  readonly units: Map<string, number>;
  readonly patterns: { readonly place: number; readonly pattern: Pattern }[];
  /** The first that is about all events, whether they have an identifier or not. */
  all: number;
}

/** The order in which waivers cover what several could: one without a bound first, then by their ids. */
export function preferred(one: Waiver, other: Waiver): number {
  return Number(one.most !== undefined) - Number(other.most !== undefined) || (one.id < other.id ? -1 : 1);
}

const nothing: WaiverCover = () => undefined;

/**
 * Makes the look-up of waivers that are in force on a day. Of several that cover a finding one without a bound comes first,
 * then the first in the order of ids: the choice never depends on the order of a file or of the events. What no waiver is
 * about costs one look-up in a map.
 *
 * @example
 * ```ts
 * const cover = createWaiverCover(waivers, "2025-06-30");
 * cover("coc-zero", "EMS-1", "MDP")?.reason;
 * ```
 */
export function createWaiverCover(waivers: readonly Waiver[], asOf: string): WaiverCover {
  const inForce = waivers.filter((waiver) => waiverForce(waiver, asOf) === "inForce").sort(preferred);
  if (inForce.length === 0) return nothing;
  const none = inForce.length;
  const byRule = new Map<string, OfRule>();
  for (const [place, waiver] of inForce.entries()) {
    for (const ruleId of waiver.rules) {
      const of: OfRule = byRule.get(ruleId) ?? {
        events: new Map(),
        units: new Map(),
        patterns: [],
        all: none,
      };
      byRule.set(ruleId, of);
      if ("events" in waiver) {
        for (const event of waiver.events) if (!of.events.has(event)) of.events.set(event, place);
      } else if ("units" in waiver) {
        for (const unit of waiver.units) if (!of.units.has(unit)) of.units.set(unit, place);
      } else if (/^\*+$/.test(waiver.pattern)) of.all = Math.min(of.all, place);
      else of.patterns.push({ place, pattern: eventPattern(waiver.pattern) });
    }
  }
  return (ruleId, eventId, unit) => {
    const of = byRule.get(ruleId);
    if (of === undefined) return undefined;
    let best = of.all;
    if (unit !== null) best = Math.min(best, of.units.get(unit) ?? none);
    if (eventId !== null) {
      best = Math.min(best, of.events.get(eventId) ?? none);
      for (const { place, pattern } of of.patterns) {
        if (place >= best) break;
        if (pattern.test(eventId)) best = place;
      }
    }
    return inForce[best];
  };
}
