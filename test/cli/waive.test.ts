import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ruleOf } from "./rule.ts";
import { file, folder } from "./run.ts";
import { runShared } from "./shared.ts";

let files = 0;
/** A file of its own in the folder. */
function fresh(): string {
  return `waivers-${++files}/waivers.json`;
}

function emptyFile(): string {
  const name = fresh();
  file(name, '{\n  "waivers": []\n}\n');
  return name;
}

const why = ["--reason", "The cohort ends in March.", "--responsible", "head of unit"];
const days = ["--as-of", "2025-06-30", "--until", "2026-03-31"];

function waive(name: string, ...more: readonly string[]) {
  return runShared(["waive", "--file", name, ...why, ...days, ...more]);
}

function textOf(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

describe.concurrent("waive", () => {
  test("writes a waiver into its file, and says what it covers", async () => {
    const name = emptyFile();
    const { code, stdout, stderr } = await waive(
      name,
      "--rule",
      "coc-zero",
      "--event",
      "EMS-1",
      "--most",
      "5",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      `${name}: the waiver coc-zero-ems-1 is added.\nIt covers what coc-zero finds in event EMS-1, from 2025-06-30 until 2026-03-31, as long as a check finds no more than 5.\n`,
    );
    expect(textOf(name)).toBe(`{
  "waivers": [
    {
      "id": "coc-zero-ems-1",
      "rules": ["coc-zero"],
      "events": ["EMS-1"],
      "reason": "The cohort ends in March.",
      "responsible": "head of unit",
      "from": "2025-06-30",
      "until": "2026-03-31",
      "most": { "findings": 5 }
    }
  ]
}
`);
    expect(readdirSync(join(folder, name, ".."))).toEqual(["waivers.json"]);
  });

  test("makes the file, sorts by id, gives a renewed waiver a number, and lists all", async () => {
    const name = emptyFile();
    await waive(name, "--rule", "gender-missing", "--pattern", "EMS-2019-*", "--most", "12.5%");
    await waive(name, "--rule", "coc-zero", "--unit", "mdpu");
    const renewed = ["--from", "2026-04-01", "--until", "2026-05-01", "--most", "2"];
    await waive(name, "--rule", "coc-zero", "--unit", "MDP", ...renewed);
    const { waivers } = JSON.parse(textOf(name));
    expect(waivers).toMatchObject([
      { id: "coc-zero-mdp", units: ["MDP"] },
      { id: "coc-zero-mdp-2", from: "2026-04-01" },
      { id: "gender-missing-ems-2019-all", most: { share: 0.125 } },
    ]);
    const list = await runShared(["waive", "--list", "--file", name, "--as-of", "2026-04-01"]);
    expect(list).toEqual({
      code: 0,
      stderr: "",
      stdout: `coc-zero-mdp                 ended on 2026-03-31  coc-zero        events of MDP                              head of unit
coc-zero-mdp-2               until 2026-05-01     coc-zero        events of MDP, at most 2 findings          head of unit
gender-missing-ems-2019-all  ended on 2026-03-31  gender-missing  events EMS-2019-*, at most 12.5 % of them  head of unit
`,
    });
  });

  test("what it wrote covers findings in a check, which stay counted", async () => {
    const events = file("waived.csv", "Event ID,Unit,Participants\nEMS-1,CWM,\nEMS-2,MDP,\n");
    const name = emptyFile();
    const check = async () => {
      const args = [
        "check",
        events,
        "--rule",
        "event-type-missing",
        "--as-of",
        "2025-06-30",
        "--waivers",
        name,
      ];
      return JSON.parse((await runShared([...args, "--profile", "ems", "-f", "json"])).stdout);
    };
    file(
      "waived.csv",
      "Event ID,Unit,Event type,Status\nEMS-1,CWM,,completed\nEMS-2,MDP,,completed\nEMS-3,MDP,Course,completed\n",
    );
    await waive(name, "--rule", "event-type-missing", "--unit", "MDP");
    const { summary, findings, waivers } = await check();
    expect(summary.findings).toMatchObject({ total: 2, new: { error: 1 }, waived: { error: 1 } });
    expect(findings.map((each: { waiver?: string }) => each.waiver)).toEqual([
      undefined,
      "event-type-missing-mdp",
    ]);
    expect(waivers).toMatchObject([{ state: "used", findings: 1 }]);
  });

  test("tells all that is missing at once", async () => {
    const { code, stdout, stderr } = await runShared(["waive"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const option of ["--rule", "--event, --unit or --pattern", "--reason", "--responsible", "--until"])
      expect(stderr).toContain(`A waiver needs ${option}.`);
  });

  test.each([
    ["a misspelt rule", ["--rule", "coc-zeo", "--event", "E"], 'Did you mean "coc-zero"?'],
    [
      "two scopes",
      ["--rule", "coc-zero", "--event", "E", "--unit", "MDP"],
      "one of --event, --unit, --pattern",
    ],
    ["an end before the start", ["--rule", "coc-zero", "--event", "E", "--from", "2027-01-01"], "--until: "],
    ["a person", ["--rule", "coc-zero", "--event", "E", "--responsible", "Ms Roe"], "--responsible: "],
    ["no bound", ["--rule", "coc-zero", "--event", "E", "--most", "101%"], "--most cannot be"],
    ["a bad id", ["--rule", "coc-zero", "--event", "E", "--id", "A b"], "--id: "],
    ["no list", ["--list"], "--list changes nothing"],
  ])("refuses %s and writes nothing", async (_, more, said) => {
    const name = emptyFile();
    const before = textOf(name);
    const { code, stderr } = await waive(name, ...more);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain("Roe");
    expect(textOf(name)).toBe(before);
  });

  test("refuses what is covered already, and an id that is taken", async () => {
    const name = emptyFile();
    await waive(name, "--rule", "coc-zero,coc-missing", "--event", "EMS-1,EMS-2", "--id", "mine");
    const before = textOf(name);
    const again = await waive(name, "--rule", "coc-missing", "--event", "EMS-2");
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("The waiver mine covers this already, from 2025-06-30 until 2026-03-31.");
    const taken = await waive(name, "--rule", "coc-missing", "--event", "EMS-3", "--id", "mine");
    expect(taken.code).toBe(2);
    expect(taken.stderr).toContain("leave out --id: it is coc-missing-ems-3 then");
    expect(textOf(name)).toBe(before);
  });

  test("leaves a file with a mistake as it is, and tells the mistake with its line", async () => {
    const name = fresh();
    file(name, '{\n  "waivers": [],\n  "waiver": []\n}\n');
    const { code, stderr } = await waive(name, "--rule", "coc-zero", "--event", "E");
    expect(code).toBe(2);
    expect(stderr).toContain(`${name}:3:3: at $.waiver: The key "waiver" is not known here.`);
  });

  test("tells every mistake of a call at once: of the options, of the rules and of the file", async () => {
    const name = fresh();
    file(name, '{\n  "waivers": [],\n  "waiver": []\n}\n');
    const { code, stdout, stderr } = await runShared([
      ...["waive", "--file", name, "--rules", "no-such-folder", "--as-of", "today", "--most", "none"],
      ...["--unit", "Hiroshma", "--reason", "known", "--responsible", "Jane Roe", "--id", "A b"],
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.split("\n").filter((line) => / \[[a-z-]+\]$/.test(line))).toEqual([
      expect.stringMatching(/^--as-of cannot be "today"/),
      expect.stringMatching(/^--most cannot be "none"/),
      expect.stringMatching(/^--id: The value is not valid/),
      expect.stringMatching(/^A waiver needs --rule/),
      expect.stringMatching(/^--reason: The value is not valid.* Expected: at least three words/),
      expect.stringMatching(/^A waiver needs --until/),
      expect.stringMatching(/^--responsible: Who answers for a waiver is a role/),
      expect.stringMatching(/^--unit: There is no unit "Hiroshma"/),
      expect.stringMatching(/^no-such-folder: There is no such file or folder/),
      expect.stringMatching(/waivers\.json:3:3: at \$\.waiver: The key "waiver" is not known here/),
    ]);
    expect(stderr).not.toMatch(/jane|roe/i);
  });

  test("tells an id that is taken beside a waiver that covers this already", async () => {
    const name = emptyFile();
    await waive(name, "--rule", "coc-zero", "--event", "EMS-1", "--id", "mine");
    const { code, stderr } = await waive(name, "--rule", "coc-zero", "--event", "EMS-1", "--id", "mine");
    expect(code).toBe(2);
    expect(stderr).toContain("[duplicate-id]");
    expect(stderr).toContain("[waiver-overlap]");
  });

  test("refuses what a pattern covers for all the time, and notes what it covers for some of it", async () => {
    const name = emptyFile();
    await waive(name, "--rule", "coc-zero", "--pattern", "EMS-2019-*", "--id", "old");
    const before = textOf(name);
    const within = await waive(name, "--rule", "coc-zero", "--event", "EMS-2019-1");
    expect(within.code).toBe(2);
    expect(within.stderr).toContain("The waiver old covers this already, from 2025-06-30 until 2026-03-31.");
    expect(textOf(name)).toBe(before);

    const longer = await waive(name, "--rule", "coc-zero", "--event", "EMS-2019-1", "--until", "2026-12-31");
    expect(longer).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("the waiver coc-zero-ems-2019-1 is added."),
      stderr:
        "Note: the waiver old is about events EMS-2019-*, and covers some of what coc-zero finds here too, from 2025-06-30 until 2026-03-31. What both cover counts for coc-zero-ems-2019-1.\n",
    });
    const all = await waive(name, "--rule", "coc-zero,coc-missing", "--pattern", "*", "--most", "5");
    expect(all.code).toBe(0);
    expect(all.stderr).toContain("the waiver old is about events EMS-2019-*");
    expect(all.stderr).toContain("the waiver coc-zero-ems-2019-1 is about event EMS-2019-1");
    expect(all.stderr).toContain("What both cover counts for old.");
    expect((await waive(name, "--rule", "coc-zero", "--event", "EMS-2018-1")).stderr).toContain(
      "counts for coc-zero-ems-2018-1.",
    );
  });

  test("lists none where there is no file, unless it is named", async () => {
    const none = await runShared(["waive", "--list"]);
    expect(none).toEqual({
      code: 0,
      stdout: "",
      stderr: "There are no waivers: there is no file waivers.json.\n",
    });
    const named = await runShared(["waive", "--list", "--file", "gone/waivers.json"]);
    expect({ code: named.code, stdout: named.stdout }).toEqual({ code: 2, stdout: "" });
    expect(named.stderr).toContain("gone/waivers.json: There is no such file or folder.");
  });

  test("a file that was not there is told, with how a check comes to take it; - is no file", async () => {
    const name = fresh();
    file(name.replace("waivers.json", "other.txt"), "");
    const made = await waive(name, "--rule", "coc-zero", "--event", "EMS-1");
    expect([made.code, made.stderr]).toEqual([
      0,
      `Note: ${name} is new. A check takes it with --waivers ${name}, or where ems-dq.config.json names it ("waivers").\n`,
    ]);
    const more = await waive(name, "--rule", "coc-zero", "--event", "EMS-2");
    expect([more.code, more.stderr]).toEqual([0, ""]);
    const dash = await waive("-", "--rule", "coc-zero", "--event", "EMS-1");
    expect(dash).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("This needs a file") });
    expect(readdirSync(folder)).not.toContain("-");
  });

  test("--list tells all that does not go with it", async () => {
    const { code, stderr } = await runShared([
      "waive",
      "--list",
      "--rule",
      "coc-zero",
      "--id",
      "x",
      "--as-of",
      "x",
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("--list changes nothing and does not go with --rule and --id.");
    expect(stderr).toContain('--as-of cannot be "x".');
  });
});

test("a rule that is retired has nothing to waive", async () => {
  file("retired/rule.json", JSON.stringify(ruleOf("error", { state: "retired" })));
  file("retired/other.json", JSON.stringify(ruleOf("info")));
  const { code, stderr } = await waive(
    emptyFile(),
    "--rules",
    "retired",
    "--rule",
    "found-error",
    "--unit",
    "CWM",
  );
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      "--rule: the rule found-error is retired and finds nothing, so there is nothing to waive. [rule-retired]\n",
  });
});

test("the file of the configuration that is not there yet has no waivers to list", async () => {
  file("ems-dq.config.json", '{ "waivers": "later/waivers.json" }\n');
  const { code, stderr } = await runShared(["waive", "--list"]);
  rmSync(join(folder, "ems-dq.config.json"));
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: "There are no waivers: there is no file later/waivers.json.\n",
  });
});
