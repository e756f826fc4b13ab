import { spawnSync } from "node:child_process";
import { closeSync, linkSync, openSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { beforeAll, describe, expect, test } from "vitest";
import { addBaseline } from "../../src/cli/baseline.ts";
import { addCheck } from "../../src/cli/check.ts";
import { addRules } from "../../src/cli/rules.ts";
import { ruleOf } from "./rule.ts";
import { cli, file, folder } from "./run.ts";
import { eventsWith } from "./samples.ts";
import { runShared } from "./shared.ts";

const text = (json: unknown): string => `${JSON.stringify(json, undefined, 2)}\n`;
const waivers = text({
  waivers: [
    {
      id: "mine",
      rules: ["found-error"],
      events: ["EMS-2"],
      reason: "The cohort ends in March.",
      responsible: "head of unit",
      from: "2025-01-01",
      until: "2025-12-31",
    },
  ],
});
const rules = ["--rules", "rules", "--as-of", "2025-06-30"];
/** All of them have `--output`. */
const check = ["check", "events.csv", ...rules];
const write = ["baseline", "write", "events.csv", ...rules];
const compare = ["baseline", "compare", "events.csv", ...rules];
const diff = ["rules", "diff", "rules", "head", "--as-of", "2025-06-30"];
const suggest = ["rules", "suggest", "--data", "events.csv"];

beforeAll(async () => {
  file("events.csv", eventsWith([1, 2]));
  for (const each of ["rules", "head"]) file(`${each}/error.json`, text(ruleOf("error")));
  file("broken/rule.json", "{ half of");
  file("broken/ledger.csv", "id\n");
  file("schemas/rule.schema.json", '{ "violation": {} }');
  file("waivers.json", waivers);
  file("named.waivers.json", waivers);
  file("base.config.json", text({ rules: {} }));
  file("ems-dq.config.json", text({ extends: "base.config.json", waivers: "named.waivers.json" }));
  const names = { waivers: "named.waivers.json", baseline: "named.baseline.json", profile: "profile.json" };
  file("all.config.json", text({ extends: ["base.config.json"], ...names }));
  file("profile.json", text({ extends: "ems", name: "own" }));
  for (const name of ["named.baseline.json", "ems-dq.baseline.json", "other.baseline.json"])
    await runShared([...write, "-o", name]);
  symlinkSync("waivers.json", join(folder, "symbolic.json"));
  linkSync(join(folder, "waivers.json"), join(folder, "hard.json"));
});

/** The command, the option or argument that brings the file, the arguments, the output. */
const cases: readonly (readonly [string, string, readonly string[], string])[] = [
  ["check", "<files>", check, "events.csv"],
  ["check", "--rules", check, "rules/error.json"],
  ["check", "--profile", [...check, "-p", "profile.json"], "profile.json"],
  ["check", "--profile", [...check, "-c", "all.config.json"], "profile.json"],
  ["check", "--config", [...check, "-c", "all.config.json"], "all.config.json"],
  ["check", "--config", [...check, "-c", "all.config.json"], "base.config.json"],
  ["check", "--config", check, "ems-dq.config.json"],
  ["check", "--config", check, "base.config.json"],
  ["check", "--waivers", [...check, "--waivers", "waivers.json"], "waivers.json"],
  ["check", "--waivers", [...check, "--waivers", "waivers.json"], "./head/../waivers.json"],
  ["check", "--waivers", [...check, "--waivers", "waivers.json"], "symbolic.json"],
  ["check", "--waivers", [...check, "--waivers", "symbolic.json"], "waivers.json"],
  ["check", "--waivers", [...check, "--waivers", "waivers.json"], "hard.json"],
  ["check", "--waivers", check, "named.waivers.json"],
  ["check", "--waivers", [...check, "--waivers", "waivers.json"], "named.waivers.json"],
  ["check", "--baseline", [...check, "--baseline", "other.baseline.json"], "other.baseline.json"],
  ["check", "--baseline", [...check, "-c", "all.config.json"], "named.baseline.json"],
  ["baseline write", "<files>", write, "events.csv"],
  ["baseline write", "--rules", write, "rules/error.json"],
  ["baseline write", "--profile", [...write, "-p", "profile.json"], "profile.json"],
  ["baseline write", "--config", [...write, "-c", "all.config.json"], "base.config.json"],
  ["baseline write", "--config", write, "ems-dq.config.json"],
  ["baseline write", "--waivers", [...write, "--waivers", "waivers.json"], "waivers.json"],
  ["baseline write", "--waivers", write, "named.waivers.json"],
  ["baseline compare", "<files>", compare, "events.csv"],
  ["baseline compare", "--rules", compare, "rules/error.json"],
  ["baseline compare", "--profile", [...compare, "-p", "profile.json"], "profile.json"],
  ["baseline compare", "--config", compare, "ems-dq.config.json"],
  ["baseline compare", "--waivers", [...compare, "--waivers", "waivers.json"], "waivers.json"],
  ["baseline compare", "--baseline", [...compare, "-b", "other.baseline.json"], "other.baseline.json"],
  ["baseline compare", "--baseline", compare, "ems-dq.baseline.json"],
  ["baseline compare", "--baseline", [...compare, "-c", "all.config.json"], "named.baseline.json"],
  ["rules diff", "<base>", diff, "rules/error.json"],
  ["rules diff", "<head>", diff, "head/error.json"],
  ["rules diff", "--data", [...diff, "--data", "events.csv"], "events.csv"],
  ["rules diff", "--profile", [...diff, "-p", "profile.json"], "profile.json"],
  ["rules suggest", "--data", suggest, "events.csv"],
  ["rules suggest", "--rules", [...suggest, "--rules", "rules"], "rules/error.json"],
  ["rules suggest", "--profile", [...suggest, "-p", "profile.json"], "profile.json"],
  ["rules lint", "<dir>", ["rules", "lint", "rules"], "rules/error.json"],
  ["rules lint", "<dir>", ["rules", "lint", "broken"], "broken/rule.json"],
  ["rules lint", "<dir>", ["rules", "lint", "broken"], "broken/ledger.csv"],
  ["rules lint", "<dir>", ["rules", "lint", "rules"], "schemas/rule.schema.json"],
  ["rules test", "<dir>", ["rules", "test", "rules"], "rules/error.json"],
  ["rules mutate", "<dir>", ["rules", "mutate", "rules"], "rules/error.json"],
];

function filesOf(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), "utf8")]),
  );
}

