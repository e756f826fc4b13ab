import { sharedVocabulary } from "../../checker/parseEventRules.ts";
import { DataQualityError } from "../../errors.ts";
import { createRulePlaces } from "../../node/rulePlaces.ts";
import { selectRules } from "../../node/selectRules.ts";
import { printable } from "../../report/printable.ts";
import { canBeShown } from "../../review/examples/canBeShown.ts";
import { examplesToAdd } from "../../review/examples/examplesToAdd.ts";
import { type PlacedTest, type RuleTests, reportOf, ruleTestsOf } from "../../review/examples/report.ts";
import { type RuleTest, testRule } from "../../review/examples/testRule.ts";
import { createSolver } from "../../review/solve/createSolver.ts";
import type { Rule } from "../../rules/schema.ts";
import { chosen } from "../chosen.ts";
import { tellFailure } from "../failure.ts";
import { jsonReport } from "../jsonReport.ts";
import { percentOption } from "../percentOption.ts";
import { createReading } from "../reading.ts";
import { type ReportOutput, reportOutput } from "../reportOutput.ts";
import { stdoutOutput } from "../stdoutOutput.ts";
import { wrongOption } from "../wrongOption.ts";
import { type OpenRuleFolder, openRuleFolder } from "./openRuleFolder.ts";
import { testTable } from "./testTable.ts";

/** The options of `ems-dq rules test`, as they are typed. */
export interface TestArguments {
  readonly rule?: readonly string[];
  readonly format: string;
  readonly coverage?: boolean;
  readonly min?: string;
  readonly watch?: boolean;
  readonly output?: string;
  readonly color: boolean;
}

const formatNames = ["table", "json", "junit"] as const;

/** Runs `ems-dq rules test`; gives the exit code. */
export async function runTest(folder: string, args: TestArguments): Promise<number> {
  const format = chosen("--format", args.format, formatNames);
  const min = args.min === undefined ? undefined : percentOption("--min", args.min);
  const report = reportOutput(args);
  if (args.rule?.length === 0) throw wrongOption("--rule", "", "one name or several, joined by commas");
  if (args.watch === true && format !== "table" && report.toStdout)
    throw new DataQualityError([
      {
        code: "invalid-option",
        message: `--watch prints one report after the other, and a ${format} document is one.`,
        hint: "Add --output, or take --format table.",
      },
    ]);
  const test = createTester(args.coverage === true);
  const stdout = stdoutOutput(() => undefined);

  const reading = createReading();
  async function once(): Promise<0 | 1> {
    const results = ruleTestsOf(test(openRuleFolder(folder, reading), args.rule), min);
    // First the text: where it cannot be made, no half-written file is left.
    const text = await textOf(results, format, report, args.coverage === true);
    const output = report.toStdout ? stdout : await report.open(reading);
    output.write(text);
    await output.finish();
    return results.wrong > 0 || results.min?.isReached === false ? 1 : 0;
  }
  if (args.watch !== true) return once();
  // A folder or a rule that is not there is not waited for; a mistake in a rule is told, and will be mended.
  const first = attempt(() => selected(openRuleFolder(folder, reading).ruleset.rules, args.rule));
  if (
    first instanceof DataQualityError &&
    first.problems.some(({ file, code }) => file === folder || code === "unknown-rule")
  )
    throw first;
  const { watchFolder } = await import("./watchFolder.ts");
  return watchFolder(folder, async () => {
    try {
      await once();
    } catch (error) {
      tellFailure(error);
    }
    stdout.write(`\nWatching ${printable(folder)}; Ctrl-C ends.\n\n`);
    await stdout.finish();
  });
}

function attempt<T>(make: () => T): T | DataQualityError {
  try {
    return make();
  } catch (error) {
    if (error instanceof DataQualityError) return error;
    throw error;
  }
}

/**
 * Tests the rules of a folder; of one that it has tested before only what has changed.
 *
 * @param withExamples Whether to look for examples that would show what is missing.
 */
function createTester(
  withExamples: boolean,
): (folder: OpenRuleFolder, ids: readonly string[] | undefined) => RuleTests["tests"] {
  type Result = RuleTest & Pick<PlacedTest, "toAdd">;
  const known = new Map<string, { readonly key: string; readonly result: Result }>();
  const vocabulary = sharedVocabulary({});
  return ({ ruleset, files }, ids) => {
    const conditions = ruleset.conditions ?? {};
    const context = { vocabulary, conditions };
    const canBe = canBeShown(createSolver(context), context);
    const written = JSON.stringify(conditions);
    const places = createRulePlaces(files);
    function resultOf(rule: Rule): Result {
      const result = testRule(rule, context, { canBe });
      return withExamples ? { ...result, toAdd: examplesToAdd(rule, result.coverage, context) } : result;
    }
    return selected(ruleset.rules, ids).map((rule) => {
      const key = JSON.stringify(rule) + written;
      const before = known.get(rule.id);
      const result = before?.key === key ? before.result : resultOf(rule);
      known.set(rule.id, { key, result });
      return { ...result, placeOf: (path) => places.ofRule(rule.id, path) ?? { file: rule.id } };
    });
  };
}

/** Retired rules too: their examples must stay right. */
function selected(rules: readonly Rule[], ids: readonly string[] | undefined): readonly Rule[] {
  if (ids === undefined) return rules;
  const live = rules.map((rule): Rule => ({ ...rule, state: "active" }));
  selectRules({ name: "rules", version: "0", rules: live }, { ids });
  return rules.filter(({ id }) => ids.includes(id));
}

async function textOf(
  results: RuleTests,
  format: (typeof formatNames)[number],
  { width, style }: ReportOutput,
  withCoverage: boolean,
): Promise<string> {
  if (format === "json") return jsonReport(reportOf(results));
  if (format === "junit") return (await import("./testJunit.ts")).testJunit(results);
  return testTable(results, { width, style, withCoverage });
}
