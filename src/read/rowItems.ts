import { trimBlanks } from "../events/cells/blank.ts";
import type { EventRecord } from "../events/record.ts";
import { Unreadable } from "../rules/value.ts";
import { isTotal } from "./remark.ts";
import type { ReadItem } from "./types.ts";

/** Numbers the rows and counts what becomes of them: rows = events + refused. */
export interface RowItems {
  readonly event: (event: EventRecord, line: number, texts: () => Iterable<string>) => ReadItem;
  readonly refuse: (line: number, code: string, message: string) => ReadItem;
  readonly refuseTotals: (line: number) => ReadItem;
  readonly counts: () => { readonly rows: number; readonly events: number; readonly refused: number };
}

export function createRowItems(): RowItems {
  let events = 0;
  let refused = 0;
  const refuse = (line: number, code: string, message: string): ReadItem => {
    refused++;
    return { kind: "refused", line, row: events + refused, code, message };
  };
  const refuseTotals = (line: number) => refuse(line, "totals-row", "The row holds totals and is no event.");
  return {
    event(event, line, texts) {
      const { eventId } = event;
      if (typeof eventId === "string" && !isTotal(eventId)) {
        events++;
        return { kind: "event", event, line, row: events + refused };
      }
      if (eventId instanceof Unreadable) {
        return refuse(line, "event-id-unreadable", "The event's identifier cannot be read.");
      }
      if (typeof eventId === "string") return refuseTotals(line);
      for (const text of texts()) if (isTotal(trimBlanks(text))) return refuseTotals(line);
      return refuse(line, "event-id-missing", "The row has no event identifier.");
    },
    refuse,
    refuseTotals,
    counts: () => ({ rows: events + refused, events, refused }),
  };
}
