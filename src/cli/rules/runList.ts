import CliTable3 from "cli-table3";
import { compareText } from "../../compareText.ts";
import { selectRules } from "../../node/selectRules.ts";
import { printable } from "../../report/printable.ts";
import { counted } from "../../report/table/counted.ts";
import type { Rule } from "../../rules/schema.ts";
import { shippedRules } from "../../shipped/rules.generated.ts";
import { alignedLines } from "../alignedLines.ts";
import { chosen } from "../chosen.ts";
import { jsonReport } from "../jsonReport.ts";
import { createReading } from "../reading.ts";
import { styleFor } from "../style.ts";
import { wrongOption } from "../wrongOption.ts";

/** The options of `ems-dq rules list`, as they are typed. */
export interface ListArguments {
  readonly format: string;
  readonly rules?: string;
  readonly tag?: readonly string[];
  readonly color: boolean;
}

/** Runs `ems-dq rules list`. */
export function runList(args: ListArguments): void {
  const format = chosen("--format", args.format, ["table", "json"] as const);
  if (args.rules === "") throw wrongOption("--rules", "", "a folder");
  if (args.tag?.length === 0) throw wrongOption("--tag", "", "one name or several, joined by commas");
  const ruleset = args.rules === undefined ? shippedRules : createReading().rules(args.rules);
  const { rules } = selectRules(ruleset, args.tag === undefined ? {} : { tags: args.tag });
  process.stdout.write(format === "json" ? jsonOf(rules) : tableOf(rules, args.color));
}

function jsonOf(rules: readonly Rule[]): string {
  const list = rules.map(({ id, version, severity, state, title, dimension, tags }) => ({
    id,
    version,
    severity,
    state,
    title,
    group: tags[0],
    dimension,
    tags,
  }));
  return jsonReport(list);
}

function tableOf(rules: readonly Rule[], colours: boolean): string {
  const rows = [...rules]
    .sort(
      (one, other) => compareText(one.tags[0] ?? "", other.tags[0] ?? "") || compareText(one.id, other.id),
    )
    .map(({ id, severity, state, tags, title }) => ({
      severity,
      cells: [id, severity, state, printable(tags[0] ?? ""), printable(title)],
    }));
  if (!process.stdout.isTTY) return alignedLines(rows.map(({ cells }) => cells));
  const style = styleFor(process.stdout, colours);
  const table = new CliTable3({
    head: ["Rule", "Severity", "State", "Group", "Title"].map((name) => style("strong", name)),
    style: { head: [], border: [] },
  });
  for (const { severity, cells } of rows)
    table.push(cells.map((text, index) => (index === 1 ? style(severity, text) : text)));
  return `${table.toString()}\n${counted(rules.length, "rule")}\n`;
}
