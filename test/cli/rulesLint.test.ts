import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { compileRules } from "../../src/engine/rules.ts";
import { eventVocabulary } from "../../src/events/eventVocabulary.ts";
import { lintSchema } from "../../src/review/lint/diagnostic.ts";
import { crowd, files, nobody } from "../review/lint/folder.ts";
import { file, folder, run } from "./run.ts";
import { runShared } from "./shared.ts";

const shipped = fileURLToPath(new URL("../../rules", import.meta.url));

/** Writes the sample's files into a folder of their own; gives what the command is to be called with. */
function write(name: string, changes: Readonly<Record<string, string>> = {}): string {
  for (const [path, text] of Object.entries({ ...files, ...changes })) file(join(name, path), text);
  for (const kind of ["rule", "ruleset"])
    file(
      join(name, `schemas/${kind}.schema.json`),
      readFileSync(new URL(`../../schemas/${kind}.schema.json`, import.meta.url), "utf8"),
    );
  return join(name, "rules");
}

const without = (path: string, from: string, to = ""): Readonly<Record<string, string>> => ({
  [path]: (files[path] ?? "").replace(from, () => to),
});

test("a folder with nothing to mend but its ledger: exit code 0, and --fix writes it", async () => {
  const rules = write("clean");
  const first = await run(["rules", "lint", rules]);
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toContain("[ledger-missing]");
  expect(await runShared(["rules", "lint", rules, "--fail-on", "info"])).toMatchObject({ code: 1 });
  const second = await runShared(["rules", "lint", rules, "--fix"]);
  expect(second).toEqual({
    code: 0,
    stderr: "",
    stdout: "1 diagnostic mended. Nothing to mend in 2 rules of 3 files.\n",
  });
  expect(readFileSync(join(folder, rules, "ledger.csv"), "utf8")).toMatch(
    /^id,version,meaning,state\ncrowd-too-large,2,[0-9a-f]{16},used\nnobody-came,1,[0-9a-f]{16},used\n$/,
  );
  expect((await runShared(["rules", "lint", rules, "--fix"])).stdout).toBe(
    "Nothing to mend in 2 rules of 3 files.\n",
  );
});

test("a mistake is told at its place, with what to do: exit code 1", async () => {
  const rules = write("wrong", without(crowd, '"fact": "participants"', '"fact": "particpants"'));
  const { code, stdout, stderr } = await run(["rules", "lint", rules]);
  const lines = (files[crowd] ?? "").split("\n");
  const line = lines.findIndex((text) => text.includes('"fact": "participants"')) + 1;
  const column = (lines[line - 1] ?? "").indexOf('"participants"') + 1;
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toContain(
    `${join(rules, "participation/crowd-too-large.json")}:${line}:${column}: error: There is no fact "particpants".`,
  );
  expect(stdout).toContain('  Fix: Write "participants", if that is meant.\n');
  expect(await runShared(["rules", "lint", rules, "--fail-on", "never"])).toMatchObject({ code: 0 });
});

test("JSON is one document, and a witness shows what is claimed of two rules", async () => {
  const other = "rules/participation/somebody-came.json";
  const rules = write("pair", {
    [other]: (files[nobody] ?? "")
      .replace('"id": "nobody-came"', '"id": "somebody-came"')
      .replace('"title": "Nobody came"', '"title": "Somebody came"')
      .replace('"operator": "equal", "value": 0', '"operator": "notEqual", "value": 0'),
  });
  const { code, stdout, stderr } = await runShared(["rules", "lint", rules, "-f", "json"]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const { summary, diagnostics, checks } = lintSchema.parse(JSON.parse(stdout));
  expect(summary).toMatchObject({ files: 4, rules: 3, error: 1 });
  const [contradiction] = diagnostics.filter((each) => each.code === "rules-contradict");
  expect(contradiction).toMatchObject({
    rule: "somebody-came",
    severity: "error",
    related: [{ file: join(rules, "participation/nobody-came.json") }],
  });
  const { event, asOf } = contradiction?.witness ?? { event: {}, asOf: "2025-06-30" };
  const pair = [nobody, other].map((path) => JSON.parse(readFileSync(join(folder, "pair", path), "utf8")));
  const outcomes = compileRules(pair, { ...eventVocabulary({}), asOf }).evaluate(event);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["failed", "passed"]);
  const codes = checks.map((check) => check.code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code: each } of diagnostics) expect(codes).toContain(each);
});

