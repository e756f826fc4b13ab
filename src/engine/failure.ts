import { nearest } from "../nearest.ts";
import { type BaseFact, isDerived } from "../rules/fact.ts";
import { givesAway } from "../rules/masked.ts";
import { mayBePersonal } from "../rules/personal.ts";
import type { Confidence, Rule } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { compileCondition, invalid, type Scope } from "./compile.ts";
import type { Facts } from "./facts.ts";
import { TRUE } from "./kleene.ts";
import type { FailedField, Failure } from "./outcome.ts";
import { compileTemplate, type Template } from "./template.ts";
import type { RuleTranslation, RuleWording } from "./wording.ts";

export interface CompiledFailure {
  readonly tell: (facts: Facts, due: string | undefined) => Failure;
  /** The questions of the conditions that its fields have. */
  readonly questions: ReadonlySet<number>;
}

/** Compiles what a rule says when it fails: its texts, and its fields with what was found and what would be right. */
export function compileFailure(rule: Rule, scope: Scope, wording: RuleWording): CompiledFailure {
  const translation = wording.rule?.(rule);
  const template: TextCompiler = (own, textOf) => {
    const translated = translation === undefined ? undefined : textOf(translation);
    return translation === undefined || translated === undefined
      ? compileTemplate(own, { ...scope, formats: wording.ownFormats })
      : compileTemplate(translated, { ...scope, formats: translation.formats });
  };
  const message = template(rule.message, (texts) => texts.message);
  const fix = template(rule.fix, (texts) => texts.fix);
  const fields = rule.fields.map((field) => compileField(field, scope, template));
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

/** Compiles the translation of a text where there is one, else the text itself, each with the formats of its language. */
type TextCompiler = (own: string, textOf: (texts: RuleTranslation) => string | undefined) => Template;

interface Suggestion {
  readonly confidence: Confidence;
  readonly propose: (facts: Facts) => FactValue | undefined;
}

function compileField(
  field: Rule["fields"][number],
  scope: Scope,
  template: TextCompiler,
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
  const definition = scope.table.definition(name);
  const range = definition === undefined || isDerived(definition) ? undefined : definition.range;
  const expectation =
    expected === undefined
      ? undefined
      : template(expected, (texts) =>
          Object.hasOwn(texts.expected, name) ? texts.expected[name] : undefined,
        );
  const suggestion = suggest === undefined ? undefined : compileSuggestion(suggest, slot, scope);
  function tell(facts: Facts, due: string | undefined): FailedField | undefined {
    if (concerned !== undefined && concerned.run(facts) !== TRUE) return undefined;
    const found = facts.values[slot];
    const observed = shown && !(typeof found === "string" && givesAway(found)) ? found : undefined;
    const proposed = suggestion?.propose(facts);
    // What stands there already is no proposal, and what nobody could enter is none.
    const suggested = proposed === found || !isWithin(range, proposed) ? undefined : proposed;
    return {
      field: name,
      ...(observed === undefined ? {} : { observed }),
      ...(expectation === undefined ? {} : { expected: expectation(facts, due) }),
      ...(suggested === undefined || suggestion === undefined
        ? {}
        : { suggested, confidence: suggestion.confidence }),
    };
  }
  return { tell, questions: concerned?.questions ?? [] };
}

function isWithin(range: BaseFact["range"], value: FactValue | undefined): boolean {
  if (range === undefined || typeof value !== "number") return true;
  return value >= range.least && (range.most === undefined || value <= range.most);
}

type Suggest = NonNullable<Exclude<Rule["fields"][number], string>["suggest"]>;

/**
 * What is derived from the record follows from it; what stands elsewhere in the record, and what looks like an entry of a
 * list, is only likely to be meant. A rule may know better.
 */
function compileSuggestion(suggest: Suggest, slot: number, { table, codeLists }: Scope): Suggestion {
  if ("fact" in suggest) {
    if (mayBePersonal(suggest.fact, table.definition))
      throw invalid(`The suggestion ${suggest.fact} could show personal data.`);
    const source = table.slotOf(suggest.fact);
    const definition = table.definition(suggest.fact);
    const follows = definition !== undefined && isDerived(definition);
    return {
      confidence: suggest.confidence ?? (follows ? "certain" : "likely"),
      propose(facts) {
        const value = facts.values[source];
        return typeof value === "number" ? Math.round(value * 100) / 100 : value;
      },
    };
  }
  const list = Object.hasOwn(codeLists, suggest.nearest) ? codeLists[suggest.nearest] : undefined;
  if (list === undefined) throw invalid(`There is no code list ${JSON.stringify(suggest.nearest)}.`);
  return {
    confidence: suggest.confidence ?? "likely",
    propose(facts) {
      const found = facts.values[slot];
      if (typeof found !== "string") return undefined;
      return list.nearest === undefined ? nearest(found, list.codes) : list.nearest(found);
    },
  };
}
