import { parseTree } from "jsonc-parser";
import { compareText } from "../compareText.ts";
import type { Waiver } from "../findings/waivers/schema.ts";

/** Columns of a line; what formatters of JSON keep to. */
const width = 80;
const keys = [
  "id",
  "rules",
  "events",
  "units",
  "pattern",
  "reason",
  "responsible",
  "from",
  "until",
  "most",
] as const;

/** A file of waivers with one in it. */
export function newWaiversText(waiver: Waiver, $schema?: string): string {
  const head = $schema === undefined ? "" : `  "$schema": ${JSON.stringify($schema)},\n`;
  return `{\n${head}  "waivers": [\n${waiverText(waiver, "    ", "  ")}\n  ]\n}\n`;
}

/**
 * The text of a file of waivers with another one, before the first whose id comes after its own. Nothing else is changed,
 * so that a diff shows the new one alone; it is laid out as those around it.
 */
export function addWaiverText(text: string, waiver: Waiver): string {
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const json = text.slice(mark.length);
  const newLine = json.includes("\r\n") ? "\r\n" : "\n";
  const root = parseTree(json);
  // A file may also be the list alone.
  const list =
    root?.type === "array"
      ? root
      : root?.children?.find(({ children }) => children?.[0]?.value === "waivers")?.children?.[1];
  if (list === undefined) throw new RangeError("the file was read as one of waivers");
  const entries = list.children ?? [];
  const [first] = entries;
  const insert = (at: number, added: string, end = at): string =>
    mark + json.slice(0, at) + added.replaceAll("\n", newLine) + json.slice(end);
  if (first === undefined)
    return insert(list.offset, `[\n${waiverText(waiver, "    ", "  ")}\n  ]`, list.offset + list.length);

  const indent = /[ \t]*$/.exec(json.slice(0, first.offset))?.[0] ?? "";
  const entry = waiverText(waiver, indent, stepOf(indent));
  const next = entries.find(({ children }) => compareText(idOf(children ?? []), waiver.id) > 0);
  if (next !== undefined) return insert(next.offset, `${entry.slice(indent.length)},\n${indent}`);
  const last = entries.at(-1) ?? first;
  return insert(last.offset + last.length, `,\n${entry}`);
}

/** Waivers stand at the second level of the file. */
function stepOf(indent: string): string {
  return indent.length >= 2 && indent.length % 2 === 0 ? indent.slice(indent.length / 2) : "  ";
}

function idOf(properties: NonNullable<ReturnType<typeof parseTree>>["children"] & object): string {
  const id: unknown = properties.find(({ children }) => children?.[0]?.value === "id")?.children?.[1]?.value;
  return typeof id === "string" ? id : "";
}

function waiverText(waiver: Waiver, indent: string, step: string): string {
  const values: Readonly<Record<string, unknown>> = { ...waiver };
  const lines = keys.flatMap((key) => {
    const value = values[key];
    return value === undefined
      ? []
      : [`${indent}${step}${JSON.stringify(key)}: ${valueText(value, indent + step, step)}`];
  });
  return `${indent}{\n${lines.join(",\n")}\n${indent}}`;
}

/** In one line where it fits, as formatters lay it out. */
function valueText(value: unknown, indent: string, step: string): string {
  if (Array.isArray(value)) {
    const items = value.map((each) => JSON.stringify(each));
    const line = `[${items.join(", ")}]`;
    // The longest key with its sign, and a comma.
    if (indent.length + line.length + 12 <= width) return line;
    return `[\n${items.map((item) => `${indent}${step}${item}`).join(",\n")}\n${indent}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${JSON.stringify(each)}`);
  return `{ ${parts.join(", ")} }`;
}
