import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { requireAll } from "./requireAll.ts";
import { root } from "./root.ts";
import { pack } from "./tarball.ts";

const project = mkdtempSync(join(tmpdir(), "ems-dq-installed-"));
let missing: string | undefined;

function run(command: string, ...words: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(command, words, { cwd: project, encoding: "utf8", input: "" });
}

function inProject(module: string): string {
  const { status, stdout, stderr } = run(process.execPath, "--input-type=module", "--eval", module);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout.trim();
}

beforeAll(() => {
  writeFileSync(join(project, "package.json"), '{ "name": "empty", "private": true }\n');
  const { filename } = pack(project);
  const { status, stderr } = run(
    "npm",
    "install",
    `./${filename}`,
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
  );
  if (status === 0) return;
  if (requireAll) throw new Error(`The tarball cannot be installed.\n${stderr}`);
  // Its dependencies come from npm's cache or the network; a machine may have neither.
  missing = "npm cannot get the dependencies";
});

beforeEach(({ skip }) => {
  if (missing !== undefined) skip(missing);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("installed into an empty project", () => {
  test("the main entry checks an event", () => {
    const found = inProject(
      `import { createChecker } from "ems-data-quality";
       const { findings } = createChecker({ asOf: "2025-06-30" }).check({ eventId: "EMS-1", title: "Trade law" });
       console.log(findings.map(({ ruleId }) => ruleId).includes("event-type-missing"));`,
    );
    expect(found).toBe("true");
  });

  test("the engine entry judges records of any kind", () => {
    const loaded = inProject(
      `import { compileRules, parseRules } from "ems-data-quality/engine";
       console.log(typeof compileRules, typeof parseRules);`,
    );
    expect(loaded).toBe("function function");
  });

  test("the Node entry reads a table", () => {
    writeFileSync(join(project, "table.csv"), "a;b\n1;2\n");
    const cells = inProject(
      `import { readTable } from "ems-data-quality/node";
       const { header, rows } = await readTable("table.csv");
       for await (const { cells } of rows) console.log(JSON.stringify([header, cells]));`,
    );
    expect(cells).toBe('[["a","b"],["1","2"]]');
  });

  test("the command says its version, checks a file and exits with 1", () => {
    const command = join(project, "node_modules/.bin/ems-dq");
    expect(run(command, "--version")).toMatchObject({
      status: 0,
      stdout: `${manifest.version}\n`,
      stderr: "",
    });
    writeFileSync(
      join(project, "export.csv"),
      "Event ID,Title,Status,Event type\nEMS-1,Trade law,Completed,\n",
    );
    const check = run(command, "check", "export.csv", "--as-of", "2025-06-30", "--format", "json");
    expect(check.stderr).toBe("");
    expect(check.status).toBe(1);
    expect(JSON.parse(check.stdout)).toMatchObject({
      schema: "ems-data-quality/report/1",
      summary: { events: 1 },
    });
  });

  test("schemas, rules and profiles can be imported by name", () => {
    const names = ["schemas/rule.schema.json", "rules/certification/coc-zero.json", "profiles/ems.json"];
    const resolved = inProject(
      `${JSON.stringify(names)}.forEach((name) => console.log(import.meta.resolve("ems-data-quality/" + name)));`,
    );
    expect(resolved.split("\n")).toHaveLength(3);
  });
});

describe("types in a consumer", () => {
  const pure = `
import { createChecker, type EmsEvent, type Finding, type Report } from "ems-data-quality";
import { compileRules, parseRules } from "ems-data-quality/engine";

const event = { eventId: "EMS-1", participants: 12, learningRelated: true } satisfies EmsEvent;
const checker = createChecker({ asOf: "2025-06-30" });
const findings: readonly Finding[] = checker.check(event).findings;
const report: Report = checker.checkAll([event]);
const severity: "error" | "warning" | "info" | undefined = findings[0]?.severity;
const failed: number | undefined = report.rules[0]?.failed;
// @ts-expect-error A count is a number.
checker.check({ participants: "twelve" });
// @ts-expect-error No field has that name.
createChecker({ absent: ["eventtype"] });
export { compileRules, failed, parseRules, severity };

// What a program exports of all this can be named in its declarations.
const [outcome] = checker.check(event).outcomes;
export const failure = outcome?.outcome === "failed" ? outcome.failure : undefined;
export const failedField = failure?.fields[0];
export const missing = outcome?.outcome === "notAssessed" ? outcome.reasons : undefined;
const explanation = checker.explain(event, "coc-zero");
export const tree = explanation.when;
export const decidedBy = explanation.decidedBy;
export const { rules, summary, rootCauses } = report;
export const head = checker.run().finish({ listed: 0, durationMs: 0 });
export const rule = checker.ruleset.rules[0];
`;
  const node = `
import { readTable } from "ems-data-quality/node";
const { header, rows } = await readTable("table.csv");
const names: readonly string[] = header;
for await (const { cells, line } of rows) console.log(names, cells satisfies readonly string[], line.toFixed());
`;

  function typeCheck(name: string, text: string, options: object): string {
    const folder = join(project, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
    writeFileSync(join(folder, "consumer.ts"), text);
    const compilerOptions = { target: "ES2023", strict: true, noEmit: true, declaration: true, ...options };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
    return run(process.execPath, join(root, "node_modules/typescript/bin/tsc"), "--project", folder).stdout;
  }

  // The pure entries promise to need no types of Node. The first check reads all declarations, zod's too.
  test.each([
    ["NodeNext", { module: "NodeNext", moduleResolution: "NodeNext" }],
    ["Bundler", { module: "ESNext", moduleResolution: "Bundler", skipLibCheck: true }],
  ])("the pure entries, with resolution as %s", (name, options) => {
    expect(typeCheck(name, pure, { types: [], lib: ["ES2023", "DOM"], ...options })).toBe("");
  });

  test("the Node entry", () => {
    mkdirSync(join(project, "node_modules/@types"), { recursive: true });
    for (const each of ["@types/node", "undici-types"])
      symlinkSync(join(root, "node_modules", each), join(project, "node_modules", each));
    const options = { module: "NodeNext", lib: ["ES2023"], types: ["node"], skipLibCheck: true };
    expect(typeCheck("node", node, { ...options, preserveSymlinks: true })).toBe("");
  });
});
