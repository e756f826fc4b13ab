import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { type RulesDiff, rulesDiffSchema } from "../../src/review/diff/schema.ts";
import { ruleOf } from "./rule.ts";
import { file, folder, type Result, run, start } from "./run.ts";
import { eventsWith } from "./samples.ts";
import { runShared } from "./shared.ts";

/** A history that is the same on every machine. */
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "A Reviewer",
  GIT_AUTHOR_EMAIL: "reviewer@example.org",
  GIT_COMMITTER_NAME: "A Reviewer",
  GIT_COMMITTER_EMAIL: "reviewer@example.org",
  GIT_AUTHOR_DATE: "2026-11-25T12:00:00Z",
  GIT_COMMITTER_DATE: "2026-11-25T12:00:00Z",
};

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] })
    .toString()
    .trim();
}

function commit(files: Readonly<Record<string, unknown>>, message: string): string {
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) rmSync(join(folder, name));
    else file(name, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
  }
  git("add", "-A", "--", ...Object.keys(files));
  git("commit", "-q", "-m", message);
  return git("rev-parse", "HEAD");
}

/** Wrong where there are more participants than this. */
function tooMany(limit: number, more: object = {}): object {
  return ruleOf("error", {
    id: "too-many",
    violation: { fact: "participants", operator: "greaterThan", value: { param: "limit" } },
    params: { limit: { default: limit, unit: "people", source: "ours: a sample" } },
    ...more,
  });
}

const same = ruleOf("info");
let first = "";
let second = "";

beforeAll(() => {
  git("init", "-q", "-b", "main");
  first = commit(
    {
      "rules/ruleset.json": { name: "samples", version: "1", conditions: {}, rules: [] },
      "rules/a/too-many.json": tooMany(100),
      "rules/a/same.json": same,
      "rules/.hidden/x.json": "no json",
      "rules/node_modules/x.json": "no json",
      "rules/README.md": "no rule",
      "rules/a/gone.json": ruleOf("warning"),
    },
    "first",
  );
  git("tag", "v1");
  second = commit(
    { "rules/a/too-many.json": tooMany(50), "rules/a/gone.json": undefined, "other/rules/same.json": same },
    "second",
  );
  git("branch", "feature/numbers");
  git("tag", "-a", "-m", "annotated", "v2");
});

/** 100 events, with 1 to 100 participants. */
const data = (): string =>
  file("events.csv", eventsWith(Array.from({ length: 100 }, (_, place) => place + 1)));

async function diff(...args: readonly string[]): Promise<Result & { readonly diff: RulesDiff }> {
  const result = await runShared(["rules", "diff", ...args, "--format", "json", "--as-of", "2025-06-30"]);
  if (result.stdout === "") throw new Error(result.stderr);
  return { ...result, diff: rulesDiffSchema.parse(JSON.parse(result.stdout)) };
}

/** Every file below the folder, git's own among them, with its size and time. */
function state(path = folder): readonly string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name);
    const { size, mtimeMs } = statSync(inner);
    return entry.isDirectory() ? [inner, ...state(inner)] : [`${inner} ${size} ${mtimeMs}`];
  });
}

