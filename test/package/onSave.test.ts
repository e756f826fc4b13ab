import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./root.ts";

test("the program in docs/on-save.md runs as it stands, and prints what is shown", () => {
  const page = readFileSync(join(root, "docs/on-save.md"), "utf8");
  const blocks = [...page.matchAll(/^```(ts|text)\n([\s\S]*?)^```$/gm)];
  const of = (kind: string): string =>
    blocks.flatMap(([, found, text = ""]) => (found === kind ? [text] : [])).join("");
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", of("ts")], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout).toBe(of("text"));
});
