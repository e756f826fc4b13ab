import type { Condition } from "../../rules/schema.ts";
import { phraseOf, sharedClause } from "./conditionInWords.ts";
import { type Phrase, plain } from "./phrase.ts";
import { isGroup, type Tree, treeOf } from "./tree.ts";
import type { WordsContext } from "./wordsContext.ts";

/**
 * A condition as a nested Markdown list, for one whose sentence would be hard to read. A condition without groups is a
 * list of one item.
 *
 * @param show How a phrase becomes Markdown. Default: as it is; to be given where a rule's texts may hold markup.
 */
export function conditionAsList(
  condition: Condition,
  context: WordsContext,
  show: (phrase: Phrase) => string = plain,
): string {
  return linesOf(treeOf(condition, context), 0, context, show).join("\n");
}

/** Groups inside each other: 0 for a comparison, 1 for a plain list of them. */
export function levelsOf(condition: Condition, context: WordsContext): number {
  const levels = (tree: Tree): number => (isGroup(tree) ? 1 + Math.max(...tree.parts.map(levels)) : 0);
  return levels(treeOf(condition, context));
}

/** Characters of an item that still is read in one go. */
const longestItem = 200;

function linesOf(
  tree: Tree,
  depth: number,
  context: WordsContext,
  show: (phrase: Phrase) => string,
): readonly string[] {
  const bullet = `${"  ".repeat(depth)}- `;
  if (!isGroup(tree)) return [`${bullet}${show(phraseOf(tree, context))}`];
  // Said in one clause: "at least one of the title, the partner and the cohort is not empty".
  const one = sharedClause(tree, context);
  if (one !== undefined && plain(one).length <= longestItem) return [`${bullet}${show(one)}`];
  const head = tree.join === "and" ? "all of these:" : "at least one of these:";
  return [`${bullet}${head}`, ...tree.parts.flatMap((part) => linesOf(part, depth + 1, context, show))];
}
