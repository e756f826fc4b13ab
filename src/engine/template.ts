import { givesAway, hidden } from "../rules/masked.ts";
import { mayBePersonal } from "../rules/personal.ts";
import type { Param } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { shorten } from "../shorten.ts";
import { invalid } from "./compile.ts";
import type { Facts, FactTable } from "./facts.ts";

/** A text with its placeholders filled. */
export type Template = (facts: Facts, due: string | undefined) => string;

/** Characters of a value that are repeated in a message. */
const longest = 80;

const placeholder = /\{([A-Za-z][A-Za-z0-9.]{0,80})\}/g;

/**
 * Compiles a message. A placeholder is the name of a fact, `params.<name>`, or `due`. A fact that may hold personal
 * data is refused: a message goes to logs and mails.
 */
export function compileTemplate(
  text: string,
  params: Readonly<Record<string, Param>>,
  table: FactTable,
): Template {
  if (!text.includes("{")) return () => text;
  const pieces: Template[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    const before = text.slice(end, match.index);
    if (before !== "") pieces.push(() => before);
    pieces.push(compilePlaceholder(match[1] ?? "", params, table));
    end = match.index + match[0].length;
  }
  const rest = text.slice(end);
  if (rest !== "") pieces.push(() => rest);
  return (facts, due) => {
    let filled = "";
    for (const piece of pieces) filled += piece(facts, due);
    return filled;
  };
}

function compilePlaceholder(
  name: string,
  params: Readonly<Record<string, Param>>,
  table: FactTable,
): Template {
  if (name === "due") return (_, due) => due ?? "";
  if (name.startsWith("params.")) {
    const key = name.slice("params.".length);
    const param = Object.hasOwn(params, key) ? params[key] : undefined;
    if (param === undefined)
      throw invalid(`There is no parameter ${JSON.stringify(key)} for the placeholder {${name}}.`);
    const text = format(param.default);
    return () => text;
  }
  if (mayBePersonal(name, table.definition))
    throw invalid(`The placeholder {${name}} could show personal data.`);
  const slot = table.slotOf(name);
  return (facts) => {
    const value = facts.values[slot];
    return value === undefined ? "(no value)" : format(value);
  };
}

/** As a person writes it; two decimals are as exact as a rate is read. The same on every machine. */
function format(value: FactValue): string {
  if (typeof value === "number") return String(Math.round(value * 100) / 100);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return givesAway(value) ? hidden : shorten(value, longest);
  return value.map(format).join(", ");
}
