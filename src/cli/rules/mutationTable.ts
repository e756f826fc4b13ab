import { printable } from "../../report/printable.ts";
import type { Style } from "../../report/style.ts";
import { counted } from "../../report/table/counted.ts";
import type { MutationReport } from "../../review/mutate/report.ts";
import { shorten } from "../../shorten.ts";
import { placeText } from "./placeText.ts";

type Mutant = MutationReport["mutants"][number];

/** The report on mutants for a person: the figures, then what to do, then what is only worth knowing. */
export function mutationTable({ summary, mutants }: MutationReport, wanted: number, style: Style): string {
  const { killed, survived, undecided, equivalent } = summary;
  const of = (status: Mutant["status"]): readonly Mutant[] =>
    mutants.filter((mutant) => mutant.status === status);
  const lines = [
    `${[
      counted(summary.rules, "rule"),
      ...(summary.conditions === 0 ? [] : [counted(summary.conditions, "shared condition")]),
      counted(summary.examples, "example"),
      counted(summary.mutants, "mutant"),
    ].join(", ")}: ${killed} killed, ${survived} survived, ${undecided} undecided, ${equivalent} equivalent`,
    style(
      summary.score < wanted ? "error" : "strong",
      `Score ${percent(summary.score)} % (${killed} of ${killed + survived + undecided}), wanted ${wanted} %`,
    ),
    ...section(
      "Survived: no example notices these edits",
      byExample(of("survived")).flatMap((some) => [
        ...some.map((mutant) => editLine(mutant, style)),
        ...proposal(some),
      ]),
      style,
    ),
    ...section(
      "Undecided: no example notices these edits, and whether one could is not known",
      of("undecided").flatMap((mutant) => [editLine(mutant, style), `  ${printable(mutant.why ?? "")}`]),
      style,
    ),
    ...section(
      "Equivalent: with these edits the rule says the same of every event",
      of("equivalent").map((mutant) => editLine(mutant, style)),
      style,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function section(title: string, lines: readonly string[], style: Style): readonly string[] {
  return lines.length === 0 ? [] : ["", style("strong", title), ...lines];
}

/** Mutants that one example would kill stand together, so that it is pasted once. */
function byExample(mutants: readonly Mutant[]): readonly (readonly Mutant[])[] {
  const groups = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const key = JSON.stringify([mutant.killing?.ruleId, mutant.killing?.example]);
    groups.set(key, [...(groups.get(key) ?? []), mutant]);
  }
  return [...groups.values()];
}

/** `rules/funding/a.json:12:19 a $.when.all[2].operator: lessThan → lessThanInclusive` */
function editLine(
  { file, line, column, ruleId, condition, path, what, before, after }: Mutant,
  style: Style,
): string {
  const subject = ruleId ?? condition ?? "";
  // An operator and a number say themselves what they were; a part that is gone does not.
  const shown =
    after === undefined && typeof before === "object" ? `${what}: ${JSON.stringify(before)}` : what;
  return [
    style("faint", placeText({ file, line, column })),
    printable(subject),
    `${printable(path)}: ${printable(shorten(shown, 160))}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** The example to paste, with what is said of it now. */
function proposal(mutants: readonly Mutant[]): readonly string[] {
  const [first] = mutants.flatMap(({ killing }) => killing ?? []);
  if (first === undefined) return [];
  const { ruleId, example } = first;
  const others = [...new Set(mutants.flatMap(({ killing }) => killing?.mutantSays ?? []))];
  return [
    `  This example for ${ruleId} would; by the rule it is ${example.expect}, by the mutant ${others.join(" or ")}:`,
    ...JSON.stringify(example, undefined, 2)
      .split("\n")
      .map((line) => `  ${printable(line)}`),
  ];
}

/** Never rounded up: 99.96 is not all. */
function percent(score: number): string {
  return String(Math.floor(score * 100) / 100);
}
