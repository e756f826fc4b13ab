import {
  decidingComparisons,
  type ExplainedCondition,
  type ExplainedFact,
  type Explanation,
} from "../engine/explain.ts";
import type { Missing, RuleOutcome } from "../engine/outcome.ts";
import { eventFacts } from "../events/facts.ts";
import { hidden } from "../rules/masked.ts";
import type { OutcomeName, Param, Rule } from "../rules/schema.ts";
import { takenApart } from "../rules/takenApart.ts";
import type { FactValue } from "../rules/value.ts";
import { shorten } from "../shorten.ts";
import { explanationLegend, explanationText, shortWhy } from "./explanation.ts";
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
  { width = 100, style = plain }: ExplanationFormat = {},
): string {
  const head = [verdictText(explanation), ...decisionSentence(explanation)].join(" ");
  const notes = [...stateNote(explanation), ...paramNotes(explanation)];
  return [
    ...[head, ...notes].map((text) => wrap(printable(text), width, "", "  ")),
    "",
    explanationText(explanation, { width, style }),
    style("faint", explanationLegend),
    "",
  ].join("\n");
}

/** `coc-zero fails: No Certificate of Completion was recorded.` */
function verdictText({
  ruleId,
  title,
  outcome,
  switchedOff,
}: Pick<ExplainedRule, "ruleId" | "title" | "outcome" | "switchedOff">): string {
  switch (outcome.outcome) {
    case "failed":
      return `${ruleId} fails: ${title}.`;
    case "waived":
      return `${ruleId} fails, and the waiver ${outcome.waiver} covers it: ${title}.`;
    case "passed":
      return `${ruleId} passes: it looked for “${title}”, and that is not so.`;
    case "notDue":
      return `${ruleId} is not due: “${title}” is so, but there is time until ${outcome.due}.`;
    case "notAssessed":
      return `${ruleId} could not be assessed: ${reasonsText(outcome.reasons)}.`;
    case "error":
      return `${ruleId} could not be run: ${outcome.error}.`;
    default:
      return `${ruleId} does not apply: ${whyNotApplicable(outcome, switchedOff)}.`;
  }
}

function whyNotApplicable(
  { because }: RuleOutcome & { readonly outcome: "notApplicable" },
  switchedOff: ExplainedRule["switchedOff"],
): string {
  if (because === "when") return "the rule is not about this event";
  if (because === "effective") return "the rule is not in force at the event's end";
  const otherwise =
    switchedOff === undefined ? "" : `; in force it would say: ${outcomeWords[switchedOff.otherwise]}`;
  return `the configuration switches the rule off for this event${otherwise}`;
}

/** Outcomes, in words. */
export const outcomeWords: Readonly<Record<OutcomeName, string>> = {
  failed: "failed",
  waived: "waived",
  error: "failed to run",
  notDue: "not due yet",
  notAssessed: "not assessed",
  passed: "passed",
  notApplicable: "not applicable",
};

/** `number of participants empty; women absent`: the facts of the record that are lacking, each once. */
export function reasonsText(reasons: readonly Missing[]): string {
  const lacking = new Map<string, string>();
  const collect = (reason: Missing): void => {
    if (reason.why === "derived") for (const each of reason.from) collect(each);
    else lacking.set(reason.fact, `${labelOf(reason.fact)} ${shortWhy[reason.why]}`);
  };
  for (const reason of reasons) collect(reason);
  return listed([...lacking.values()]);
}

/** Facts in one sentence; the tree below it has all. */
const mostFacts = 6;

function listed(texts: readonly string[]): string {
  const more = texts.length - mostFacts;
  return `${texts.slice(0, mostFacts).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function decisionSentence(explanation: ExplainedRule): readonly string[] {
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
    for (const each of [fact, ...value.facts]) facts.set(each.name, factText(each));
  if (decidedBy.includes("due") && due?.date !== undefined) facts.set(" due", `due on ${due.date}`);
  return facts.size === 0 ? [] : [`Decided by: ${listed([...facts.values()])}.`];
}

const definitions = new Map(eventFacts.map((fact) => [fact.name, fact]));

function labelOf(name: string): string {
  if (name === "asOf") return "day of the check";
  return definitions.get(name)?.label ?? takenApart(name);
}

/** `participants 25`, `the event has ended`, `status empty`. */
function factText({ name, value, missing }: ExplainedFact): string {
  if (missing !== undefined) return `${labelOf(name)} ${shortWhy[missing.why]}`;
  if (value === undefined) return `${labelOf(name)} ${hidden}`;
  const says = definitions.get(name)?.says;
  if (typeof value === "boolean" && says !== undefined) return value ? says.true : says.false;
  return `${labelOf(name)} ${valueText(value)}`;
}

function valueText(value: FactValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return shorten(typeof value === "object" ? value.join(", ") : String(value), 60);
}

function stateNote({ state }: ExplainedRule): readonly string[] {
  if (state === "retired") return ["The rule is retired: no check uses it. It is explained as if one did."];
  return state === "shadow" ? ["The rule is on trial: it is checked, and makes no finding."] : [];
}

function paramNotes({ params }: ExplainedRule): readonly string[] {
  if (params.length === 0) return [];
  const texts = params.map(({ name, value, unit, overrides }) => {
    const shown = unit === "pattern" ? JSON.stringify(value) : valueText(value);
    const before =
      overrides === undefined ? "" : ` (set by the configuration; ${valueText(overrides)} in the rule)`;
    return `${name} ${shown}${unit === "pattern" ? "" : ` ${unit}`}${before}`;
  });
  return [`Parameters: ${texts.join(", ")}.`];
}
