import { compareText } from "../../compareText.ts";
import type { Severity } from "../../rules/schema.ts";
import { checkList, checks, couldNotDecide, meaningChecks } from "./checks.ts";
import { countBySeverity, type Diagnostic, type Found, type LintDocument } from "./diagnostic.ts";
import { diagnosticOf } from "./problems.ts";
import { createQuestions } from "./questions.ts";
import { type LintInput, type Subject, subjectOf } from "./subject.ts";

/** All that is to be said of the rules of a folder. */
export interface Lint {
  readonly files: number;
  /** Rules that could be loaded. */
  readonly rules: number;
  /** By file, line and column. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Tells what is wrong with the rules of a folder: mistakes that keep a rule from being loaded, and what parses but is not
 * right. Pure and deterministic; rules of any kind of record.
 */
export function lintRules(input: LintInput): Lint {
  const subject = subjectOf(input);
  const questions = createQuestions(subject);
  const byFile = new Map(subject.documents.map((document) => [document.file, document]));
  const diagnostics: Diagnostic[] = input.problems.map((problem) =>
    diagnosticOf(problem, input.folder, byFile.get(problem.file ?? "")),
  );
  for (const check of checks)
    for (const found of check.check(subject)) diagnostics.push(toDiagnostic(check, found));
  for (const check of meaningChecks)
    for (const found of check.check(subject, questions)) {
      const { undecided, ...rest } = found;
      diagnostics.push(
        undecided === undefined
          ? toDiagnostic(check, rest)
          : toDiagnostic(couldNotDecide, {
              ...rest,
              message: `${found.message} could not be decided: ${undecided}.`,
            }),
      );
    }
  return {
    files: input.files.length,
    rules: subject.rules.length,
    diagnostics: diagnostics.sort(compareDiagnostics),
  };
}

/** What `--fix` could do, without the checks that take long and mend nothing. */
export function fixable(
  subject: Subject,
): readonly (Found & { readonly edits: NonNullable<Found["edits"]> })[] {
  return checks.flatMap((check) =>
    [...check.check(subject)].flatMap((found) => {
      const { edits = [] } = found;
      return edits.length === 0 ? [] : [{ ...found, edits }];
    }),
  );
}

function toDiagnostic(
  { code, severity }: { readonly code: string; readonly severity: Severity },
  { at, rule, message, found, expected, fix, edits = [], related, witness }: Found,
): Diagnostic {
  return {
    code,
    severity,
    ...at,
    ...(rule === undefined ? {} : { rule }),
    message,
    ...(found === undefined ? {} : { found }),
    ...(expected === undefined ? {} : { expected }),
    fix,
    fixable: edits.length > 0,
    ...(related === undefined ? {} : { related: [...related] }),
    ...(witness === undefined ? {} : { witness }),
  };
}

function compareDiagnostics(one: Diagnostic, other: Diagnostic): number {
  return (
    compareText(one.file, other.file) ||
    one.line - other.line ||
    one.column - other.column ||
    compareText(one.code, other.code)
  );
}

/** The lint as `--format json` prints it. */
export function lintDocument({ files, rules, diagnostics }: Lint, fixed: number): LintDocument {
  return {
    schema: "ems-data-quality/lint/1",
    summary: {
      files,
      rules,
      ...countBySeverity(diagnostics),
      fixable: diagnostics.filter((each) => each.fixable).length,
      fixed,
    },
    diagnostics: [...diagnostics],
    checks: [...checkList],
  };
}
