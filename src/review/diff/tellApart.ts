import type { Vocabulary } from "../../rules/check.ts";
import { written } from "../../rules/meaning.ts";
import type { Condition, Example, Rule, Ruleset } from "../../rules/schema.ts";
import { witnessExample } from "../examples/witnessExample.ts";
import { createSolver } from "../solve/createSolver.ts";
import type { RulePair } from "./compareRulesets.ts";
import { createKeys, type Keys } from "./keys.ts";
import { outcomeWords } from "./outcomeWords.ts";
import type { Difference } from "./schema.ts";

/** Rules that are looked at; a rule set where more changed is not reviewed rule by rule. */
const most = 200;
/** Conditions of a rule with named ones written out; larger ones are left undecided. */
const largest = 1_000;

/**
 * For each rule whose meaning changed, an event that its two versions judge differently, or the proof that there is none.
 * Needs no data. `null` for a rule whose meaning did not change.
 */
export function tellPairsApart(
  pairs: readonly RulePair[],
  base: Ruleset,
  head: Ruleset,
  vocabulary: Vocabulary,
): readonly (Difference | null)[] {
  const [baseKeys, headKeys] = createKeys(base, head);
  const context = { vocabulary, conditions: {} };
  const solver = createSolver(context);
  let looked = 0;
  return pairs.map(({ base: before, head: after, change }): Difference | null => {
    if (before === undefined || after === undefined || !change.kinds.includes("meaning")) return null;
    const [one, other] = [writtenOut(before, baseKeys), writtenOut(after, headKeys)];
    if (one === undefined || other === undefined || ++looked > most)
      return { verdict: "undecided", example: null };
    const found = solver.tellApart(one, other);
    if (found.verdict !== "possible") return { verdict: found.verdict, example: null };
    const { expect: was } = witnessExample(one, found.witness, context);
    const { event, absent, asOf, expect: is } = witnessExample(other, found.witness, context);
    return {
      verdict: "possible",
      example: {
        event: { ...event },
        absent: [...(absent ?? [])],
        asOf: asOf ?? found.witness.asOf,
        base: was,
        head: is,
      },
    };
  });
}

/** The rule as it stands by itself: its conditions may have other meanings in the other rule set. */
function writtenOut(rule: Rule, keys: Keys): Rule | undefined {
  const { conditions } = keys;
  if (keys.sizeOf(rule.when) + keys.sizeOf(rule.violation) > largest) return undefined;
  const plain = (condition: Condition): Condition => written(condition, conditions, rule.params ?? {}, 0);
  return {
    ...rule,
    state: "active",
    when: plain(rule.when),
    violation: plain(rule.violation),
    // What a finding says does not tell outcomes apart.
    fields: rule.fields.map((field) => (typeof field === "string" ? field : field.field)),
    message: "-",
    fix: "-",
  };
}

/** `language is "en/fr": failed → passed`; `undefined` where nothing is known. */
export function differenceInWords({ verdict, example }: Difference): string | undefined {
  if (verdict === "impossible") return "proved: both versions say the same of every event";
  if (example === null) return undefined;
  const { event, absent, asOf, base, head } = example;
  const facts = [
    ...Object.entries(event).map(([field, value]) => factInWords(field, value)),
    ...absent.map((field) => `there is no column for ${field}`),
  ];
  const known = facts.length === 0 ? "an event of which nothing is known" : facts.join(", ");
  return `for example, ${known} (on ${asOf}): ${outcomeWords[base]} → ${outcomeWords[head]}`;
}

function factInWords(field: string, value: Example["event"][string]): string {
  if (typeof value === "object" && value !== null && "unreadable" in value) return `${field} cannot be read`;
  return `${field} is ${JSON.stringify(value)}`;
}
