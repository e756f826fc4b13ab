import type { Input } from "../schema.ts";
import { headerCell } from "./headerCell.ts";

/** Less sure than this, what was found out about a file should be looked at. */
const sure = 0.8;

const delimiters: Readonly<Record<string, string>> = {
  ",": "comma-separated",
  ";": "semicolon-separated",
  "\t": "tab-separated",
  "|": "separated by |",
  ":": "colon-separated",
  " ": "separated by blanks",
};

const encodings: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
};

/** How a file was read, in a few words: `comma-separated, UTF-8`. */
export function readAs({ format, dialect }: Input): string {
  if (format === "json") return "JSON";
  if (format === "ndjson") return "one JSON object a line";
  if (dialect === undefined) return "CSV";
  const { delimiter, confidence, encoding, encodingConfidence, compression, headerConfidence, headerLine } =
    dialect;
  const parts = [doubted(separation(delimiter), confidence)];
  if (typeof encoding === "string")
    parts.push(doubted(encodings[encoding] ?? headerCell(encoding), encodingConfidence));
  if (compression === "gzip") parts.push("gzip");
  if (typeof headerLine === "number" && isDoubtful(headerConfidence))
    parts.push(doubted(`header in line ${headerLine}`, headerConfidence));
  return parts.join(", ");
}

function separation(delimiter: unknown): string {
  if (typeof delimiter !== "string") return "one column";
  return delimiters[delimiter] ?? `separated by ${headerCell(delimiter)}`;
}

function doubted(text: string, confidence: unknown): string {
  return isDoubtful(confidence) ? `${text} (not sure)` : text;
}

function isDoubtful(confidence: unknown): boolean {
  return typeof confidence === "number" && confidence < sure;
}

const unusedShown = 10;

/** The columns of a file that nothing reads; `undefined` where all are read. */
export function unusedColumns({ unmapped }: Input): string | undefined {
  const names = unmapped.map(headerCell).filter((name) => name !== "");
  if (names.length === 0) return undefined;
  const more = names.length - unusedShown;
  return `Columns not used: ${names.slice(0, unusedShown).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
