import { NOTES_KEPT, type NoteKind, type TableNote } from "./types.ts";

/** Collects what was left out and what was mended. */
export interface Notes {
  readonly list: readonly TableNote[];
  readonly counts: Readonly<Record<NoteKind, number>>;
  add(kind: NoteKind, line: number, lastLine: number): void;
}

export function createNotes(): Notes {
  const list: { kind: NoteKind; line: number; lastLine: number; records: number }[] = [];
  const counts: Record<NoteKind, number> = {
    "separator-line": 0,
    preamble: 0,
    blank: 0,
    footnote: 0,
    "second-table": 0,
    "stray-quote": 0,
    "other-delimiter": 0,
    "stray-bytes": 0,
  };
  return {
    list,
    counts,
    add(kind, line, lastLine) {
      counts[kind] += 1;
      const last = list.at(-1);
      if (last !== undefined && last.kind === kind && line <= last.lastLine + 1 && line >= last.line) {
        last.lastLine = Math.max(lastLine, last.lastLine);
        last.records += 1;
      } else if (list.length < NOTES_KEPT) list.push({ kind, line, lastLine, records: 1 });
    },
  };
}
