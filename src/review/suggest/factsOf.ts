import type { Condition, Rule, Value } from "../../rules/schema.ts";

/** The facts that a rule's own conditions name. */
export function factsOf({ when, violation }: Pick<Rule, "when" | "violation">): ReadonlySet<string> {
  const facts = new Set<string>();
  visit(when, facts);
  visit(violation, facts);
  return facts;
}

function visit(condition: Condition, facts: Set<string>): void {
  if ("all" in condition) for (const part of condition.all) visit(part, facts);
  else if ("any" in condition) for (const part of condition.any) visit(part, facts);
  else if ("not" in condition) visit(condition.not, facts);
  else if ("fact" in condition) {
    facts.add(condition.fact);
    visitValue(condition.value, facts);
  }
}

function visitValue(value: Value, facts: Set<string>): void {
  if (typeof value !== "object") return;
  if ("of" in value) {
    visitValue(value.of, facts);
    visitValue(value.points, facts);
  } else if ("fact" in value) facts.add(value.fact);
  else if (!("param" in value)) for (const item of value) visitValue(item, facts);
}
