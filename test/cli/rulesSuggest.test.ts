import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readRuleFolder, readRuleTexts } from "../../src/node/ruleFolder.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { type Suggestions, suggestionsSchema } from "../../src/review/suggest/schema.ts";
import { ruleSchema } from "../../src/rules/schema.ts";
import { file, folder, run } from "./run.ts";
import { runShared } from "./shared.ts";

const fixture = new URL("../../fixtures/ems-export.csv", import.meta.url).pathname;
const shipped = new URL("../../rules", import.meta.url).pathname;
const clock = ["--as-of", "2025-06-30"];

/** Workshops as The Carpentries' AMY exports them, invented: every host is in one country. */
function workshops(): string {
  const hosts = [
    ["Host One", "US"],
    ["Host Two", "GB"],
    ["Host Three", "AU"],
    ["Host Four", "W3"],
  ] as const;
  const rows = Array.from({ length: 500 }, (_, index) => {
    const day = `20${10 + (index % 9)}-0${1 + (index % 9)}-${10 + (index % 19)}`;
    const [host, country] = hosts[(index * 7) % 4] ?? hosts[0];
    return `${day}-${["suva", "oslo", "lima"][index % 3]}-${index},SWC,${day},${10 + ((index * 13) % 37)},${host},${country}`;
  });
  return file(
    "workshops.csv",
    `${["slug,tag_name,start_date,attendance,host_name,country", ...rows].join("\n")}\n`,
  );
}

