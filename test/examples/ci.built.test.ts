import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { array, object, enum as oneOf, record, strictObject, string, unknown } from "zod";
import { root } from "../package/root.ts";
import { parseXml } from "../report/formats/xml.ts";
import { makeRepository, type Repository } from "./repository.ts";

const texts = {
  github: readFileSync(join(root, "examples/ci/github-actions.yml"), "utf8"),
  gitlab: readFileSync(join(root, "examples/ci/gitlab-ci.yml"), "utf8"),
};

const stepSchema = strictObject({
  name: string().optional(),
  if: string().optional(),
  uses: string().optional(),
  with: record(string(), unknown()).optional(),
  env: record(string(), string()).optional(),
  run: string().optional(),
});
const accessSchema = record(string(), oneOf(["read", "write", "none"]));
const workflow = object({
  permissions: accessSchema,
  defaults: strictObject({ run: strictObject({ shell: string() }) }),
  jobs: record(string(), object({ permissions: accessSchema.optional(), steps: array(stepSchema) })),
}).parse(parse(texts.github));

const jobSchema = object({ script: array(string()), rules: array(object({ if: string() })).optional() });
const {
  default: everywhere,
  workflow: _,
  ...gitlabJobs
} = object({
  default: object({ before_script: array(string()) }),
  workflow: unknown(),
})
  .catchall(jobSchema)
  .parse(parse(texts.gitlab));

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As the runners do it: a shell that ends with the first command that fails. */
function shell(script: string, { folder, environment }: Repository, env: NodeJS.ProcessEnv): Ran {
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
    { cwd: folder, env: { ...environment, ...env }, encoding: "utf8" },
  );
  return { code: status, stdout, stderr };
}

/** What each step and each job has to say of a change: its exit code, and something that it says. */
const expected = {
  sound: {
    Install: [0, ""],
    "Mistakes in the rules, annotated where they stand": [0, ""],
    "Examples of the rules, and what they do not show": [0, "all as expected"],
    "Edits of the rules that no example would notice": [0, "0 survived"],
    "Pages of the rules are up to date": [0, "up to date"],
    "What the change does to the findings": [0, ""],
    Annotations: [0, "::notice title=ems-dq check::No findings in 2 events."],
    Summary: [0, ""],
    "Report for code scanning": [0, ""],
    "Report for test views, and for a spreadsheet": [0, ""],
    Check: [0, "No findings."],
    "lint-rules": [0, ""],
    "test-rules": [0, ""],
    "mutate-rules": [0, "0 survived"],
    "pages-of-rules": [0, "up to date"],
    "diff-rules": [0, ""],
    "check-export": [0, "No findings."],
  },
  wrong: {
    Install: [0, ""],
    "Mistakes in the rules, annotated where they stand": [
      1,
      "file=rules/schedule/end-before-start.json,line=",
    ],
    "Examples of the rules, and what they do not show": [1, "end-before-start"],
    "Edits of the rules that no example would notice": [2, ""],
    "Pages of the rules are up to date": [1, "end-before-start"],
    "What the change does to the findings": [1, ""],
    Annotations: [0, "::error file=exports/2024.csv,line=4,"],
    Summary: [0, ""],
    "Report for code scanning": [0, ""],
    "Report for test views, and for a spreadsheet": [0, ""],
    Check: [1, "EMS-3"],
    "lint-rules": [1, "end-before-start"],
    "test-rules": [1, ""],
    "mutate-rules": [2, ""],
    "pages-of-rules": [1, "end-before-start"],
    "diff-rules": [1, ""],
    "check-export": [1, "EMS-3"],
  },
} as const;

