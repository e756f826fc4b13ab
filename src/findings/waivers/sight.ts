import type { Pattern } from "../../rules/pattern.ts";
import { eventPattern } from "./eventPattern.ts";
import type { Waiver } from "./schema.ts";

/** What a run left out, so that a waiver may have had findings there. */
export interface Unread {
  /** Events of units that were not asked for. */
  readonly otherUnits: boolean;
  /** Rows that could not be read, or were not reached. */
  readonly rows: boolean;
}

/** Sees which of the events that waivers are about come in a run. */
export interface WaiverSight {
  /** Tells that an event was checked. */
  readonly event: (eventId: string | null, unit: string | null) => void;
  /** Whether all events that a waiver is about were checked, as far as a run can know. */
  readonly isWhole: (waiver: Waiver, unread: Unread) => boolean;
}

export function createWaiverSight(waivers: readonly Waiver[]): WaiverSight {
  /** What has not come yet. */
  const events = new Set(waivers.flatMap((waiver) => ("events" in waiver ? waiver.events : [])));
  const units = new Set(waivers.flatMap((waiver) => ("units" in waiver ? waiver.units : [])));
  const patterns = new Map<string, Pattern>(
    waivers.flatMap((waiver) =>
      "pattern" in waiver ? [[waiver.pattern, eventPattern(waiver.pattern)] as const] : [],
    ),
  );
  return {
    event(eventId, unit) {
      if (unit !== null) units.delete(unit);
      if (eventId !== null) events.delete(eventId);
      // A pattern of all events is about those without an identifier, too.
      for (const [text, pattern] of patterns) if (pattern.test(eventId ?? "")) patterns.delete(text);
    },
    isWhole(waiver, { otherUnits, rows }) {
      if ("events" in waiver) return waiver.events.every((id) => !events.has(id));
      // Events are left out by their unit: where one of a unit was checked, all that could be read were.
      if ("units" in waiver) return !rows && waiver.units.every((unit) => !units.has(unit));
      return !rows && !otherUnits && !patterns.has(waiver.pattern);
    },
  };
}
