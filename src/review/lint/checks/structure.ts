import { isComparison } from "../../../rules/isComparison.ts";
import type { Condition } from "../../../rules/schema.ts";
import {
  canonical,
  isAllOfNothing,
  isPlainList,
  simplify,
  withoutDoubleNot,
} from "../../../rules/simplify.ts";
import type { Check } from "../check.ts";
import { conditionsOf, listOf, type PlacedCondition, partsOf } from "../conditions.ts";
import type { Edit, Found } from "../diagnostic.ts";
import { type Path, replacedByPart, withoutItem } from "../document.ts";
import { type LocatedCondition, type LocatedRule, type Subject, spotIn } from "../subject.ts";

type Located = LocatedRule | LocatedCondition;

/** A check of every condition of rules and of those that they share, each with all that is inside it. */
function ofEachCondition(
  check: (placed: PlacedCondition, located: Located) => Iterable<Found>,
): (subject: Subject) => Iterable<Found> {
  return function* ({ rules, named }) {
    for (const located of rules)
      for (const { condition, path } of conditionsOf(located.rule))
        for (const placed of partsOf(condition, path))
          for (const found of check(placed, located)) yield { rule: located.rule.id, ...found };
    for (const located of named)
      for (const placed of partsOf(located.condition, [])) yield* check(placed, located);
  };
}

function editsOf(edit: Edit | undefined): Pick<Found, "edits"> {
  return edit === undefined ? {} : { edits: [edit] };
}

const absolute = ({ path }: Located, part: Path): Path => [...path, ...part];

/** An `all` or `any` of one condition. */
export const singlePart: Check = {
  code: "single-part",
  severity: "info",
  doc: "An all or any of one condition is that condition.",
  check: ofEachCondition(function* ({ condition, path }, located) {
    for (const key of ["all", "any"] as const) {
      if (listOf(condition, key)?.length !== 1) continue;
      const edit = replacedByPart(
        located.document,
        absolute(located, path),
        absolute(located, [...path, key, 0]),
      );
      yield {
        at: spotIn(located, path),
        message: `An ${key} of one condition says no more than the condition.`,
        fix: "Write the condition alone.",
        ...editsOf(edit),
      };
    }
  }),
};

/** An `all` or `any` of nothing, where it says nothing or not what it seems to. */
export const emptyCondition: Check = {
  code: "empty-condition",
  severity: "warning",
  doc: "An all or any of nothing is always true; only a rule about every record needs that, as its when.",
  check: ofEachCondition(function* ({ condition, path }, located) {
    const isEmptyAny = listOf(condition, "any")?.length === 0;
    // A rule about every record says so with it.
    const isWhole = path.length === 1 && path[0] === "when";
    if (!isEmptyAny && !(isAllOfNothing(condition) && !isWhole)) return;
    const [list, index] = [path.slice(0, -1), path.at(-1)];
    const isPartOfAll = typeof index === "number" && list.at(-1) === "all" && !isEmptyAny;
    yield {
      at: spotIn(located, path),
      message: `An ${isEmptyAny ? "any" : "all"} of nothing is always true.`,
      fix: isPartOfAll
        ? "Take it out."
        : isEmptyAny && isWhole
          ? 'Write { "all": [] }, which people know for every record.'
          : "Write what it is to ask, or take it out.",
      ...(isPartOfAll ? editsOf(withoutItem(located.document, absolute(located, list), index)) : {}),
    };
  }),
};

/** A `not` of a `not`. */
export const doubleNot: Check = {
  code: "double-not",
  severity: "info",
  doc: "A not of a not says what stands inside.",
  check: ofEachCondition(function* ({ condition, path }, located) {
    if ("not" in condition && "not" in condition.not) {
      const edit = replacedByPart(
        located.document,
        absolute(located, path),
        absolute(located, [...path, "not", "not"]),
      );
      yield {
        at: spotIn(located, path),
        message: "A not of a not says what stands inside.",
        fix: "Write what stands inside.",
        ...editsOf(edit),
      };
    }
    if (!isComparison(condition)) return;
    const plain = withoutDoubleNot(condition.operator);
    if (plain === condition.operator) return;
    const node = located.document.nodeAt(absolute(located, [...path, "operator"]));
    yield {
      at: spotIn(located, [...path, "operator"]),
      message: "A not of a not says what stands after it.",
      fix: `Write ${JSON.stringify(plain)}.`,
      ...editsOf(
        node && {
          file: located.document.file,
          offset: node.offset,
          length: node.length,
          content: JSON.stringify(plain),
        },
      ),
    };
  }),
};

/** A condition that stands twice among the parts of an `all` or `any`. */
export const partRepeated: Check = {
  code: "part-repeated",
  severity: "warning",
  doc: "A condition stands twice in one all or any: one of the two was meant to be another.",
  check: ofEachCondition(function* ({ condition, path }, located) {
    for (const key of ["all", "any"] as const) {
      const seen = new Set<string>();
      for (const [index, part] of (listOf(condition, key) ?? []).entries()) {
        const text = textOf(part);
        if (seen.has(text)) {
          const list = absolute(located, [...path, key]);
          yield {
            at: spotIn(located, [...path, key, index]),
            message: `The condition stands in the ${key} twice.`,
            fix: "Mend the one that was meant to be another, or take it out.",
            ...editsOf(withoutItem(located.document, list, index)),
          };
        }
        seen.add(text);
      }
    }
  }),
};

function textOf(condition: Condition): string {
  return canonical(simplify(condition));
}

/** A value that stands twice in a list. */
export const valueRepeated: Check = {
  code: "value-repeated",
  severity: "warning",
  doc: "A value stands twice in the list of an in or notIn.",
  check: ofEachCondition(function* ({ condition, path }, located) {
    if (!isComparison(condition) || !isPlainList(condition.operator) || !Array.isArray(condition.value))
      return;
    const seen = new Set<string>();
    for (const [index, item] of condition.value.entries()) {
      const text = canonical(item);
      if (seen.has(text)) {
        const list = [...path, "value"];
        yield {
          at: spotIn(located, [...list, index]),
          message: "The value stands in the list twice.",
          found: text,
          fix: "Take one of the two out.",
          ...editsOf(withoutItem(located.document, absolute(located, list), index)),
        };
      }
      seen.add(text);
    }
  }),
};
