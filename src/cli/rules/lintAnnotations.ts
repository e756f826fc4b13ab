import { pathFrom } from "../../report/artifact.ts";
import { printable } from "../../report/printable.ts";
import type { Diagnostic, LintDocument } from "../../review/lint/diagnostic.ts";
import { summaryLine, witnessText } from "./lintText.ts";

const commands: Readonly<Record<Diagnostic["severity"], string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** The lint as commands of GitHub Actions: each diagnostic is shown at its line of the pull request. */
export function lintAnnotations({ summary, diagnostics }: LintDocument, folder: string): string {
  return [
    `::notice title=ems-dq rules lint::${escaped(summaryLine(summary))}`,
    // GitHub shows the first ten of a kind.
    ...diagnostics.map((diagnostic) => annotation(diagnostic, folder)),
    "",
  ].join("\n");
}

function annotation(
  { severity, code, file, line, column, message, expected, fix, witness }: Diagnostic,
  folder: string,
): string {
  const properties = { file: pathFrom(folder, file), line, col: column, title: code };
  const told = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  const text = [
    `${message}${expected === undefined ? "" : ` Expected: ${expected}.`}`,
    `→ ${fix}`,
    ...(witness === undefined ? [] : [`For example: ${witnessText(witness)}`]),
  ];
  return `::${commands[severity]} ${told.join(",")}::${escaped(text.map(printable).join("\n"))}`;
}

/** As `@actions/core` does it: what stands in a file cannot end the message, nor start another command. */
function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
