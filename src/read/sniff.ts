import type { EventFormat } from "./types.ts";
import { markedEncoding } from "./utf8.ts";

const extensions: Readonly<Record<string, EventFormat>> = {
  csv: "csv",
  tsv: "csv",
  tab: "csv",
  txt: "csv",
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
};

/** Tells the format by what the file begins with; its name decides where the content leaves a doubt. */
export function sniffFormat(head: Uint8Array, file: string): EventFormat {
  const named = extensions[extensionOf(file)];
  const text = new TextDecoder(markedEncoding(head) ?? "utf-8").decode(head).trimStart();
  if (named === "csv" || !/^[[{]/.test(text)) return named ?? "csv";
  if (text.startsWith("[")) {
    // `[Event ID],[Title]` is how some databases write a header.
    return named !== undefined || /^\[\s*(?:[{\]]|$)/.test(text) ? "json" : "csv";
  }
  if (!/^\{\s*(?:["}]|$)/.test(text)) return named ?? "csv";
  return objectFormat(text) ?? named ?? "json";
}

/** One object a line, or one object for the whole file. */
function objectFormat(text: string): EventFormat | undefined {
  const end = text.indexOf("\n");
  try {
    const value: unknown = JSON.parse(end === -1 ? text : text.slice(0, end));
    const only = end === -1 || text.slice(end).trim() === "";
    return only && typeof value === "object" && value !== null && Object.hasOwn(value, "events")
      ? "json"
      : "ndjson";
  } catch {
    return undefined;
  }
}

function extensionOf(file: string): string {
  return /\.([a-z]+)$/.exec(file.toLowerCase().replace(/\.gz$/, ""))?.[1] ?? "";
}
