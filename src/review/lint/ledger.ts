import { compareText } from "../../compareText.ts";
import type { Edit, Spot } from "./diagnostic.ts";
import { lineEndingOf } from "./document.ts";

/** Name of the ledger in a rule folder. */
export const ledgerName = "ledger.csv";
const ledgerHeader = "id,version,meaning,state";

/** `used`: a file holds the rule, or held it in this version. `removed`: no file does any more; the id is not given again. */
export type LedgerState = "used" | "removed";

/** One version of a rule, ever. */
export interface LedgerEntry {
  readonly id: string;
  readonly version: number;
  /** See `meaningKey`. */
  readonly meaning: string;
  readonly state: LedgerState;
}

/** A line of the ledger with its place. */
export interface LedgerLine {
  readonly line: number;
  /** Where the line starts in the text. */
  readonly offset: number;
  readonly text: string;
  /** `undefined` where the line cannot be read. */
  readonly entry: LedgerEntry | undefined;
}

/** The ledger of a rule folder: every id and version that was ever used. */
export interface Ledger {
  readonly file: string;
  readonly text: string;
  /** Those with something on them, the header left out. */
  readonly lines: readonly LedgerLine[];
}

const entryShape = /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*),([1-9]\d{0,8}),([0-9a-f]{16}),(used|removed)$/;

/** Reads a ledger. Lines that cannot be read are kept as they are. */
export function readLedger(file: string, text: string): Ledger {
  const lines: LedgerLine[] = [];
  let offset = text.startsWith("\ufeff") ? 1 : 0;
  for (const [index, whole] of text
    .slice(offset)
    .split(/(?<=\n)/)
    .entries()) {
    const content = whole.replace(/\r?\n$/, "");
    if (content.trim() !== "" && !(index === 0 && content === ledgerHeader))
      lines.push({ line: index + 1, offset, text: content, entry: entryOf(content) });
    offset += whole.length;
  }
  return { file, text, lines };
}

function entryOf(text: string): LedgerEntry | undefined {
  const [, id, version, meaning, state] = entryShape.exec(text) ?? [];
  return id === undefined || meaning === undefined || (state !== "used" && state !== "removed")
    ? undefined
    : { id, version: Number(version), meaning, state };
}

export function ledgerSpot({ file }: Ledger, { line }: LedgerLine): Spot {
  return { file, line, column: 1 };
}

/** What a new ledger holds. */
export function ledgerText(entries: readonly LedgerEntry[]): string {
  return [ledgerHeader, ...[...entries].sort(compareEntries).map(textOf), ""].join("\n");
}

function textOf({ id, version, meaning, state }: LedgerEntry): string {
  return `${id},${version},${meaning},${state}`;
}

function compareEntries(one: LedgerEntry, other: LedgerEntry): number {
  return compareText(one.id, other.id) || one.version - other.version;
}

/** Adds an entry where it belongs; every line that is there stays. */
export function added(ledger: Ledger, entry: LedgerEntry): Edit {
  const { file, text, lines } = ledger;
  const ending = lineEndingOf(text);
  const next = lines.find((line) => line.entry !== undefined && compareEntries(line.entry, entry) > 0);
  if (next !== undefined)
    return { file, offset: next.offset, length: 0, content: `${textOf(entry)}${ending}` };
  const isOpen = text !== "" && !text.endsWith("\n");
  return {
    file,
    offset: text.length,
    length: 0,
    content: `${isOpen ? ending : ""}${textOf(entry)}${isOpen ? "" : ending}`,
  };
}

/** Marks every version of an id as removed. */
export function marked(ledger: Ledger, id: string): readonly Edit[] {
  return ledger.lines.flatMap(({ entry, offset, text }) =>
    entry?.id === id && entry.state === "used"
      ? [
          {
            file: ledger.file,
            offset: offset + text.length - entry.state.length,
            length: entry.state.length,
            content: "removed",
          },
        ]
      : [],
  );
}
