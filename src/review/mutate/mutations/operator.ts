import { lastName } from "../constants.ts";
import type { Mutation, MutationVocabulary } from "../mutation.ts";
import { comparisonsOf } from "../places.ts";

/**
 * What each comparison is taken for. Of two that have an order three replacements are enough: whoever tells a
 * comparison from these tells it from all others (Kaminski, Ammann and Offutt, "Improving logic-based testing", 2013).
 */
const replacements: Readonly<Record<string, readonly string[]>> = {
  lessThan: ["lessThanInclusive", "greaterThanInclusive", "notEqual"],
  lessThanInclusive: ["lessThan", "greaterThan", "equal"],
  greaterThan: ["greaterThanInclusive", "lessThanInclusive", "notEqual"],
  greaterThanInclusive: ["greaterThan", "lessThan", "equal"],
  before: ["onOrBefore", "onOrAfter", "notEqual"],
  onOrBefore: ["before", "after", "equal"],
  after: ["onOrAfter", "onOrBefore", "notEqual"],
  onOrAfter: ["after", "before", "equal"],
  equal: ["notEqual"],
  notEqual: ["equal"],
  in: ["notIn"],
  notIn: ["in"],
  contains: ["doesNotContain"],
  doesNotContain: ["contains"],
  isEmpty: ["isPresent"],
  isPresent: ["isEmpty"],
};

/** Of numbers and of dates, an equality may be taken for a bound. */
const ofOrdered: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  number: { equal: ["lessThanInclusive", "greaterThanInclusive"], notEqual: ["lessThan", "greaterThan"] },
  date: { equal: ["onOrBefore", "onOrAfter"], notEqual: ["before", "after"] },
};

/** Bounds that differ where the two sides are equal, for an operator with decorators. */
const atTheBound: ReadonlySet<string> = new Set([
  "lessThan",
  "lessThanInclusive",
  "greaterThan",
  "greaterThanInclusive",
  "before",
  "onOrBefore",
  "after",
  "onOrAfter",
]);

const otherQuantifiers: Readonly<Record<string, string>> = {
  someFact: "everyFact",
  everyFact: "someFact",
  someValue: "everyValue",
  everyValue: "someValue",
};

export const operator: Mutation = {
  name: "operator",
  doc: "The operator is its opposite, its neighbour at the bound, or mistaken for equality.",
  *edits(rule, vocabulary) {
    for (const { path, condition, with: put } of comparisonsOf(rule)) {
      for (const other of othersOf(condition.operator, condition.fact, vocabulary))
        yield {
          path: `${path}.operator`,
          what: `${condition.operator} → ${other}`,
          before: condition.operator,
          after: other,
          rule: put({ ...condition, operator: other }),
        };
    }
  },
};

function othersOf(written: string, fact: string, vocabulary: MutationVocabulary): readonly string[] {
  const base = lastName(written);
  const decorators = written.split(":").slice(0, -1);
  const [outermost] = decorators;
  if (outermost === undefined) {
    const ordered = ofOrdered[vocabulary.fact(fact)?.type ?? ""]?.[base] ?? [];
    return [...(replacements[base] ?? [`not:${base}`]), ...ordered];
  }
  const opposite = outermost === "not" ? written.slice("not:".length) : `not:${written}`;
  const [twin] = atTheBound.has(base) ? (replacements[base] ?? []) : [];
  const requantified = decorators.flatMap((decorator, index) => {
    const other = otherQuantifiers[decorator];
    return other === undefined ? [] : [[...decorators.with(index, other), base].join(":")];
  });
  return [opposite, ...(twin === undefined ? [] : [[...decorators, twin].join(":")]), ...requantified];
}
