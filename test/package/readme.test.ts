import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readProfile } from "../../src/profile/read.ts";
import { root } from "./root.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");

/** The fenced blocks of a kind, in order. */
function blocks(info: string): readonly string[] {
  return [...readme.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].flatMap(([, found, text = ""]) =>
    found === info ? [text] : [],
  );
}

function run(...args: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
}

test("the output shown is what the command above it prints", () => {
  const command = blocks("sh exit=1").at(-1)?.trim().split(" ") ?? [];
  expect(command.slice(0, 2)).toEqual(["npx", "ems-dq"]);
  const { status, stdout } = run("dist/cli/main.js", ...command.slice(2));
  expect(status).toBe(1);
  expect(stdout).toBe(blocks("text")[0]);
});

test("the library's example runs as it stands", () => {
  const [example = ""] = blocks("ts");
  const { status, stdout } = run(
    "--input-type=module",
    "-e",
    `${example}\nconsole.log(findings.length, outcomes.length);`,
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/^[1-9]\d* \d+\n$/);
});

test("the profile loads", () => {
  expect(readProfile(JSON.parse(blocks("json")[0] ?? "")).name).toBe("my-unit");
});

test("the rule is the shipped one", () => {
  const shown: unknown = JSON.parse(blocks("json")[1] ?? "");
  const shipped: unknown = JSON.parse(readFileSync(join(root, "rules/certification/coc-zero.json"), "utf8"));
  expect(shipped).toMatchObject(shown as object);
});

test("the number of rules and the sizes are said nowhere else than where they are held", () => {
  expect(readme).toContain("221 KB gzipped");
  expect(readFileSync(join(root, "docs/packaging.md"), "utf8")).toContain("221 KB gzipped");
});
