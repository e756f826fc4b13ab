import { expect, test } from "vitest";
import { githubReporter } from "../../src/report/github.ts";
import { check } from "./formats/check.ts";
import { type CheckInput, inputs, rules } from "./formats/inputs.ts";
import { write } from "./formats/write.ts";
import { finding, refusedRow, written } from "./sample.ts";

const quiet = { head: { rootCauses: [] } };

/** What is annotated in files, apart from what is said of the whole. */
function annotations(text: string): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("::notice title=ems-dq check"));
}

test("is one command a line, its properties and its text escaped as @actions/core does it", () => {
  const hostile = finding({
    eventId: "100%\r\n::error::x",
    message: "50% of a,b:c\n::set-output name=a::b",
    source: { file: "a,b:c%/d.csv", line: 3, row: 2 },
  });
  const { text } = written(githubReporter, [hostile], quiet);
  expect(annotations(text)).toEqual([
    "::error file=a%2Cb%3Ac%25/d.csv,line=3,title=event-type-missing%3A The kind of event is missing::" +
      "100%25 : :error::x%0A50%25 of a,b:c : :set-output name=a::b%0A→ Choose one.",
  ]);
});

test("no line is anything but a command of ours, whatever the file holds", async () => {
  for (const input of Object.values(inputs)) {
    const { text } = write(githubReporter, await check(input), input.rules.rules);
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(/^::(error|warning|notice) [a-zA-Z]+=/);
  }
});

test.each([
  ["error", "error"],
  ["warning", "warning"],
  ["info", "notice"],
] as const)("%s is a command %s", (severity, command) => {
  const { text } = written(githubReporter, [finding({ severity })], quiet);
  expect(annotations(text)[0]).toMatch(`::${command} file=export.csv,line=2,`);
});

test("the cell's columns are told where they are on one line", async () => {
  const linesOf = async (content: string) => {
    const checked = await check({ files: { "export.csv": content }, rules });
    return annotations(write(githubReporter, checked, rules.rules).text);
  };
  expect((await linesOf("Event ID,Unit,Participants\nEMS-1,CWM,1\n"))[0]).toContain(
    "file=export.csv,line=2,col=11,endColumn=12,",
  );
  const unreadable = 'Event ID,Unit,Participants\nEMS-1,CWM,"about\n30"\nEMS-2,CWM,9\nEMS-3,CWM,9\n';
  expect((await linesOf(unreadable))[0]).toMatch(/^::error file=export\.csv,line=2,endLine=3,title=/);
});

test("the summary comes first, for GitHub shows ten notices, and says what is not shown", async () => {
  const input = inputs["errors among others"] as CheckInput;
  const { text } = write(githubReporter, await check(input), rules.rules, { maxFindings: 1 });
  expect(text.split("\n")[0]).toBe(
    "::notice title=ems-dq check::4 findings: 2 errors, 1 warning, 1 note in 4 events.%0A" +
      "3 of the findings are not listed here.%0A" +
      "GitHub shows at most 10 errors, 10 warnings and 10 notices of a step; the log has the others, and sarif, csv or json all of them.",
  );
  expect(annotations(text)).toHaveLength(1);
});

test("rules on trial are one notice of their own", async () => {
  const { text } = write(githubReporter, await check(inputs["a rule on trial"] as CheckInput), rules.rules);
  expect(annotations(text)).toEqual([]);
  expect(text.trimEnd().split("\n").slice(1)).toEqual([
    "::notice title=ems-dq check%3A on trial%2C not counted::Found | on <b>trial</b> (on-trial): would have found 2 errors in 3 events",
  ]);
});

test("paths are those of the repository; standard input has none", () => {
  const at = (file: string) => finding({ source: { file, line: 2, row: 1 } });
  const { text } = written(githubReporter, [at("/home/data/a.csv"), at("./b.csv"), at("<stdin>")], {
    ...quiet,
    head: { rootCauses: [], refused: [{ ...refusedRow, file: "<stdin>" }] },
  });
  const heads = annotations(text).map((line) => line.slice(0, line.indexOf("title=")));
  expect(heads).toEqual(["::error file=a.csv,line=2,", "::error file=b.csv,line=2,", "::error ", "::error "]);
});
