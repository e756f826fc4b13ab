import { trimBlanks } from "../events/cells/blank.ts";
import type { EventRecord } from "../events/record.ts";
import { fold } from "../fold.ts";
import { Unreadable } from "../rules/value.ts";
import type { ReadItem } from "./types.ts";

/** What a row of totals is called, in English, French and Spanish. */
const totals =
  /^(?:(?:(?:grand|sub|sous|gran|overall)?total(?:s|es|aux|general|generale|overall)?|totaux)\d*|sum|somme|suma)$/;
const longestTotal = 30;

/** Numbers the rows and counts what becomes of them: rows = events + refused. */
export interface RowItems {
  readonly event: (event: EventRecord, line: number, texts: () => Iterable<string>) => ReadItem;
  readonly refuse: (line: number, code: string, message: string) => ReadItem;
  readonly counts: () => { readonly rows: number; readonly events: number; readonly refused: number };
}

export function createRowItems(): RowItems {
  let events = 0;
  let refused = 0;
  const refuse = (line: number, code: string, message: string): ReadItem => {
    refused++;
    return { kind: "refused", line, row: events + refused, code, message };
  };
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
      for (const text of texts()) {
        if (isTotal(text)) return refuse(line, "totals-row", "The row holds totals and is no event.");
      }
      return refuse(line, "event-id-missing", "The row has no event identifier.");
    },
    refuse,
    counts: () => ({ rows: events + refused, events, refused }),
  };
}

function isTotal(text: string): boolean {
  // Nearly every identifier is told from a total by its first sign.
  const first = text.charCodeAt(0) | 0x20;
  if (text.length > longestTotal || !mayBegin.has(first)) return false;
  return totals.test(fold(trimBlanks(text)));
}

/** First letters of the totals' names, in lower case, and the blank that may stand before one. */
const mayBegin: ReadonlySet<number> = new Set([..."tgs o"].map((sign) => sign.charCodeAt(0)));
