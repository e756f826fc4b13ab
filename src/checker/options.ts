import { DataQualityError } from "../errors.ts";
import { eventFacts } from "../events/facts.ts";
import { fieldNames } from "../events/fields.ts";
import { isLookup, type Lookup, mayBeLookedUp } from "../events/outside/defineLookup.ts";
import { nearest } from "../nearest.ts";
import { isObject, optionError } from "../optionError.ts";
import type { DerivedFact, FactType } from "../rules/fact.ts";
import { type Ruleset, stages } from "../rules/schema.ts";
import type { Clock } from "./clock.ts";

/** What `createChecker` takes. */
export const checkerOptionNames: readonly string[] = [
  "rules",
  "profile",
  "config",
  "waivers",
  "baseline",
  "asOf",
  "absent",
  "facts",
  "operators",
  "locale",
  "lookups",
];

export function fixed(asOf: string | undefined): Clock | undefined {
  return asOf === undefined ? undefined : () => asOf;
}

export function requireRules({ rules }: Ruleset): void {
  if (rules.every(({ state }) => state === "retired")) {
    throw new DataQualityError([
      {
        code: "no-rules",
        message: "There are no rules to check: the rule set is empty.",
        hint: "Leave out `rules` to take the shipped ones.",
      },
    ]);
  }
}

/** What a caller without types hands over as rules may be anything; only what `parseEventRules` gives can be compiled. */
export function requireParsed(rules: unknown): void {
  const list: unknown = Array.isArray(rules)
    ? rules
    : isObject(rules) && "rules" in rules
      ? rules.rules
      : undefined;
  if (!isListOf(list, ["id", "when", "violation", "fields", "state"]))
    throw optionError("rules", rules, "a rule set from parseEventRules or loadRules");
}

export function requireProfile(profile: unknown): void {
  if (isObject(profile) && "name" in profile && "fields" in profile && isObject(profile.fields)) return;
  throw optionError(
    "profile",
    profile,
    "a profile that was read",
    "builtinProfile and openProfile of ems-data-quality/node give one.",
  );
}

export function requireFields(fields: unknown, option = "absent"): void {
  if (!Array.isArray(fields)) throw optionError(option, fields, "a list of fields of the event");
  for (const field of fields as readonly unknown[])
    requireName(field, fieldNames, option, "fields of the event");
}

function requireName(name: unknown, known: readonly string[], option: string, expected: string): void {
  if (typeof name === "string" && known.includes(name)) return;
  const near = typeof name === "string" ? nearest(name, known) : undefined;
  throw optionError(
    option,
    name,
    expected,
    near === undefined ? undefined : `Did you mean ${JSON.stringify(near)}?`,
  );
}

/** A fact that is wrong here would be missing in every event, and nobody would know why. */
export function requireFacts(facts: unknown): void {
  if (!isListOf(facts, ["name", "type"])) throw noFacts(facts);
  const names = [...eventFacts, ...facts].map(({ name }) => name).filter((name) => typeof name === "string");
  for (const [index, fact] of facts.entries()) {
    const at = `facts[${index}]`;
    if (typeof fact.name !== "string" || fact.name === "")
      throw optionError(`${at}.name`, fact.name, "a name");
    if (!(factTypes as readonly unknown[]).includes(fact.type))
      throw optionError(`${at}.type`, fact.type, `one of ${factTypes.join(", ")}`);
    if ("lookup" in fact) {
      requireFunction(fact.lookup, `${at}.lookup`);
      requireFields("by" in fact ? fact.by : undefined, `${at}.from`);
    } else if ("derive" in fact) {
      requireFunction(fact.derive, `${at}.derive`);
      const from: unknown = "from" in fact ? fact.from : undefined;
      if (!Array.isArray(from)) throw optionError(`${at}.from`, from, "a list of facts");
      for (const input of from as readonly unknown[])
        requireName(
          isObject(input) && "isEmpty" in input ? input.isEmpty : input,
          [...names, "asOf"],
          `${at}.from`,
          "facts of the event, or others of one's own",
        );
    } else throw noFacts(facts);
  }
}

function noFacts(facts: unknown): DataQualityError {
  return optionError("facts", facts, "a list of facts from defineDerivedFact or defineLookup");
}

const factTypes: readonly FactType[] = ["text", "number", "boolean", "date", "list"];

export function requireOperators(operators: unknown): void {
  if (!isListOf(operators, ["name", "test"]))
    throw optionError("operators", operators, "a list of operators from defineOperator");
  for (const [index, { name, test }] of operators.entries()) {
    if (typeof name !== "string" || name === "")
      throw optionError(`operators[${index}].name`, name, "a name");
    requireFunction(test, `operators[${index}].test`);
  }
}

function requireFunction(value: unknown, option: string): void {
  if (typeof value !== "function") throw optionError(option, value, "a function");
}

export function requireStage(stage: unknown): void {
  if (stage === undefined || stage === null) return;
  if (!(stages as readonly unknown[]).includes(stage))
    throw optionError("stage", stage, `one of ${stages.join(", ")}`);
}

export function requireSignal(signal: unknown): void {
  if (signal === undefined || signal === null) return;
  if (isObject(signal) && "aborted" in signal && "addEventListener" in signal) return;
  throw optionError("signal", signal, "an AbortSignal");
}

/** A text has parts to go over too, but none of them is an event. */
export function requireEvents(events: unknown): void {
  if (isObject(events) && Symbol.iterator in events) return;
  throw optionError("events", events, "a list of events, or another object to go over with for … of");
}

function isListOf<Key extends string>(
  list: unknown,
  keys: readonly Key[],
): list is readonly Readonly<Record<Key, unknown>>[] {
  return (
    Array.isArray(list) && list.every((each: unknown) => isObject(each) && keys.every((key) => key in each))
  );
}

/** A fact of the caller's may not hide what the package knows by that name; a look-up may give what the package asks for. */
export function refuseTaken(fact: DerivedFact | Lookup): void {
  const { name } = fact;
  const known = eventFacts.find((each) => each.name === name);
  if (known === undefined && name !== "asOf") return;
  if (isLookup(fact) && known !== undefined && mayBeLookedUp(known)) return;
  throw optionError("facts", name, "names that are no field and no derived fact of the event");
}

/** Of two facts with one name nobody could tell which one a rule means. */
export function refuseTwice(facts: readonly { readonly name: string }[]): void {
  const names = facts.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw optionError("facts", twice, "each name once");
}