test("--fix mends a file with CRLF in its own way, leaves the rest, and tells what is left", async () => {
  const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
  const seeded =
    without(crowd, '"rooms"]', '"rooms", "rooms"]')[crowd]?.replace(
      'participants": 101, "city": "Geneva"',
      'participants": 101, "citty": "Geneva"',
    ) ?? "";
  const rules = write("crlf", { [crowd]: crlf(seeded) });
  const { code, stdout } = await runShared(["rules", "lint", rules, "--fix"]);
  expect(code).toBe(0);
  expect(stdout).toContain("[example-field-unknown]");
  expect(stdout).toContain("2 diagnostics mended. 1 warning in 2 rules of 3 files.\n");
  expect(readFileSync(join(folder, "crlf", crowd), "utf8")).toBe(
    crlf(seeded.replace('"rooms", "rooms"]', '"rooms"]')),
  );
});

test("annotations of GitHub Actions stand at the line, and nothing in a file ends one", async () => {
  const rules = write("github", without(crowd, '"severity": "warning"', '"severity": "a%::error\\nb"'));
  const { code, stdout } = await runShared(["rules", "lint", rules, "-f", "github"]);
  expect(code).toBe(1);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.every((line) => /^::(?:error|warning|notice) /.test(line))).toBe(true);
  expect(lines.filter((line) => line.startsWith("::error "))).toEqual([
    expect.stringMatching(
      /^::error file=github\/rules\/participation\/crowd-too-large\.json,line=7,col=15,title=invalid-value::The value is not valid\./,
    ),
  ]);
});

test("--output writes the document whole, and standard output is silent", async () => {
  const rules = write("output");
  const { code, stdout } = await runShared(["rules", "lint", rules, "-f", "json", "-o", "lint.json"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(lintSchema.safeParse(JSON.parse(readFileSync(join(folder, "lint.json"), "utf8"))).success).toBe(
    true,
  );
});

test.each(["written/rules/", "./written/rules", "./written//rules/.", "written/../written/rules"])(
  "the folder may be written as %s: no rule lies elsewhere for that",
  async (name) => {
    write("written");
    const { code, stdout } = await runShared(["rules", "lint", name, "-f", "json"]);
    expect(code).toBe(0);
    const codes = lintSchema.parse(JSON.parse(stdout)).diagnostics.map((each) => each.code);
    expect(codes).toEqual(["ledger-missing"]);
  },
);

test("a part of a folder is linted without the ledger of the whole", async () => {
  const rules = write("part");
  await runShared(["rules", "lint", rules, "--fix"]);
  const { stdout } = await runShared(["rules", "lint", join(rules, "participation"), "--fix"]);
  // The condition that rules share is named in a file of the whole folder.
  expect(stdout).not.toMatch(/ledger|id-removed/);
  expect(existsSync(join(folder, rules, "participation/ledger.csv"))).toBe(false);
});

test("what is wrong with the call is told, and ends with 2", async () => {
  file("empty/readme.txt", "");
  file(join(write("ledger-folder"), "ledger.csv/x"), "");
  file(join(write("ledger-bytes"), "ledger.csv"), new Uint8Array([0x69, 0xff, 0xfe]));
  for (const [args, message] of [
    [["ledger-folder/rules"], /ledger\.csv: A file is needed here/],
    [["ledger-bytes/rules"], /ledger\.csv: The file is not UTF-8/],
    [["nowhere"], /nowhere: .*\n {2}Name the folder that holds the rules/],
    [[], /rules: .*\n {2}Name the folder/],
    [["empty"], /\[no-rule-files\]/],
    [["empty/readme.txt"], /empty\/readme\.txt: /],
    [[""], /folder of rules cannot be empty/],
    [["empty", "--format", "jsn"], /Did you mean "json"\?/],
    [["empty", "--fail-on", "errors"], /Did you mean "error"\?/],
    [["empty", "--output", ""], /--output cannot be empty/],
  ] as const) {
    const { code, stdout, stderr } = await runShared(["rules", "lint", ...args]);
    expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
});

test("the shipped rules have nothing to mend", async () => {
  const { code, stdout } = await runShared(["rules", "lint", shipped, "-f", "json"]);
  const { summary, diagnostics } = lintSchema.parse(JSON.parse(stdout));
  expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
  expect(summary).toMatchObject({ error: 0, warning: 0, fixable: 0 });
  expect(code).toBe(0);
});

test("schemas outside the repository of the rules are none of theirs", async () => {
  const outer = join(write("outer"), "..");
  const inner = join(outer, "inner");
  for (const [path, text] of Object.entries(files))
    file(join(inner, path), text.replace(/ {2}"\$schema": "[^"]*",\n/, ""));
  const before = (await runShared(["rules", "lint", join(inner, "rules")])).stdout;
  expect(before).toContain("[schema-missing]");
  file(join(inner, ".git"), "gitdir: elsewhere\n");
  const { stdout } = await runShared(["rules", "lint", join(inner, "rules")]);
  expect(stdout).not.toContain("[schema-missing]");
});
