import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { file, folder, run } from "./run.ts";

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
  return run(["waive", "--file", name, ...why, ...days, ...more]);
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
    await waive(name, "--rule", "coc-zero", "--unit", "MDP", "--from", "2026-04-01", "--until", "2026-05-01");
    const { waivers } = JSON.parse(textOf(name));
    expect(waivers).toMatchObject([
      { id: "coc-zero-mdp", units: ["MDP"] },
      { id: "coc-zero-mdp-2", from: "2026-04-01" },
      { id: "gender-missing-ems-2019-all", most: { share: 0.125 } },
    ]);
    const list = await run(["waive", "--list", "--file", name, "--as-of", "2026-04-01"]);
    expect(list).toEqual({
      code: 0,
      stderr: "",
      stdout: `coc-zero-mdp                 ended on 2026-03-31  coc-zero        events of MDP      head of unit
coc-zero-mdp-2               until 2026-05-01     coc-zero        events of MDP      head of unit
gender-missing-ems-2019-all  ended on 2026-03-31  gender-missing  events EMS-2019-*  head of unit
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
      return JSON.parse((await run([...args, "--profile", "ems", "-f", "json"])).stdout);
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
    const { code, stdout, stderr } = await run(["waive"]);
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
});
