import { expect, test } from "vitest";
import { shellBlocks } from "../../scripts/shell-blocks.ts";

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

test.each([`${fence}sh skip\nx\n${fence}`, `${fence}sh\nx`])(
  "refuses a mark that it does not know, and a block without end",
  (text) => {
    expect(() => shellBlocks("README.md", text)).toThrow("README.md:1");
  },
);
