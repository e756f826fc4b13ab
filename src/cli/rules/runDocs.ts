import { basename, dirname, join, relative, resolve } from "node:path";
import { sharedVocabulary } from "../../checker/parseEventRules.ts";
import { DataQualityError } from "../../errors.ts";
import { type GeneratedFolder, generatedFolder } from "../../node/generatedFolder.ts";
import { createRulePlaces } from "../../node/rulePlaces.ts";
import { printable } from "../../report/printable.ts";
import { counted } from "../../report/table/counted.ts";
import type { DocsInput } from "../../review/docs/docs.ts";
import { mark, markdownPages } from "../../review/docs/markdownPages.ts";
import type { RuleDocsReport } from "../../review/docs/report.ts";
import { sitePages } from "../../review/docs/sitePages.ts";
import { chosen } from "../chosen.ts";
import { jsonReport } from "../jsonReport.ts";
import { createReading } from "../reading.ts";
import { wrongOption } from "../wrongOption.ts";
import { type OpenRuleFolder, openRuleFolder } from "./openRuleFolder.ts";

/** The options of `ems-dq rules docs`, as they are typed. */
export interface DocsArguments {
  readonly markdown?: string;
  readonly site?: string;
  readonly check?: true;
  readonly format: string;
}

/** Runs `ems-dq rules docs`; gives the exit code. */
export function runDocs(folder: string, args: DocsArguments): 0 | 1 {
  const format = chosen("--format", args.format, ["table", "json"] as const);
  if (args.markdown === "") throw wrongOption("--markdown", "", "a folder");
  if (args.site === "") throw wrongOption("--site", "", "a folder");
  const both = args.markdown === undefined && args.site === undefined;
  const markdown = both ? join("docs", "rules") : args.markdown;
  const site = both ? join("docs", "site") : args.site;

  const opened = openRuleFolder(folder, createReading());
  const input = inputOf(opened, folder);
  const folders = [
    ...(markdown === undefined
      ? []
      : [
          generatedFolder(markdown, {
            files: markdownPages(input, fileLinks(folder, markdown)),
            mark,
            extensions: [".md"],
          }),
        ]),
    ...(site === undefined
      ? []
      : [
          generatedFolder(site, {
            files: sitePages(input, fileLinks(folder, site)),
            mark,
            extensions: [".html", ".css"],
          }),
        ]),
  ];
  const check = args.check === true;
  if (!check) for (const each of folders) each.write();
  const report = reportOf(folders, opened.ruleset.rules.length, check);
  process.stdout.write(format === "json" ? jsonReport(report) : textOf(report, check));
  return check && report.missing.length + report.stale.length + report.superfluous.length > 0 ? 1 : 0;
}

function inputOf({ ruleset, files }: OpenRuleFolder, folder: string): DocsInput {
  const places = createRulePlaces(files);
  return {
    rules: ruleset.rules.map((rule) => {
      const file = places.ofRule(rule.id, "$")?.file;
      if (file === undefined)
        throw new DataQualityError([{ code: "no-file", message: `No file holds ${rule.id}.` }]);
      return { rule, file: toldFrom(folder, file) };
    }),
    context: { vocabulary: sharedVocabulary({}), conditions: ruleset.conditions ?? {} },
  };
}

/** The same whether the folder was named `rules`, `./rules` or by its whole path. */
function toldFrom(folder: string, file: string): string {
  return slashes(join(basename(resolve(folder)), relative(folder, file)));
}

/** The way from a page to a file that is told as {@link toldFrom} tells it. */
function fileLinks(folder: string, output: string): (page: string, file: string) => string {
  const parent = dirname(resolve(folder));
  return (page, file) => {
    const way = slashes(relative(dirname(resolve(output, page)), resolve(parent, file)));
    // Brackets would end a link in Markdown.
    return way
      .split("/")
      .map((part) => encodeURIComponent(part).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29")))
      .join("/");
  };
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}

function reportOf(folders: readonly GeneratedFolder[], rules: number, checked: boolean): RuleDocsReport {
  return {
    schema: "ems-data-quality/rule-docs/1",
    rules,
    written: !checked,
    missing: folders.flatMap(({ missing }) => missing),
    stale: folders.flatMap(({ stale }) => stale),
    superfluous: folders.flatMap(({ superfluous }) => superfluous),
    current: folders.reduce((sum, { current }) => sum + current.length, 0),
  };
}

/** A line for each file that is not as it should be, and one that sums up. */
function textOf({ rules, missing, stale, superfluous, current }: RuleDocsReport, checked: boolean): string {
  const lines = [
    ...missing.map((file) => `${checked ? "missing" : "new"}: ${file}`),
    ...stale.map((file) => `${checked ? "stale" : "changed"}: ${file}`),
    ...superfluous.map((file) => `${checked ? "superfluous" : "removed"}: ${file}`),
  ];
  const changes = lines.length;
  const sum = `${counted(rules, "rule")}: ${counted(current, "file")} up to date`;
  const rest =
    changes === 0
      ? "."
      : checked
        ? `, ${changes} not. Run \`ems-dq rules docs\` and commit what it changes.`
        : `, ${missing.length} new, ${stale.length} changed, ${superfluous.length} removed.`;
  return [...lines, sum + rest].map((line) => `${printable(line)}\n`).join("");
}
