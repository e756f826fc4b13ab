import type { Baseline } from "../../findings/baseline/schema.ts";
import type { Finding } from "../../findings/finding.ts";
import type { ReportHead } from "../../report/schema.ts";
import type { Rule, Severity } from "../../rules/schema.ts";
import type { CheckOptionArguments } from "../checkOptions.ts";
import { fileCheckOf } from "../fileCheckOf.ts";
import { createInterruption } from "../interruption.ts";
import { createNotes } from "../notes.ts";

/** A check that a command of the baseline made. */
export interface Checked {
  readonly head: ReportHead;
  readonly rules: readonly Rule[];
  /** Severities of the rows that were refused. */
  readonly refused: ReadonlySet<Severity>;
  /** Findings that were counted and not handed over: of one field's cells too many could not be read. */
  readonly unlisted: number;
}

/**
 * Checks files for a command of the baseline.
 *
 * @param baseline What is known; `undefined` for a check without one, also where the configuration names one.
 * @returns `undefined` never: where the check was interrupted the process ends, and nothing is written.
 */
export async function checkFor(
  files: readonly string[],
  args: Omit<CheckOptionArguments, "baseline">,
  baseline: Baseline | undefined,
  onFinding: (finding: Finding) => void,
): Promise<Checked> {
  const interruption = createInterruption();
  const { signal } = interruption;
  const check = await fileCheckOf(
    files,
    { ...args, baseline: false },
    { signal, ...(baseline === undefined ? {} : { baseline }) },
  );
  const notes = createNotes();
  const refused = new Set<Severity>();
  let listed = 0;
  try {
    const head = await check.run({
      finding(finding) {
        listed++;
        onFinding(finding);
      },
      refused: ({ severity }) => refused.add(severity),
      listed: () => listed,
      opened: notes.opened,
    });
    interruption.end(0, head);
    notes.tell(head, check.rules);
    return { head, rules: check.rules, refused, unlisted: head.summary.findings.total - listed };
  } finally {
    // Standard input that was not read to its end would keep the process alive.
    if (files.includes("-")) process.stdin.destroy();
  }
}
