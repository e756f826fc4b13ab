import type { Condition, Rule } from "../../../rules/schema.ts";
import type { MeaningCheck } from "../check.ts";
import { listOf, type PlacedCondition } from "../conditions.ts";
import type { Path } from "../document.ts";
import { meaningKey } from "../meaningKey.ts";
import { spotIn } from "../subject.ts";

/** Parts of one rule that take long and are not decided: those after them would take as long, and people wait. */
const mostGivenUp = 12;

/** A part of a condition without which the rule is the same. */
export const conditionRedundant: MeaningCheck = {
  code: "condition-redundant",
  severity: "info",
  doc: "The rule has the same outcome for every record without this part of its condition.",
  *check({ conditions }, questions) {
    for (const located of questions.corpus.rules) {
      const { rule } = located;
      // Of a rule that never fires, or always, the reason is told and not what follows from it.
      if (questions.says(located, "violated").verdict !== "possible") continue;
      if (questions.says(located, "passed").verdict !== "possible") continue;
      let unclear = 0;
      for (const key of ["when", "violation"] as const) {
        for (const part of droppableIn(rule[key], [key])) {
          if (unclear >= mostGivenUp) break;
          const shorter = without(rule, key, part.path);
          // What is redundant by its text alone is told by the checks of the text.
          if (meaningKey(shorter, conditions) === meaningKey(rule, conditions)) continue;
          const verdict = questions.differs(located, shorter);
          if (verdict.verdict === "possible") continue;
          const head = { rule: rule.id, at: spotIn(located, part.path) };
          if (verdict.verdict === "undecided") {
            if (verdict.isGivenUp === true) unclear++;
            yield {
              ...head,
              message: `Whether ${rule.id} would be the same without this part`,
              fix: "Add an example that needs it.",
              undecided:
                unclear < mostGivenUp
                  ? verdict.why
                  : `${verdict.why}; the parts after it were not asked about, since as many could not be decided`,
            };
          } else
            yield {
              ...head,
              message: "The rule has the same outcome for every record without this part.",
              fix: "Take it out, or mend what makes it say nothing.",
            };
        }
      }
    }
  },
};

/** The parts of every `all` and `any` of at least two, the outer ones first. */
function* droppableIn(condition: Condition, path: Path): Generator<PlacedCondition> {
  if ("not" in condition) yield* droppableIn(condition.not, [...path, "not"]);
  for (const key of ["all", "any"] as const) {
    const parts = listOf(condition, key) ?? [];
    for (const [index, part] of parts.entries()) {
      const at = [...path, key, index];
      if (parts.length > 1) yield { condition: part, path: at };
      yield* droppableIn(part, at);
    }
  }
}

function without(rule: Rule, key: "when" | "violation", path: Path): Rule {
  return { ...rule, [key]: dropped(rule[key], path.slice(1)) };
}

function dropped(condition: Condition, [key, index, ...rest]: Path): Condition {
  if (key === "not" && "not" in condition)
    return { not: dropped(condition.not, index === undefined ? [] : [index, ...rest]) };
  for (const list of ["all", "any"] as const) {
    const parts = listOf(condition, list);
    if (key !== list || parts === undefined) continue;
    const changed =
      rest.length === 0
        ? parts.filter((_, position) => position !== index)
        : parts.map((part, position) => (position === index ? dropped(part, rest) : part));
    return list === "all" ? { all: changed } : { any: changed };
  }
  return condition;
}
