import { sharedVocabulary } from "../../checker/parseEventRules.ts";
import { createRulePlaces } from "../../node/rulePlaces.ts";
import { selectRules } from "../../node/selectRules.ts";
import { plain } from "../../report/style.ts";
import { mutateRules } from "../../review/mutate/mutateRules.ts";
import { mutationReport } from "../../review/mutate/report.ts";
import { createSolver } from "../../review/solve/createSolver.ts";
import { chosen } from "../chosen.ts";
import { fileOutput } from "../fileOutput.ts";
import { stdoutOutput } from "../stdoutOutput.ts";
import { styleFor } from "../style.ts";
import { wrongOption } from "../wrongOption.ts";
import { createCounter } from "./counter.ts";
import { mutationTable } from "./mutationTable.ts";
import { openRuleFolder } from "./openRuleFolder.ts";

/** The options of `ems-dq rules mutate`, as they are typed. */
export interface MutateArguments {
  readonly rule?: readonly string[];
  readonly format: string;
  readonly min: string;
  readonly output?: string;
  readonly color: boolean;
}

/** Runs `ems-dq rules mutate`; gives the exit code. */
export async function runMutate(folder: string, args: MutateArguments): Promise<0 | 1> {
  const format = chosen("--format", args.format, ["table", "json"] as const);
  const wanted = percentOf(args.min);
  if (args.output === "") throw wrongOption("--output", "", "a file, or - for standard output");
  if (args.rule?.length === 0) throw wrongOption("--rule", "", "one name or several, joined by commas");
  const { ruleset, files } = openRuleFolder(folder);
  const { rules } = args.rule === undefined ? ruleset : selectRules(ruleset, { ids: args.rule });
  const places = createRulePlaces(files);
  const conditions = ruleset.conditions ?? {};
  const ownConditions = args.rule === undefined ? places.conditions : [];
  const vocabulary = sharedVocabulary({});
  const target = args.output === "-" ? undefined : args.output;
  // Opened before the work, so that a folder that is not there is told at once.
  const output = await (target === undefined
    ? stdoutOutput(() => undefined)
    : fileOutput(
        target,
        files.map(({ file }) => file),
      ));
  const counter = createCounter(process.stderr, "rules mutated");
  try {
    const results = mutateRules(rules, {
      vocabulary,
      conditions,
      ownConditions,
      solver: createSolver({ vocabulary, conditions }),
      onProgress: counter.update,
    });
    counter.stop();
    const report = mutationReport(results, rules, ownConditions, places);
    const style = target === undefined ? styleFor(process.stdout, args.color) : plain;
    output.write(
      format === "json" ? `${JSON.stringify(report, undefined, 2)}\n` : mutationTable(report, wanted, style),
    );
    await output.finish();
    return report.summary.score < wanted ? 1 : 0;
  } catch (error) {
    counter.stop();
    await output.abandon();
    throw error;
  }
}

function percentOf(text: string): number {
  const percent = Number(text);
  if (!/^\d{1,3}(?:\.\d+)?$/.test(text) || percent > 100)
    throw wrongOption("--min", text, "a percentage from 0 to 100");
  return percent;
}
