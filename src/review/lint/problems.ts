import type { Problem } from "../../errors.ts";
import { shorten } from "../../shorten.ts";
import type { Diagnostic, Spot } from "./diagnostic.ts";
import type { Document } from "./document.ts";

/** What to do about a mistake that keeps a rule from being loaded, where the mistake does not say it itself. */
const fixes: Readonly<Record<string, string>> = {
  "json-syntax": "Mend the JSON here: most often a comma or a quotation mark is missing, or one too many.",
  "unknown-key": "Take the key out, or write it as `ems-dq rules schema rule` has it.",
  "missing-key": "Add the key.",
  "invalid-value": "Write a value of the kind that is expected.",
  "unknown-fact": "Write the name of a field of the record, or of a fact that is derived from some.",
  "unknown-operator": "Write an operator of the language.",
  "unknown-operator-decorator": "Write a decorator of the language, or leave it out.",
  "unknown-parameter": "Add the parameter to the rule's params, or write one that is there.",
  "unknown-condition": "Add the condition to the rule set's conditions, or write one that is there.",
  "unknown-code-list": "Write the name of a code list.",
  "unknown-placeholder": "Write a fact, a parameter of the rule as {params.name}, or {due}.",
  "invalid-message":
    "Write {name} for a value, and {name, plural, one {…} other {…}} where a number decides the words.",
  "plural-type": "Write {name} alone, or take a number.",
  "operator-type": "Take an operator that fits the fact, or the fact that was meant.",
  "invalid-pattern": "Write the pattern without what RE2 does not have.",
  "presence-of-derived": "Ask whether the fields are empty that it is derived from.",
  "presence-decorated": "Leave the decorator out; not:isEmpty is isPresent.",
  "pattern-decorated": "Leave the decorator out.",
  "placeholder-personal": "Say it without the value.",
  "suggestion-personal": "Leave the suggestion out.",
  "rule-duplicate": "Give the rule an id that was never used.",
  "condition-duplicate": "Take one of the two out, or give it another name.",
  "condition-cycle": "Write out what the condition means, without its own name.",
  "due-type": "Write a fact that is a date.",
  "due-days": "Write a whole number of days.",
  "too-deep": "Give a part of the condition a name in the rule set's conditions, or write it flatter.",
  "too-many-conditions": "Make two rules of it.",
  "too-many-rules": "Part the rules into several folders.",
  "not-utf-8": "Save the file as UTF-8.",
  "file-too-large": "Part the file, or shorten it.",
};

/** A mistake that keeps rules from being loaded, as a diagnostic. */
export function diagnosticOf(problem: Problem, folder: string, document: Document | undefined): Diagnostic {
  const { code, message, file = folder, path, found, expected, hint } = problem;
  const { line, column } = spotOf(problem, document) ?? { line: 1, column: 1 };
  return {
    code,
    severity: "error",
    file,
    line,
    column,
    ...(path === undefined ? {} : { path }),
    message,
    ...(found === undefined ? {} : { found }),
    ...(expected === undefined ? {} : { expected }),
    fix: fixOf(code, hint, expected),
    fixable: false,
  };
}

function fixOf(code: string, hint: string | undefined, expected: string | undefined): string {
  const [, meant] = /^Did you mean (".*")\?$/.exec(hint ?? "") ?? [];
  if (meant !== undefined) return `Write ${meant}, if that is meant.`;
  return hint ?? fixes[code] ?? (expected === undefined ? "Mend it, then lint again." : `Write ${expected}.`);
}

function spotOf(problem: Problem, document: Document | undefined): Pick<Spot, "line" | "column"> | undefined {
  const { line, column = 1 } = problem;
  if (line === undefined) return undefined;
  return (document === undefined ? undefined : placeholderSpot(problem, document)) ?? { line, column };
}

/** A message is long: the place of the placeholder itself is told, not that of the text that it stands in. */
function placeholderSpot({ code, message, line, column }: Problem, document: Document): Spot | undefined {
  if (code !== "unknown-placeholder" && code !== "placeholder-personal") return undefined;
  const start = document.text.split(/\r\n|\n|\r/).slice(0, (line ?? 1) - 1);
  const rest = document.text.split(/\r\n|\n|\r/)[(line ?? 1) - 1]?.slice((column ?? 1) - 1) ?? "";
  const text = /^"(?:[^"\\]|\\.)*"/.exec(rest)?.[0] ?? "";
  const placeholder = [...text.matchAll(/\{\s{0,9}([A-Za-z][A-Za-z0-9.]{0,80})\s{0,9}[},]/g)].find(
    ([, name = ""]) =>
      message.includes(`{${name}}`) || message.includes(` ${JSON.stringify(shorten(name, 100))}`),
  );
  return placeholder === undefined
    ? undefined
    : { file: document.file, line: start.length + 1, column: (column ?? 1) + placeholder.index };
}
