import { sharedVocabulary } from "../../checker/parseEventRules.ts";
import { DataQualityError, type Problem, refuseProblems } from "../../errors.ts";
import { unknownRule } from "../../findings/unknownRule.ts";
import { readRuleTexts } from "../../node/ruleFolder.ts";
import { createRulePlaces } from "../../node/rulePlaces.ts";
import { counted } from "../../report/table/counted.ts";
import { wrongExamples } from "../../review/examples/runExamples.ts";
import { promoteText } from "../../review/promote/promoteText.ts";
import type { Rule } from "../../rules/schema.ts";
import { shorten } from "../../shorten.ts";
import { fileOutput } from "../fileOutput.ts";
import { createReading } from "../reading.ts";
import { wrongOption } from "../wrongOption.ts";
import { type OpenRuleFolder, openRuleFolder } from "./openRuleFolder.ts";

/**
 * Runs `ems-dq rules promote`.
 *
 * @throws {DataQualityError} where the rule cannot be promoted; its file is then as it was.
 */
export async function runPromote(id: string, folder: string): Promise<void> {
  if (id === "") throw wrongOption("The id of the rule", "", "the id of a shadow rule");
  const opened = openRuleFolder(folder, createReading());
  const rule = shadowRule(id, folder, opened);
  refuseProblems(problemsOf(rule, opened));
  const { file, text } = promoted(id, folder, opened);
  const output = await fileOutput(file, []);
  output.write(text);
  await output.finish();
  process.stdout.write(`${told(rule, file, folder)}\n`);
}

function shadowRule(id: string, folder: string, { ruleset, files }: OpenRuleFolder): Rule {
  const rule = ruleset.rules.find((each) => each.id === id);
  if (rule === undefined) throw new DataQualityError([notThere(id, folder, ruleset.rules)]);
  if (rule.state === "shadow") return rule;
  const place = createRulePlaces(files).ofRule(id, "$.state") ?? { file: folder };
  throw new DataQualityError([
    rule.state === "active"
      ? {
          code: "already-active",
          message: `The rule ${id} is active already.`,
          ...place,
          hint: "There is nothing to do.",
        }
      : {
          code: "rule-retired",
          message: `The rule ${id} is retired, and a retired rule does not come back.`,
          ...place,
          hint: "Write a new rule with an id of its own; it can be a copy.",
        },
  ]);
}

/** Shadow rules come first: one of them is meant. */
function notThere(id: string, folder: string, rules: readonly Rule[]): Problem {
  const shadows = rules.filter(({ state }) => state === "shadow").map((rule) => rule.id);
  const hint =
    shadows.length === 0 ? "No rule of the folder is a shadow rule." : `Shadow rules: ${shadows.join(", ")}.`;
  return { ...unknownRule(id, [...shadows, ...rules.map((rule) => rule.id)], hint), file: folder };
}

function problemsOf(rule: Rule, { ruleset, files }: OpenRuleFolder): readonly Problem[] {
  const context = { vocabulary: sharedVocabulary({}), conditions: ruleset.conditions ?? {} };
  const places = createRulePlaces(files);
  return wrongExamples(rule, context).map(({ example, index, found }) => ({
    code: "example-wrong",
    message: `The example ${JSON.stringify(shorten(example.title, 100))} has another outcome, so the rule is not promoted.`,
    ...places.ofRule(rule.id, `$.examples[${index}].expect`),
    found,
    expected: example.expect,
    hint: `\`ems-dq rules test --rule ${rule.id}\` shows why.`,
  }));
}

function promoted(
  id: string,
  folder: string,
  { files }: OpenRuleFolder,
): { readonly file: string; readonly text: string } {
  for (const { file, text, json } of files) {
    const changed = promoteText(text, json.value, id);
    if (changed === undefined) continue;
    const after = files.map((each) => (each.file === file ? { file, text: changed } : each));
    // What is written is known to load.
    const { problems, ruleset } = readRuleTexts(folder, after);
    refuseProblems(problems);
    if (ruleset?.rules.find((rule) => rule.id === id)?.state === "active") return { file, text: changed };
  }
  throw new RangeError("the rule is in none of the files that it was read from");
}

function told({ id, examples, severity }: Rule, file: string, folder: string): string {
  const revisions = folder === "rules" ? "HEAD" : `HEAD:${folder} ${folder}`;
  return [
    `${file}: the rule ${id} is active now; its examples hold (${counted(examples.length, "example")}).`,
    `From now on what it finds counts, as ${severity === "error" ? "an error" : severity === "warning" ? "a warning" : "a note"}.`,
    "",
    "Next, see what changes on real data, and commit:",
    `  ems-dq rules diff ${revisions} --data export.csv`,
    `  git commit -m "Make ${id} active" ${file}`,
  ].join("\n");
}