describe("no output is written over a file that the command reads", () => {
  test.each(cases)("%s: of %s: %j -o %s", async (_, _of, args, output) => {
    const before = filesOf();
    const { code, stdout, stderr } = await runShared([...args, "--output", output]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`${output}: The output would overwrite a file that the command reads.`);
    expect(stderr).toContain("[output-is-input]");
    expect(filesOf()).toEqual(before);
  });

  test("nor over the file that is standard input", () => {
    const input = openSync(join(folder, "events.csv"), "r");
    const { status, stderr } = spawnSync(
      process.execPath,
      [cli, "check", "-", ...rules, "-o", "events.csv"],
      { cwd: folder, stdio: [input, "ignore", "pipe"], encoding: "utf8" },
    );
    closeSync(input);
    expect(status).toBe(2);
    expect(stderr).toContain("[output-is-input]");
    expect(readFileSync(join(folder, "events.csv"), "utf8")).toBe(eventsWith([1, 2]));
  });

  test("every option and argument that brings a file is among these", () => {
    const program = new Command();
    addCheck(program);
    addBaseline(program);
    addRules(program);
    const withOutput = commandsOf(program, "").filter(({ command }) =>
      command.options.some(({ long }) => long === "--output"),
    );
    expect(withOutput.length).toBeGreaterThan(7);
    const wanted = withOutput.flatMap(({ name, command }) => [
      ...command.registeredArguments.map((each) => `${name} <${each.name()}>`),
      ...command.options
        .filter(({ flags }) => /[<|](?:file|folder|export)\b/.test(flags))
        // Folders of what is made, not of what is read.
        .filter(({ long }) => long !== "--output" && long !== "--write")
        .map(({ long }) => `${name} ${long}`),
    ]);
    expect([...new Set(cases.map(([name, of]) => `${name} ${of}`))].sort()).toEqual([...wanted].sort());
  });
});

function commandsOf(command: Command, name: string): readonly { name: string; command: Command }[] {
  return [
    { name, command },
    ...command.commands.flatMap((each) => commandsOf(each, `${name} ${each.name()}`.trim())),
  ];
}

describe("a file that a configuration names and that is not there", () => {
  beforeAll(() => {
    file("gone.config.json", '{\n  "waivers": "gone.json",\n  "baseline": "none.json"\n}\n');
  });
  const waiversGone = "gone.config.json:2:14: at $.waivers: There is no such file or folder.";
  const baselineGone = "gone.config.json:3:15: at $.baseline: There is no such file or folder.";

  test.each([
    ["check", check, [waiversGone, baselineGone]],
    ["a check with other waivers", [...check, "--waivers", "waivers.json"], [baselineGone]],
    ["a check with another baseline", [...check, "--baseline", "other.baseline.json"], [waiversGone]],
    ["baseline write", write, [waiversGone]],
    ["baseline compare", [...compare, "--waivers", "waivers.json"], [baselineGone]],
    ["baseline prune", ["baseline", "prune", "events.csv", ...rules], [baselineGone]],
  ])("is told where it is named: %s", async (_, args, told) => {
    const { code, stderr } = await runShared([...args, "-c", "gone.config.json"]);
    expect(code).toBe(2);
    expect(stderr.split("\n").filter((line) => line.includes("There is no such"))).toEqual(
      told.map((line) => expect.stringContaining(line)),
    );
    expect(stderr).toContain("Paths are taken from the folder of this file; `ems-dq ");
  });

  test("is not missed where an option names another", async () => {
    const others = ["--waivers", "waivers.json", "--baseline", "other.baseline.json"];
    const { code, stderr } = await runShared([...check, ...others, "-c", "gone.config.json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

test("a baseline that is there is written anew, also where the configuration names it", async () => {
  for (const args of [["-o", "other.baseline.json"], ["-c", "all.config.json"], []]) {
    const { code, stderr } = await runShared([...write, ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  }
});
