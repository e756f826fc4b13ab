import { printable } from "../../report/printable.ts";
import type { Style } from "../../report/style.ts";
import { counted } from "../../report/table/counted.ts";
import type { Diagnostic, LintDocument } from "../../review/lint/diagnostic.ts";
import { placeText } from "./placeText.ts";

/** The lint for a person: lines as compilers have them, which editors and terminals make links of. */
export function lintText({ summary, diagnostics }: LintDocument, style: Style): string {
  const lines = diagnostics.flatMap((diagnostic) => [...linesOf(diagnostic, style), ""]);
  return `${[...lines, summaryLine(summary)].join("\n")}\n`;
}

function linesOf(diagnostic: Diagnostic, style: Style): readonly string[] {
  const { code, severity, message, found, expected, fix, fixable, related = [], witness } = diagnostic;
  const told = [
    message,
    ...(found === undefined ? [] : [`Found: ${found}.`]),
    ...(expected === undefined ? [] : [`Expected: ${expected}.`]),
  ];
  return [
    `${style("strong", placeText(diagnostic))}: ${style(severity, severity)}: ${printable(told.join(" "))} ${style("faint", `[${code}]`)}`,
    ...related.map((other) => `  ${placeText(other)}: ${printable(other.message)}`),
    ...(witness === undefined ? [] : [`  For example: ${printable(witnessText(witness))}`]),
    `  Fix: ${printable(fix)}${fixable && !fix.includes("--fix") ? " (--fix does it)" : ""}`,
  ];
}

/** A record in one line, with what its source lacks and its clock. */
export function witnessText({ event, absent, asOf }: NonNullable<Diagnostic["witness"]>): string {
  const lacking = absent === undefined ? "" : `, with no ${absent.join(", ")} in the source`;
  return `${JSON.stringify(event)}${lacking}, on ${asOf}`;
}

/** `1 error, 2 warnings in 77 rules of 78 files; --fix can mend 1.` */
export function summaryLine({
  files,
  rules,
  error,
  warning,
  info,
  fixable,
  fixed,
}: LintDocument["summary"]): string {
  const counts = [
    ...(error === 0 ? [] : [counted(error, "error")]),
    ...(warning === 0 ? [] : [counted(warning, "warning")]),
    ...(info === 0 ? [] : [counted(info, "note")]),
  ];
  const what = counts.length === 0 ? "Nothing to mend" : counts.join(", ");
  const mended = fixed === 0 ? "" : `${counted(fixed, "diagnostic")} mended. `;
  const could = fixable === 0 ? "" : `; --fix can mend ${fixable}`;
  return `${mended}${what} in ${counted(rules, "rule")} of ${counted(files, "file")}${could}.`;
}
