import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { sharedVocabulary } from "../../checker/parseEventRules.ts";
import { DataQualityError } from "../../errors.ts";
import { type RuleFolder, readRuleTexts } from "../../node/ruleFolder.ts";
import { failLevels, isFailing } from "../../report/failLevel.ts";
import type { LintDocument } from "../../review/lint/diagnostic.ts";
import { type Fixes, fixRules } from "../../review/lint/fixRules.ts";
import { ledgerName } from "../../review/lint/ledger.ts";
import { lintDocument, lintRules } from "../../review/lint/lintRules.ts";
import type { LintInput } from "../../review/lint/subject.ts";
import { fileProblem } from "../../systemError.ts";
import { chosen } from "../chosen.ts";
import { fileOutput } from "../fileOutput.ts";
import { jsonReport } from "../jsonReport.ts";
import { createReading, type Reading } from "../reading.ts";
import { reportOutput } from "../reportOutput.ts";
import { repositoryPath } from "../repositoryPath.ts";
import { wrongOption } from "../wrongOption.ts";
import { lintAnnotations } from "./lintAnnotations.ts";
import { lintText } from "./lintText.ts";
import { withHint } from "./openRuleFolder.ts";
import { schemaReferences } from "./schemaReferences.ts";

/** The options of `ems-dq rules lint`, as they are typed. */
export interface LintArguments {
  readonly format: string;
  readonly output?: string;
  readonly fix?: boolean;
  readonly failOn: string;
  readonly color: boolean;
}

const formats = ["table", "json", "github"] as const;

/** Runs `ems-dq rules lint`; gives the exit code. */
export async function runLint(folder: string, args: LintArguments): Promise<0 | 1> {
  const format = chosen("--format", args.format, formats);
  const failOn = chosen("--fail-on", args.failOn, failLevels);
  const report = reportOutput(args);
  if (folder === "") throw wrongOption("The folder of rules", "", "a folder");
  const reading = createReading();
  let read = readRules(folder, reading);
  const ledger = ledgerOf(folder);
  if (ledger !== undefined) reading.add(ledger.file);
  reading.add(...schemaReferences(folder).files);
  // Opened before the work, so that a folder that is not there is told at once.
  const output = await report.open(reading);
  try {
    let fixed = 0;
    if (args.fix === true) {
      const fixes = fixesOf(folder, read, ledger);
      for (const [file, text] of fixes.changes) await replace(file, text);
      fixed = fixes.fixed;
      if (fixed > 0) read = readRules(folder, reading);
    }
    const lint = lintDocument(lintRules(inputOf(folder, read)), fixed);
    output.write(
      format === "json"
        ? jsonReport(lint)
        : format === "github"
          ? lintAnnotations(lint, repositoryPath(process.cwd(), process.env))
          : lintText(lint, report.style),
    );
    await output.finish();
    return isFailed(lint, failOn) ? 1 : 0;
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

/** Where there is no folder, or no rule file in it, there is nothing to lint: that is no diagnostic. */
function readRules(folder: string, reading: Reading): RuleFolder {
  const read = reading.ruleFolder(folder);
  const problem = read.problems.find(({ file }) => file === folder);
  if (read.files.length > 0 || problem === undefined) return read;
  throw new DataQualityError([withHint(problem, folder)]);
}

function inputOf(folder: string, { files, problems }: RuleFolder, ledger = ledgerOf(folder)): LintInput {
  return {
    folder,
    files,
    problems,
    vocabulary: sharedVocabulary({}),
    schemas: schemaReferences(folder),
    ...(ledger === undefined ? {} : { ledger }),
  };
}

/** The ledger is that of the whole folder of rules: for a part of one, nothing is said of it. */
function ledgerOf(folder: string): LintInput["ledger"] {
  const file = join(folder, ledgerName);
  if (existsSync(file)) return { file, text: readLedgerFile(file) };
  for (let at = resolve(folder); dirname(at) !== at; at = dirname(at))
    if (existsSync(join(dirname(at), ledgerName))) return undefined;
  return { file, text: undefined };
}

function readLedgerFile(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    throw new DataQualityError([
      error instanceof TypeError
        ? { code: "not-utf-8", message: "The file is not UTF-8 text.", file }
        : fileProblem(error, file),
    ]);
  }
}

function fixesOf(folder: string, read: RuleFolder, ledger: LintInput["ledger"]): Fixes {
  // What is wrong with files that could not be read stays as it is.
  const files = new Set(read.files.map(({ file }) => file));
  const unread = read.problems.filter(({ file }) => file === undefined || !files.has(file));
  return fixRules(inputOf(folder, read, ledger), (changes) => {
    const texts = read.files.map(({ file, text }) => ({ file, text: changes.get(file) ?? text }));
    const changed = ledger && { file: ledger.file, text: changes.get(ledger.file) ?? ledger.text };
    return inputOf(folder, readRuleTexts(folder, texts, unread), changed);
  });
}

/** Nobody ever finds half a file: it is written beside the old one, and then takes its name. */
async function replace(file: string, text: string): Promise<void> {
  const output = await fileOutput(file, []);
  output.write(text);
  await output.finish();
}

function isFailed({ diagnostics }: LintDocument, failOn: (typeof failLevels)[number]): boolean {
  return diagnostics.some(({ severity }) => isFailing(severity, failOn));
}
