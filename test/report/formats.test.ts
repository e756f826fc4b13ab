import { describe, expect, test } from "vitest";
import { failLevels } from "../../src/report/failLevel.ts";
import { type FormatName, formats } from "../../src/report/formats.ts";
import { check } from "./formats/check.ts";
import { type CheckInput, hostile, inputs } from "./formats/inputs.ts";
import { readers, seenIn } from "./formats/readers.ts";
import type { Seen, SeenFinding } from "./formats/seen.ts";
import { exitOf, write } from "./formats/write.ts";

const names = Object.keys(formats) as FormatName[];

/** In one order, for formats have their own. */
function sorted<Item>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function expectSame(
  seen: Seen,
  expected: Required<Omit<Seen, "passed">>,
  shows: (text: string) => string,
): void {
  const wanted = expected.findings.map((finding): SeenFinding => {
    const { fingerprint, line, ...rest } = finding;
    const [sample] = seen.findings;
    return {
      ...rest,
      event: shows(rest.event),
      ...(sample?.fingerprint === undefined || fingerprint === undefined ? {} : { fingerprint }),
      ...(line === undefined ? {} : { line }),
    };
  });
  expect(sorted(seen.findings)).toEqual(sorted(wanted));
  for (const key of ["refused", "causes", "shadow"] as const) {
    const told = seen[key];
    if (told !== undefined) expect(sorted(told)).toEqual(sorted(expected[key]));
  }
  if (seen.counts !== undefined) expect(seen.counts).toEqual(expected.counts);
}

describe.each(Object.keys(inputs))("of %s", (name) => {
  const input = inputs[name] as CheckInput;

  test.each(names)("%s tells the same findings, severities, counts and exit code", async (format) => {
    const checked = await check(input);
    const { read, shows } = readers[format];
    const create = await formats[format].load();
    const expected = seenIn(checked.report, formats[format].places ? checked.places : []);
    for (const failOn of failLevels) {
      const { text, listed, exitCode } = write(create, checked, input.rules.rules, { failOn });
      const seen = read(text);
      expect(listed).toBe(checked.report.findings.length);
      expectSame(seen, expected, shows);
      if (seen.passed !== undefined)
        expect({ failOn, passed: seen.passed }).toEqual({ failOn, passed: exitCode === 0 });
    }
  });

  test.each(names)("%s is the same each time", async (format) => {
    const create = await formats[format].load();
    const once = async () => write(create, await check(input), input.rules.rules).text;
    expect(await once()).toBe(await once());
  });
});

test("the inputs hold every kind of finding, row and cause that they are for", async () => {
  const reports = await Promise.all(
    Object.entries(inputs).map(async ([name, input]) => [name, (await check(input)).report] as const),
  );
  const all = new Map(reports);
  const severities = reports.flatMap(([, { findings }]) => findings.map(({ severity }) => severity));
  expect(new Set(severities)).toEqual(new Set(["error", "warning", "info"]));
  expect(all.get("a cell that cannot be read")?.findings.map(({ ruleId }) => ruleId)).toEqual([
    "cell-unreadable",
  ]);
  expect(all.get("refused rows")?.refused.map(({ severity }) => severity)).toEqual([
    "error",
    "error",
    "info",
  ]);
  expect(new Set(reports.flatMap(([, { rootCauses }]) => rootCauses.map(({ cause }) => cause)))).toEqual(
    new Set(["column-absent", "header-renamed", "column-unreadable"]),
  );
  const found = all.get("hostile text")?.findings ?? [];
  expect(found.length).toBeGreaterThan(hostile.length - 3);
  expect(found.map(({ eventId }) => eventId)).toContain("a ] ]> b ]]> c ]]> d");
});

