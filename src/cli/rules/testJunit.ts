import type { TestCase } from "junit-report-builder";
import { decisionText, explanationLegend, explanationText } from "../../report/explanation.ts";
import { newJunitReport } from "../../report/junitBuilder.ts";
import { printable } from "../../report/printable.ts";
import type { FilePlace, RuleTests } from "../../review/examples/report.ts";
import { countsText, leastText } from "./coverageText.ts";
import { placeText } from "./placeText.ts";

/** Columns of the tree in a failure: a build server shows it without wrapping. */
const width = 120;

/** The run of examples as JUnit: a suite a rule, a case an example, and one for the least coverage if it is asked for. */
export function testJunit({ tests, coverage, min }: RuleTests): string {
  const builder = newJunitReport().name("ems-dq rules test");
  for (const { rule, examples, placeOf } of tests) {
    const suite = builder.testSuite().name(rule.id);
    for (const [index, { example, isRight, explanation }] of examples.entries()) {
      const place = placeOf(`$.examples[${index}]`);
      const testCase = suite.testCase().className(rule.id).name(printable(example.title)).file(place.file);
      addLine(testCase, place);
      if (isRight) continue;
      const what = `expected ${example.expect}, found ${explanation.outcome.outcome}`;
      testCase.failure(what, explanation.outcome.outcome);
      testCase.stacktrace(
        text(
          `${placeText(place)}\n${what}: ${decisionText(explanation)}\n\n${explanationText(explanation, { width })}\n\n${explanationLegend()}`,
        ),
      );
    }
  }
  if (min !== undefined) {
    const testCase = builder
      .testSuite()
      .name("coverage")
      .testCase()
      .className("coverage")
      .name(`at least ${min.percent} %`)
      .standardOutput(countsText(coverage));
    if (!min.isReached) testCase.failure(leastText(min, coverage.total), "coverage");
  }
  return `${builder.build()}\n`;
}

/** The builder puts text between `<![CDATA[` and `]]>`, and hides the first `]]>` in it only. */
function text(content: string): string {
  return content
    .split("\n")
    .map((line) => printable(line.replaceAll("]]>", "]] >")))
    .join("\n");
}

/** The builder knows the attribute `file`, and not `line`, which stands beside it in what pytest and others write. */
function addLine(testCase: TestCase, { line }: FilePlace): void {
  if (line === undefined) return;
  const build = testCase.build.bind(testCase);
  testCase.build = (parent) => build(parent).att("line", line);
}
