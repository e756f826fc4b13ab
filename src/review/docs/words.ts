import { isDerived } from "../../rules/fact.ts";
import { type Message, parseMessage } from "../../rules/message.ts";
import type { Example, Param, Rule } from "../../rules/schema.ts";
import { takenApart } from "../../rules/takenApart.ts";
import type { Scalar } from "../../rules/value.ts";
import type { RuleContext } from "../ruleContext.ts";
import { definitionOf, labelOf, outsideOf, plural } from "../words/names.ts";
import { scalarInWords, withUnit } from "../words/values.ts";
import type { Links } from "./docs.ts";
import { capitalised, code, escaped } from "./markdown.ts";

/** What a fact is called at the start of a line: `Certificates of Completion issued`. */
export function heading(fact: string, { vocabulary }: RuleContext): string {
  return escaped(capitalised(labelOf(fact, vocabulary)));
}

/** The fact with the name that it has in the data. */
export function named(fact: string, context: RuleContext): string {
  return `${heading(fact, context)} (${code(fact, "cell")})`;
}

/** A text with placeholders, for a person who has no event before them: `‹end date›`, and what a parameter is. */
export function readable(text: string, rule: Rule, context: RuleContext, links: Links): string {
  const parsed = parseMessage(text);
  return "mistake" in parsed ? withLinks(text, rule, links) : inWords(parsed.parts, rule, context, links);
}

function inWords(message: Message, rule: Rule, context: RuleContext, links: Links): string {
  return message
    .map((part) => {
      if (part.kind === "text") return withLinks(part.text, rule, links);
      // Of a parameter the number is known. Of an event it is most often more than one.
      if (part.kind === "plural") {
        const count = numberOf(part.name, rule);
        const chosen = count === 1 ? (part.exact.get(1) ?? part.cases.get("one")) : undefined;
        return inWords(chosen ?? part.other, rule, context, links);
      }
      const { name } = part;
      if (name === "due") return "‹the day on which it is due›";
      if (!name.startsWith("params.")) return `‹${escaped(labelOf(name, context.vocabulary))}›`;
      const param = paramOf(rule, name.slice("params.".length));
      return param === undefined ? escaped(`{${name}}`) : escaped(defaultInWords(param.default));
    })
    .join("");
}

function numberOf(name: string, rule: Rule): unknown {
  return name.startsWith("params.") ? paramOf(rule, name.slice("params.".length))?.default : undefined;
}

function paramOf(rule: Rule, name: string): Param | undefined {
  return rule.params !== undefined && Object.hasOwn(rule.params, name) ? rule.params[name] : undefined;
}

function defaultInWords(value: Param["default"]): string {
  return typeof value === "object" ? value.map(bare).join(", ") : bare(value);
}

/** As a message shows it. */
function bare(value: Scalar): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** A text in which the names of other rules lead to their pages. */
export function withLinks(text: string, rule: Rule, links: Links): string {
  return text
    .split(/(?<![a-z0-9-])([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?![a-z0-9-])/)
    .map((part, index) => {
      const target = index % 2 === 1 && part !== rule.id ? links.rule(part) : undefined;
      if (target !== undefined) return `[${part}](${target})`;
      // The first part may begin a line.
      return index === 0 ? escaped(part) : middle(part);
    })
    .join("");
}

/** Escapes a part of a line, which a mark at its start does not begin. */
function middle(text: string): string {
  return escaped(`.${text}`).slice(1);
}

/** The value of a parameter, with its unit. */
export function parameterValue({ default: value, unit }: Param): string {
  if (unit === "pattern") return code(String(value), "cell");
  if (typeof value === "object") return value.map((item) => escaped(bare(item))).join(", ");
  if (typeof value === "number") return escaped(withUnit(value, unit));
  return escaped(scalarInWords(value, true));
}

/** What stands in an example's record under a field. */
export function cellOf(example: Example, fact: string, { vocabulary }: RuleContext): string {
  if (example.absent?.includes(fact) === true) return "_(no such column)_";
  const value = Object.hasOwn(example.event, fact) ? example.event[fact] : undefined;
  if (value === undefined && outsideOf(fact, vocabulary) !== undefined) return "_(not known)_";
  if (value === undefined || value === null || (typeof value === "string" && value.trim() === ""))
    return "_(empty)_";
  if (typeof value !== "object")
    return typeof value === "number"
      ? escaped(scalarInWords(value))
      : typeof value === "boolean"
        ? bare(value)
        : escaped(value);
  if ("unreadable" in value) return `_(cannot be read)_ ${escaped(value.unreadable)}`;
  return value.map((item) => escaped(bare(item))).join(", ");
}

/** What to record in a field, in words. */
export function wantedIn(fact: string, { vocabulary }: RuleContext): string {
  const definition = definitionOf(fact, vocabulary);
  if (definition === undefined) return "A value";
  const label = labelOf(fact, vocabulary);
  // "People who took part." of the participants says more; "Certificates of Completion issued." says the same again.
  const isSame = definition.doc.replace(/\.$/, "").toLowerCase() === label.toLowerCase();
  const doc = escaped(definition.doc);
  const lead = isSame ? "" : `${doc} `;
  if (isDerived(definition)) return doc;
  const { type, whole, codeList } = definition;
  const codes = codeList === undefined ? undefined : vocabulary.codeLists?.[codeList]?.codes;
  if (codes !== undefined && codeList !== undefined)
    return codes.length <= 20
      ? `One of ${codes.map((each) => escaped(each)).join(", ")}`
      : `${lead}An entry of the code list of ${plural(takenApart(codeList))}`;
  if (type === "boolean") return `Yes or no: ${uncapitalised(doc).replace(/\.$/, "")}`;
  if (type === "date") return `${lead}A date, such as 2025-03-07`;
  if (whole === true) return `${lead}A whole number; 0 only where there were none`;
  if (type === "number") return `${lead}A number`;
  return isSame ? "As it is" : doc;
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
