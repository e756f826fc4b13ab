import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ruleTestsSchema } from "../../src/review/examples/report.ts";
import { ruleOf } from "./rule.ts";
import { file, folder, run, type Started, start } from "./run.ts";
import { runShared } from "./shared.ts";

const isOne = { title: "One", event: { participants: 1 }, expect: "failed" };
const isTwo = { title: "Two", event: { participants: 2 }, expect: "passed" };
const isNone = { title: "None", event: {}, expect: "notAssessed" };

/** A rule of one comparison, which its three examples show whole. */
const whole = (more: object = {}): string =>
  JSON.stringify(ruleOf("error", { examples: [isOne, isTwo, isNone], ...more }), undefined, 2);

/** Writes one rule into a folder of its own. */
function rules(name: string, text: string): string {
  file(`${name}/rule.json`, text);
  return name;
}

describe("where every example is as expected", () => {
  test("it says so in two lines, and ends with 0", async () => {
    expect(await run(["rules", "test", rules("whole", whole())])).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "1 rule, 3 examples: all as expected.",
        "Coverage 5 of 5 (100.0 %): seen 3 of 3 (100.0 %), decides alone 2 of 2 (100.0 %).",
        "",
      ].join("\n"),
    });
  });

  test("the folder is `rules` where none is named", async () => {
    rules("rules", whole());
    expect((await runShared(["rules", "test"])).stdout).toContain("all as expected");
    rmSync(join(folder, "rules"), { recursive: true });
    const { code, stderr } = await runShared(["rules", "test"]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "rules: There is no such file or folder. [file-not-found]\n  Name the folder that holds the rules; without a name it is `rules`.\n",
    );
  });

  test("the shipped rules are so", async () => {
    const { code, stdout } = await runShared([
      "rules",
      "test",
      new URL("../../rules", import.meta.url).pathname,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ rules, [\d,]+ examples: all as expected\.\nCoverage /);
  });
});

describe("where an example is wrong", () => {
  const wrong = whole({ examples: [isOne, { ...isTwo, expect: "failed" }, isNone] });
  const line = wrong.split("\n").findIndex((text) => text.includes('"Two"'));

  test("the table says which, where, what was expected and why, and it ends with 1", async () => {
    const { code, stdout } = await run(["rules", "test", rules("wrong", wrong)]);
    expect(code).toBe(1);
    expect(stdout).toBe(
      [
        "wrong found-error: Two",
        `  wrong/rule.json:${line}:5`,
        "  expected failed, found passed: when is true, violation is false",
        "",
        "  true    * when: always",
        "  false   * violation: participants equal 1  participants is 2",
        "",
        "* decides the outcome",
        "",
        "1 rule, 3 examples: 1 not as expected.",
        "Coverage 5 of 5 (100.0 %): seen 3 of 3 (100.0 %), decides alone 2 of 2 (100.0 %).",
        "",
      ].join("\n"),
    );
  });

  test("JSON holds the same as data that fits its schema", async () => {
    const { code, stdout } = await runShared([
      "rules",
      "test",
      rules("wrong", wrong),
      "-f",
      "json",
      "--min",
      "100",
    ]);
    expect(code).toBe(1);
    const report = ruleTestsSchema.parse(JSON.parse(stdout));
    expect(Object.keys(report)[0]).toBe("schema");
    expect(report.summary).toMatchObject({
      rules: 1,
      examples: 3,
      wrong: 1,
      min: { isReached: true, below: [] },
    });
    expect(report.rules[0]?.examples[0]).not.toHaveProperty("explanation");
    expect(report.rules[0]?.examples[1]).toMatchObject({
      title: "Two",
      line,
      column: 5,
      expected: "failed",
      found: "passed",
      explanation: { violation: { truth: "false", fact: { value: 2 } }, decidedBy: ["when", "violation"] },
    });
  });

  test("JUnit holds a suite a rule and a case an example, the tree in the failure", async () => {
    const title = 'A <b> & "c" ]]> \u0007';
    const text = whole({
      examples: [isOne, { ...isTwo, title, event: { participants: 2 }, expect: "failed" }],
    });
    const { code, stdout } = await runShared([
      "rules",
      "test",
      rules("junit", text),
      "--format",
      "junit",
      "--min",
      "90",
    ]);
    expect(code).toBe(1);
    const [suites] = [readXml(stdout)];
    expect(suites.attributes).toMatchObject({ tests: "3", failures: "2", errors: "0" });
    const [suite, coverage] = suites.children;
    expect(suite?.attributes).toMatchObject({ name: "found-error", tests: "2", failures: "1" });
    const [first, second] = suite?.children ?? [];
    expect(first).toMatchObject({ tag: "testcase", children: [] });
    expect(second?.attributes).toMatchObject({
      classname: "found-error",
      file: "junit/rule.json",
      line: String(text.split("\n").findIndex((each) => each.includes("A <b>"))),
      name: 'A <b> & "c" ]]> \ufffd',
    });
    const [failure] = second?.children ?? [];
    expect(failure?.attributes).toEqual({ message: "expected failed, found passed", type: "passed" });
    expect(failure?.text).toContain("false   * violation: participants equal 1  participants is 2");
    expect(coverage?.children[0]).toMatchObject({
      attributes: { name: "at least 90 %" },
      children: [{ tag: "failure" }, { tag: "system-out" }],
    });
  });
});

