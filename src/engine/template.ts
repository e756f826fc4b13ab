import { givesAway } from "../rules/masked.ts";
import { type Message, type MessagePart, parseMessage } from "../rules/message.ts";
import { mayBePersonal } from "../rules/personal.ts";
import type { Param } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { shorten } from "../shorten.ts";
import { invalid } from "./compile.ts";
import type { Facts, FactTable } from "./facts.ts";
import type { Formats } from "./formats.ts";

/** A text with its placeholders filled. */
export type Template = (facts: Facts, due: string | undefined) => string;

/** What a message is compiled with. */
export interface TemplateScope {
  readonly params: Readonly<Record<string, Param>>;
  readonly table: FactTable;
  readonly formats: Formats;
}

/** Characters of a value that are repeated in a message. */
const longest = 80;

/**
 * Compiles a message. A placeholder is the name of a fact, `params.<name>`, or `due`. A fact that may hold personal
 * data is refused: a message goes to logs and mails.
 */
export function compileTemplate(text: string, scope: TemplateScope): Template {
  if (!text.includes("{") && !text.includes("}")) return () => text;
  const parsed = parseMessage(text);
  if ("mistake" in parsed)
    throw invalid(`${parsed.mistake.message} It is at character ${parsed.mistake.at + 1} of a text.`);
  return compileMessage(parsed.parts, scope);
}

function compileMessage(message: Message, scope: TemplateScope): Template {
  const pieces = message.map((part) => compilePart(part, scope));
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  return (facts, due) => {
    let filled = "";
    for (const piece of pieces) filled += piece(facts, due);
    return filled;
  };
}

function compilePart(part: MessagePart, scope: TemplateScope): Template {
  switch (part.kind) {
    case "text":
      return () => part.text;
    case "value":
    case "number":
      return compileValue(part.name, scope);
    case "plural":
      return compilePlural(part, scope);
  }
}

function compilePlural(part: Extract<MessagePart, { kind: "plural" }>, scope: TemplateScope): Template {
  const numberOf = compileNumber(part.name, scope);
  const exact = new Map([...part.exact].map(([count, message]) => [count, compileMessage(message, scope)]));
  const cases = new Map([...part.cases].map(([name, message]) => [name, compileMessage(message, scope)]));
  const other = compileMessage(part.other, scope);
  return (facts, due) => {
    const count = numberOf(facts);
    const chosen =
      count === undefined ? other : (exact.get(count) ?? cases.get(scope.formats.plural(count)) ?? other);
    return chosen(facts, due);
  };
}

/** The number that a plural is for; none where the value is no number. */
function compileNumber(name: string, scope: TemplateScope): (facts: Facts) => number | undefined {
  const param = paramOf(name, scope);
  if (param !== undefined) {
    const { default: value } = param;
    if (typeof value !== "number") throw invalid(`The parameter of the plural {${name}} is no number.`);
    return () => value;
  }
  refusePersonal(name, scope);
  const slot = scope.table.slotOf(name);
  return ({ values }) => {
    const value = values[slot];
    return typeof value === "number" ? value : undefined;
  };
}

function compileValue(name: string, scope: TemplateScope): Template {
  const { table, formats } = scope;
  if (name === "due") return (_, due) => (due === undefined ? "" : formats.date(due));
  const param = paramOf(name, scope);
  if (param !== undefined) {
    const kind = param.unit === "date" ? "date" : undefined;
    let text: string | undefined;
    return () => {
      text ??= written(param.default, kind, formats);
      return text;
    };
  }
  refusePersonal(name, scope);
  const slot = table.slotOf(name);
  const definition = table.definition(name);
  const codeList = definition !== undefined && "codeList" in definition ? definition.codeList : undefined;
  const kind =
    name === "asOf" || definition?.type === "date"
      ? "date"
      : codeList === undefined
        ? undefined
        : { codeList };
  return ({ values }) => {
    const value = values[slot];
    return value === undefined ? formats.none : written(value, kind, formats);
  };
}

function paramOf(name: string, { params }: TemplateScope): Param | undefined {
  if (!name.startsWith("params.")) return undefined;
  const key = name.slice("params.".length);
  const param = Object.hasOwn(params, key) ? params[key] : undefined;
  if (param === undefined)
    throw invalid(`There is no parameter ${JSON.stringify(key)} for the placeholder {${name}}.`);
  return param;
}

function refusePersonal(name: string, { table }: TemplateScope): void {
  if (mayBePersonal(name, table.definition))
    throw invalid(`The placeholder {${name}} could show personal data.`);
}

/** What is known of a text besides that it is one. */
type Kind = "date" | { readonly codeList: string } | undefined;

/** As a person writes it. */
function written(value: FactValue, kind: Kind, formats: Formats): string {
  if (typeof value === "number") return formats.number(value);
  if (typeof value === "boolean") return formats.flag(value);
  if (typeof value === "object") return value.map((item) => written(item, kind, formats)).join(", ");
  if (givesAway(value)) return formats.hidden;
  if (kind === "date") return formats.date(shorten(value, longest));
  const label = kind === undefined ? undefined : formats.code?.(kind.codeList, value);
  return label ?? shorten(value, longest);
}
