import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ruleOf } from "./rule.ts";
import { file, folder, run } from "./run.ts";
import { eventsWith } from "./samples.ts";
import { runShared } from "./shared.ts";

const header = "Event ID,Unit,Event type,Status";
const old = "EMS-1,CWM,\nEMS-2,MDP,\nEMS-3,MDP,Course\nEMS-4,HO,";
let cases = 0;

/** Rows of events that took place: a missing kind is a finding of theirs. */
function held(rows: string): string {
  return rows
    .split("\n")
    .map((row) => `${row},completed\n`)
    .join("");
}

/** A folder with events and their baseline; gives the folder's name and how to run a command on it. */
async function written() {
  const name = `baseline-${++cases}`;
  const events = file(`${name}/events.csv`, `${header}\n${held(old)}`);
  const baseline = `${name}/b.json`;
  const same = ["--rule", "event-type-missing", "--as-of", "2025-06-30"];
  const result = await run(["baseline", "write", events, "-o", baseline, ...same]);
  const now = (rows: string) => file(`${name}/now.csv`, `${header}\n${held(rows)}`);
  const on = (command: string, path: string, ...more: readonly string[]) =>
    run(["baseline", command, path, "--baseline", baseline, ...same, ...more]);
  return {
    name,
    events,
    baseline,
    result,
    now,
    on,
    text: () => readFileSync(join(folder, baseline), "utf8"),
  };
}

