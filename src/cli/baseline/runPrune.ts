import { DataQualityError } from "../../errors.ts";
import { countOf } from "../../findings/baseline/countOf.ts";
import { pruneBaseline } from "../../findings/baseline/prune.ts";
import type { Baseline, BaselineEntry } from "../../findings/baseline/schema.ts";
import { baselineText } from "../../findings/baseline/text.ts";
import { cellRule } from "../../findings/cellRule.ts";
import { counted, grouped } from "../../report/table/counted.ts";
import type { Ruleset } from "../../rules/schema.ts";
import { acceptedFile } from "../acceptedFile.ts";
import type { CheckOptionArguments } from "../checkOptions.ts";
import { fileOutput } from "../fileOutput.ts";
import { createReading } from "../reading.ts";
import { wrongOption } from "../wrongOption.ts";
import { checkFor } from "./checkFor.ts";

/** The options of `ems-dq baseline prune`, as they are typed. */
export interface PruneArguments extends Omit<CheckOptionArguments, "locale"> {
  readonly gone?: boolean;
}

/** Runs `ems-dq baseline prune`; gives the exit code. */
export async function runPrune(files: readonly string[], args: PruneArguments): Promise<0> {
  if (args.baseline === "") throw wrongOption("--baseline", "", "a file");
  const { baseline: named, gone = false, ...check } = args;
  const reading = createReading();
  const file = named ?? acceptedFile("baseline", reading, { config: args.config, mustBe: true }).file;
  // Apart from what is read beside it: it is written in its own place.
  const baseline = createReading().baseline(file);
  const making = await checkFor(files, check, reading, baseline);
  const { head } = await making.run(() => undefined);
  // An export that failed must not cost what is known.
  if (gone && head.summary.events === 0)
    throw new DataQualityError([
      {
        code: "no-events",
        message: `No event was checked, so --gone would take out all that ${file} knows.`,
        hint: "Check the files. To forget everything, delete the baseline.",
      },
    ]);
  const fixed = head.baseline?.fixed ?? [];
  const ruleless = entriesWithoutRule(baseline, making.ruleset);
  const out = gone ? [...fixed, ...ruleless] : fixed.filter(({ event }) => event === "checked");
  const pruned = pruneBaseline(baseline, out);
  if (out.length > 0) {
    const output = await fileOutput(file, reading.files);
    for (const piece of baselineText(pruned)) {
      output.write(piece);
      await output.ready();
    }
    await output.finish();
  }
  const left = countOf(pruned.findings);
  const taken = countOf(out);
  const kept = gone ? 0 : countOf(fixed) - taken;
  const lines = [
    taken === 0
      ? `${file}: nothing is fixed; ${counted(left, "finding")} ${left === 1 ? "is" : "are"} known.`
      : `${file}: ${counted(taken, "finding")} taken out, ${grouped(left)} left.`,
    ...(kept === 0
      ? []
      : [
          `${counted(kept, "finding")} ${kept === 1 ? "belongs" : "belong"} to events that are in none of the files; --gone takes ${kept === 1 ? "it" : "them"} out too.`,
        ]),
    ...(gone || ruleless.length === 0
      ? []
      : [
          countOf(ruleless) === 1
            ? "1 finding is of a rule that is retired or no longer there; --gone takes it out too."
            : `${counted(countOf(ruleless), "finding")} are of rules that are retired or no longer there; --gone takes them out too.`,
        ]),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

/** What no check can find, or find fixed, any more. */
function entriesWithoutRule(
  { findings }: Pick<Baseline, "findings">,
  { rules }: Pick<Ruleset, "rules">,
): readonly BaselineEntry[] {
  const live = new Set(rules.flatMap(({ id, state }) => (state === "retired" ? [] : [id])));
  return findings.filter(({ ruleId }) => ruleId !== cellRule && !live.has(ruleId));
}
