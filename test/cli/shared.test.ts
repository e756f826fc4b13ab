import { expect, test } from "vitest";
import { file, run } from "./run.ts";
import { eventsWith, sampleRules } from "./samples.ts";
import { runShared } from "./shared.ts";

const rules = ["--rules", sampleRules(), "--as-of", "2025-06-30"];
const some = file("some.csv", eventsWith([1, 2, 3]));
const none = file("none.csv", eventsWith([9]));
file("broken/rule.json", "{");

const calls: readonly (readonly [string, readonly string[], number])[] = [
  ["the version", ["--version"], 0],
  ["help", ["rules", "diff", "--help"], 0],
  ["a list", ["rules", "list"], 0],
  ["findings", ["check", some, ...rules], 1],
  ["no findings", ["check", none, ...rules], 0],
  ["findings in a file", ["check", some, ...rules, "-f", "csv", "-o", "findings.csv"], 1],
  ["a name in this folder", ["check", "some.csv", ...rules, "-f", "csv"], 1],
  ["a file that is not there", ["check", "missing.csv"], 2],
  ["rules with a mistake", ["rules", "lint", "broken"], 1],
  ["an option that there is not", ["check", some, "--formt", "json"], 2],
  ["no command", [], 2],
];

test.each(calls)("a run in a shared process says what one of its own says: %s", async (_, args, code) => {
  const alone = await run(args);
  expect(alone.code).toBe(code);
  // Twice: what a run leaves behind would be seen in the next.
  expect(await runShared(args)).toEqual(alone);
  expect(await runShared(args)).toEqual(alone);
});

test("the environment is that of the run alone", async () => {
  const wide = await run(["check", some, ...rules], "", { COLUMNS: "50" });
  expect(await runShared(["check", some, ...rules], { COLUMNS: "50" })).toEqual(wide);
  const { stdout } = await runShared(["check", some, ...rules]);
  expect(stdout).not.toBe(wide.stdout);
});

test("runs that are asked for at once are told apart", async () => {
  const [first, second, third] = await Promise.all([
    runShared(["--version"]),
    runShared(["check", some, ...rules]),
    runShared(["check", none, ...rules]),
  ]);
  expect(first.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect([second.code, third.code]).toEqual([1, 0]);
});