describe("two revisions", () => {
  test("are read without a checkout, and nothing is written", async () => {
    data();
    const before = state();
    const { code, diff: found } = await diff("v1", "HEAD", "--data", "events.csv");
    expect(state()).toEqual(before);
    expect(code).toBe(1);
    expect(found.base).toMatchObject({ name: "v1", commit: first, rules: 3, ruleset: { name: "samples" } });
    expect(found.head).toMatchObject({ name: "HEAD", commit: second, rules: 2 });
    expect(found.changes.map(({ id, kinds }) => [id, kinds])).toEqual([
      ["found-warning", ["removed"]],
      ["too-many", ["meaning"]],
    ]);
    expect(found.changes[1]).toMatchObject({
      versionBumped: false,
      words: [{ kind: "meaning", text: "limit: 100 people → 50 people (source: ours: a sample)" }],
      effect: {
        base: { evaluated: 100, failed: 0 },
        head: { evaluated: 100, failed: 50 },
        moves: [{ from: "passed", to: "failed", events: 50 }],
        findings: { new: 50, dropped: 0, changed: 0, sameEvent: 0 },
      },
    });
    expect(found.changes[1]?.effect?.findings.examples.new).toMatchObject([
      { eventId: "EMS-51", source: { file: "events.csv", line: 52, row: 51 } },
      { eventId: "EMS-52" },
      { eventId: "EMS-53" },
    ]);
    expect(found.changes[0]?.effect).toMatchObject({ head: null, findings: { dropped: 1 } });
    expect(found.summary).toMatchObject({
      rules: { removed: 1, meaning: 1 },
      unchanged: 1,
      findings: { new: 50, dropped: 1, newBySeverity: { error: 50 }, droppedBySeverity: { warning: 1 } },
    });
    expect(found.failures).toMatchObject([{ code: "meaning-without-version", rule: "too-many" }]);
    expect(found.data).toMatchObject({ events: 100, inputs: [{ rows: 100, events: 100, refused: 0 }] });
  });

  test.each([
    ["a branch with a slash", "feature/numbers", "v2"],
    ["an annotated tag", "v2", "HEAD"],
    ["a way back", "HEAD~0", "HEAD"],
    ["a folder of it, from the root", "HEAD:rules", "HEAD"],
    ["a folder of it, from here", "HEAD:./rules/", "HEAD:a/../rules"],
  ])("%s", async (_, base, head) => {
    const { code, diff: found } = await diff(base, head);
    expect(code).toBe(0);
    expect(found).toMatchObject({
      base: { commit: second },
      changes: [],
      verdict: "passed",
      data: null,
      cells: null,
      cost: null,
      summary: { unchanged: 2, findings: null, shadow: null },
    });
  });

  test("a short commit, and another folder", async () => {
    const { diff: found } = await diff(second.slice(0, 8), "HEAD:other/rules");
    expect(found.base.commit).toBe(second);
    expect(found.changes.map(({ id, kinds }) => [id, kinds])).toEqual([["too-many", ["removed"]]]);
  });
});

describe("a folder", () => {
  test("is compared with the rules as they are now, where the head is not named", async () => {
    file("rules/a/too-many.json", JSON.stringify(tooMany(50, { severity: "warning" })));
    const { code, diff: found } = await diff("main");
    git("checkout", "-q", "--", "rules");
    expect(code).toBe(0);
    expect(found.head).toMatchObject({ name: "rules", commit: null });
    expect(found.changes.map(({ kinds }) => kinds)).toEqual([["severity"]]);
  });

  test("comes before a revision of the same name", async () => {
    git("branch", "both", "v1");
    file("both/same.json", JSON.stringify(same));
    const { diff: found } = await diff("both", "v1");
    expect(found.base).toMatchObject({ name: "both", commit: null, rules: 1 });
    rmSync(join(folder, "both"), { recursive: true });
    git("branch", "-q", "-D", "both");
  });
});

