import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import * as engine from "../src/engine.ts";
import { isoFormat } from "../src/events/cells/format.ts";
import * as index from "../src/index.ts";
import * as node from "../src/node.ts";
import { Unreadable } from "../src/rules/value.ts";

/**
 * Runs every `@example` of the documentation comments as it stands. A line `expression; // value` is a claim: the
 * expression must have that value, or be an `Unreadable` where the comment says so.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const source = join(root, "src");

interface Example {
  readonly file: string;
  readonly code: string;
}

/** From the lines of a comment to what they hold. */
function uncommented(text: string): string {
  return text.replaceAll(/^ *\* ?/gm, "");
}

const examples: readonly Example[] = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".generated.ts"))
  .sort()
  .flatMap((name) => {
    const file = join(source, name);
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/@example\n([\s\S]*?)\*\//g)].map(([, comment = ""]) => ({
      file,
      code: /```ts\n([\s\S]*?)```/.exec(uncommented(comment))?.[1] ?? "",
    }));
  });

/** The rule that docs/rule-language.md explains. */
const ruleText =
  /```json\n([\s\S]*?)```/.exec(readFileSync(join(root, "docs/rule-language.md"), "utf8"))?.[1] ?? "";
const rules = index.parseEventRules(ruleText);

const checker = index.createChecker({ asOf: "2025-06-30" });
const events = [{ eventId: "EMS-1", startDate: "2025-03-07", endDate: "2025-03-03" }];
const report = checker.checkAll(events);
const baseline = index.baselineOf(report.findings, report.run);
const waiver = {
  id: "joint-workshops",
  rules: ["coc-zero"],
  units: ["MDP"],
  reason: "Joint workshops award no certificates.",
  responsible: "head of unit",
  from: "2025-01-01",
  until: "2025-12-31",
};

/** What examples take as given. */
const given: Readonly<Record<string, unknown>> = {
  text: ruleText,
  json: JSON.parse(ruleText),
  facts: index.eventFacts,
  rules,
  rule: rules.rules[0],
  base: { ...rules, rules: rules.rules.map((rule) => ({ ...rule, severity: "warning" })) },
  head: rules,
  vocabulary: { facts: index.eventFacts, codeLists: index.codeLists },
  compiled: engine.compileRules(rules, { asOf: "2025-06-30" }),
  judge: index.createChecker({ asOf: "2025-06-30" }).check,
  checker,
  events,
  finding: report.findings[0],
  baseline,
  waivers: [waiver],
  isoFormat,
  handle: () => undefined,
  readFile: async (name: string) => readFileSync(name, "utf8"),
  console: { log: () => undefined },
};

const folder = mkdtempSync(join(tmpdir(), "ems-examples-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

/** Files that examples name, which stand in the repository under other names. */
const files: Readonly<Record<string, string>> = {
  "export.csv": join(root, "fixtures/small.csv"),
  "my-unit.json": join(root, "profiles/ems.json"),
  "ems-dq.baseline.json": written("baseline.json", baseline),
  "ems-dq.config.json": written("config.json", {}),
  "waivers.json": written("waivers.json", { waivers: [waiver] }),
  rules: join(root, "rules"),
};

const claim = /^( *)(?!const |let |for |import |\/\/)(\S.*); \/\/ (.+)$/gm;

async function run({ file, code }: Example): Promise<void> {
  const checked = code.replaceAll(
    claim,
    (_, indent: string, expression: string, value: string) =>
      `${indent}is(${expression}, ${JSON.stringify(value)});`,
  );
  const withFiles = Object.entries(files).reduce(
    (text, [name, path]) =>
      text.replaceAll(`("${name}"`, `("${path}"`).replaceAll(`["${name}"]`, `["${path}"]`),
    checked,
  );
  const { code: script } = await transform(`async () => {\n${withFiles}\n}`, { loader: "ts" });
  const own: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
  const scope: Record<string, unknown> = { ...index, ...engine, ...node, ...Object(own), ...given, is };
  const made: unknown = new Function(...Object.keys(scope), `return ${script}`)(...Object.values(scope));
  if (typeof made !== "function") throw new Error("an example is not a function body");
  await made();
}

function is(found: unknown, said: string): void {
  if (said.startsWith("Unreadable")) expect(found).toBeInstanceOf(Unreadable);
  else expect(found).toEqual(JSON.parse(said));
}

describe("the examples of the documentation comments", () => {
  test.for(examples.map((example, at) => [`${relative(root, example.file)} (${at + 1})`, example] as const))(
    "%s",
    async ([, example]) => {
      expect(example.code).not.toBe("");
      if (example.code.startsWith("throw ")) await expect(run(example)).rejects.toThrow();
      else await run(example);
    },
  );

  test("a claim that is wrong is found", async () => {
    const wrong = { file: join(source, "fold.ts"), code: `fold("Épée"); // "epees"\n` };
    await expect(run(wrong)).rejects.toThrow("epees");
    await run({ ...wrong, code: `fold("Épée"); // "epee"\n` });
  });
});
