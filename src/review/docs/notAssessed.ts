import type { Missing } from "../../engine/outcome.ts";
import { isDerived } from "../../rules/fact.ts";
import { isItems } from "../../rules/isItems.ts";
import type { Comparison, Condition, Example, Rule, Value } from "../../rules/schema.ts";
import { type RuleContext, runExamples } from "../examples/runExamples.ts";
import { definitionOf } from "../words/names.ts";

/** How a field can be without a value. */
const gaps = ["absent", "empty", "unreadable"] as const;
export type Gap = (typeof gaps)[number];

/** A field of the record without which the rule may not be able to say anything. */
export interface Needed {
  readonly fact: string;
  /** The gaps that can keep it from being assessed. */
  readonly gaps: readonly Gap[];
}

/**
 * The fields that a rule needs, each with the gaps that can keep it from being assessed. Found by trial: each example
 * is judged with each field missing in each way, and the rule's own reasons are gathered. So an empty cell is no gap
 * where the rule asks just that, and nothing is listed that never matters.
 */
export function neededFields(rule: Rule, context: RuleContext): readonly Needed[] {
  const fields = fieldsOf(rule, context);
  const tried = rule.examples.flatMap((example) => [
    example,
    ...fields.flatMap((field) => gaps.map((gap) => without(example, field, gap))),
  ]);
  const found = new Set<string>();
  const gather = (reasons: readonly Missing[]): void => {
    for (const reason of reasons) {
      if (reason.why === "derived") gather(reason.from);
      else found.add(`${reason.why} ${reason.fact}`);
    }
  };
  for (const outcome of runExamples(rule, tried, context))
    if (outcome.outcome === "notAssessed") gather(outcome.reasons);
  return fields
    .map((fact) => ({
      fact,
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

function without(example: Example, field: string, gap: Gap): Example {
  const { [field]: _, ...event } = example.event;
  if (gap === "unreadable") return { ...example, event: { ...event, [field]: { unreadable: "?" } } };
  return gap === "empty"
    ? { ...example, event }
    : { ...example, event, absent: [...(example.absent ?? []), field] };
}

/** Every field of the record that the rule rests on, directly or through what is derived, in the order in which it asks. */
function fieldsOf(rule: Rule, context: RuleContext): readonly string[] {
  const found = new Set<string>();
  for (const fact of factsOf(rule, context)) for (const base of baseOf(fact, context)) found.add(base);
  return [...found];
}

/** Every fact that the rule names, the clock excepted. */
export function factsOf(rule: Rule, { conditions, vocabulary }: RuleContext): readonly string[] {
  const found = new Set<string>();
  const visit = (condition: Condition, path: readonly string[]): void => {
    if ("all" in condition) for (const part of condition.all) visit(part, path);
    else if ("any" in condition) for (const part of condition.any) visit(part, path);
    else if ("not" in condition) visit(condition.not, path);
    else if ("condition" in condition) {
      const named = conditionOf(condition.condition, { conditions, vocabulary });
      if (named !== undefined && !path.includes(condition.condition))
        visit(named, [...path, condition.condition]);
    } else for (const fact of factsIn(condition)) found.add(fact);
  };
  visit(rule.when, []);
  visit(rule.violation, []);
  if (rule.due !== undefined) found.add(rule.due.after);
  if (rule.effective !== undefined) found.add("endDate");
  found.delete("asOf");
  return [...found];
}

function factsIn({ fact, value }: Comparison): readonly string[] {
  return [fact, ...factsOfValue(value)];
}

function factsOfValue(value: Value): readonly string[] {
  if (typeof value !== "object") return [];
  if (isItems(value)) return value.flatMap(factsOfValue);
  if ("of" in value) return [...factsOfValue(value.of), ...factsOfValue(value.points)];
  return "fact" in value ? [value.fact] : [];
}

function conditionOf(name: string, { conditions, vocabulary }: RuleContext): Condition | undefined {
  if (Object.hasOwn(conditions, name)) return conditions[name];
  const shared = vocabulary.conditions ?? {};
  return Object.hasOwn(shared, name) ? shared[name] : undefined;
}

/** The fields of the record from which a fact comes; itself where it stands there. */
function baseOf(fact: string, context: RuleContext, path: readonly string[] = []): readonly string[] {
  if (fact === "asOf" || path.includes(fact)) return [];
  const definition = definitionOf(fact, context.vocabulary);
  if (definition === undefined || !isDerived(definition)) return [fact];
  const inputs = definition.from.map((input) => (typeof input === "string" ? input : input.isEmpty));
  return [...new Set(inputs.flatMap((input) => baseOf(input, context, [...path, fact])))];
}
