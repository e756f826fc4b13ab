import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { shippedRules } from "../../src/shipped/rules.generated.ts";
import { runIn } from "./run.ts";

const override = (rules: object, more: object = { units: ["MDP"] }): object => ({
  overrides: [{ ...more, rules }],
});
const late = { severity: "warning", params: { graceDays: 365 }, reason: "Partner agreements delay it." };

function folder(files: Readonly<Record<string, object | string>>): string {
  const path = mkdtempSync(join(tmpdir(), "ems-config-"));
  for (const [name, content] of Object.entries(files))
    writeFileSync(
      join(path, name),
      typeof content === "string" ? content : JSON.stringify(content, undefined, 2),
    );
  return path;
}

/** By a reader of JSON Schema that knows nothing of zod. */
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL("../../schemas/config-check.schema.json", import.meta.url), "utf8")),
);

describe("ems-dq config check", () => {
  test("as JSON it is as its schema says, whatever is asked", async () => {
    const cwd = folder({
      "ems-dq.config.json": { profile: "ems", waivers: "w.json", ...override({ "coc-missing": late }) },
      "w.json": { version: 1, waivers: [] },
    });
    for (const args of [
      [],
      ["--all"],
      ["--rule", "coc-missing", "--unit", "MDP", "--event-type", "course"],
    ]) {
      const { code, stdout, stderr } = await runIn(cwd, ["config", "check", "--format", "json", ...args]);
      expect([code, stderr]).toEqual([0, ""]);
      const document = JSON.parse(stdout);
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      expect(document).toMatchObject({ file: "ems-dq.config.json", profile: "ems" });
      expect(document.settings).toContainEqual(
        expect.objectContaining({ setting: "params.graceDays", value: 365, from: 90 }),
      );
      expect(validate({ ...document, settings: [{ ...document.settings[0], value: null }] })).toBe(false);
      expect(validate({ ...document, more: 1 })).toBe(false);
    }
  });

  test("says what is set, for whom, where and why", async () => {
    const cwd = folder({
      "ems-dq.config.json": { extends: "base.json", ...override({ "coc-missing": late }) },
      "base.json": { rules: { "coc-missing": { severity: "info", reason: "Not asked for so far." } } },
    });
    const { code, stdout } = await runIn(cwd, ["config", "check", "--unit", "mdp"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ems-dq\.config\.json is right: 2 settings changed for MDP\n/);
    expect(stdout).toMatch(
      /severity: "warning", not "error"\n {4}ems-dq\.config\.json:\d+, for MDP: Partner/,
    );
    expect(stdout).toMatch(/params\.graceDays: 365, not 90/);
    const others = await runIn(cwd, ["config", "check", "--unit", "CWM"]);
    expect(others.stdout).toMatch(/severity: "info", not "error"\n {4}base\.json:\d+: Not asked/);
    const json = await runIn(cwd, [
      "config",
      "check",
      "--rule",
      "coc-missing",
      "--unit",
      "MDP",
      "--format",
      "json",
    ]);
    const report: { readonly schema: string; readonly settings: readonly object[] } = JSON.parse(json.stdout);
    expect(report.schema).toBe("ems-data-quality/config/1");
    // The effect follows from the severity as it is set.
    expect(report.settings).toContainEqual(
      expect.objectContaining({ setting: "stages.final", value: "warn" }),
    );
  });

  test("says of a unit what counts for some of its events, and of every rule how it is set", async () => {
    const reason = "Partner agreements delay it.";
    const cwd = folder({
      "ems-dq.config.json": {
        rules: { "coc-missing": { severity: "info", reason: "Not asked for so far." } },
        overrides: [
          {
            units: ["MDP"],
            eventTypes: ["course"],
            rules: { "coc-missing": { severity: "warning", reason } },
          },
          { units: ["CWM", "PTP"], rules: { "coc-missing": { severity: "error", reason } } },
        ],
      },
    });
    const check = async (...args: readonly string[]): Promise<string> =>
      (await runIn(cwd, ["config", "check", ...args])).stdout;
    const some = await check("--rule", "coc-missing", "--unit", "MDP");
    expect(some).toMatch(
      /severity: "info", not "error"\n.*\n {2}severity: "warning", not "error"\n.*for MDP, course/,
    );
    // Both severities only warn in the end.
    expect(some.match(/stages\.final/g)).toHaveLength(1);
    const restored = await check("--rule", "coc-missing", "--unit", "CWM");
    expect(restored).toMatch(/severity: "error"\n/);
    const whole = await check("--rule", "coc-missing");
    expect(whole).toMatch(/severity: "error", as in the rule\n.*for CWM or PTP: Partner/);
    expect(whole.match(/stages\.final: "(?:block|warn)"\n/g)).toHaveLength(2);
    const all = await check("--all");
    for (const { id } of shippedRules.rules) expect(all).toContain(`\n${id}\n  enabled: true\n`);
    const both = await runIn(cwd, ["config", "check", "--all", "--rule", "coc-missing"]);
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("--rule")]);
  });

  test("a check takes it, and says what was changed", async () => {
    const cwd = folder({
      "ems-dq.config.json": {
        rules: { "end-before-start": { severity: "warning", reason: "Dates come from the partner." } },
      },
      "export.csv": "Event ID,Start date,End date,Status\nEMS-1,2025-03-07,2025-03-03,completed\n",
    });
    const check = ["check", "export.csv", "--rule", "end-before-start", "--as-of", "2025-06-30"];
    const configured = await runIn(cwd, check);
    expect(configured.code).toBe(0);
    expect(configured.stdout).toContain('end-before-start: severity "warning", not "error"');
    expect((await runIn(cwd, [...check, "--no-config"])).code).toBe(1);
  });

  test.each([
    [
      "an unknown rule",
      override({ "coc-mising": late }),
      /ems-dq\.config\.json:\d+:\d+: .*coc-mising[\s\S]*coc-missing/,
    ],
    ["an unknown parameter", override({ "coc-missing": { ...late, params: { graceDay: 3 } } }), /graceDays/],
    [
      "a value of another type",
      override({ "coc-missing": { ...late, params: { graceDays: "x" } } }),
      /graceDays/,
    ],
    ["no reason", override({ "coc-missing": { severity: "info" } }), /reason/],
    ["nothing that is changed", override({ "coc-missing": { reason: "just because it is" } }), /coc-missing/],
    ["an unknown unit", override({ "coc-missing": late }, { units: ["MDPP"] }), /MDP/],
    ["an unknown kind of event", override({ "coc-missing": late }, { eventTypes: ["corse"] }), /course/],
    ["no scope", override({ "coc-missing": late }, {}), /units/],
    ["an unknown key", { rule: {} }, /rules/],
    ["a file that extends itself", { extends: "ems-dq.config.json" }, /extends/],
    ["a file that is not there", { extends: "none.json" }, /none\.json/],
    ["a name of every object", override({ __proto__x: late, constructor: late }), /constructor/],
    ["no JSON", "{", /ems-dq\.config\.json:\d+:\d+/],
  ])("%s is told with its place, and ends with 2", async (_, config, message) => {
    const cwd = folder({ "ems-dq.config.json": config });
    const { code, stdout, stderr } = await runIn(cwd, ["config", "check"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^ems-dq\.config\.json:\d+:\d+: /);
    expect(stderr).not.toContain("    at ");
  });

  test("a folder without one, and a unit that there is not", async () => {
    const none = await runIn(folder({}), ["config", "check"]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("There is no ems-dq.config.json")]);
    const unit = await runIn(folder({ "ems-dq.config.json": {} }), ["config", "check", "--unit", "MDPP"]);
    expect([unit.code, unit.stderr]).toEqual([2, expect.stringContaining('Did you mean "MDP"?')]);
  });
});
