import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { ruleDocsReportSchema } from "../../src/review/docs/report.ts";
import type { Rule } from "../../src/rules/schema.ts";
import { ruleOf } from "./rule.ts";
import { file, folder } from "./run.ts";
import { runShared } from "./shared.ts";

let serial = 0;
let at = "";
beforeEach(() => {
  at = `docs-${++serial}`;
  write("zero", {});
  write("one", {});
});

function write(id: string, changes: Partial<Rule>, name = `${at}/rules/counts/${id}.json`): void {
  file(name, JSON.stringify(ruleOf("error", { id, tags: ["counts"], ...changes })));
}

const inFolder = (path: string): string => join(folder, at, path);
const docs = (...args: readonly string[]) =>
  runShared(["rules", "docs", `${at}/rules`, "--markdown", `${at}/md`, "--site", `${at}/site`, ...args]);

function tree(path: string): readonly string[] {
  return readdirSync(inFolder(path), { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(inFolder(join(path, name))).isFile())
    .sort();
}

describe("ems-dq rules docs", () => {
  test("makes a page for each rule, an index and a site, and nothing the second time", async () => {
    const first = await docs();
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^new: .*README\.md$/m);
    expect(first.stdout).toMatch(/2 rules: 0 files up to date, 9 new, 0 changed, 0 removed\.\n$/);
    expect(tree("md")).toEqual(["README.md", "cell-unreadable.md", "counts/one.md", "counts/zero.md"]);
    expect(tree("site")).toEqual([
      "cell-unreadable.html",
      "counts/one.html",
      "counts/zero.html",
      "index.html",
      "style.css",
    ]);
    const page = readFileSync(inFolder("md/counts/zero.md"), "utf8");
    expect(page).toContain("(../../rules/counts/zero.json)");
    const before = statSync(inFolder("md/counts/zero.md")).ino;
    expect((await docs()).stdout).toBe("2 rules: 9 files up to date.\n");
    expect(statSync(inFolder("md/counts/zero.md")).ino).toBe(before);
  });

  test("the same folder named in another way gives the same pages", async () => {
    await docs();
    const named = await runShared([
      "rules",
      "docs",
      inFolder("rules"),
      "--markdown",
      inFolder("md"),
      "--site",
      `./${at}/x/../site/`,
      "--check",
    ]);
    expect(named).toMatchObject({ code: 0 });
  });

  test("--check tells what is missing, stale and superfluous, and writes nothing", async () => {
    await docs();
    write("zero", { title: "Another title" });
    rmSync(inFolder("md/counts/one.md"));
    file(`${at}/site/counts/gone.html`, readFileSync(inFolder("site/counts/one.html"), "utf8"));
    const before = tree("site");
    const result = await docs("--check");
    expect(result).toMatchObject({ code: 1, stderr: "" });
    const lines = result.stdout.split("\n");
    expect(lines).toContain(`missing: ${join(at, "md/counts/one.md")}`);
    expect(lines).toContain(`stale: ${join(at, "md/counts/zero.md")}`);
    expect(lines).toContain(`stale: ${join(at, "md/README.md")}`);
    expect(lines).toContain(`superfluous: ${join(at, "site/counts/gone.html")}`);
    expect(result.stdout).toContain("Run `ems-dq rules docs` and commit what it changes.");
    expect(tree("site")).toEqual(before);
    expect(existsSync(inFolder("md/counts/one.md"))).toBe(false);

    await docs();
    expect(await docs("--check")).toMatchObject({ code: 0 });
    expect(existsSync(inFolder("site/counts/gone.html"))).toBe(false);
  });

  test("removes the pages of a rule that is gone, with its empty folder, and no file of anybody else", async () => {
    write("two", { tags: ["other"] }, `${at}/rules/other/two.json`);
    await docs();
    file(`${at}/md/counts/mine.md`, "# Mine\n");
    file(`${at}/md/.hidden.md`, readFileSync(inFolder("md/counts/one.md"), "utf8"));
    rmSync(inFolder("rules/other"), { recursive: true });
    const { stdout } = await docs();
    expect(stdout).toContain(`removed: ${join(at, "md/other/two.md")}`);
    expect(existsSync(inFolder("md/other"))).toBe(false);
    expect(readFileSync(inFolder("md/counts/mine.md"), "utf8")).toBe("# Mine\n");
    expect(existsSync(inFolder("md/.hidden.md"))).toBe(true);
  });

  test("a file of somebody else in the place of a page is never overwritten", async () => {
    file(`${at}/md/README.md`, "# Ours\n");
    const result = await docs();
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain("README.md");
    expect(result.stderr).toContain("was not made by this command");
    expect(readFileSync(inFolder("md/README.md"), "utf8")).toBe("# Ours\n");
    expect(existsSync(inFolder("site"))).toBe(false);
  });

  test("a checkout with other ends of lines is not stale", async () => {
    await docs();
    const path = inFolder("md/counts/zero.md");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("\n", "\r\n"));
    expect(await docs("--check")).toMatchObject({ code: 0 });
  });

  test("one kind alone", async () => {
    await runShared(["rules", "docs", `${at}/rules`, "--site", `${at}/site`]);
    expect(existsSync(inFolder("md"))).toBe(false);
    expect(tree("site")).toContain("index.html");
    // Both may share a folder.
    await runShared(["rules", "docs", `${at}/rules`, "--markdown", `${at}/site`]);
    expect(tree("site")).toEqual(expect.arrayContaining(["index.html", "README.md"]));
  });

  test("--format json prints one document", async () => {
    const { stdout, code } = await docs("--format", "json", "--check");
    const report = ruleDocsReportSchema.parse(JSON.parse(stdout));
    expect(code).toBe(1);
    expect(Object.keys(report)[0]).toBe("schema");
    expect(report).toMatchObject({ rules: 2, written: false, stale: [], superfluous: [], current: 0 });
    expect(report.missing).toHaveLength(9);
  });

  test.each([
    ["a folder that is not there", ["rules", "docs", "nowhere"], "nowhere"],
    ["an empty name", ["rules", "docs", "nowhere", "--site", ""], "--site cannot be empty"],
    ["an unknown form", ["rules", "docs", "nowhere", "--format", "jsn"], 'Did you mean "json"?'],
    ["a word too many", ["rules", "docs", "a", "b"], "too many arguments"],
  ])("%s is a mistake of use", async (_, args, said) => {
    const result = await runShared(args);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain(said);
    expect(result.stderr).not.toMatch(/\n {4}at /);
  });

  test("a file where the folder should be is a mistake of use", async () => {
    file(`${at}/plain`, "text");
    const result = await runShared(["rules", "docs", `${at}/rules`, "--markdown", `${at}/plain`]);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain("not a folder");
  });

  test("rules with a mistake make no pages", async () => {
    write("bad", { severity: "grave" as "error" });
    const result = await docs();
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain("bad.json");
    expect(existsSync(inFolder("md"))).toBe(false);
  });

  test("a folder whose name means something in a link is linked to as it is", async () => {
    const odd = `${at}/a (b) #1`;
    mkdirSync(join(folder, odd), { recursive: true });
    write("zero", {}, `${odd}/counts/zero.json`);
    await runShared(["rules", "docs", odd, "--markdown", `${at}/md`]);
    expect(readFileSync(inFolder("md/counts/zero.md"), "utf8")).toContain(
      "(../../a%20%28b%29%20%231/counts/zero.json)",
    );
  });
});
