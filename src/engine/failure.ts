import { nearest } from "../nearest.ts";
import { givesAway } from "../rules/masked.ts";
import { mayBePersonal } from "../rules/personal.ts";
import type { Rule } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { compileCondition, invalid, type Scope } from "./compile.ts";
import type { Facts } from "./facts.ts";
import { TRUE } from "./kleene.ts";
import type { FailedField, Failure } from "./outcome.ts";
import { compileTemplate, type Template } from "./template.ts";

export interface CompiledFailure {
  readonly tell: (facts: Facts, due: string | undefined) => Failure;
  /** The questions of the conditions that its fields have. */
  readonly questions: ReadonlySet<number>;
}

/** Compiles what a rule says when it fails: its texts, and its fields with what was found and what would be right. */
export function compileFailure(rule: Rule, scope: Scope): CompiledFailure {
  const message = template(rule.message, scope);
  const fix = template(rule.fix, scope);
  const fields = rule.fields.map((field) => compileField(field, scope));
  return {
    tell: (facts, due) => ({
      message: message(facts, due),
      fix: fix(facts, due),
      fields: fields.map(({ tell }) => tell(facts, due)).filter((field) => field !== undefined),
      ...(due === undefined ? {} : { due }),
    }),
    questions: new Set(fields.flatMap(({ questions }) => [...questions])),
  };
}

function template(text: string, scope: Scope): Template {
  return compileTemplate(text, scope.params, scope.table);
}

type Suggest = (facts: Facts) => FactValue | undefined;

function compileField(
  field: Rule["fields"][number],
  scope: Scope,
): {
  readonly tell: (facts: Facts, due: string | undefined) => FailedField | undefined;
  readonly questions: Iterable<number>;
} {
  const {
    field: name,
    if: condition,
    expected,
    suggest,
  } = typeof field === "string" ? { field } : { ...field };
  const concerned = condition === undefined ? undefined : compileCondition(condition, scope);
  const slot = scope.table.slotOf(name);
  const shown = !mayBePersonal(name, scope.table.definition);
  const expectation = expected === undefined ? undefined : template(expected, scope);
  const suggestion = suggest === undefined ? undefined : compileSuggestion(suggest, slot, scope);
  function tell(facts: Facts, due: string | undefined): FailedField | undefined {
    if (concerned !== undefined && concerned.run(facts) !== TRUE) return undefined;
    const found = facts.values[slot];
    const observed = shown && !(typeof found === "string" && givesAway(found)) ? found : undefined;
    const proposed = suggestion?.(facts);
    // What stands there already is no proposal.
    const suggested = proposed === found ? undefined : proposed;
    return {
      field: name,
      ...(observed === undefined ? {} : { observed }),
      ...(expectation === undefined ? {} : { expected: expectation(facts, due) }),
      ...(suggested === undefined ? {} : { suggested }),
    };
  }
  return { tell, questions: concerned?.questions ?? [] };
}

function compileSuggestion(
  suggest: { readonly fact: string } | { readonly nearest: string },
  slot: number,
  { table, codeLists }: Scope,
): Suggest {
  if ("fact" in suggest) {
    if (mayBePersonal(suggest.fact, table.definition))
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
