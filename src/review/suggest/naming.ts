import { eventFacts } from "../../events/facts.ts";
import { type FieldDefinition, type FieldName, fields } from "../../events/fields.ts";
import { takenApart } from "../../rules/takenApart.ts";
import { labelOf as labelIn, nounOf as nounIn } from "../words/names.ts";

const vocabulary = { facts: eventFacts };

/** What a field is called in a sentence: `start date`, `people registered`. */
export function labelOf(field: string): string {
  return labelIn(field, vocabulary);
}

/** The same as one thing, for `is`: `number of people registered`, `entry for "donor funded"`. */
export function nounOf(field: FieldName): string {
  return fields[field].kind === "flag"
    ? `entry for "${labelOf(field)}"`
    : nounIn(field, vocabulary).replace(/^the /, "");
}

/** A part of a rule's id: `people-registered` would change with the label, `registered` does not. */
function slugOf(text: string): string {
  return takenApart(text)
    .toLowerCase()
    .replace(/'/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** An id of at most sixteen words that begins with a letter. */
export function idOf(...parts: readonly string[]): string {
  return parts
    .map(slugOf)
    .filter((part) => part !== "")
    .join("-")
    .split("-")
    .slice(0, 16)
    .join("-");
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a, b and c` */
export function listed(items: readonly string[], last = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

/** The group of the field, which is the first tag of its rules and their folder. */
export function groupOf(field: FieldName): string {
  const { group }: FieldDefinition = fields[field];
  return group;
}

/** A title as long as a rule may have. */
export function titled(text: string): string {
  const whole = capital(text);
  return whole.length <= 120 ? whole : `${whole.slice(0, 119).replace(/\s+\S*$/, "")}…`;
}
