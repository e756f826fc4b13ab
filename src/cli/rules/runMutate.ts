import { sharedVocabulary } from "../../checker/parseEventRules.ts";
import { createRulePlaces } from "../../node/rulePlaces.ts";
import { selectRules } from "../../node/selectRules.ts";
import { mutateRules } from "../../review/mutate/mutateRules.ts";
import { mutationReport } from "../../review/mutate/report.ts";
import { createSolver } from "../../review/solve/createSolver.ts";
import { chosen } from "../chosen.ts";
import { jsonReport } from "../jsonReport.ts";
import { percentOption } from "../percentOption.ts";
import { createReading } from "../reading.ts";
import { reportOutput } from "../reportOutput.ts";
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
  const wanted = percentOption("--min", args.min);
  const reporting = reportOutput(args);
  if (args.rule?.length === 0) throw wrongOption("--rule", "", "one name or several, joined by commas");
  const reading = createReading();
  const { ruleset, files } = openRuleFolder(folder, reading);
  const { rules } = args.rule === undefined ? ruleset : selectRules(ruleset, { ids: args.rule });
  const places = createRulePlaces(files);
  const conditions = ruleset.conditions ?? {};
  const ownConditions = args.rule === undefined ? places.conditions : [];
  const vocabulary = sharedVocabulary({});
  const counter = createCounter(process.stderr, "rules mutated");
  const results = mutateRules(rules, {
    vocabulary,
    conditions,
    ownConditions,
    solver: createSolver({ vocabulary, conditions }),
    onProgress: counter.update,
  });
  counter.stop();
  const report = mutationReport(results, rules, ownConditions, places);
  // Opened when all is known: Ctrl-C before that leaves nothing behind.
  const output = await reporting.open(reading);
  output.write(format === "json" ? jsonReport(report) : mutationTable(report, wanted, reporting.style));
  await output.finish();
  return report.summary.score < wanted ? 1 : 0;
}