describe("exit codes and what they say", () => {
  test("what is proved to mean the same needs no new version", async () => {
    const violation = { fact: "participants", operator: "greaterThan", value: 100 };
    const folders = Object.entries({
      base: violation,
      same: { fact: "participants", operator: "greaterThanInclusive", value: 101 },
      other: { fact: "participants", operator: "greaterThanInclusive", value: 100 },
    }).map(([name, each]) => {
      file(
        `proved/${name}/ruleset.json`,
        JSON.stringify({ name: "x", version: "1", conditions: {}, rules: [] }),
      );
      const rule = ruleOf("error", { violation: each });
      file(`proved/${name}/a/found-error.json`, JSON.stringify(rule));
      return `proved/${name}`;
    });
    const [base = "", head = "", other = ""] = folders;
    const { code, diff: found } = await diff(base, head);
    expect(code).toBe(0);
    expect(found.failures).toEqual([]);
    expect(found.summary.rules).toEqual({ wording: 1 });
    expect(found.changes).toMatchObject([
      {
        kinds: ["wording"],
        words: [{ kind: "wording", text: expect.stringContaining("101") }],
        difference: { verdict: "impossible" },
      },
    ]);
    for (const format of ["table", "markdown"]) {
      const { stdout } = await runShared(["rules", "diff", base, head, "--format", format]);
      expect(stdout).toMatch(/more than 100.* → .*at least 101/s);
      expect(stdout.replaceAll(/\s+/g, " ")).toContain("proved: both versions say the same of every event");
    }
    expect((await diff(base, other)).code).toBe(1);
  });

  const folderWith = (name: string, rule: object): string =>
    file(`${name}/rule.json`, JSON.stringify(rule)).replace(/.rule\.json$/, "");
  const pair = (before: object, after: object): readonly [string, string] => [
    folderWith("before", before),
    folderWith("after", after),
  ];

  test.each<readonly [string, object, object, readonly string[], number, readonly string[]]>([
    ["a new version for a new meaning", tooMany(100), tooMany(50, { version: 2 }), [], 0, []],
    ["a new meaning alone", tooMany(100), tooMany(50), [], 1, ["meaning-without-version"]],
    [
      "a version that went back",
      tooMany(50, { version: 3 }),
      tooMany(50, { version: 2 }),
      [],
      1,
      ["version-went-back"],
    ],
    ["severity alone", tooMany(50), tooMany(50, { severity: "info" }), ["--fail-on-new"], 0, []],
    ["new findings", tooMany(100), tooMany(99, { version: 2 }), ["--fail-on-new"], 1, ["new-findings"]],
    ["dropped ones", tooMany(99), tooMany(100, { version: 2 }), ["--fail-on-new"], 0, []],
    ["as much as may change", tooMany(100), tooMany(95, { version: 2 }), ["--max-change", "5%"], 0, []],
    ["one more", tooMany(100), tooMany(94, { version: 2 }), ["--max-change", "5%"], 1, ["too-much-change"]],
    [
      "as many dropped",
      tooMany(94),
      tooMany(100, { version: 2 }),
      ["--max-change", "5%"],
      1,
      ["too-much-change"],
    ],
    [
      "a rule on trial that is promoted",
      tooMany(90, { state: "shadow" }),
      tooMany(90),
      ["--fail-on-new", "--max-change", "9.9%"],
      1,
      ["new-findings", "too-much-change"],
    ],
    [
      "a rule on trial that finds more",
      tooMany(90, { state: "shadow" }),
      tooMany(10, { state: "shadow", version: 2 }),
      ["--fail-on-new", "--max-change", "0%"],
      0,
      [],
    ],
    [
      "other fields",
      tooMany(90),
      tooMany(90, { fields: ["registered"] }),
      ["--fail-on-new"],
      1,
      ["new-findings"],
    ],
  ])("%s", async (_, before, after, options, exitCode, codes) => {
    const { code, diff: found } = await diff(...pair(before, after), ...options, "--data", data());
    expect(found.failures.map((failure) => failure.code)).toEqual(codes);
    expect(code).toBe(exitCode);
    expect(found.verdict).toBe(exitCode === 0 ? "passed" : "failed");
  });

  test("a share of a rule that evaluated nothing before is one of what it evaluates now", async () => {
    const absent = { when: { fact: "status", operator: "equal", value: "planned" } };
    const [before, after] = pair(tooMany(95, absent), tooMany(95, { version: 2 }));
    const changed = async (share: string): Promise<number | null> =>
      (await diff(before, after, "--max-change", share, "--data", data())).code;
    expect(await changed("5%")).toBe(0);
    expect(await changed("4.999%")).toBe(1);
  });

  test("a field that only head needs brings findings of its cells", async () => {
    const [before, after] = pair(same, {
      ...same,
      version: 2,
      when: { fact: "registered", operator: "isPresent", value: true },
    });
    const csv = file("cells.csv", "Event ID,Participants,Registered\nA,1,few\nB,1,2\nC,1,3\n");
    const { diff: found, code } = await diff(before, after, "--fail-on-new", "--data", csv);
    expect(found.cells).toMatchObject({
      new: 1,
      dropped: 0,
      examples: { new: [{ eventId: "A", ruleId: "cell-unreadable" }] },
    });
    expect(found.summary.findings).toMatchObject({ new: 1, newBySeverity: { error: 1 } });
    expect(found.failures).toMatchObject([{ code: "new-findings", rule: null }]);
    expect(code).toBe(1);
    const { diff: back } = await diff(after, before, "--data", csv);
    expect(back.cells).toMatchObject({ new: 0, dropped: 1 });
  });
});

