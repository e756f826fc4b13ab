import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../../src/cli/exitCode.ts";
import { failLevels } from "../../src/report/failLevel.ts";
import { type Severity, severities } from "../../src/rules/schema.ts";
import { finding, headOf } from "../report/sample.ts";

const clean = { ...headOf([]), rootCauses: [] };
const cause = (severity: Severity) => ({
  cause: "column-unreadable" as const,
  severity,
  field: "title",
  file: null,
  events: 1,
  rules: [],
  message: "m",
  fix: "f",
});

describe.each(severities)("what is worst is %s", (severity) => {
  const found = { ...headOf([finding({ severity })]), rootCauses: [] };
  const whole = { ...clean, rootCauses: [cause(severity)] };
  test.each(failLevels)("--fail-on %s", (level) => {
    const expected = level !== "never" && severities.indexOf(severity) <= severities.indexOf(level) ? 1 : 0;
    expect(exitCodeOf(found, new Set(), level)).toBe(expected);
    expect(exitCodeOf(whole, new Set(), level)).toBe(expected);
    expect(exitCodeOf(clean, new Set([severity]), level)).toBe(expected);
  });
});

test("a rule that threw is no pass", () => {
  const { summary } = clean;
  const thrown = { ...clean, summary: { ...summary, outcomes: { ...summary.outcomes, error: 1 } } };
  expect(exitCodeOf(thrown, new Set(), "error")).toBe(1);
  expect(exitCodeOf(clean, new Set(), "info")).toBe(0);
});
