import { DataQualityError } from "../errors.ts";
import { eventFacts } from "../events/facts.ts";
import { fieldNames } from "../events/fields.ts";
import { isLookup, type Lookup, mayBeLookedUp } from "../events/outside/defineLookup.ts";
import { describe } from "../issues.ts";
import { nearest } from "../nearest.ts";
import type { DerivedFact } from "../rules/fact.ts";
import type { Ruleset } from "../rules/schema.ts";
import type { Clock } from "./clock.ts";

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

export function requireField(field: string): void {
  if ((fieldNames as readonly string[]).includes(field)) return;
  const near = nearest(field, fieldNames);
  throw optionError(
    "absent",
    field,
    "fields of the event",
    near === undefined ? undefined : `Did you mean ${JSON.stringify(near)}?`,
  );
}

/** What a caller without types hands over as rules may be anything; only what `parseEventRules` gives can be compiled. */
export function refuseUnparsed(rules: unknown): void {
  const isObject = typeof rules === "object" && rules !== null;
  const list: unknown = Array.isArray(rules) ? rules : isObject && "rules" in rules ? rules.rules : undefined;
  const isParsed =
    Array.isArray(list) &&
    list.every(
      (rule: unknown) =>
        typeof rule === "object" &&
        rule !== null &&
        ["id", "when", "violation", "fields", "state"].every((key) => key in rule),
    );
  if (!isParsed) throw optionError("rules", describe(rules), "a rule set from parseEventRules or loadRules");
}

const optionNames = [
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

/** In JavaScript nobody says that `asof` is no option; it would silently mean today. */
export function refuseUnknown(options: unknown): void {
  if (typeof options !== "object" || options === null)
    throw optionError("options", options, "an object of options");
  for (const name of Object.keys(options)) {
    if (optionNames.includes(name)) continue;
    const near = nearest(name, optionNames);
    throw optionError(
      name,
      name,
      `one of ${optionNames.join(", ")}`,
      near === undefined ? undefined : `Did you mean ${near}?`,
    );
  }
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

export function optionError(
  option: string,
  found: unknown,
  expected: string,
  hint?: string,
): DataQualityError {
  return new DataQualityError([
    {
      code: "invalid-option",
      message: `The option ${option} is not valid.`,
      found: JSON.stringify(found),
      expected,
      ...(hint === undefined ? {} : { hint }),
    },
  ]);
}
