import {
  decidingComparisons,
  type ExplainedCondition,
  type ExplainedFact,
  type Explanation,
} from "../engine/explain.ts";
import type { Formats } from "../engine/formats.ts";
import type { Missing } from "../engine/outcome.ts";
import { type ExplanationWords, explanationWords } from "../locale/explanationWords.ts";
import type { Wording } from "../locale/wording.ts";
import type { OutcomeName, Param, Rule } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { shorten } from "../shorten.ts";
import { explanationLegend, explanationText } from "./explanation.ts";
import { printable } from "./printable.ts";
import { plain, type Style } from "./style.ts";
import { wrap } from "./table/wrap.ts";

/** What is explained: what `checker.explain` gives. */
export interface ExplainedRule extends Explanation {
  readonly ruleId: string;
  readonly title: string;
  readonly state: Rule["state"];
  readonly params: readonly {
    readonly name: string;
    readonly value: Param["default"];
    readonly unit: string;
    readonly overrides?: Param["default"];
  }[];
  readonly switchedOff?: { readonly otherwise: OutcomeName };
}

export interface ExplanationFormat {
  /** Columns of text. Default: 100. */
  readonly width?: number;
  /** Marks text for a terminal. Default: no marks. */
  readonly style?: Style;
  /**
   * A language tag (`fr`), or a wording; take the one of the checker, whose language the rule's own texts are in. The names
   * of facts, operators and parts of the rule are as they stand in the rule. Default: English.
   */
  readonly locale?: string | Wording;
}

/**
 * An explanation for a person to read: in plain words what the rule says of the event and what decided it, then the rule as
 * a tree with what was found beside each comparison.
 *
 * @example
 * ```ts
 * const checker = createChecker({ asOf: "2025-06-30" });
 * const event = { startDate: "2025-03-07", endDate: "2025-03-03" };
 * formatExplanation(checker.explain(event, "end-before-start"));
 * // end-before-start fails: The event ends before it starts. Decided by: end date 2025-03-03, start date 2025-03-07.
 * //
 * // true    * when: always
 * // …
 * ```
 */
export function formatExplanation(
  explanation: ExplainedRule,
  { width = 100, style = plain, locale }: ExplanationFormat = {},
): string {
  const words = explanationWords(locale);
  const head = [verdictText(explanation, words), ...decisionSentence(explanation, words)].join(" ");
  const notes = [...stateNote(explanation, words), ...paramNotes(explanation, words)];
  return [
    ...[head, ...notes].map((text) => wrap(printable(text), width, "", "  ")),
    "",
    explanationText(explanation, { width, style, words }),
    style("faint", explanationLegend(words)),
    "",
  ].join("\n");
}

/** `coc-zero fails: No Certificate of Completion was recorded.` */
function verdictText(
  { ruleId: rule, title, outcome, switchedOff }: ExplainedRule,
  words: ExplanationWords,
): string {
  switch (outcome.outcome) {
    case "failed":
    case "passed":
      return words.text(`verdict.${outcome.outcome}`, { rule, title });
    case "waived":
      return words.text("verdict.waived", { rule, title, waiver: outcome.waiver });
    case "notDue":
      return words.text("verdict.notDue", { rule, title, due: outcome.due });
    case "notAssessed":
      return words.text("verdict.notAssessed", { rule, reasons: reasonsText(outcome.reasons, words) });
    case "error":
      return words.text("verdict.error", { rule, error: outcome.error });
    default: {
      const because =
        outcome.because === "configuration" && switchedOff !== undefined
          ? words.text("because.otherwise", { outcome: words.text(`outcome.${switchedOff.otherwise}`) })
          : words.text(`because.${outcome.because}`);
      return words.text("verdict.notApplicable", { rule, because });
    }
  }
}

/** `number of participants empty, women absent`: the facts of the record that are lacking, each once. */
export function reasonsText(reasons: readonly Missing[], words: ExplanationWords): string {
  const lacking = new Map<string, string>();
  const collect = (reason: Missing): void => {
    if (reason.why === "derived") for (const each of reason.from) collect(each);
    else lacking.set(reason.fact, lackingText(reason, words));
  };
  for (const reason of reasons) collect(reason);
  return listed([...lacking.values()], words);
}

function lackingText({ fact, why }: Missing, { text, label }: ExplanationWords): string {
  return text("facts.missing", { fact: label(fact), why: text(`why.${why}`) });
}

/** Facts in one sentence; the tree below it has all. */
const mostFacts = 6;

function listed(texts: readonly string[], { text }: ExplanationWords): string {
  const more = texts.length - mostFacts;
  const facts = texts.slice(0, mostFacts).join(", ");
  return more > 0 ? text("facts.more", { facts, more }) : facts;
}

function decisionSentence(explanation: ExplainedRule, words: ExplanationWords): readonly string[] {
  const { outcome, decidedBy, due } = explanation;
  // What is lacking is told already.
  if (outcome.outcome === "notAssessed" || outcome.outcome === "error") return [];
  const parts = decidedBy.flatMap((part): readonly ExplainedCondition[] => {
    const condition = part === "due" ? undefined : explanation[part];
    return condition === undefined ? [] : [condition];
  });
  // What is wrong before what the rule is about.
  const comparisons = parts.toReversed().flatMap(decidingComparisons);
  const facts = new Map<string, string>();
  for (const { fact, value } of comparisons)
    for (const each of [fact, ...value.facts]) facts.set(each.name, factText(each, words));
  if (decidedBy.includes("due") && due?.date !== undefined)
    facts.set(" due", words.text("facts.due", { due: due.date }));
  return facts.size === 0 ? [] : [words.text("decidedBy", { facts: listed([...facts.values()], words) })];
}

/** `participants 25`, `the event has ended`, `status empty`. */
function factText({ name, value, missing }: ExplainedFact, words: ExplanationWords): string {
  if (missing !== undefined) return lackingText({ ...missing, fact: name }, words);
  const said = typeof value === "boolean" ? words.says(name, value) : undefined;
  if (said !== undefined) return said;
  return words.text("facts.value", {
    fact: words.label(name),
    value: value === undefined ? words.wording.formats.hidden : shorten(words.value(name, value), 60),
  });
}

function valueText(value: FactValue, { flag }: Formats): string {
  if (typeof value === "boolean") return flag(value);
  return shorten(typeof value === "object" ? value.join(", ") : String(value), 60);
}

function stateNote({ state }: ExplainedRule, { text }: ExplanationWords): readonly string[] {
  return state === "retired" || state === "shadow" ? [text(`state.${state}`)] : [];
}

function paramNotes({ params }: ExplainedRule, words: ExplanationWords): readonly string[] {
  if (params.length === 0) return [];
  const { text, wording } = words;
  const texts = params.map(({ name, value, unit, overrides }) => {
    const param =
      unit === "pattern"
        ? text("params.value", { param: name, value: JSON.stringify(value) })
        : text("params.unit", {
            param: name,
            value: valueText(value, wording.formats),
            unit: words.unit(unit),
          });
    return overrides === undefined
      ? param
      : text("params.set", { param, before: valueText(overrides, wording.formats) });
  });
  return [text("params", { params: texts.join(", ") })];
}