describe("rules on trial", () => {
  const trials = Object.entries(inputs).filter(([, { rules }]) =>
    rules.rules.some(({ state }) => state === "active"),
  );

  test.each(trials)("change nothing but what is told of them, of %s", async (_, input) => {
    const rules = { ...input.rules, rules: input.rules.rules.filter(({ state }) => state === "active") };
    const { report } = await check(input);
    const { report: without } = await check({ ...input, rules });
    const { rules: summaries, shadow, run, ...rest } = report;
    expect(shadow.map(({ id }) => id)).toEqual(["on-trial"]);
    expect(summaries.filter(({ state }) => state === "active")).toEqual(without.rules);
    const { rules: _rules, shadow: none, run: other, ...expected } = without;
    expect(none).toEqual([]);
    expect(rest).toEqual(expected);
    // The rule set is another one.
    expect({ ...run, ruleset: other.ruleset }).toEqual(other);
    for (const failOn of failLevels) expect(exitOf(report, failOn)).toBe(exitOf(without, failOn));
  });

  test.each(names)("alone never make a check fail, in %s", async (format) => {
    for (const name of ["a rule on trial", "a rule on trial that alone reads a column"]) {
      const input = inputs[name] as CheckInput;
      const checked = await check(input);
      expect(checked.report.shadow[0]?.found).toBeGreaterThan(0);
      expect(checked.report.summary.findings.total).toBe(0);
      expect(
        write(await formats[format].load(), checked, input.rules.rules, { failOn: "info" }).exitCode,
      ).toBe(0);
    }
  });

  test("are told with a few examples, the one that finds most first", async () => {
    const rows = Array.from({ length: 9 }, (_, index) => `EMS-${index + 1},CWM,4`);
    const { report } = await check({
      ...(inputs.clean as CheckInput),
      files: { "export.csv": `Event ID,Unit,Participants\n${rows.join("\n")}\n` },
    });
    expect(report.shadow).toEqual([
      {
        id: "on-trial",
        version: 1,
        severity: "error",
        title: "Found | on <b>trial</b>",
        evaluated: 9,
        found: 9,
        examples: [1, 2, 3, 4, 5].map((row) => ({
          eventId: `EMS-${row}`,
          unit: "CWM",
          source: { file: "export.csv", line: row + 1, row },
          message: "There are 4 participants.",
        })),
      },
    ]);
  });

  test("that cannot be run do not make a check fail", async () => {
    const { report } = await check(inputs["a rule on trial"] as CheckInput, {
      facts: [
        {
          name: "broken",
          type: "number",
          doc: "Throws.",
          from: ["participants"],
          derive: () => {
            throw new Error("broken");
          },
        },
      ],
      rules: {
        name: "trial",
        version: "1",
        rules: (inputs.clean as CheckInput).rules.rules
          .filter(({ state }) => state === "shadow")
          .map((rule) => ({ ...rule, violation: { fact: "broken", operator: "equal", value: 1 } })),
      },
    });
    expect(report.rules.map(({ error }) => error)).toEqual([3]);
    expect(report.summary.outcomes.error).toBe(0);
    expect(exitOf(report, "error")).toBe(0);
  });
});

describe("a list that is cut", () => {
  const input = inputs["errors among others"] as CheckInput;
  const cutting = names.filter((name) => name !== "table");

  test.each(cutting)("%s keeps the counts and the exit code", async (format) => {
    const checked = await check(input);
    const create = await formats[format].load();
    for (const maxFindings of [0, 1, 3]) {
      for (const failOn of failLevels) {
        const { text, listed, exitCode } = write(create, checked, input.rules.rules, { failOn, maxFindings });
        expect(listed).toBe(maxFindings);
        const seen = readers[format].read(text);
        expect(seen.findings).toHaveLength(maxFindings);
        if (seen.counts !== undefined) expect(seen.counts.total).toBe(4);
        if (seen.passed !== undefined) expect(seen.passed).toBe(exitCode === 0);
      }
    }
  });

  test.each(["sarif", "junit", "github", "markdown"] as const)(
    "%s has the gravest, and says what is not listed",
    async (format) => {
      const { text } = write(await formats[format].load(), await check(input), input.rules.rules, {
        maxFindings: 2,
      });
      expect(readers[format].read(text).findings.map(({ severity }) => severity)).toEqual(["error", "error"]);
      expect(text).toMatch(/not listed/);
    },
  );
});