describe.each(["sound", "wrong"] as const)("of a change that is %s", (change) => {
  let repository: Repository;
  let runner: string;
  beforeAll(() => {
    repository = makeRepository(change);
    runner = mkdtempSync(join(tmpdir(), "ems-dq-runner-"));
    for (const name of ["path", "summary"]) writeFileSync(join(runner, name), "");
  });
  afterAll(() => {
    repository.remove();
    rmSync(runner, { recursive: true, force: true });
  });

  function expectSaid(name: string, { code, stdout, stderr }: Ran): void {
    const [exit, says] = expected[change][name as keyof (typeof expected)[typeof change]];
    expect({
      code,
      said: stdout.includes(says) ? says : stdout,
      stderr: code === exit ? "" : stderr,
    }).toEqual({
      code: exit,
      said: says,
      stderr: "",
    });
  }

  describe("GitHub Actions", () => {
    const steps = Object.entries(workflow.jobs).flatMap(([job, { steps: all }]) =>
      all.flatMap((step) =>
        step.run === undefined ? [] : [{ job, name: step.name ?? "", run: step.run, env: step.env ?? {} }],
      ),
    );

    test.each(steps)("$job: $name", ({ name, run, env }) => {
      const known: Readonly<Record<string, string>> = {
        "${{ github.event.pull_request.base.sha }}": repository.base,
      };
      const values = Object.entries(env).map(([key, value]) => [
        key,
        known[value] ?? "not known to this test",
      ]);
      const added = readFileSync(join(runner, "path"), "utf8").split("\n").filter(Boolean);
      const ran = shell(run, repository, {
        ...Object.fromEntries(values),
        PATH: [...added, repository.bin, process.env.PATH].join(delimiter),
        GITHUB_PATH: join(runner, "path"),
        GITHUB_STEP_SUMMARY: join(runner, "summary"),
      });
      expectSaid(name, ran);
    });

    test("leaves its reports and its summary", () => {
      const summary = readFileSync(join(runner, "summary"), "utf8");
      expect(summary).toContain("participants-exceed-registered");
      expect(summary).toContain(change === "sound" ? "The check **passes**" : "The check **fails**");
      for (const name of ["check.sarif", "check.xml", "findings.csv"])
        expect(existsSync(join(repository.folder, "reports", name))).toBe(true);
      const sarif = JSON.parse(readFileSync(join(repository.folder, "reports/check.sarif"), "utf8")) as {
        readonly runs: readonly [{ readonly results: readonly object[] }];
      };
      expect(sarif.runs[0].results).toHaveLength(change === "sound" ? 0 : 2);
      const { attributes } = parseXml(readFileSync(join(repository.folder, "reports/check.xml"), "utf8"));
      expect(attributes.failures).toBe(change === "sound" ? "0" : "2");
    });
  });

  describe("GitLab CI", () => {
    test.each(Object.entries(gitlabJobs))("%s", (name, { script }) => {
      rmSync(join(repository.folder, "reports"), { recursive: true, force: true });
      const ran = shell([...everywhere.before_script, ...script].join("\n"), repository, {
        PATH: [repository.bin, process.env.PATH].join(delimiter),
        CI_MERGE_REQUEST_DIFF_BASE_SHA: repository.base,
      });
      expectSaid(name, ran);
      for (const [, path = ""] of texts.gitlab.matchAll(/--output (\S+)/g))
        if (script.some((line) => line.includes(path)))
          expect({ path, exists: existsSync(join(repository.folder, path)) }).toEqual({ path, exists: true });
    });
  });
});

describe("the workflow of GitHub", () => {
  const jobs = Object.values(workflow.jobs);

  test("asks for as little as it can, and for no secret", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(jobs.flatMap(({ permissions = {} }) => Object.entries(permissions))).toEqual([
      ["contents", "read"],
      ["security-events", "write"],
    ]);
    expect(texts.github + texts.gitlab).not.toMatch(/secrets\.|token:|_TOKEN/i);
  });

  test("takes actions by their major version", () => {
    const actions = jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    expect(actions.length).toBeGreaterThan(4);
    for (const action of actions) expect(action).toMatch(/^(?:actions|github)\/[a-z/-]+@v\d+$/);
  });

  test("puts nothing from outside into a command, where it could be one", () => {
    for (const { steps } of jobs) for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  test("is read by the shell that the steps are tried with", () => {
    expect(workflow.defaults.run.shell).toBe("bash");
  });

  test("has each of its steps in this test", () => {
    const named = jobs.flatMap(({ steps }) =>
      steps.filter(({ run }) => run !== undefined).map(({ name }) => name),
    );
    expect(new Set([...named, ...Object.keys(gitlabJobs)])).toEqual(new Set(Object.keys(expected.sound)));
  });
});
