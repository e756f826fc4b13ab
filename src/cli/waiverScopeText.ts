import type { WaiverScope } from "../findings/waivers/schema.ts";
import { counted } from "../report/table/counted.ts";

/** What a waiver is about, in words that follow “in”: `event EMS-1`, `events of MDP and HO`. */
export function waiverScopeText(scope: WaiverScope): string {
  if ("units" in scope) return `events of ${listed(scope.units, "unit")}`;
  if ("pattern" in scope) return /^\*+$/.test(scope.pattern) ? "all events" : `events ${scope.pattern}`;
  return `${scope.events.length === 1 ? "event" : "events"} ${listed(scope.events, "event")}`;
}

/** `a`, `a and b`, `a, b and 3 more units`. */
export function listed(names: readonly string[], one: string): string {
  const most = 3;
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const last = names.length > most ? counted(names.length - shown.length, `more ${one}`) : shown.at(-1);
  const first = names.length > most ? shown : shown.slice(0, -1);
  return first.length === 0 ? (last ?? "") : `${first.join(", ")} and ${last}`;
}
