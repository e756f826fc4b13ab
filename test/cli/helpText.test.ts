import { describe, expect, test } from "vitest";
import { filledHelp } from "../../src/cli/helpText.ts";
import { runShared } from "./shared.ts";

const text = `
It says more than fits into one line, and goes on
in the next line.

Exit codes:
  0  done, whatever the rules say of the event
  130  interrupted

Examples:
  $ ems-dq check export.csv --as-of 2025-06-30 --tag coc`;

test("paragraphs are filled, the lines of a list hang, and what is to be typed stays", () => {
  expect(filledHelp(text, 40)).toBe(`
It says more than fits into one line,
and goes on in the next line.

Exit codes:
  0  done, whatever the rules say of the
     event
  130  interrupted

Examples:
  $ ems-dq check export.csv --as-of 2025-06-30 --tag coc`);
});

describe.concurrent("the help of a command", () => {
  test.each([
    [["check"]],
    [["explain"]],
    [["waive"]],
    [["config", "check"]],
    [["baseline", "write"]],
    [["baseline", "compare"]],
    [["baseline", "prune"]],
  ])("fits a terminal of 80 columns, but for what is to be typed: %j", async (command) => {
    const { code, stdout } = await runShared([...command, "--help"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("\nExamples:\n  $ ems-dq ")]);
    const [prose = ""] = stdout.split("\nExamples:\n");
    expect(prose.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test.each([
    [["explain", "a.csv"], "ems-dq explain"],
    [["baseline", "wrote"], "ems-dq baseline"],
    [["baseline", "write"], "ems-dq baseline write"],
    [["check", "a.csv", "--asof", "2025-06-30"], "ems-dq check"],
    [["chekc"], "ems-dq"],
  ])("is what a mistake in the call leads to: %j", async (args, named) => {
    const { code, stderr } = await runShared(args);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`\n(${named} --help shows how it is called)\n`),
    ]);
  });
});
