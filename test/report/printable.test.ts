import { expect, test } from "vitest";
import { printable } from "../../src/report/printable.ts";

test.each([
  ["a\tb\r\n\nc", "a b c"],
  ["\u001b[2J\u202e\u0007", "\ufffd[2J\ufffd\ufffd"],
  ["a\ufffeb\ud800c", "a\ufffdb\ufffdc"],
  ["💥 é 数据", "💥 é 数据"],
])("%j is printed as %j", (text, expected) => {
  expect(printable(text)).toBe(expected);
});

test.each([
  ["::error::x", ": :error::x"],
  ["a\n::set-output name=a::b", "a : :set-output name=a::b"],
  ["a ::stop-commands::b", "a : :stop-commands::b"],
  ["x ##[error]y", "x # #[error]y"],
  ["##vso[task.complete]", "# #vso[task.complete]"],
])("is no command to a runner of GitHub or Azure: %j", (text, expected) => {
  expect(printable(text)).toBe(expected);
});

test.each(["std::vector", "12:30", "C#", "## 1", "a: b"])("what only looks alike stays: %j", (text) => {
  expect(printable(text)).toBe(text);
});
