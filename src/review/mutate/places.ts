import { isComparison } from "../../rules/isComparison.ts";
import type { Comparison, Condition, Rule } from "../../rules/schema.ts";

/** A condition where it stands in a rule. */
export interface Place<Kind extends Condition = Condition> {
  readonly path: string;
  readonly condition: Kind;
  /** What it is a part of; `undefined` for the whole `when` or `violation`. */
  readonly inside: "all" | "any" | "not" | undefined;
  /** The other parts of every `all` and `any` around it, and for a violation what `when` asks before it. */
  readonly beside: readonly { readonly kind: "all" | "any" | "when"; readonly part: Condition }[];
  /** The rule with another condition in this place. */
  readonly with: (condition: Condition) => Rule;
}

/** Every condition of a rule, from the outside in and in the order in which they are written. */
export function placesOf(rule: Rule): readonly Place[] {
  return [
    ...placesIn({
      path: "$.when",
      condition: rule.when,
      inside: undefined,
      beside: [],
      with: (when) => ({ ...rule, when }),
    }),
    ...placesIn({
      path: "$.violation",
      condition: rule.violation,
      inside: undefined,
      beside: partsOrItself(rule.when).map((part) => ({ kind: "when" as const, part })),
      with: (violation) => ({ ...rule, violation }),
    }),
  ];
}

function placesIn(place: Place): readonly Place[] {
  return [place, ...partsOf(place).flatMap(placesIn)];
}

function partsOf({ path, condition, beside, with: put }: Place): readonly Place[] {
  if ("not" in condition)
    return [
      {
        path: `${path}.not`,
        condition: condition.not,
        inside: "not",
        beside,
        with: (part) => put({ not: part }),
      },
    ];
  const group = groupOf(condition);
  if (group === undefined) return [];
  const { kind, parts } = group;
  return parts.map((part, index) => ({
    path: `${path}.${kind}[${index}]`,
    condition: part,
    inside: kind,
    beside: [...beside, ...parts.toSpliced(index, 1).map((other) => ({ kind, part: other }))],
    with: (other) => put(groupFrom(kind, parts.with(index, other))),
  }));
}

function partsOrItself(condition: Condition): readonly Condition[] {
  return "all" in condition ? condition.all : [condition];
}

export interface Group {
  readonly kind: "all" | "any";
  readonly parts: readonly Condition[];
}

/** The parts of an `all` or `any`; `undefined` for another condition. */
export function groupOf(condition: Condition): Group | undefined {
  if ("all" in condition) return { kind: "all", parts: condition.all };
  return "any" in condition ? { kind: "any", parts: condition.any } : undefined;
}

export function groupFrom(kind: Group["kind"], parts: readonly Condition[]): Condition {
  return kind === "all" ? { all: parts } : { any: parts };
}

/** Every comparison of a rule, where it stands. */
export function comparisonsOf(rule: Rule): readonly Place<Comparison>[] {
  return placesOf(rule).flatMap((place) =>
    isComparison(place.condition) ? [{ ...place, condition: place.condition }] : [],
  );
}