async function suggest(args: readonly string[]): Promise<Suggestions> {
  const { code, stdout, stderr } = await run(["rules", "suggest", ...clock, "-f", "json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return suggestionsSchema.parse(JSON.parse(stdout));
}

function filesIn(name: string): readonly string[] {
  return readdirSync(join(folder, name), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .sort();
}

describe.each([
  ["the sample export", () => ["--data", fixture], [fixture]],
  [
    "workshops of others",
    () => ["--data", workshops(), "--profile", "carpentries-workshops"],
    ["workshops.csv", "--profile", "carpentries-workshops"],
  ],
] as const)("what is suggested from %s", (title, data, check) => {
  const name = title.replaceAll(" ", "-");
  let found: Suggestions;
  beforeAll(async () => {
    found = await suggest([...data(), "--write", name]);
  }, 120_000);

  test("is written as a file for each rule, in the folder of its group", () => {
    expect(found.rules.length).toBeGreaterThan(0);
    expect(filesIn(name)).toEqual(found.rules.map(({ rule }) => `${rule.tags[0]}/${rule.id}.json`).sort());
    for (const { rule } of found.rules) {
      const text = readFileSync(join(folder, name, `${rule.tags[0]}/${rule.id}.json`), "utf8");
      const { $schema: _, ...written } = ruleSchema.parse(JSON.parse(text));
      expect(written).toEqual(rule);
    }
  });

  test("has nothing personal in what is suggested", () => {
    const text = JSON.stringify(found);
    for (const row of readFileSync(fixture, "utf8").split("\n").slice(1))
      for (const [address] of row.matchAll(/[\w.+-]+@[\w.-]+/g))
        if (address !== "focal.point@example.org") expect(text).not.toContain(address);
    expect(text).not.toMatch(/Focal point [A-Z]/);
    expect(text).not.toContain("Partner agency");
  });

  test("loads, beside the shipped rules", () => {
    const both = [...readRuleFolder(join(folder, name)).files, ...readRuleFolder(shipped).files];
    const { problems, ruleset } = readRuleTexts("both", both);
    expect(problems).toEqual([]);
    expect(ruleset?.rules.length).toBeGreaterThan(found.rules.length);
  });

  test("passes lint, and its own examples", async () => {
    const linted = await runShared(["rules", "lint", name, "--format", "json"]);
    const { diagnostics } = JSON.parse(linted.stdout) as {
      diagnostics: { severity: string; message: string }[];
    };
    expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
    expect(await runShared(["rules", "test", name])).toMatchObject({ code: 0 });
  });

  test("passes on the data that it came from: as often as was said", async () => {
    const { stdout } = await runShared(["check", ...check, "--rules", name, ...clock, "-f", "json"]);
    const { rules } = reportSchema.parse(JSON.parse(stdout));
    expect(rules.map(({ id, failed, notDue, error }) => ({ id, failed, notDue, error }))).toEqual(
      rules.map(({ id }) => ({ id, failed: 0, notDue: 0, error: 0 })),
    );
    for (const { ruleId, holds, support } of found.rules) {
      expect(holds).toBe(support);
      expect(rules.find(({ id }) => id === ruleId)?.passed).toBeGreaterThanOrEqual(holds);
    }
  });

  test("is not suggested to those who have it", async () => {
    const again = await suggest([...data(), "--rules", name]);
    expect(again.rules).toEqual([]);
    expect(again.duplicates.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(found.rules.map(({ ruleId }) => ruleId)),
    );
  });

  test("is not written over what is there", async () => {
    const before = readFileSync(join(folder, name, filesIn(name)[0] ?? ""), "utf8");
    const { code, stdout, stderr } = await runShared([
      "rules",
      "suggest",
      ...data(),
      ...clock,
      "--write",
      name,
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("[file-exists]");
    expect(readFileSync(join(folder, name, filesIn(name)[0] ?? ""), "utf8")).toBe(before);
  });
});

describe("the sample export", () => {
  test("has its report in another file than the rules that are written", async () => {
    const report = join("both", filesIn("the-sample-export")[0] ?? "");
    const args = ["--data", fixture, "--write", "both", "--output", report];
    const { code, stdout, stderr } = await runShared(["rules", "suggest", ...args, ...clock]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("another file than those that --write makes");
    expect(existsSync(join(folder, "both"))).toBe(false);
  });

  test("is told for people: each claim with its support, interval, counter-examples and rule", async () => {
    const { code, stdout, stderr } = await runShared(["rules", "suggest", "--data", fixture, ...clock]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^\d+ rules suggested from \d+ events of ems-export\.csv\n/);
    expect(stdout).toContain(
      [
        " 1. The end date is never after the date on which the certificates were",
        "    recorded.",
        "    228 of 228 events · 95 % interval 98.3 % to 100 %",
        "    no counter-example · rule end-date-after-certificates-recorded-on",
      ].join("\n"),
    );
    expect(stdout).toMatch(/1 counter-example: EMS-2022-0003 \(line 115\)/);
    expect(stdout).toContain("participants-implausibly-many: most is 20,000 people");
    // Nothing of the terminal, and no folder of whoever ran it.
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toContain("/fixtures");
  });
});

test("an export on standard input, and suggestions in a file", async () => {
  const { code, stdout } = await run(
    ["rules", "suggest", "--data", "-", ...clock, "-f", "json", "--output", "suggestions.json"],
    readFileSync(fixture, "utf8"),
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  const told = suggestionsSchema.parse(JSON.parse(readFileSync(join(folder, "suggestions.json"), "utf8")));
  expect(told.files).toEqual(["<stdin>"]);
  expect(told.rules.length).toBeGreaterThan(10);
});

describe("mistakes are told", () => {
  const small = (): string => file("small.csv", "Event ID,Unit\nEMS-1,CWM\n");
  test.each([
    ["a file that is not there", ["--data", "nowhere.csv"], "[file-not-found]"],
    ["no file", ["--data", ""], "--data cannot be empty"],
    ["a file without events", () => ["--data", file("none.csv", "Event ID,Unit\n")], "[no-events]"],
    ["a form that there is not", () => ["--data", small(), "-f", "jsn"], 'Did you mean "json"?'],
    ["too few events to carry a rule", () => ["--data", small(), "--min-support", "3"], "10 or more"],
    ["a date that is none", () => ["--data", small(), "--as-of", "2025-02-30"], "--as-of"],
    ["a folder of rules that is not there", () => ["--data", small(), "--rules", "nowhere"], "nowhere"],
    ["a folder to write to that is a file", () => ["--data", fixture, "--write", small()], "[not-a-folder]"],
    ["a profile that is not there", () => ["--data", small(), "--profile", "emss"], 'Did you mean "ems"?'],
  ] as const)("%s", async (_, args, message) => {
    const { code, stdout, stderr } = await runShared([
      "rules",
      "suggest",
      ...(typeof args === "function" ? args() : args),
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  test("that data are wanted", async () => {
    const { code, stderr } = await runShared(["rules", "suggest"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--data");
  });
});

test("a file with too little to say has no suggestion, and that is no failure", async () => {
  const { code, stdout } = await runShared([
    "rules",
    "suggest",
    "--data",
    file("few.csv", "Event ID,Unit\nEMS-1,CWM\n"),
    "--write",
    "few",
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain("No rule suggested from 1 event of few.csv");
  expect(existsSync(join(folder, "few"))).toBe(false);
});
