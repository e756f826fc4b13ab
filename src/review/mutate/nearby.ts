import { addDays } from "../../rules/calendar.ts";
import { type FactDefinition, isDerived } from "../../rules/fact.ts";
import { roundOff } from "../../rules/numeric.ts";
import { type Example, exampleClock, type OutcomeName, type Rule } from "../../rules/schema.ts";
import { createCompiledFor } from "../examples/compiledFor.ts";
import { recordOf } from "../examples/runExamples.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Witness } from "../solve/solver.ts";
import { constantsOf } from "./constants.ts";
import { vocabularyOf } from "./vocabularyOf.ts";

/**
 * A record that differs from an example of the rule in one field, and of which a rule and its mutant say different
 * things. A person knows the example already, and sees at once what the other value changes; where there is none, the
 * solver may find a record that resembles no example.
 */
export function nearbyWitness(rule: Rule, mutated: Rule, context: RuleContext): Witness | undefined {
  const candidates = candidatesOf([rule, mutated], context);
  let best: { readonly witness: Witness; readonly rank: number } | undefined;
  const compiledFor = createCompiledFor([rule, mutated], context);
  for (const example of rule.examples) {
    const { asOf = exampleClock, absent = [] } = example;
    const compiled = compiledFor(asOf, absent);
    const base = recordOf(example);
    for (const field of compiled.facts) {
      if (absent.includes(field)) continue;
      for (const value of candidates(field, example)) {
        const record = { ...base, [field]: value };
        const [one, other] = compiled.evaluate(record);
        if (one === undefined || other === undefined || one.outcome === other.outcome) continue;
        const rank = rankOf(one.outcome) + rankOf(other.outcome);
        if (best === undefined || rank < best.rank) best = { witness: { record, absent, asOf }, rank };
        if (rank === 0) return best.witness;
      }
    }
  }
  return best?.witness;
}

/** What is decided shows more than what is not. */
function rankOf(outcome: OutcomeName): number {
  return outcome === "notAssessed" ? 1 : 0;
}

/** The values that are worth a try in a field of an example: those at the edges of what the rules compare. */
function candidatesOf(
  rules: readonly Rule[],
  { vocabulary }: RuleContext,
): (field: string, example: Example) => readonly unknown[] {
  const names = vocabularyOf(vocabulary);
  const constants = rules.flatMap((rule) => constantsOf(rule, names));
  const figures = constants.flatMap(({ value, role }) =>
    typeof value === "number" && role === "figure" ? [value] : [],
  );
  const days = constants.flatMap(({ value, role }) =>
    typeof value === "number" && role !== "other" ? [value] : [],
  );
  const texts = constants
    .flatMap(({ value }) => (typeof value === "object" ? value : [value]))
    .filter(isText);
  const dates = texts.flatMap((text) => daysAround(text));

  function numbers(whole: boolean, { event }: Example): readonly number[] {
    const others = Object.values(event).filter((value) => typeof value === "number");
    const steps = whole ? [0, 1, -1] : [0, 1, -1, 0.01, -0.01];
    return [0, ...figures, ...others].flatMap((number) => steps.map((step) => roundOff(number + step)));
  }

  function calendar({ event, asOf = exampleClock }: Example): readonly string[] {
    const others = Object.values(event).filter(isText);
    const due = days.flatMap((count) => addDays(asOf, -count) ?? []);
    return [asOf, ...due, ...others].flatMap(daysAround).concat(dates);
  }

  function valuesOf(fact: FactDefinition | undefined, field: string, example: Example): readonly unknown[] {
    if (fact === undefined || isDerived(fact)) return seen(field);
    if (fact.type === "number") return numbers(fact.whole === true, example);
    if (fact.type === "date") return calendar(example);
    if (fact.type === "boolean") return [true, false];
    const list =
      fact.codeList !== undefined && Object.hasOwn(names.codeLists, fact.codeList)
        ? names.codeLists[fact.codeList]
        : undefined;
    return [...(list?.codes ?? texts), ...seen(field)];
  }

  function seen(field: string): readonly unknown[] {
    return (rules[0]?.examples ?? []).map((example) => recordOf(example)[field]);
  }

  return (field, example) => {
    const fact = names.fact(field);
    // From elsewhere: known to be empty is another thing than not handed over.
    const nothing = fact !== undefined && !isDerived(fact) && fact.outside !== undefined ? [null] : [];
    return [...new Set([...valuesOf(fact, field, example), ...nothing, undefined])];
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** The day and its neighbours; none for a text that is no date. */
function daysAround(text: string): readonly string[] {
  return [0, 1, -1].flatMap((step) => addDays(text, step) ?? []);
}