describe.concurrent("baseline", () => {
  test("write: what is found is known from then on, an entry a line, and nothing else of it is kept", async () => {
    const { name, baseline, result, text, on, events } = await written();
    expect(result).toEqual({
      code: 0,
      stderr: `Note: ${baseline} is new. A check takes it with --baseline ${baseline}, or where ems-dq.config.json names it ("baseline").\n`,
      stdout: `${baseline}: 3 findings of 3 events are known from now on.\n`,
    });
    const entries = text()
      .split("\n")
      .filter((line) => line.includes("fingerprint"));
    expect(entries.map((line) => line.replace(/, "fingerprint.*/, ""))).toEqual(
      ["EMS-1", "EMS-2", "EMS-4"].map(
        (id) =>
          `    { "ruleId": "event-type-missing", "eventId": "${id}", "fields": ["eventType"], "count": 1`,
      ),
    );
    expect(readdirSync(join(folder, name)).sort()).toEqual(["b.json", "events.csv"]);
    const compared = await on("compare", events);
    expect(compared).toEqual({
      code: 0,
      stderr: "",
      stdout: `Nothing is new.\n\n${baseline} (of 2025-06-30): 3 of 3 known findings are still there.\n`,
    });
  });

  test("compare: tells what is new, fixed and gone, and fails for what is new alone", async () => {
    const { baseline, now, on } = await written();
    const path = now("EMS-9,CWM,\nEMS-3,MDP,Course\nEMS-2,MDP,Course\nEMS-1,CWM,");
    const { code, stdout } = await on("compare", path);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^1 new finding:\n {2}error event-type-missing: EMS-9 \(.*now\.csv:2\)\n {4}This event .* nobody\n {4}can tell /,
    );
    expect(stdout).toContain("\n1 finding fixed:\n  event-type-missing: EMS-2, eventType\n");
    expect(stdout).toContain(
      "\n1 finding of events that are in none of the files:\n  event-type-missing: EMS-4, eventType\n",
    );
    expect(stdout).toContain(
      `${baseline} (of 2025-06-30): 1 of 3 known findings is still there; 1 is\n  fixed (ems-dq baseline prune takes it out); 1 belongs to an event that is in\n  none of the files (prune keeps it, without --gone).\n`,
    );
    const json = await on("compare", path, "--format", "json", "--fail-on", "never");
    expect(json.code).toBe(0);
    const comparison = JSON.parse(json.stdout);
    expect(Object.keys(comparison)[0]).toBe("schema");
    expect(comparison).toMatchObject({
      schema: "ems-data-quality/baseline-comparison/1",
      summary: { known: 3, found: 1, fixed: 1, gone: 1, undecided: 0, new: { error: 1 } },
      new: [{ eventId: "EMS-9" }],
      fixed: [
        { eventId: "EMS-2", event: "checked" },
        { eventId: "EMS-4", event: "gone" },
      ],
    });
    const fixed = await on("compare", now("EMS-1,CWM,Course\nEMS-2,MDP,Course"));
    expect(fixed.code).toBe(0);
  });

  test("prune: takes out what is fixed, lets nothing new in, and keeps what is gone unless told", async () => {
    const { baseline, now, on, text } = await written();
    const path = now("EMS-9,CWM,\nEMS-2,MDP,Course\nEMS-1,CWM,");
    const { code, stdout } = await on("prune", path);
    expect(code).toBe(0);
    expect(stdout).toBe(
      `${baseline}: 1 finding taken out, 2 left.\n1 finding belongs to events that are in none of the files; --gone takes it out too.\n`,
    );
    const ids = () => JSON.parse(text()).findings.map(({ eventId }: { readonly eventId: string }) => eventId);
    expect(ids()).toEqual(["EMS-1", "EMS-4"]);
    expect((await on("prune", path, "--gone")).stdout).toBe(`${baseline}: 1 finding taken out, 1 left.\n`);
    expect(ids()).toEqual(["EMS-1"]);
    const before = text();
    // An export that failed.
    const none = await on("prune", now(""), "--gone");
    expect(none.code).toBe(2);
    expect(none.stderr).toContain("[no-events]");
    expect(text()).toBe(before);
    expect((await on("prune", path)).stdout).toBe(`${baseline}: nothing is fixed; 1 finding is known.\n`);
    expect(text()).toBe(before);
  });

  test("prune: what belongs to a rule that is retired, or no longer there, goes where it is told to", async () => {
    const name = `baseline-${++cases}`;
    const events = file(`${name}/events.csv`, eventsWith([1, 2, 3]));
    const rules = (...some: readonly object[]) =>
      file(
        `${name}/rules/ruleset.json`,
        JSON.stringify({ name: "samples", version: "1", conditions: {}, rules: some }),
      ).replace(/.ruleset\.json$/, "");
    const on = (command: string, folder: string, ...more: readonly string[]) =>
      runShared([
        ...["baseline", command, events, "--rules", folder, "--as-of", "2025-06-30"],
        ...[command === "write" ? "--output" : "--baseline", `${name}/b.json`, ...more],
      ]);
    await on("write", rules(ruleOf("error"), ruleOf("warning"), ruleOf("info")));
    const later = rules(ruleOf("error"), ruleOf("warning", { state: "retired" }));
    expect((await on("prune", later)).stdout).toBe(
      `${name}/b.json: nothing is fixed; 3 findings are known.\n2 findings are of rules that are retired or no longer there; --gone takes them out too.\n`,
    );
    expect((await on("prune", later, "--gone")).stdout).toBe(
      `${name}/b.json: 2 findings taken out, 1 left.\n`,
    );
    expect((await on("compare", later)).stdout).toContain("1 of 1 known finding is still there.\n");
  });

  test("what was not asked for is neither found nor fixed", async () => {
    const { now, on } = await written();
    const { code, stdout } = await on("compare", now("EMS-1,CWM,\nEMS-2,MDP,"), "--unit", "CWM");
    expect(code).toBe(0);
    expect(stdout).toContain(
      "1 of 3 known findings is still there; 2 were\n  not asked for, or could not be decided.",
    );
  });

  test("a check with a baseline fails for new findings alone", async () => {
    const { baseline, events, now } = await written();
    const same = ["--rule", "event-type-missing", "--as-of", "2025-06-30", "--baseline", baseline];
    expect((await run(["check", events, ...same])).code).toBe(0);
    expect((await run(["check", now("EMS-9,CWM,"), ...same])).code).toBe(1);
  });

  test("a baseline with a mistake, or none, ends with 2 and its place", async () => {
    const { events, on, name } = await written();
    const missing = await run(["baseline", "compare", events, "--baseline", `${name}/none.json`]);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("There is no such file or folder.");
    const unnamed = await runShared(["baseline", "compare", events]);
    expect(unnamed).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^There is no ems-dq\.baseline\.json .*\n.*`ems-dq baseline write`/),
    });
    file(`${name}/b.json`, '{\n  "schema": "ems-data-quality/baseline/2",\n  "findings": []\n}\n');
    for (const command of ["compare", "prune"]) {
      const { code, stdout, stderr } = await on(command, events);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(`${name}/b.json:2:13: at $.schema`);
    }
  });

  test("a failed write leaves the baseline as it was", async () => {
    const { baseline, text, name } = await written();
    const before = text();
    const { code } = await run(["baseline", "write", `${name}/none.csv`, "-o", baseline]);
    expect(code).toBe(2);
    expect(text()).toBe(before);
    expect(readdirSync(join(folder, name)).sort()).toEqual(["b.json", "events.csv"]);
  });

  test("the configuration names the file, also before it is there", async () => {
    const { events, name } = await written();
    file(`${name}/c.json`, '{ "baseline": "made.json" }\n');
    const args = [events, "--config", `${name}/c.json`, "--as-of", "2025-06-30"];
    expect((await run(["baseline", "write", ...args])).stdout).toMatch(/made\.json: \d+ findings/);
    expect((await run(["baseline", "compare", ...args, "--fail-on", "never"])).stdout).toContain(
      "Nothing is new.",
    );
  });
});
