import type { Missing } from "../../engine/outcome.ts";
import { isDerived, type Outside } from "../../rules/fact.ts";
import { factsOfRule } from "../../rules/references.ts";
import type { Example, Rule } from "../../rules/schema.ts";
import { runExamples } from "../examples/runExamples.ts";
import type { RuleContext } from "../ruleContext.ts";
import { reach } from "../solve/facts.ts";
import { definitionOf, outsideOf } from "../words/names.ts";

/** How a field can be without a value; of a fact from elsewhere, `absent` is that it is not handed over. */
const gaps = ["absent", "empty", "unreadable"] as const;
export type Gap = (typeof gaps)[number];

/** A field of the record without which the rule may not be able to say anything. */
export interface Needed {
  readonly fact: string;
  /** The gaps that can keep it from being assessed. */
  readonly gaps: readonly Gap[];
  /** Where it comes from, if it is no part of the record. */
  readonly outside?: Outside | undefined;
}

const notHandedOver: ReadonlySet<string> = new Set(["noPrevious", "notLookedUp", "otherRecords"]);

/**
 * The fields that a rule needs, each with the gaps that can keep it from being assessed. Found by trial: each example
 * is judged with each field missing in each way, and the rule's own reasons are gathered. So an empty cell is no gap
 * where the rule asks just that, and nothing is listed that never matters.
 */
export function neededFields(rule: Rule, context: RuleContext): readonly Needed[] {
  const fields = fieldsOf(rule, context);
  const tried = rule.examples.flatMap((example) => [
    example,
    ...fields.flatMap((field) =>
      gaps.map((gap) => without(example, field, gap, outsideOf(field, context.vocabulary) !== undefined)),
    ),
  ]);
  const found = new Set<string>();
  const gather = (reasons: readonly Missing[]): void => {
    for (const reason of reasons) {
      if (reason.why === "derived") gather(reason.from);
      else found.add(`${notHandedOver.has(reason.why) ? "absent" : reason.why} ${reason.fact}`);
    }
  };
  for (const outcome of runExamples(rule, tried, context))
    if (outcome.outcome === "notAssessed") gather(outcome.reasons);
  return fields
    .map((fact) => ({
      fact,
      outside: outsideOf(fact, context.vocabulary),
      gaps: gaps.filter(
        (gap) => found.has(`${gap} ${fact}`) && !(gap === "unreadable" && takesAnything(fact, context)),
      ),
    }))
    .filter((needed) => needed.gaps.length > 0);
}

/** Any text can be read as text. */
function takesAnything(fact: string, { vocabulary }: RuleContext): boolean {
  const definition = definitionOf(fact, vocabulary);
  return (
    definition !== undefined &&
    !isDerived(definition) &&
    definition.type === "text" &&
    definition.codeList === undefined
  );
}

function without(example: Example, field: string, gap: Gap, isOutside: boolean): Example {
  const { [field]: _, ...event } = example.event;
  if (gap === "unreadable") return { ...example, event: { ...event, [field]: { unreadable: "?" } } };
  if (isOutside) return { ...example, event: gap === "empty" ? { ...event, [field]: null } : event };
  return gap === "empty"
    ? { ...example, event }
    : { ...example, event, absent: [...(example.absent ?? []), field] };
}

/** Every field of the record that the rule rests on, directly or through what is derived, in the order in which it asks. */
function fieldsOf(rule: Rule, context: RuleContext): readonly string[] {
  return [...reach(factsOf(rule, context), context.vocabulary).base];
}

/** Every fact that the rule names, the clock excepted. */
export function factsOf(rule: Rule, { conditions, vocabulary }: RuleContext): readonly string[] {
  const facts = factsOfRule(rule, { ...vocabulary.conditions, ...conditions });
  return [...facts].filter((fact) => fact !== "asOf");
}
