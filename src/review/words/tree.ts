import { type Comparison, type Condition, limits, type Param } from "../../rules/schema.ts";
import type { WordsContext } from "./wordsContext.ts";

/** A comparison, or its contrary, with the parameters that it may speak of. */
export interface Leaf {
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly params: Readonly<Record<string, Param>>;
}

/** A group of conditions of which all hold, or at least one. */
export interface Group {
  readonly join: "and" | "or";
  readonly parts: readonly Tree[];
}

/** A condition made ready to be told: no names, no `not` but at a comparison, no group in one of its own kind. */
export type Tree =
  | Group
  | Leaf
  | { readonly constant: boolean }
  | { readonly unknownName: string; readonly negated: boolean };

export function isGroup(tree: Tree): tree is Group {
  return "join" in tree;
}

/**
 * Takes names and `not` out of a condition. Kleene's logic allows it: the contrary of *and* is *or* of the contraries,
 * with unknown parts too.
 */
export function treeOf(condition: Condition, context: WordsContext, negated = false, depth = 0): Tree {
  if ("not" in condition) return treeOf(condition.not, context, !negated, depth + 1);
  if ("condition" in condition) {
    const { conditions, vocabulary } = context;
    const name = condition.condition;
    const named = own(conditions, name) ?? own(vocabulary.conditions ?? {}, name);
    // One that refers to itself is a mistake of the rule set, told elsewhere; it must not hang what tells it.
    if (named === undefined || depth > limits.depth) return { unknownName: name, negated };
    return treeOf(named, { ...context, params: {} }, negated, depth + 1);
  }
  if ("all" in condition) return grouped("and", condition.all, context, negated, depth);
  if ("any" in condition) return grouped("or", condition.any, context, negated, depth);
  return { comparison: condition, negated, params: context.params };
}

function grouped(
  join: "and" | "or",
  conditions: readonly Condition[],
  context: WordsContext,
  negated: boolean,
  depth: number,
): Tree {
  // Both of nothing are true, as json-rules-engine has it.
  if (conditions.length === 0) return { constant: !negated };
  const other = join === "and" ? "or" : "and";
  const joined = negated ? other : join;
  const all = conditions.flatMap((part) => {
    const tree = treeOf(part, context, negated, depth + 1);
    return isGroup(tree) && tree.join === joined ? tree.parts : [tree];
  });
  // One that always holds adds nothing to *and* and decides *or*; one that never holds the other way round.
  const decides = joined === "or";
  if (all.some((tree) => "constant" in tree && tree.constant === decides)) return { constant: decides };
  const parts = all.filter((tree) => !("constant" in tree));
  if (parts.length === 0) return { constant: !decides };
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { join: joined, parts };
}

function own(conditions: Readonly<Record<string, Condition>>, name: string): Condition | undefined {
  return Object.hasOwn(conditions, name) ? conditions[name] : undefined;
}
