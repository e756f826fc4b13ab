import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import { unknownRule } from "../findings/unknownRule.ts";
import { nearest } from "../nearest.ts";
import type { Ruleset } from "../rules/schema.ts";
import { shorten } from "../shorten.ts";

/** Which rules of a rule set to use; both together narrow each other. */
export interface RuleSelection {
  /** A rule with one of them. */
  readonly ids?: readonly string[];
  /** A rule with any of them. */
  readonly tags?: readonly string[];
}

/**
 * The rule set with the selected rules alone.
 *
 * @throws {DataQualityError} where a name is not known, or where nothing is selected: a check without rules would pass
 * everything.
 *
 * @example
 * ```ts
 * const ruleset = selectRules(loadRules("rules"), { tags: ["coc"] });
 * ruleset.rules.every(({ tags }) => tags.includes("coc")); // true
 * ```
 */
export function selectRules(ruleset: Ruleset, { ids, tags }: RuleSelection): Ruleset {
  if (ids === undefined && tags === undefined) return ruleset;
  const knownIds = ruleset.rules.map(({ id }) => id);
  const knownTags = [...new Set(ruleset.rules.flatMap((rule) => rule.tags))].sort();
  const unknown = [
    ...(ids ?? []).filter((id) => !knownIds.includes(id)).map((id) => unknownRule(id, knownIds)),
    ...(tags ?? []).filter((tag) => !knownTags.includes(tag)).map((tag) => unknownTag(tag, knownTags)),
  ];
  refuseProblems(unknown);
  const rules = ruleset.rules.filter(
    (rule) =>
      (ids === undefined || ids.includes(rule.id)) &&
      (tags === undefined || rule.tags.some((tag) => tags.includes(tag))),
  );
  if (rules.every(({ state }) => state === "retired"))
    throw new DataQualityError([
      {
        code: "no-rules-selected",
        message: "The selection leaves no rule to check.",
        hint: "A rule must have one of the ids and one of the tags that are asked for, and not be retired.",
      },
    ]);
  return { ...ruleset, rules };
}

function unknownTag(found: string, known: readonly string[]): Problem {
  const near = nearest(found, known);
  return {
    code: "unknown-tag",
    message: `There is no tag ${JSON.stringify(shorten(found, 100))}.`,
    expected: `one of ${known.join(", ")}`,
    hint:
      near === undefined
        ? "`ems-dq rules list` shows the rules and their groups."
        : `Did you mean ${JSON.stringify(near)}?`,
  };
}
