import { expect, test } from "vitest";
import { isAsShown, shellBlocks } from "../../scripts/shell-blocks.ts";

const fence = "```";

test("finds shell blocks with their line and the exit code that they promise, and nothing else", () => {
  const text = [
    "# Title",
    `${fence}sh`,
    "npm ci",
    "npm test",
    fence,
    `${fence}console`,
    "$ not run",
    fence,
    "````md",
    `${fence}sh`,
    "echo shown, not run",
    fence,
    "````",
    `${fence}sh exit=1`,
    "false",
    fence,
  ].join("\n");
  expect(shellBlocks("README.md", text)).toEqual([
    { file: "README.md", line: 2, exit: 0, text: "npm ci\nnpm test" },
    { file: "README.md", line: 14, exit: 1, text: "false" },
  ]);
});

test("takes a block of output for that of the shell block above it", () => {
  const text = `${fence}sh\nls\n${fence}\n\nIt prints:\n\n${fence}text output\na\nb\n${fence}`;
  expect(shellBlocks("README.md", text)).toEqual([
    { file: "README.md", line: 1, exit: 0, text: "ls", output: "a\nb" },
  ]);
  expect(() => shellBlocks("README.md", `${fence}text output\na\n${fence}`)).toThrow("README.md:1");
});

test.each([
  ["a\nb", "a\nb\n", true],
  ["a\nb", "a\nb\nc\n", false],
  ["b", "a\nb\n", false],
  ["a.c", "abc\n", false],
  ["a\n…\nd", "a\nb\nc\nd\n", true],
  ["a\n…\nd", "a\nd\n", true],
  ["a\n…\nd", "a\nb\n", false],
  ["…\nd", "a\nd\nd\n", true],
  ["a\n…", "a\nb\n", true],
  ["…\nb\n…\nd", "a\nb\nc\nd\n", true],
])("%j shows %j: %s", (shown, output, expected) => {
  expect(isAsShown(shown, output)).toBe(expected);
});

test.each([`${fence}sh skip\nx\n${fence}`, `${fence}sh\nx`])(
  "refuses a mark that it does not know, and a block without end",
  (text) => {
    expect(() => shellBlocks("README.md", text)).toThrow("README.md:1");
  },
);
