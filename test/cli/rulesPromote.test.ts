import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ruleOf } from "./rule.ts";
import { file, folder, run } from "./run.ts";
import { runShared } from "./shared.ts";

const events = "Event ID,Unit,Participants\nEMS-1,CWM,1\n";

/** A rule file as a person has laid it out; nobody's formatter would. */
function shadowText(id: string, more = ""): string {
  const rule = JSON.stringify({ ...ruleOf("error"), id, state: "shadow" });
  return `{ "state" :   "shadow",${more}\r\n\t${rule.replace('"state":"shadow",', "").slice(1)}\r\n`;
}

let folders = 0;
/** A folder of rules of its own; gives its name. */
function rulesWith(files: Readonly<Record<string, string>>): string {
  const name = `promote-${++folders}`;
  for (const [path, text] of Object.entries(files)) file(`${name}/${path}`, text);
  return name;
}

describe.concurrent("rules promote", () => {
  test("changes one word of the file and nothing else, and says what to do next", async () => {
    const before = shadowText("on-trial");
    const rules = rulesWith({ "a/on-trial.json": before, "b.json": JSON.stringify(ruleOf("info")) });
    const { code, stdout, stderr } = await run(["rules", "promote", "on-trial", rules]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      [
        `${rules}/a/on-trial.json: the rule on-trial is active now; its examples hold (1 example).`,
        "From now on what it finds counts, as an error.",
        "",
        "Next, see what changes on real data, and commit:",
        `  ems-dq rules diff HEAD:${rules} ${rules} --data export.csv`,
        `  git commit -m "Make on-trial active" ${rules}/a/on-trial.json`,
        "",
      ].join("\n"),
    );
    const after = readFileSync(join(folder, rules, "a/on-trial.json"), "utf8");
    expect(after).toBe(before.replace('"shadow"', '"active"'));
    expect(readdirSync(join(folder, rules, "a"))).toEqual(["on-trial.json"]);
  });

  test("makes its findings count", async () => {
    const rules = rulesWith({ "on-trial.json": shadowText("on-trial") });
    const path = file(`${rules}.csv`, events);
    const check = () => runShared(["check", path, "--rules", rules, "--as-of", "2025-06-30", "-f", "json"]);
    const before = await check();
    expect(before.code).toBe(0);
    expect(JSON.parse(before.stdout)).toMatchObject({ findings: [], shadow: [{ id: "on-trial", found: 1 }] });
    await runShared(["rules", "promote", "on-trial", rules]);
    const after = await check();
    expect(after.code).toBe(1);
    expect(JSON.parse(after.stdout)).toMatchObject({ findings: [{ ruleId: "on-trial" }], shadow: [] });
  });

  test.each([
    ["a list", (rule: string) => `[ ${JSON.stringify(ruleOf("info"))} ,\n ${rule} ]`],
    [
      "a rule set",
      (rule: string) => `{"name":"n","version":"1","conditions":{"state":{"all":[]}},"rules":[ ${rule}]}`,
    ],
    ["a file with a byte order mark", (rule: string) => `\ufeff${rule}`],
  ])("finds the rule in %s", async (_, wrap) => {
    const text = wrap(shadowText("on-trial"));
    const rules = rulesWith({ "all.json": text });
    expect(await runShared(["rules", "promote", "on-trial", rules])).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(folder, rules, "all.json"), "utf8")).toBe(
      text.replace('"state" :   "shadow"', '"state" :   "active"'),
    );
  });

  test("keeps a link to the file, and the file's mode", async () => {
    const rules = rulesWith({ "ruleset.json": '{"name":"n","version":"1","rules":[]}' });
    const real = file(`${rules}-real/on-trial.json`, shadowText("on-trial"));
    symlinkSync(real, join(folder, rules, "on-trial.json"));
    const { mode } = statSync(real);
    expect((await runShared(["rules", "promote", "on-trial", rules])).code).toBe(0);
    expect(lstatSync(join(folder, rules, "on-trial.json")).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode).toBe(mode);
    expect(readFileSync(real, "utf8")).toContain('"active"');
  });

  test("takes the folder rules where none is named", async () => {
    const { code, stderr } = await run(["rules", "promote", "on-trial"]);
    expect(code).toBe(2);
    expect(stderr).toContain("rules: There is no such file or folder.");
  });

  test.each([
    ["on-trail", "unknown-rule", 'Did you mean "on-trial"?'],
    ["found-inf", "unknown-rule", 'Did you mean "found-info"?'],
    ["quite-another", "unknown-rule", "Shadow rules: on-trial, on-trial-too."],
    ["found-info", "already-active", "active.json:1:"],
    ["found-warning", "rule-retired", "a retired rule does not come back"],
    ["on-trial-too", "example-wrong", "Found: passed. Expected: failed."],
    ["", "invalid-option", "The id of the rule cannot be empty"],
  ])("refuses %j: %s", async (id, code, text) => {
    const wrong = shadowText("on-trial-too").replace(
      '"event":{"participants":1}',
      '"event":{"participants":2}',
    );
    const rules = rulesWith({
      "shadow.json": shadowText("on-trial"),
      "wrong.json": wrong,
      "active.json": JSON.stringify(ruleOf("info")),
      "retired.json": JSON.stringify(ruleOf("warning", { state: "retired" })),
    });
    const result = await runShared(["rules", "promote", id, rules]);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 2, stdout: "" });
    expect(result.stderr).toContain(`[${code}]`);
    expect(result.stderr).toContain(text);
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect(readFileSync(join(folder, rules, "shadow.json"), "utf8")).toBe(shadowText("on-trial"));
    expect(readFileSync(join(folder, rules, "wrong.json"), "utf8")).toBe(wrong);
  });

  test("refuses where any rule of the folder has a mistake", async () => {
    const rules = rulesWith({ "shadow.json": shadowText("on-trial"), "bad.json": "{" });
    const { code, stderr } = await runShared(["rules", "promote", "on-trial", rules]);
    expect(code).toBe(2);
    expect(stderr).toContain("bad.json:1:");
  });
});
