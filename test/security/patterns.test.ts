/** No text makes a pattern of the package run long: neither those of its code, nor those of its rules. */
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test, vi } from "vitest";
import { type Attack, attacksOn } from "./attacks.ts";
import { type Counter, endless, stepCounter } from "./backtracking.ts";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** The modules that a save can reach: those of the pure entries. */
function pureModules(): readonly string[] {
  const found = new Set<string>();
  const open = ["index.ts", "engine.ts"].map((file) => join(src, file));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const { fileName } of ts.preProcessFile(readFileSync(file, "utf8")).importedFiles)
      if (fileName.startsWith(".")) open.push(join(dirname(file), fileName));
  }
  return [...found].sort();
}

interface Located {
  readonly file: string;
  readonly pattern: RegExp;
}

/** Patterns that are written down, and how many are put together. */
function patternsIn(file: string): { readonly literals: readonly RegExp[]; readonly made: number } {
  const literals: RegExp[] = [];
  let made = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = "", flags = ""] = /^\/(.*)\/([a-z]*)$/su.exec(node.text) ?? [];
      literals.push(new RegExp(source, flags));
    }
    if (ts.isNewExpression(node) && node.expression.getText() === "RegExp") made++;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023, true));
  return { literals, made };
}

/** Patterns that are put together when the package is loaded, with the file that does it. */
async function madeOnLoad(): Promise<readonly Located[]> {
  const made: Located[] = [];
  const original = globalThis.RegExp;
  const spy = new Proxy(original, {
    construct(target, given: [string, string?]) {
      const pattern = new target(...given);
      // Behind this line and that of the trap comes who asked; libraries make patterns of their own.
      const caller = new Error().stack?.split("\n")[2] ?? "";
      const [, file] = /\/src\/([^:?)]+\.ts)/.exec(caller) ?? [];
      if (file !== undefined && !caller.includes("node_modules")) made.push({ file, pattern });
      return pattern;
    },
  });
  vi.resetModules();
  try {
    globalThis.RegExp = spy;
    await Promise.all([import("../../src/index.ts"), import("../../src/engine.ts")]);
  } finally {
    globalThis.RegExp = original;
  }
  return made;
}

const modules = pureModules().map((path) => ({
  file: relative(src, path).replaceAll("\\", "/"),
  ...patternsIn(path),
}));
const made = await madeOnLoad();
const all: readonly Located[] = [
  ...modules.flatMap(({ file, literals }) => literals.map((pattern) => ({ file, pattern }))),
  ...made,
];

/** Files whose patterns may take more steps than in proportion, with the most signs that these are ever given. */
const longestIn: Readonly<Record<string, number>> = {
  // No longer text is looked at as a date, as languages, as a header of several parts.
  "events/cells/date.ts": 60,
  "events/cells/languages.ts": 200,
  "profile/headerText.ts": 300,
};

const short = 60;
/** A text that is twice as long takes twice the steps; a square would be four times. */
const mostGrowth = 2.5;
/** What may be spent on one text by a pattern whose text is bounded. */
const mostSteps = 400_000;

test("patterns are found, and none is put together from data", () => {
  expect(all.length).toBeGreaterThan(40);
  for (const { file, made: count } of modules)
    expect([file, made.filter((each) => each.file === file).length]).toEqual([file, count]);
});

/** Whether the steps grow faster than the text. */
function explodes({ stepsFor }: Counter, attack: Attack): boolean {
  const steps = stepsFor(attack(2 * short));
  return steps >= endless || steps > mostGrowth * stepsFor(attack(short));
}

describe.each(all.map(({ file, pattern }) => [file, String(pattern), pattern] as const))(
  "%s %s",
  (file, _, pattern) => {
    const counter = stepCounter(pattern);
    const attacks = attacksOn(counter.ast, pattern.flags);
    const longest = Object.hasOwn(longestIn, file) ? longestIn[file] : undefined;

    if (longest === undefined)
      test("takes steps in proportion to the text", () => {
        for (const attack of attacks)
          if (explodes(counter, attack))
            expect.fail(`too many steps for ${JSON.stringify(attack(8))} and longer`);
      });
    else
      test(`takes few steps for ${longest} signs, and is given no more`, () => {
        for (const attack of attacks) {
          const steps = counter.stepsFor(attack(longest).slice(0, longest));
          if (steps > mostSteps) expect.fail(`${JSON.stringify(attack(8))}: ${steps} steps`);
        }
      });
  },
);

test.each([/^(a+)+$/, /(a|a)*$/, /^\s+$|\s+x/, /\s*$/, /^\d+\d+$/, /^(\d+),?(\d+)\.$/, /(?:,\d*)*x/])(
  "%s, which is known to run long, is found",
  (pattern) => {
    const counter = stepCounter(pattern);
    expect(attacksOn(counter.ast, pattern.flags).some((attack) => explodes(counter, attack))).toBe(true);
  },
);
