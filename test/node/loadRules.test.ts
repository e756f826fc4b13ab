import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { DataQualityError, type Problem } from "../../src/errors.ts";
import { loadRules } from "../../src/node/loadRules.ts";
import { limits } from "../../src/rules/schema.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";
import { ruleOf } from "../cli/rule.ts";

const root = mkdtempSync(join(tmpdir(), "ems-dq-rules-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

/** A folder of its own with these files. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(root, String(++folders));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

function problemsOf(folder: string): readonly Problem[] {
  try {
    loadRules(folder);
    return [];
  } catch (error) {
    if (error instanceof DataQualityError) return error.problems;
    throw error;
  }
}

const rule = (id: string, more: object = {}) =>
  JSON.stringify(ruleOf("error", { id, ...more }), undefined, 2);

test("the package's rules are read from their folder as they are shipped", () => {
  const { rules, conditions } = loadRules(new URL("../../rules", import.meta.url).pathname);
  expect(rules.map(({ id }) => id)).toEqual(shippedRules.rules.map(({ id }) => id));
  expect(conditions).toEqual(shippedRules.conditions);
});

test("takes all JSON files below, and no others", () => {
  const folder = folderOf({
    "a.json": rule("a"),
    "deep/er/b.json": rule("b"),
    "notes.txt": "{",
    ".hidden/c.json": "{",
    "node_modules/x/d.json": "{",
  });
  expect(loadRules(folder).rules.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("a syntax error does not hide the others, and blames no rule for conditions that it may hold", () => {
  const folder = folderOf({
    "ruleset.json": '{"name":"x","version":"1",\n"conditions":{"ended":{}',
    "a.json": rule("a", { when: { condition: "ended" } }),
    "b.json": rule("b", { severity: "eror" }),
  });
  expect(problemsOf(folder).map(({ code, file }) => [code, file?.slice(folder.length + 1)])).toEqual([
    ["json-syntax", "ruleset.json"],
    ["invalid-value", "b.json"],
  ]);
});

test("each problem has its line and column", () => {
  const text = rule("a").replace('"severity": "error"', '"severity": "eror"');
  const before = text.slice(0, text.indexOf('"eror"')).split("\n");
  expect(problemsOf(folderOf({ "a.json": text }))[0]).toMatchObject({
    path: "$.severity",
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  });
});

test("what is missing is told at what it is missing from", () => {
  const { title: _, ...rest } = ruleOf("error") as { title: string };
  expect(problemsOf(folderOf({ "a.json": `\n\n${JSON.stringify(rest)}` }))).toMatchObject([
    { code: "missing-key", path: "$.title", line: 3, column: 1 },
  ]);
});

test("a condition that is named with hyphens has its place too", () => {
  const folder = folderOf({
    "ruleset.json":
      '{"name":"x","version":"1","conditions":{\n"not-ended":{"fact":"hasEnde","operator":"equal","value":true}}}',
    "a.json": rule("a"),
  });
  expect(problemsOf(folder)).toMatchObject([{ code: "unknown-fact", line: 2, column: 21 }]);
});

test("a key that stands twice is a mistake", () => {
  const text = rule("a").replace('"severity": "error",', '"severity": "error",\n  "severity": "info",');
  expect(problemsOf(folderOf({ "a.json": text }))).toMatchObject([
    { code: "duplicate-key", path: "$.severity" },
  ]);
});

test("an id that two files use is a mistake", () => {
  expect(problemsOf(folderOf({ "a.json": rule("a"), "b.json": rule("a") }))).toMatchObject([
    { code: "rule-duplicate" },
  ]);
});

test("files that are too large, not UTF-8, or loops are told", () => {
  const folder = folderOf({
    "large.json": `"${"x".repeat(limits.fileBytes)}"`,
    "latin.json": Buffer.from([0x22, 0xe9, 0x22]),
  });
  symlinkSync("b.json", join(folder, "a.json"));
  symlinkSync("a.json", join(folder, "b.json"));
  symlinkSync(folder, join(folder, "self"));
  expect(
    problemsOf(folder)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(["file-too-large", "not-utf-8", "symlink-loop", "symlink-loop", "symlink-loop"]);
});

test.each([
  ["a folder that is not there", "none", "file-not-found"],
  ["a file", "x.json", "not-a-folder"],
])("%s", (_, name, code) => {
  const folder = folderOf({ "x.json": rule("a") });
  expect(problemsOf(join(folder, name))).toMatchObject([{ code }]);
});

test("a byte order mark is no mistake", () => {
  expect(loadRules(folderOf({ "a.json": `\ufeff${rule("a")}` })).rules).toHaveLength(1);
});

test("deep nesting is told, not followed", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(problemsOf(folderOf({ "a.json": deep }))).toMatchObject([{ code: "too-deep" }]);
  expect(problemsOf(folderOf({ "a.json": "[".repeat(100_000) }))).toMatchObject([{ code: "json-syntax" }]);
});

test("whatever stands in a file, it is a rule or a mistake", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.jsonValue().map((value) => rule("a", { when: value, params: value })),
      ),
      (text) => {
        for (const { file } of problemsOf(folderOf({ "a.json": text }))) expect(file).toContain(root);
      },
    ),
    { numRuns: 150 },
  );
});
