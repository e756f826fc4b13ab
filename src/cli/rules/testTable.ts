import {
  comparisonText,
  decisionText,
  explanationLegend,
  explanationText,
} from "../../report/explanation.ts";
import { printable } from "../../report/printable.ts";
import type { Style } from "../../report/style.ts";
import { counted } from "../../report/table/counted.ts";
import type { CoveredPlace, Obligation } from "../../review/examples/coverage.ts";
import type { ExamplesToAdd } from "../../review/examples/examplesToAdd.ts";
import type { PlacedTest, RuleTests } from "../../review/examples/report.ts";
import { countsText, leastText, shareText } from "./coverageText.ts";
import { placeText } from "./placeText.ts";

export interface TestTableOptions {
  /** Columns of text. */
  readonly width: number;
  readonly style: Style;
  /** Whether to tell what the examples do not show, rule by rule. */
  readonly withCoverage: boolean;
}

/** The run of examples for a person: each wrong one with the reason, what is not shown, and the figures. */
export function testTable(results: RuleTests, options: TestTableOptions): string {
  const { tests, examples, wrong, coverage, min } = results;
  const { style, withCoverage } = options;
  const wrongOnes = tests.flatMap((test) => wrongExamples(test, options));
  const missing = withCoverage ? tests.flatMap((test) => missingOf(test, style)) : [];
  const isMissing = coverage.total.shown < coverage.total.of;
  const verdict =
    wrong === 0
      ? `${counted(tests.length, "rule")}, ${counted(examples, "example")}: all as expected.`
      : style(
          "error",
          `${counted(tests.length, "rule")}, ${counted(examples, "example")}: ${wrong} not as expected.`,
        );
  return [
    ...wrongOnes,
    ...(wrongOnes.length === 0 ? [] : [style("faint", explanationLegend()), ""]),
    ...missing,
    ...(missing.length === 0 ? [] : [""]),
    verdict,
    countsText(coverage),
    ...(min === undefined || min.isReached ? [] : [style("error", leastText(min, coverage.total))]),
    ...(isMissing && !withCoverage ? ["--coverage tells what is missing."] : []),
    "",
  ].join("\n");
}

function wrongExamples({ rule, examples, placeOf }: PlacedTest, { width, style }: TestTableOptions) {
  return examples.flatMap(({ example, isRight, explanation }, index) =>
    isRight
      ? []
      : [
          `${style("error", "wrong")} ${style("strong", `${rule.id}: ${printable(example.title)}`)}`,
          `  ${placeText(placeOf(`$.examples[${index}]`))}`,
          `  expected ${example.expect}, found ${explanation.outcome.outcome}: ${printable(decisionText(explanation))}`,
          "",
          explanationText(explanation, { width, style, indent: "  " }),
          "",
        ],
  );
}

function missingOf({ rule, coverage, placeOf, toAdd }: PlacedTest, style: Style): readonly string[] {
  const places = coverage.places.flatMap((place) => {
    const open = place.obligations.filter(({ state }) => state !== "shown");
    if (open.length === 0) return [];
    return [
      `  ${placeText(placeOf(place.path))} ${printable(nameOf(place))}`,
      ...open.map((each) => {
        const text = `    ${each.of}: ${obligationText(each)}`;
        return each.state === "cannot" ? style("faint", text) : text;
      }),
    ];
  });
  if (places.length === 0) return [];
  return [
    `${style("strong", rule.id)} ${shareText(coverage.counts.total)}`,
    ...places,
    ...(toAdd === undefined ? [] : toAddLines(toAdd)),
  ];
}

function toAddLines({ examples, shown }: ExamplesToAdd): readonly string[] {
  if (examples.length === 0) return [];
  const text = examples.map((example) => JSON.stringify(example, undefined, 2)).join(",\n");
  return [
    `  ${counted(examples.length, "example")} would show ${shown} of this, with what the rule says of ${examples.length === 1 ? "it" : "them"} now; whether that is right is for you to judge:`,
    ...text.split("\n").map((line) => `    ${printable(line)}`),
  ];
}

function nameOf({ comparison, inside }: CoveredPlace): string {
  if (comparison === undefined) return "due";
  const { fact, operator, value } = comparison;
  const text = comparisonText({ fact: { name: fact }, operator, value: { written: value } });
  return [...inside, text].join(": ");
}

function obligationText({ asks, state }: Obligation): string {
  if (state === "cannot") return asks === "seen" ? "cannot be" : "cannot decide alone";
  return asks === "seen" ? "in no example" : "decides alone in no example";
}
