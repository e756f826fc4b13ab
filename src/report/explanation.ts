import stringWidth from "string-width";
import type {
  ExplainedComparison,
  ExplainedCondition,
  ExplainedDue,
  ExplainedFact,
  ExplainedValue,
  Explanation,
  RulePart,
  TruthName,
} from "../engine/explain.ts";
import { type ExplanationWords, explanationWords } from "../locale/explanationWords.ts";
import type { Wording } from "../locale/wording.ts";
import { isItems } from "../rules/isItems.ts";
import type { Operand } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { shorten } from "../shorten.ts";
import { printable } from "./printable.ts";
import { plain, type Style } from "./style.ts";
import { wrap } from "./table/wrap.ts";

export interface ExplanationStyle {
  /** Columns of text. */
  readonly width: number;
  readonly style?: Style;
  /** Before each line. */
  readonly indent?: string;
  /** Default: English. */
  readonly words?: ExplanationWords;
}

/** The line that says how an explanation is read. */
export function explanationLegend({ text }: ExplanationWords = explanationWords()): string {
  return text("legend");
}

/**
 * An explanation as a tree that a person reads: a line a condition, its truth first, a star where it decides, and what was
 * found in the record beside each comparison. A part of the rule that is not asked is a line.
 */
export function explanationText(
  explanation: Explanation,
  { width, style = plain, indent = "", words = explanationWords() }: ExplanationStyle,
): string {
  const lines = linesOf(explanation, words);
  const truthWidth = Math.max(...truthNames.map((truth) => stringWidth(words.text(`truth.${truth}`))));
  const before = truthWidth + 3;
  const room = width - stringWidth(indent) - before - 2;
  // The notes stand below each other; one for which there is no room stands below its line.
  const textWidth = Math.max(
    0,
    ...lines.map(({ text, note = "" }) => {
      const size = stringWidth(text);
      return note === "" || size + stringWidth(note) > room ? 0 : size;
    }),
  );
  return lines
    .map(({ truth, decides, text, note }) => {
      const word = words.text(`truth.${truth}`);
      const padding = " ".repeat(truthWidth - stringWidth(word));
      const head = `${style(decides ? "strong" : "faint", `${word}${padding}`)} ${decides ? "*" : " "} `;
      if (note === undefined) return `${indent}${head}${text}`;
      const padded = text + " ".repeat(Math.max(0, textWidth - stringWidth(text)));
      if (stringWidth(padded) + stringWidth(note) <= room)
        return `${indent}${head}${padded}  ${style("faint", note)}`;
      const inner = `${indent}${" ".repeat(before)}${/^ */.exec(text)?.[0] ?? ""}    `;
      const below = wrap(note, width, inner)
        .split("\n")
        .map((line) => style("faint", line));
      return [`${indent}${head}${text}`, ...below].join("\n");
    })
    .join("\n");
}

const truthNames: readonly TruthName[] = ["true", "false", "unknown"];

interface Line {
  /** Of a due date how it stands. */
  readonly truth: TruthName;
  readonly decides: boolean;
  /** With its indent. */
  readonly text: string;
  /** What was found. */
  readonly note?: string;
}

function linesOf(explanation: Explanation, words: ExplanationWords): readonly Line[] {
  const { when, effective, violation, due, decidedBy, asOf } = explanation;
  const isAbout = when.truth === "true" && (effective?.truth ?? "true") === "true";
  const conditions: readonly (readonly [RulePart, ExplainedCondition | undefined, boolean])[] = [
    ["when", when, true],
    ["effective", effective, when.truth !== "false"],
    ["violation", violation, isAbout],
  ];
  return [
    ...conditions.flatMap(([part, condition, isAsked]) => {
      if (condition === undefined) return [];
      if (isAsked || decidedBy.includes(part))
        return conditionLines(condition, `${part}: `, 0, decidedBy.includes(part), words);
      return [{ truth: condition.truth, decides: false, text: `${part}: ${words.text("tree.notAsked")}` }];
    }),
    ...(due === undefined
      ? []
      : isAbout && violation.truth === "true"
        ? [dueLine(due, decidedBy.includes("due"), asOf, words)]
        : [{ truth: dueTruth[due.state], decides: false, text: `due: ${words.text("tree.notAsked")}` }]),
  ];
}

function conditionLines(
  condition: ExplainedCondition,
  before: string,
  depth: number,
  decides: boolean,
  words: ExplanationWords,
): readonly Line[] {
  const line = (text: string, note?: string): Line => ({
    truth: condition.truth,
    decides,
    text: "  ".repeat(depth) + printable(before + text),
    ...(note === undefined ? {} : { note: printable(note) }),
  });
  switch (condition.kind) {
    case "comparison":
      return [line(comparisonText(condition), foundText(condition, words))];
    case "not":
      return [line(words.text("tree.not")), ...conditionLines(condition.part, "", depth + 1, decides, words)];
    case "condition":
      return conditionLines(condition.part, `${before}${condition.name}: `, depth, decides, words);
    default:
      if (condition.parts.length === 0) return [line(words.text("tree.always"))];
      return [
        line(words.text(`tree.${condition.kind}`)),
        ...condition.parts.flatMap((part, index) =>
          conditionLines(part, "", depth + 1, decides && condition.decidedBy.includes(index), words),
        ),
      ];
  }
}

