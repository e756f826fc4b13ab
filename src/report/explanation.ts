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
import type { Missing } from "../engine/outcome.ts";
import { isItems } from "../rules/isItems.ts";
import { hidden } from "../rules/masked.ts";
import type { Operand } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { shorten } from "../shorten.ts";
import { printable } from "./printable.ts";
import { plain, type Style } from "./style.ts";
import { counted } from "./table/counted.ts";
import { wrap } from "./table/wrap.ts";

export interface ExplanationStyle {
  /** Columns of text. */
  readonly width: number;
  readonly style?: Style;
  /** Before each line. */
  readonly indent?: string;
}

/** The line that says how an explanation is read. */
export const explanationLegend = "* decides the outcome";

/**
 * An explanation as a tree that a person reads: a line a condition, its truth first, a star where it decides, and what was
 * found in the record beside each comparison. A part of the rule that is not asked is a line.
 */
export function explanationText(
  explanation: Explanation,
  { width, style = plain, indent = "" }: ExplanationStyle,
): string {
  const lines = linesOf(explanation);
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
      const head = `${style(decides ? "strong" : "faint", truth.padEnd(truthWidth))} ${decides ? "*" : " "} `;
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

/** Of `unknown`, the longest. */
const truthWidth = 7;

interface Line {
  /** `true`, `false`, `unknown`; of a due date how it stands. */
  readonly truth: string;
  readonly decides: boolean;
  /** With its indent. */
  readonly text: string;
  /** What was found. */
  readonly note?: string;
}

function linesOf(explanation: Explanation): readonly Line[] {
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
        return conditionLines(condition, `${part}: `, 0, decidedBy.includes(part));
      return [{ truth: condition.truth, decides: false, text: `${part}: not asked` }];
    }),
    ...(due === undefined
      ? []
      : isAbout && violation.truth === "true"
        ? [dueLine(due, decidedBy.includes("due"), asOf)]
        : [{ truth: dueWords[due.state], decides: false, text: "due: not asked" }]),
  ];
}

function conditionLines(
  condition: ExplainedCondition,
  before: string,
  depth: number,
  decides: boolean,
): readonly Line[] {
  const line = (text: string, note?: string): Line => ({
    truth: condition.truth,
    decides,
    text: "  ".repeat(depth) + printable(before + text),
    ...(note === undefined ? {} : { note: printable(note) }),
  });
  switch (condition.kind) {
    case "comparison":
      return [line(comparisonText(condition), foundText(condition))];
    case "not":
      return [line("not"), ...conditionLines(condition.part, "", depth + 1, decides)];
    case "condition":
      return conditionLines(condition.part, `${before}${condition.name}: `, depth, decides);
    default:
      if (condition.parts.length === 0) return [line("always")];
      return [
        line(`${condition.kind} of`),
        ...condition.parts.flatMap((part, index) =>
          conditionLines(part, "", depth + 1, decides && condition.decidedBy.includes(index)),
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
function foundText({ fact, value, error }: ExplainedComparison): string {
  const others = value.facts.filter(({ name }) => name !== fact.name);
  const found = [fact, ...others].map(factText);
  return [...(error === undefined ? [] : [`the operator failed: ${error}`]), ...found].join("; ");
}

const whyText: Readonly<Record<Missing["why"], string>> = {
  absent: "is absent",
  empty: "is empty",
  unreadable: "cannot be read",
  derived: "has no value",
  undefined: "has no value",
  noPrevious: "is not known without the stored version",
  notLookedUp: "was not looked up",
  otherRecords: "takes other records to know",
  lookupFailed: "could not be looked up",
  lookupLate: "was not looked up in time",
  lookupCancelled: "was not looked up to the end",
};

function factText(fact: ExplainedFact): string {
  const { name, column, missing, error } = fact;
  const from = fromText(fact);
  const tail = from === "" ? "" : `, from ${from}`;
  const subject = column === undefined || column === name ? name : `${name} (“${shorten(column, 60)}”)`;
  if (error !== undefined) return `${subject} failed: ${error}${tail}`;
  if (missing !== undefined) return `${subject} ${whyText[missing.why]}${tail}`;
  return `${subject} is ${stateText(fact)}${tail}`;
}

function stateText({ value }: ExplainedFact): string {
  return value === undefined ? hidden : quoted(value);
}

/** Why a fact has no value, in a word or two. */
export const shortWhy: Readonly<Record<Missing["why"], string>> = {
  absent: "absent",
  empty: "empty",
  unreadable: "unreadable",
  derived: "no value",
  undefined: "no value",
  noPrevious: "no stored version",
  notLookedUp: "not looked up",
  otherRecords: "takes other records",
  lookupFailed: "look-up failed",
  lookupLate: "look-up late",
  lookupCancelled: "look-up cancelled",
};

function fromText({ from = [] }: ExplainedFact): string {
  const parts = from.map((input) => {
    const { name, missing } = input;
    const inner = fromText(input);
    const tail = inner === "" ? "" : `from ${inner}`;
    if (missing === undefined) return `${name} ${stateText(input)}${tail === "" ? "" : ` (${tail})`}`;
    return `${name} (${shortWhy[missing.why]}${tail === "" ? "" : `, ${tail}`})`;
  });
  const last = parts.pop();
  if (last === undefined) return "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

const dueWords: Readonly<Record<ExplainedDue["state"], string>> = {
  past: "true",
  ahead: "false",
  unknown: "unknown",
};

function dueLine({ state, after, days, date }: ExplainedDue, decides: boolean, asOf: string): Line {
  const truth = dueWords[state];
  const text = `due: ${counted(days, "day")} after ${after.name}`;
  const when =
    date === undefined ? "" : state === "ahead" ? `due on ${date}, after ${asOf}; ` : `due on ${date}; `;
  return { truth, decides, text: printable(text), note: printable(`${when}${factText(after)}`) };
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
