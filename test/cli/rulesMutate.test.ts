import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mutationReportSchema } from "../../src/review/mutate/report.ts";
import { ruleOf } from "./rule.ts";
import { file, folder, run } from "./run.ts";
import { runShared } from "./shared.ts";

/** A rule about more than 30 participants, without an example at the bound. */
function edgeless(more: object = {}): object {
  return ruleOf("error", {
    id: "too-many",
    when: { all: [] },
    violation: { fact: "participants", operator: "greaterThan", value: 30 },
    examples: [
      { title: "One too many", event: { participants: 31 }, expect: "failed" },
      { title: "Few", event: { participants: 12 }, expect: "passed" },
      { title: "Empty", event: {}, expect: "notAssessed" },
    ],
    ...more,
  });
}
const text = (rule: object): string => `${JSON.stringify(rule, undefined, 2)}\n`;
const edge = { title: "Exactly as many as fit", event: { participants: 30 }, expect: "passed" };

describe("rules mutate", () => {
  test("tells the edit that no example notices with its place, and the example that would", async () => {
    const path = file("edgeless/too-many.json", text(edgeless()));
    const line =
      readFileSync(path, "utf8")
        .split("\n")
        .findIndex((each) => each.includes("greaterThan")) + 1;
    const { code, stdout, stderr } = await run(["rules", "mutate", "edgeless"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(
      /^1 rule, 3 examples, \d+ mutants: \d+ killed, 2 survived, 0 undecided, 0 equivalent\n/,
    );
    expect(stdout).toContain(
      `edgeless/too-many.json:${line}:17 too-many $.violation.operator: greaterThan → greaterThanInclusive\n`,
    );
    const [, pasted = ""] = /by the mutant failed:\n((?: {2}.*\n)+)/.exec(stdout) ?? [];
    expect(JSON.parse(pasted)).toEqual({
      title: 'As "One too many", but participants is 30',
      event: { participants: 30 },
      expect: "passed",
    });
  });

  test("is content with the rule once that example is in it", async () => {
    const { examples } = edgeless() as { examples: object[] };
    file("mended/too-many.json", text(edgeless({ examples: [...examples, edge] })));
    const { code, stdout } = await runShared(["rules", "mutate", "mended"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 rule, 4 examples, .*\nScore 100 % \((\d+) of \1\), wanted 100 %\n$/);
  });

  test("names equivalent mutants apart and does not count them", async () => {
    const { examples } = edgeless() as { examples: object[] };
    const violation = {
      all: [
        { fact: "participants", operator: "greaterThan", value: 30 },
        { fact: "participants", operator: "greaterThan", value: 7 },
      ],
    };
    file("equivalent/too-many.json", text(edgeless({ violation, examples: [...examples, edge] })));
    const { code, stdout } = await runShared(["rules", "mutate", "equivalent"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Equivalent: ");
    expect(stdout).toMatch(/too-many \$\.violation\.all\[1\]: left out: \{"fact":"participants",/);
  });

  test("as JSON is one document as its schema says, the same each time", async () => {
    file("json/too-many.json", text(edgeless()));
    const first = await run(["rules", "mutate", "json", "--format", "json"]);
    const report = mutationReportSchema.parse(JSON.parse(first.stdout));
    expect(first.code).toBe(1);
    expect(report.summary).toMatchObject({ rules: 1, examples: 3, survived: 2, undecided: 0 });
    expect(report.mutants).toHaveLength(report.summary.mutants);
    expect(report.mutants.find(({ status }) => status === "survived")).toMatchObject({
      ruleId: "too-many",
      file: "json/too-many.json",
      path: "$.violation.operator",
      before: "greaterThan",
      after: "greaterThanInclusive",
      killing: { mutantSays: "failed", example: { event: { participants: 30 }, expect: "passed" } },
    });
    expect((await run(["rules", "mutate", "json", "-f", "json"])).stdout).toBe(first.stdout);
  });

  test("takes a lower score where it is asked to, and --output writes the report", async () => {
    file("lower/too-many.json", text(edgeless()));
    const { code, stdout } = await runShared([
      "rules",
      "mutate",
      "lower",
      "--min",
      "50",
      "--output",
      "mutants.txt",
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(readFileSync(join(folder, "mutants.txt"), "utf8")).toContain("wanted 50 %");
    expect((await runShared(["rules", "mutate", "lower", "--min", "99.9"])).code).toBe(1);
  });

  test("mutates shared conditions once, in the file in which they stand, but not with --rule", async () => {
    const when = { condition: "sizeable" };
    const rules = [
      edgeless({ id: "one", when }),
      edgeless({
        id: "two",
        when,
        violation: { fact: "participants", operator: "isPresent", value: true },
        examples: [
          { title: "Sizeable", event: { participants: 8 }, expect: "failed" },
          { title: "Not sizeable", event: { participants: 7 }, expect: "notApplicable" },
          { title: "Even fewer", event: { participants: 6 }, expect: "notApplicable" },
          { title: "Empty", event: {}, expect: "notAssessed" },
        ],
      }),
    ];
    rules[0] = { ...rules[0], examples: [{ title: "Some", event: { participants: 31 }, expect: "failed" }] };
    const sizeable = { fact: "participants", operator: "greaterThan", value: 7 };
    file("shared/all.json", text({ name: "own", version: "1", conditions: { sizeable }, rules }));
    const { stdout } = await runShared(["rules", "mutate", "shared", "-f", "json"]);
    const report = mutationReportSchema.parse(JSON.parse(stdout));
    expect(report.conditions).toMatchObject([
      { name: "sizeable", file: "shared/all.json", line: 5, survived: 0 },
    ]);
    expect(report.mutants.filter(({ condition }) => condition === "sizeable").length).toBeGreaterThan(4);
    const only = mutationReportSchema.parse(
      JSON.parse((await runShared(["rules", "mutate", "shared", "--rule", "two", "-f", "json"])).stdout),
    );
    expect(only.conditions).toEqual([]);
    expect(new Set(only.mutants.map(({ ruleId }) => ruleId))).toEqual(new Set(["two"]));
  });

  test.each<[string, string[], RegExp]>([
    ["a folder that is not there", ["nowhere"], /^nowhere: .*\[file-not-found\]\n {2}Name the folder/],
    ["no folder of rules where it is run", [], /^rules: .*\[file-not-found\]/],
    ["a folder without rules", ["bare"], /\[no-rule-files\]/],
    ["a rule that is not known", ["wrong", "--rule", "too-mani"], /Did you mean "too-many"\?/],
    ["a score above all", ["wrong", "--min", "101"], /^--min cannot be "101"/],
    ["a score that is no number", ["wrong", "--min", "all"], /^--min cannot be "all"/],
    ["a format that is not there", ["wrong", "--format", "jsn"], /Did you mean "json"\?/],
    ["a report over a rule", ["wrong", "--output", "wrong/too-many.json"], /\[output-is-input\]/],
    [
      "an example that fails as it is",
      ["failing"],
      /"Few" of too-many is passed, and failed is expected\. \[example-wrong\]/,
    ],
    ["a rule that is not right", ["broken"], /^broken\/too-many\.json:\d+:\d+: .*\[unknown-fact\]/],
  ])("tells %s", async (_, args, message) => {
    file("bare/notes.txt", "nothing");
    file("wrong/too-many.json", text(edgeless()));
    file(
      "failing/too-many.json",
      text(edgeless({ examples: [{ title: "Few", event: { participants: 12 }, expect: "failed" }] })),
    );
    file(
      "broken/too-many.json",
      text(edgeless({ when: { fact: "particpants", operator: "equal", value: 1 } })),
    );
    const { code, stdout, stderr } = await runShared(["rules", "mutate", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test("leaves no report behind where the work fails", async () => {
    file(
      "failing/too-many.json",
      text(edgeless({ examples: [{ title: "Few", event: { participants: 12 }, expect: "failed" }] })),
    );
    expect((await runShared(["rules", "mutate", "failing", "-o", "report.txt"])).code).toBe(2);
    expect(existsSync(join(folder, "report.txt"))).toBe(false);
  });
});