/** A comparison as it stands in the rule: `participants greaterThan minimum (30)`. */
export function comparisonText({ fact, operator, value }: ComparisonText): string {
  const isPresence = /(?:^|:)is(?:Empty|Present)$/.test(operator);
  return isPresence ? `${fact.name} ${operator}` : `${fact.name} ${operator} ${valueText(value)}`;
}

interface ComparisonText {
  readonly fact: Pick<ExplainedFact, "name">;
  readonly operator: string;
  readonly value: Pick<ExplainedValue, "written" | "resolved">;
}

function valueText({ written, resolved }: ComparisonText["value"]): string {
  if (typeof written !== "object") return JSON.stringify(written);
  if (isItems(written)) {
    const shown = written.slice(0, 5).map(operandText).join(", ");
    return `[${shown}${written.length > 5 ? `, … ${written.length} in all` : ""}]`;
  }
  if ("of" in written) return `${operandText(written.points)} of ${operandText(written.of)}`;
  const text = operandText(written);
  const isValue = resolved !== undefined && !(typeof resolved === "object" && "of" in resolved);
  return "param" in written && isValue ? `${text} (${quoted(resolved)})` : text;
}

function operandText(operand: Operand): string {
  if (typeof operand !== "object") return JSON.stringify(operand);
  return "fact" in operand ? operand.fact : operand.param;
}

function quoted(value: FactValue): string {
  return shorten(JSON.stringify(value), 60);
}

/** What was found of the facts of a comparison. */
function foundText({ fact, value, error }: ExplainedComparison, words: ExplanationWords): string {
  const others = value.facts.filter(({ name }) => name !== fact.name);
  const found = [fact, ...others].map((each) => factText(each, words));
  return [...(error === undefined ? [] : [words.text("found.operator", { error })]), ...found].join("; ");
}

/** `participants (“No. of participants”) is 12`. */
function factText(fact: ExplainedFact, words: ExplanationWords): string {
  const { name, column } = fact;
  const subject =
    column === undefined || column === name
      ? name
      : words.text("found.column", { fact: name, column: shorten(column, 60) });
  const found = stateText(fact, subject, words);
  const facts = fromText(fact, words);
  return facts === "" ? found : words.text("found.from", { found, facts });
}

function stateText(
  { value, missing, error }: ExplainedFact,
  fact: string,
  { text, wording }: ExplanationWords,
): string {
  if (error !== undefined) return text("found.failed", { fact, error });
  if (missing !== undefined) return wording.text(`reason.${missing.why}`, { fact });
  return text("found.value", { fact, value: foundValue(value, wording) });
}

function foundValue(value: FactValue | undefined, { formats }: Wording): string {
  return value === undefined ? formats.hidden : quoted(value);
}

function fromText({ from = [] }: ExplainedFact, words: ExplanationWords): string {
  const parts = from.map((input) => {
    const { name: fact, missing, value } = input;
    const facts = fromText(input, words);
    const of = { fact, ...(facts === "" ? {} : { facts }) };
    if (missing === undefined)
      return words.text(facts === "" ? "from.value" : "from.valueFrom", {
        ...of,
        value: foundValue(value, words.wording),
      });
    const why = words.text(`why.${missing.why}`);
    return words.text(facts === "" ? "from.missing" : "from.missingFrom", { ...of, why });
  });
  const last = parts.pop();
  if (last === undefined) return "";
  return parts.length === 0 ? last : words.text("from.and", { facts: parts.join(", "), last });
}

const dueTruth: Readonly<Record<ExplainedDue["state"], TruthName>> = {
  past: "true",
  ahead: "false",
  unknown: "unknown",
};

function dueLine(
  { state, after, days, date: due }: ExplainedDue,
  decides: boolean,
  asOf: string,
  words: ExplanationWords,
): Line {
  const truth = dueTruth[state];
  const text = `due: ${words.text("tree.due", { days, fact: after.name })}`;
  const when =
    due === undefined
      ? []
      : [state === "ahead" ? words.text("found.ahead", { due, asOf }) : words.text("found.due", { due })];
  const note = [...when, factText(after, words)].join("; ");
  return { truth, decides, text: printable(text), note: printable(note) };
}

/** `when is false`, `violation is unknown`: which parts of the rule decide, and how. */
export function decisionText({ outcome, when, effective, violation, due, decidedBy }: Explanation): string {
  if (outcome.outcome === "error") return `the rule failed: ${outcome.error}`;
  const truths: Readonly<Record<Exclude<RulePart, "due">, TruthName | undefined>> = {
    when: when.truth,
    effective: effective?.truth,
    violation: violation.truth,
  };
  const states = { ahead: "still ahead", past: "over", unknown: "unknown" };
  return decidedBy
    .map((part) =>
      part === "due" ? `due is ${states[due?.state ?? "unknown"]}` : `${part} is ${truths[part]}`,
    )
    .join(", ");
}
