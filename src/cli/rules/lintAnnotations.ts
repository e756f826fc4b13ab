import { annotationLine } from "../../report/annotation.ts";
import type { LintDocument } from "../../review/lint/diagnostic.ts";
import { summaryLine, witnessText } from "./lintText.ts";

/**
 * The lint as commands of GitHub Actions: each diagnostic is shown at its line of the pull request.
 *
 * @param pathOf What a file is called in the repository.
 */
export function lintAnnotations(
  { summary, diagnostics }: LintDocument,
  pathOf: (file: string) => string,
): string {
  const about = { severity: "info", title: "ems-dq rules lint", lines: [summaryLine(summary)] } as const;
  const found = diagnostics.map(
    ({ severity, code, file, line, column, message, expected, fix, witness }) => ({
      severity,
      file: pathOf(file),
      line,
      col: column,
      title: code,
      lines: [
        `${message}${expected === undefined ? "" : ` Expected: ${expected}.`}`,
        `→ ${fix}`,
        ...(witness === undefined ? [] : [`For example: ${witnessText(witness)}`]),
      ],
    }),
  );
  // GitHub shows the first ten of a kind.
  return [about, ...found].map(annotationLine).join("");
}
