import type { Baseline } from "../../findings/baseline/schema.ts";
import type { Finding } from "../../findings/finding.ts";
import type { ReportHead } from "../../report/schema.ts";
import type { Rule, Ruleset, Severity } from "../../rules/schema.ts";
import type { CheckOptionArguments } from "../checkOptions.ts";
import { fileCheckOf } from "../fileCheckOf.ts";
import { createInterruption } from "../interruption.ts";
import { createNotes } from "../notes.ts";
import type { Output } from "../output.ts";
import type { Reading } from "../reading.ts";

/** A check that a command of the baseline made. */
export interface Checked {
  readonly head: ReportHead;
  readonly rules: readonly Rule[];
  /** Severities of the rows that were refused. */
  readonly refused: ReadonlySet<Severity>;
  /** Findings that were counted and not handed over: of one field's cells too many could not be read. */
  readonly unlisted: number;
}

/** A check that is ready: everything is loaded but the events, and nothing is written yet. */
export interface BaselineCheck {
  /** All rules, whichever are checked. */
  readonly ruleset: Ruleset;
  /** Never returns where the check was interrupted: the process ends, and nothing is written. */
  readonly run: (onFinding: (finding: Finding) => void, output?: Pick<Output, "abandon">) => Promise<Checked>;
}

/**
 * Makes a check of files for a command of the baseline.
 *
 * @param baseline What is known; `undefined` for a check without one, also where the configuration names one.
 */
export async function checkFor(
  files: readonly string[],
  args: Omit<CheckOptionArguments, "baseline">,
  reading: Reading,
  baseline?: Baseline,
): Promise<BaselineCheck> {
  const interruption = createInterruption();
  const { signal } = interruption;
  const { check, ruleset } = await fileCheckOf(files, { ...args, baseline: false }, reading, {
    signal,
    ...(baseline === undefined ? {} : { baseline }),
  });
  return {
    ruleset,
    async run(onFinding, output) {
      const notes = createNotes(args.config);
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
        if (signal.aborted) await output?.abandon();
        interruption.end(0, head);
        notes.tell(head, check.rules);
        return { head, rules: check.rules, refused, unlisted: head.summary.findings.total - listed };
      } finally {
        // Standard input that was not read to its end would keep the process alive.
        if (files.includes("-")) process.stdin.destroy();
      }
    },
  };
}