interface Xml {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Xml[];
}

/** Read by a parser of another house, which refuses what is no XML. */
function readXml(text: string): Xml {
  const program = `
import json, sys, xml.etree.ElementTree as tree
def plain(node):
    return {"tag": node.tag, "attributes": node.attrib, "text": node.text or "", "children": [plain(each) for each in node]}
print(json.dumps(plain(tree.fromstring(sys.stdin.buffer.read()))))`;
  const { stdout, stderr } = spawnSync("python3", ["-c", program], { input: text, encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Xml;
}

describe("coverage", () => {
  const half = whole({ examples: [isOne] });

  test("without the option it is figures and a hint", async () => {
    const { code, stdout } = await runShared(["rules", "test", rules("half", half)]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "Coverage 2 of 5 (40.0 %): seen 1 of 3 (33.3 %), decides alone 1 of 2 (50.0 %).",
    );
    expect(stdout).toContain("--coverage tells what is missing.");
  });

  test("with it what is missing is told with its place, and examples that would show it", async () => {
    const { stdout } = await runShared(["rules", "test", rules("half", half), "--coverage"]);
    const [, count] = /"participants": (\d+)/.exec(stdout) ?? [];
    expect(count).not.toBe("1");
    const line = half.split("\n").findIndex((text) => text.includes('"violation"')) + 1;
    expect(stdout).toBe(
      [
        "found-error 2 of 5 (40.0 %)",
        `  half/rule.json:${line}:16 participants equal 1`,
        "    false: in no example",
        "    unknown: in no example",
        "    false: decides alone in no example",
        "  2 examples would show 3 of this, with what the rule says of them now; whether that is right is for you to judge:",
        "    {",
        `      "title": "As \\"One\\", but participants is ${count}",`,
        '      "event": {',
        `        "participants": ${count}`,
        "      },",
        '      "expect": "passed"',
        "    },",
        "    {",
        '      "title": "Nothing is known",',
        '      "event": {},',
        '      "expect": "notAssessed"',
        "    }",
        "",
        "1 rule, 1 example: all as expected.",
        "Coverage 2 of 5 (40.0 %): seen 1 of 3 (33.3 %), decides alone 1 of 2 (50.0 %).",
        "",
      ].join("\n"),
    );
  });

  test("what is proved impossible counts for nothing, and is told", async () => {
    const twice = [
      { fact: "participants", operator: "equal", value: 1 },
      { fact: "participants", operator: "lessThan", value: 2 },
    ];
    const text = whole({ violation: { all: twice } });
    const { stdout } = await runShared(["rules", "test", rules("twice", text), "--coverage", "--min", "100"]);
    expect(stdout).toContain("    false: cannot decide alone\n");
    expect(stdout).toContain("; 1 cannot be shown and count for nothing.");
    const json = await runShared(["rules", "test", "twice", "--coverage", "--format", "json"]);
    const { summary, rules: tested } = ruleTestsSchema.parse(JSON.parse(json.stdout));
    expect(summary.coverage.cannotBeShown).toBe(1);
    expect(tested[0]?.toAdd).toMatchObject([
      { event: { participants: expect.any(Number) }, expect: "passed" },
    ]);
    expect(tested[0]?.places[1]?.obligations.at(-1)).toEqual({
      asks: "decides",
      of: "false",
      state: "cannot",
    });
  });

  test("below --min it ends with 1 and names the rules", async () => {
    file("two/half.json", half);
    file("two/whole.json", whole({ id: "a-whole-one" }));
    const below = await runShared(["rules", "test", "two", "--min", "70.1"]);
    expect(below.code).toBe(1);
    expect(below.stdout).toContain(
      "Coverage is 70.0 %, below the 70.1 % that are asked for. Rules below it: found-error 40.0 %.",
    );
    expect((await runShared(["rules", "test", "two", "--min", "70"])).code).toBe(0);
    expect((await runShared(["rules", "test", "two", "--min", "100", "--rule", "a-whole-one"])).code).toBe(0);
  });
});

describe("mistakes end with 2", () => {
  test.each<[string, readonly string[], string]>([
    ["a wrong percentage", ["--min", "101"], "--min cannot be"],
    ["a wrong format", ["--format", "jnit"], 'Did you mean "junit"?'],
    ["an unknown rule", ["--rule", "found-eror"], 'Did you mean "found-error"?'],
    ["a document again and again", ["--watch", "--format", "json"], "Add --output"],
    ["a report over a rule", ["--output", "whole/rule.json"], "[output-is-input]"],
  ])("%s", async (_, options, message) => {
    const { code, stdout, stderr } = await runShared(["rules", "test", rules("whole", whole()), ...options]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("every mistake of the rules is told", async () => {
    file("bad/one.json", whole({ severty: "error" }));
    file("bad/two.json", "{");
    const { code, stdout, stderr } = await runShared(["rules", "test", "bad"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("bad/one.json");
    expect(stderr).toContain("bad/two.json");
  });
});

test("a report goes to a file whole, and nothing to standard output", async () => {
  const { stdout } = await runShared([
    "rules",
    "test",
    rules("whole", whole()),
    "-f",
    "json",
    "-o",
    "report.json",
  ]);
  expect(stdout).toBe("");
  expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8"))).toMatchObject({
    summary: { rules: 1 },
  });
  expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a retired rule has examples too", async () => {
  const retired = rules("retired", whole({ state: "retired" }));
  const { code, stdout } = await runShared(["rules", "test", retired, "--rule", "found-error"]);
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("1 rule, 3 examples") });
});

describe("--watch", () => {
  /** Resolves as soon as standard output holds the text so many times. */
  async function seen(started: Started, text: string, times: number): Promise<void> {
    const count = () => started.stdout().split(text).length - 1;
    await new Promise<void>((resolve, reject) => {
      const look = () => count() >= times && settle(resolve);
      const ended = () => settle(() => reject(new Error(`it ended: ${started.stdout()}`)));
      const settle = (how: () => void) => {
        started.process.stdout?.off("data", look);
        started.process.off("close", ended);
        how();
      };
      started.process.stdout?.on("data", look);
      started.process.on("close", ended);
      look();
    });
  }

  test("runs again on each change, tells mistakes and goes on, and ends with Ctrl-C", async () => {
    const path = file(".watched/rule.json", whole());
    const started = start(["rules", "test", ".watched", "--watch"]);
    await seen(started, "Watching .watched; Ctrl-C ends.", 1);
    expect(started.stdout()).toContain("1 rule, 3 examples: all as expected.");

    writeFileSync(path, whole({ examples: [isOne, { ...isTwo, expect: "failed" }] }));
    await seen(started, "1 not as expected", 1);
    expect(started.stdout()).toContain("participants is 2");

    writeFileSync(path, "{");
    await seen(started, "Watching .watched", 3);

    writeFileSync(path, whole());
    await seen(started, "all as expected", 2);
    file(".watched/more/other.json", whole({ id: "other" }));
    await seen(started, "2 rules, 6 examples: all as expected.", 1);
    rmSync(path);
    await seen(started, "1 rule, 3 examples: all as expected.", 3);

    started.process.kill("SIGINT");
    const { code, stdout, stderr } = await started.result;
    expect(code).toBe(130);
    expect(stdout).not.toContain("\u001b");
    expect(stderr).toMatch(/^\.watched\/rule\.json:1:1: .* \[json-syntax\]\n$/);
  });

  test("does not wait for a rule that is not there", async () => {
    const options = ["--watch", "--rule", "found-eror"];
    const { code, stderr } = await runShared(["rules", "test", rules("whole", whole()), ...options]);
    expect(code).toBe(2);
    expect(stderr).toContain("[unknown-rule]");
  });

  test("does not wait for a folder that is not there", async () => {
    const { code, stderr } = await runShared(["rules", "test", "nowhere", "--watch"]);
    expect(code).toBe(2);
    expect(stderr).toContain("[file-not-found]");
  });
});
