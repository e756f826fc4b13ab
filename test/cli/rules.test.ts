import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedRules } from "../../src/shipped/rules.generated.ts";
import { ruleOf } from "./rule.ts";
import { file, folder, run } from "./run.ts";
import { sampleRules } from "./samples.ts";
import { runShared } from "./shared.ts";

describe("rules list", () => {
  test("has every rule, in both formats", async () => {
    const json = JSON.parse((await run(["rules", "list", "-f", "json"])).stdout) as {
      id: string;
      group: string;
    }[];
    expect(json.map(({ id }) => id)).toEqual(shippedRules.rules.map(({ id }) => id));
    expect(json[0]).toEqual({
      id: expect.any(String),
      version: expect.any(Number),
      severity: expect.any(String),
      state: expect.any(String),
      title: expect.any(String),
      group: expect.any(String),
      dimension: expect.any(String),
      tags: expect.any(Array),
    });
    const table = (await run(["rules", "list"])).stdout;
    for (const { id, title } of json.map((each) => ({ title: "", ...each }))) {
      expect(table).toContain(id);
      expect(table).toContain(title);
    }
  });

  test("in a pipe has a line for each rule and nothing else, its columns aligned", async () => {
    const { stdout } = await runShared(["rules", "list", "--rules", sampleRules()]);
    expect(stdout).toBe(
      [
        "found-error    error    active  sample  Found as error",
        "found-info     info     active  sample  Found as info",
        "found-warning  warning  active  sample  Found as warning",
        "",
      ].join("\n"),
    );
  });

  test("lists the rules of a folder, and those of a tag", async () => {
    const { stdout } = await runShared([
      "rules",
      "list",
      "--rules",
      sampleRules(),
      "--tag",
      "info",
      "-f",
      "json",
    ]);
    expect(JSON.parse(stdout)).toMatchObject([{ id: "found-info", group: "sample" }]);
    expect((await runShared(["rules", "list", "--tag", "masterss"])).stderr).toContain(
      'Did you mean "masters"?',
    );
  });
});

describe("rules schema", () => {
  const files = readdirSync(new URL("../../schemas/", import.meta.url));
  const names = files.flatMap((each) => /^(.+)\.schema\.json$/.exec(each)?.[1] ?? []);

  test.each(names)("prints that of a %s", async (name) => {
    const { code, stdout } = await runShared(["rules", "schema", name]);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), "utf8"));
  });

  test("takes the rule's without a name, and tells a wrong one", async () => {
    expect(JSON.parse((await runShared(["rules", "schema"])).stdout)).toMatchObject({ type: "object" });
    const { code, stderr } = await runShared(["rules", "schema", "rulset"]);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "ruleset"?');
  });
});

test("every mistake of every rule file is told at once, with its place", async () => {
  file("bad/one.json", '{\n  "id": "one",\n  "version": 1,,\n}\n');
  file("bad/two.json", JSON.stringify(ruleOf("error", { id: "two", severty: "error" }), undefined, 2));
  const three = JSON.stringify(
    ruleOf("error", { id: "three", violation: { fact: "particpants", operator: "equal", value: 1 } }),
    undefined,
    2,
  );
  file("bad/three.json", three);
  const line = three.split("\n").findIndex((text) => text.includes("particpants")) + 1;
  const { code, stdout, stderr } = await runShared([
    "check",
    file("x.csv", "Event ID\n1\n"),
    "--rules",
    "bad",
  ]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^bad\/one\.json:3:16: .* \[json-syntax\]$/m);
  expect(stderr).toMatch(
    /^bad\/two\.json:\d+:3: at \$\.severty: .* \[unknown-key\]\n {2}Did you mean "severity"\?$/m,
  );
  expect(stderr).toContain(`bad/three.json:${line}:13: at $.violation.fact: `);
  expect(stderr).toContain('Did you mean "participants"?');
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
});

test("a folder that leads back to itself is told, and one without rules", async () => {
  sampleRules();
  mkdirSync(join(folder, "loop"));
  symlinkSync(join(folder, "loop"), join(folder, "loop/again"));
  const looped = await runShared(["rules", "list", "--rules", "loop"]);
  expect(looped.code).toBe(2);
  expect(looped.stderr).toContain("loop/again: The symbolic link leads back");
  mkdirSync(join(folder, "nothing"));
  expect((await runShared(["rules", "list", "--rules", "nothing"])).stderr).toContain("[no-rule-files]");
});