describe("the output", () => {
  test("is the same every time, without the cost", async () => {
    const args = ["rules", "diff", "v1", "HEAD", "--data", data(), "--as-of", "2025-06-30", "--no-cost"];
    for (const format of ["json", "table", "markdown"]) {
      const one = await run([...args, "-f", format]);
      expect(one.stdout).not.toBe("");
      expect(one.stderr).toBe("");
      expect(one.stdout).not.toMatch(/cost of evaluation/i);
      expect((await run([...args, "-f", format])).stdout).toBe(one.stdout);
    }
  });

  test("has the cost apart from the rest", async () => {
    const { diff: found } = await diff("v1", "HEAD", "--data", data());
    expect(found.cost).toEqual({
      events: 100,
      base: expect.any(Number),
      head: expect.any(Number),
      rules: [
        { id: "found-warning", base: expect.any(Number), head: null },
        { id: "too-many", base: expect.any(Number), head: expect.any(Number) },
      ],
    });
  });

  test("as a table, for a person", async () => {
    const { stdout } = await runShared(
      [
        "rules",
        "diff",
        "v1",
        "HEAD",
        "--data",
        data(),
        "--as-of",
        "2025-06-30",
        "--no-cost",
        "--examples",
        "1",
      ],
      { COLUMNS: "200" },
    );
    const path = join(folder, "events.csv");
    // How a condition is told is held elsewhere.
    const lines = stdout.split("\n").filter((line) => !/^ {2}(?:applies|wrong) where: ./.test(line));
    expect(lines).toHaveLength(stdout.split("\n").length - 2);
    expect(lines.join("\n")).toBe(
      `v1 (${first.slice(0, 7)}, 3 rules) → HEAD (${second.slice(0, 7)}, 2 rules)
2 rules changed (1 removed, 1 meaning), 1 unchanged.
On 100 events of 1 file as of 2025-06-30: 50 new findings (50 errors), 1 dropped (1 warning), 0 changed.

Failed
  too-many: the meaning changed, and the version is still 1: make it 2 and say in the history what changed

too-many · meaning · version 1
  limit: 100 people → 50 people (source: ours: a sample)
  for example, participants is 51 (on 2025-06-30): passed → failed
  New 50 (50.0 %) · dropped 0 · changed 0 · evaluated 100 · not assessed 0
  Events: 50 passed → failed
    + EMS-51 · CWM · ${path}:52: There are 51 participants.
    and 49 more

found-warning · removed · version 1
  the rule is gone, warning, active: “Found as warning”
  ids are kept for ever: a rule that is not wanted any more stays in its file with the state retired
  New 0 · dropped 1 (1.0 %) · changed 0 · evaluated 100 → – · not assessed 0 → –
    - EMS-2 · CWM · ${path}:3: There are 2 participants.
`,
    );
  });

  test("goes into a file, whole or not at all", async () => {
    const target = file("comment.md", "old");
    const args = ["rules", "diff", "v1", "HEAD", "-f", "markdown", "-o", target, "--data"];
    const bad = await runShared([...args, join(folder, "none.csv")]);
    expect(bad.code).toBe(2);
    expect(readFileSync(target, "utf8")).toBe("old");
    const good = await runShared([...args, data()]);
    expect(good).toMatchObject({ code: 1, stdout: "", stderr: "" });
    expect(readFileSync(target, "utf8")).toMatch(/^## ❌ Rules diff: 50 new findings/);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("leaves nothing behind after %s", async (signal, exitCode) => {
    const started = start(["rules", "diff", "v1", "HEAD", "--data", "-", "-o", join(folder, "stopped.md")]);
    const left = (): readonly string[] => readdirSync(folder).filter((name) => name.includes("stopped.md"));
    // It has begun where its file is there; what it reads never ends.
    while (left().length === 0) await setTimeout(20);
    started.process.kill(signal);
    expect((await started.result).code).toBe(exitCode);
    expect(left()).toEqual([]);
  });

  test("takes data from standard input, once", async () => {
    const { stdout } = await run(
      ["rules", "diff", "v1", "HEAD", "--data", "-", "-f", "json"],
      readFileSync(data(), "utf8"),
    );
    expect(JSON.parse(stdout)).toMatchObject({ data: { events: 100, inputs: [{ file: "<stdin>" }] } });
  });

  test("adds up several files, --data given once or twice", async () => {
    const more = file("more.csv", eventsWith([60, 2]));
    const one = await diff("v1", "HEAD", "--no-cost", "--data", data(), more);
    const other = await diff("v1", "HEAD", "--no-cost", "--data", data(), "--data", more);
    expect(one.diff).toEqual(other.diff);
    expect(one.diff.summary.findings).toMatchObject({ new: 51, dropped: 2 });
  });

  test("says where there are no events", async () => {
    const empty = file("empty.csv", "Event ID,Participants\n");
    const { stderr, code } = await runShared(["rules", "diff", "v1", "v1", "--data", empty]);
    expect(stderr).toBe("No event was compared: there is none.\n");
    expect(code).toBe(0);
  });
});

test("a submodule is in another repository", async () => {
  git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},sub`);
  const revision = git("commit-tree", git("write-tree"), "-m", "with a submodule");
  git("update-index", "--force-remove", "sub");
  const { code, stderr } = await runShared(["rules", "diff", `${revision}:sub`, "HEAD"]);
  expect(code).toBe(2);
  expect(stderr).toContain("[no-such-folder]");
});

describe("mistakes", () => {
  test.each<readonly [string, readonly string[], string, string]>([
    [
      "a revision that is none",
      ["mian"],
      "unknown-revision",
      "branches and tags are feature/numbers, main, v1, v2.",
    ],
    ["a branch that is near", ["feature/number"], "unknown-revision", 'Did you mean "feature/numbers"?'],
    ["what looks like an option", ["--", "--output=x"], "unknown-revision", "git knows no revision"],
    ["no revision before the colon", [":rules"], "unknown-revision", "no revision before the colon"],
    ["a folder that is not in the revision", ["v1:rule"], "no-such-folder", 'Did you mean "v1:rules"?'],
    ["the folder of another", ["HEAD:x/rules"], "no-such-folder", 'Did you mean "HEAD:rules"?'],
    ["a file in the revision", ["v1:rules/README.md"], "no-such-folder", 'has no folder "rules/README.md"'],
    ["a folder without rules", ["v1:rules/node_modules/none"], "no-such-folder", "v1:path/to/rules"],
    ["a file", ["rules/README.md"], "not-a-folder", "this is a file"],
    ["nothing", [], "missing-argument", "ems-dq rules diff main"],
    ["data before the rules", ["--data", "a.csv", "main", "HEAD"], "missing-argument", "put it last"],
    ["an empty name", [""], "invalid-option", "The base cannot be empty"],
    ["a format", ["main", "-f", "markdwon"], "invalid-option", 'Did you mean "markdown"?'],
    ["a share", ["main", "--data", "events.csv", "--max-change", "5"], "invalid-option", "such as 5%"],
    ["a share without data", ["main", "--max-change", "5%"], "invalid-option", "Name exports with --data"],
    ["new findings without data", ["main", "--fail-on-new"], "invalid-option", "Name exports with --data"],
    ["a date", ["main", "--as-of", "yesterday"], "invalid-option", "a date such as"],
    ["a number", ["main", "--examples", "many"], "invalid-option", "--examples"],
    ["data that are not there", ["main", "--data", "none.csv"], "file-not-found", "none.csv"],
    ["a profile", ["main", "--profile", "emss"], "profile", "ems"],
  ])("%s", async (_, args, code, text) => {
    data();
    const result = await runShared(["rules", "diff", ...args]);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain(code);
    expect(result.stderr).toContain(text);
    expect(result.stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });

  test("mistakes of an old revision are told with its name, line and column, those of both sides at once", async () => {
    const broken = commit({ "rules/a/too-many.json": tooMany(50, { severty: "error" }) }, "broken");
    const bytes = file("latin/rule.json", Buffer.from([0x22, 0xe9, 0x22]));
    git("add", "latin");
    git("commit", "-q", "-m", "latin");
    const result = await runShared(["rules", "diff", broken.slice(0, 9), "HEAD:latin"]);
    git("reset", "-q", "--hard", second);
    expect(existsSync(bytes)).toBe(false);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toMatch(
      new RegExp(
        `^${broken.slice(0, 9)}:rules/a/too-many\\.json:\\d+:\\d+: at \\$\\.severty: .*\\[unknown-key\\]`,
        "m",
      ),
    );
    expect(result.stderr).toContain("HEAD:latin/rule.json: The file is not UTF-8 text. [not-utf-8]");
  });

  test("no repository, and no git", async () => {
    const outside = await runShared(["rules", "diff", "main"], { GIT_DIR: join(folder, "none") });
    expect(outside.code).toBe(2);
    expect(outside.stderr).toContain("not-a-repository");
    const without = await runShared(["rules", "diff", "main"], { PATH: "" });
    expect(without.code).toBe(2);
    expect(without.stderr).toContain("git-not-found");
  });

  test("a shallow clone says how to get what is missing", async () => {
    const clone = join(folder, "clone");
    git("clone", "-q", "--depth", "1", `file://${folder}`, clone);
    const result = await runShared(["rules", "diff", "v1"], { GIT_DIR: join(clone, ".git") });
    rmSync(clone, { recursive: true });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("fetch-depth: 0");
  });

  test("no folder rules to take for the head", async () => {
    mkdirSync(join(folder, "away"), { recursive: true });
    git("mv", "rules", "away/rules");
    const result = await runShared(["rules", "diff", "v1"]);
    git("reset", "-q", "--hard", second);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("folder-not-found");
  });
});
