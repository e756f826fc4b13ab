import type { Condition } from "../../rules/schema.ts";
import { type Clause, clauseOf } from "./comparison.ts";
import { listed, type Phrase, plain } from "./phrase.ts";
import { type Group, isGroup, type Leaf, type Tree, treeOf } from "./tree.ts";
import type { WordsContext } from "./wordsContext.ts";

export type { WordsContext } from "./wordsContext.ts";

/**
 * A condition as a clause of an English sentence, without full stop: `the event has ended and the number of
 * Certificates of Completion issued is 0`. It can be read in one way only: groups in groups are told apart by
 * *either … or*, by semicolons and, from the third level on, by brackets.
 *
 * It says when the condition is true; where a fact that it needs has no value, it may be neither true nor false.
 */
export function conditionInWords(condition: Condition, context: WordsContext): string {
  return plain(conditionPhrase(condition, context));
}

/** As {@link conditionInWords}, in pieces to be escaped where they are used. */
export function conditionPhrase(condition: Condition, context: WordsContext): Phrase {
  return phraseOf(treeOf(condition, context), context);
}

/** The words for a part of a condition. */
export function phraseOf(tree: Tree, context: WordsContext): Phrase {
  if ("constant" in tree) return [tree.constant ? "it holds in every case" : "it holds in no case"];
  if ("unknownName" in tree)
    return ["the condition ", { code: tree.unknownName }, tree.negated ? " does not hold" : " holds"];
  if (!isGroup(tree)) {
    const { subject, predicate } = clauseOf(tree, context);
    return predicate.length === 0 ? subject : [...subject, " ", ...predicate];
  }
  const { join, parts } = tree;
  if (!parts.some(isGroup)) return simpleGroup(tree, context);
  const told = parts.map((part): { readonly words: Phrase; readonly hasCommas: boolean } => {
    if (!isGroup(part)) return { words: phraseOf(part, context), hasCommas: false };
    if (part.parts.some(isGroup)) return { words: ["(", ...phraseOf(part, context), ")"], hasCommas: false };
    const shared = sharedClause(part, context);
    const words = shared ?? simpleGroup(part, context);
    const isOr = part.join === "or" && shared === undefined;
    return { words: isOr ? ["either ", ...words] : words, hasCommas: part.parts.length > 2 || join === "or" };
  });
  const mark = told.some(({ hasCommas }) => hasCommas) ? ";" : ",";
  return told.flatMap(({ words }, index) =>
    index === 0 ? words : [index === told.length - 1 ? `${mark} ${join} ` : `${mark} `, ...words],
  );
}

/** A group without groups in it. What its clauses have in common is said once: `the status is empty or is "planned"`. */
function simpleGroup(group: Group, context: WordsContext): Phrase {
  return (
    sharedClause(group, context) ??
    listed(
      group.parts.map((part) => phraseOf(part, context)),
      group.join,
      "clauses",
    )
  );
}

/** A group of comparisons that have their subject or their predicate in common, as one clause. */
export function sharedClause({ join, parts }: Group, context: WordsContext): Phrase | undefined {
  const clauses: Clause[] = parts
    .filter((part): part is Leaf => "comparison" in part)
    .map((part) => clauseOf(part, context));
  const [first] = clauses;
  if (first === undefined || clauses.length < parts.length) return undefined;
  if (clauses.some(({ predicate }) => predicate.length === 0)) return undefined;
  const subject = plain(first.subject);
  if (clauses.every((clause) => plain(clause.subject) === subject)) {
    const predicates = clauses.map(({ predicate }) => predicate);
    return [...first.subject, " ", ...listed(predicates, join)];
  }
  const predicate = plain(first.predicate);
  // Many things of which one is so: nineteen counts that are not empty would be nineteen clauses.
  if (join === "and" || clauses.length < 3 || clauses.some((clause) => plain(clause.predicate) !== predicate))
    return undefined;
  const subjects = clauses.map((clause) => clause.subject);
  return ["at least one of ", ...listed(subjects, "and"), " ", ...first.predicate];
}
