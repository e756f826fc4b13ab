import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configAbove } from "../../src/node/findConfig.ts";
import { runIn } from "./run.ts";

/** A repository with a configuration, and an export in a folder of it. */
function repository(): { readonly root: string; readonly inside: string } {
  const root = mkdtempSync(join(tmpdir(), "ems-above-"));
  const inside = join(root, "exports", "2025");
  mkdirSync(inside, { recursive: true });
  mkdirSync(join(root, ".git"));
  writeFileSync(join(root, "ems-dq.config.json"), '{ "waivers": "waivers.json", "baseline": "known.json" }');
  writeFileSync(join(inside, "events.csv"), "Event ID,Unit,Event type,Status\nEMS-1,CWM,,completed\n");
  return { root, inside };
}

describe("a configuration in a folder above", () => {
  test("is found up to the repository's folder, and not beyond", () => {
    const { root, inside } = repository();
    expect(configAbove(inside)).toBe(join("..", "..", "ems-dq.config.json"));
    expect(configAbove(root)).toBeUndefined();
    mkdirSync(join(inside, ".git"));
    expect(configAbove(inside)).toBeUndefined();
  });

  const note = `Note: there is no ems-dq.config.json in this folder, and ${join("..", "..", "ems-dq.config.json")} does not count here.`;
  const day = ["--as-of", "2025-06-30"];

  test("is not taken, and every command that could have been meant to take it says so", async () => {
    const { inside } = repository();
    const rule = ["--rule", "event-type-missing"];
    const write = await runIn(inside, ["baseline", "write", "events.csv", ...rule, ...day]);
    expect(write.stderr.split("\n")[0]).toContain(note);
    expect(write.stderr).toContain("ems-dq.baseline.json is new. A check takes it with --baseline");
    expect(readdirSync(inside).sort()).toEqual(["ems-dq.baseline.json", "events.csv"]);
    const check = await runIn(inside, ["check", "events.csv", ...rule, ...day]);
    expect([check.code, check.stderr.includes(note)]).toEqual([1, true]);
    const quiet = await runIn(inside, ["check", "events.csv", ...rule, ...day, "--quiet"]);
    expect(quiet.stderr).toBe("");
    const without = await runIn(inside, ["check", "events.csv", ...rule, ...day, "--no-config"]);
    expect(without.stderr).toBe("");
    const explain = await runIn(inside, ["explain", "events.csv", "--event", "EMS-1", ...day]);
    expect(explain.stderr).toContain(note);
    const waivers = await runIn(inside, ["waive", "--list"]);
    expect(waivers.stderr).toContain(note);
    const config = await runIn(inside, ["config", "check"]);
    expect([config.code, config.stderr]).toEqual([
      2,
      expect.stringContaining(`ems-dq config check ${join("..", "..", "ems-dq.config.json")}`),
    ]);
  });
});
