import { nearest } from "../nearest.ts";
import type { Rule } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { compileCondition, invalid, type Scope } from "./compile.ts";
import type { Facts } from "./facts.ts";
import { TRUE } from "./kleene.ts";
import type { FailedField, Failure } from "./outcome.ts";
import { compileTemplate, isPersonal, type Template } from "./template.ts";

/** Compiles what a rule says when it fails: its texts, and its fields with what was found and what would be right. */
export function compileFailure(rule: Rule, scope: Scope): (facts: Facts, due: string | undefined) => Failure {
  const message = template(rule.message, scope);
  const fix = template(rule.fix, scope);
  const fields = rule.fields.map((field) => compileField(field, scope));
  return (facts, due) => ({
    message: message(facts, due),
    fix: fix(facts, due),
    fields: fields.map((field) => field(facts, due)).filter((field) => field !== undefined),
    ...(due === undefined ? {} : { due }),
  });
}

function template(text: string, scope: Scope): Template {
  return compileTemplate(text, scope.params, scope.table);
}

type Suggest = (facts: Facts) => FactValue | undefined;

function compileField(
  field: Rule["fields"][number],
  scope: Scope,
): (facts: Facts, due: string | undefined) => FailedField | undefined {
  const {
    field: name,
    if: condition,
    expected,
    suggest,
  } = typeof field === "string" ? { field } : { ...field };
  const concerned = condition === undefined ? undefined : compileCondition(condition, scope);
  const slot = scope.table.slotOf(name);
  const shown = !isPersonal(name, scope.table);
  const expectation = expected === undefined ? undefined : template(expected, scope);
  const suggestion = suggest === undefined ? undefined : compileSuggestion(suggest, slot, scope);
  return (facts, due) => {
    if (concerned !== undefined && concerned.run(facts) !== TRUE) return undefined;
    const observed = shown ? facts.values[slot] : undefined;
    const suggested = suggestion?.(facts);
    return {
      field: name,
      ...(observed === undefined ? {} : { observed }),
      ...(expectation === undefined ? {} : { expected: expectation(facts, due) }),
      ...(suggested === undefined ? {} : { suggested }),
    };
  };
}

function compileSuggestion(
  suggest: { readonly fact: string } | { readonly nearest: string },
  slot: number,
  { table, codeLists }: Scope,
): Suggest {
  if ("fact" in suggest) {
    if (isPersonal(suggest.fact, table))
      throw invalid(`The suggestion ${suggest.fact} could show personal data.`);
    const source = table.slotOf(suggest.fact);
    return (facts) => {
      const value = facts.values[source];
      return typeof value === "number" ? Math.round(value * 100) / 100 : value;
    };
  }
  const list = Object.hasOwn(codeLists, suggest.nearest) ? codeLists[suggest.nearest] : undefined;
  if (list === undefined) throw invalid(`There is no code list ${JSON.stringify(suggest.nearest)}.`);
  return (facts) => {
    const found = facts.values[slot];
    if (typeof found !== "string") return undefined;
    return list.nearest === undefined ? nearest(found, list.codes) : list.nearest(found);
  };
}
