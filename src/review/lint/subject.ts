import { DataQualityError, type Problem } from "../../errors.ts";
import { isTooDeep, jsonPath, valueAt } from "../../issues.ts";
import type { Vocabulary } from "../../rules/check.ts";
import type { FactDefinition } from "../../rules/fact.ts";
import { parseRuleSources } from "../../rules/parse.ts";
import type { Condition, Rule } from "../../rules/schema.ts";
import type { Found, Spot } from "./diagnostic.ts";
import { createDocument, type Document, type Path } from "./document.ts";
import { type Ledger, readLedger } from "./ledger.ts";

/** Rule files and what is wrong with them, as `readRuleFolder` reads them. */
export interface LintInput {
  /** As the user named it. */
  readonly folder: string;
  readonly files: readonly {
    readonly file: string;
    readonly text: string;
    readonly json: { readonly value: unknown };
  }[];
  /** What keeps rules from being loaded. */
  readonly problems: readonly Problem[];
  readonly vocabulary: Vocabulary;
  /** The ledger of the folder; `text` is `undefined` where there is none yet. Default: no ledger is kept. */
  readonly ledger?: { readonly file: string; readonly text: string | undefined };
  /** What a file's `$schema` is worth. Default: not looked at. */
  readonly schemas?: SchemaReferences;
}

/** What is known of the JSON Schemas for editors. */
export interface SchemaReferences {
  /** How the file would refer to the schema of its kind; `undefined` where none is near. */
  readonly wanted: (file: string, kind: "rule" | "ruleset") => string | undefined;
  /** Whether the reference leads to a file. */
  readonly leads: (file: string, reference: string) => boolean;
}

/** A rule with its place. */
export interface LocatedRule {
  readonly rule: Rule;
  readonly document: Document;
  /** From the root of the file to the rule. */
  readonly path: Path;
  /** The rule as the file holds it. */
  readonly json: unknown;
}

/** A condition that rules share, with its place. */
export interface LocatedCondition {
  readonly name: string;
  readonly condition: Condition;
  readonly document: Document;
  readonly path: Path;
}

/** What the checks look at: all of the folder that can be loaded. */
export interface Subject {
  readonly folder: string;
  readonly documents: readonly Document[];
  readonly rules: readonly LocatedRule[];
  /** Named conditions of the folder. */
  readonly named: readonly LocatedCondition[];
  /** Named conditions of the folder and of the vocabulary. */
  readonly conditions: Readonly<Record<string, Condition>>;
  readonly vocabulary: Vocabulary;
  readonly facts: ReadonlyMap<string, FactDefinition> | undefined;
  /** Whether nothing had to be left out because of a mistake. */
  readonly isWhole: boolean;
  /** Whether every named condition is known: a rule means something else where one is taken from elsewhere. */
  readonly hasAllConditions: boolean;
  /** Ids that rules have which could not be loaded, and names of files that could not. */
  readonly idsElsewhere: ReadonlySet<string>;
  /** Where the ledger is, or would be; `undefined` where none is kept. */
  readonly ledgerFile: string | undefined;
  readonly ledger: Ledger | undefined;
  readonly schemas: SchemaReferences | undefined;
}

/** Deeper than any rule file: its places are not looked for. */
const deepest = 100;

/** Takes what can be loaded out of a folder. */
export function subjectOf(input: LintInput): Subject {
  const { folder, files, problems, vocabulary, ledger, schemas } = input;
  const documents = files
    .filter(({ json }) => !isTooDeep(json.value, deepest))
    .map(({ file, text, json }) => createDocument(file, text, json.value));
  const entries = documents.flatMap((document) => entriesOf(document));
  const sound = entries.filter((entry) => !problems.some((problem) => isInside(problem, entry)));
  const { rules, named, conditions } = load(sound, vocabulary);
  const loaded = new Set(rules.map(({ document, path }) => keyOf(document.file, path)));
  return {
    folder,
    documents,
    rules,
    named,
    conditions,
    vocabulary,
    facts: vocabulary.facts && new Map(vocabulary.facts.map((fact) => [fact.name, fact])),
    isWhole: problems.length === 0,
    hasAllConditions: problems.every(
      (problem) =>
        documents.some(({ file }) => file === problem.file) &&
        !entries.some((entry) => entry.kind === "head" && isInside(problem, entry)),
    ),
    idsElsewhere: new Set([
      ...entries
        .filter(({ kind, document, path }) => kind === "rule" && !loaded.has(keyOf(document.file, path)))
        .flatMap(({ json }) => {
          const id = valueAt(json, ["id"]);
          return typeof id === "string" ? [id] : [];
        }),
      ...problems.flatMap(({ file = "" }) => /([^/\\]+)\.json$/.exec(file)?.[1] ?? []),
    ]),
    ledgerFile: ledger?.file,
    ledger: ledger?.text === undefined ? undefined : readLedger(ledger.file, ledger.text),
    schemas,
  };
}

interface Entry {
  readonly kind: "rule" | "head";
  readonly document: Document;
  readonly path: Path;
  readonly json: unknown;
}

function keyOf(file: string, path: Path): string {
  return `${file} ${jsonPath(path)}`;
}

/** The rules of a file, and its head with what they share. */
function entriesOf(document: Document): readonly Entry[] {
  const { json } = document;
  const rulesIn = (list: readonly unknown[], path: Path): readonly Entry[] =>
    list.map((item, index) => ({ kind: "rule", document, path: [...path, index], json: item }));
  if (Array.isArray(json)) return rulesIn(json, []);
  if (typeof json !== "object" || json === null) return [];
  if (!("rules" in json || "conditions" in json)) return [{ kind: "rule", document, path: [], json }];
  const list: readonly unknown[] = "rules" in json && Array.isArray(json.rules) ? json.rules : [];
  return [{ kind: "head", document, path: [], json: { ...json, rules: [] } }, ...rulesIn(list, ["rules"])];
}

function isInside({ file, path }: Problem, entry: Entry): boolean {
  if (file !== entry.document.file) return false;
  if (path === undefined) return true;
  const start = jsonPath(entry.path);
  if (entry.kind === "head") return !/^\$\.rules\[/.test(path);
  return path === "$" || path === start || path.startsWith(`${start}.`) || path.startsWith(`${start}[`);
}

interface Loaded {
  readonly rules: readonly LocatedRule[];
  readonly named: readonly LocatedCondition[];
  readonly conditions: Readonly<Record<string, Condition>>;
}

/** Rules that others need less of: what cannot be loaded is left out, and then what needs that. */
function load(entries: readonly Entry[], vocabulary: Vocabulary): Loaded {
  let left = entries;
  for (;;) {
    try {
      const { rules, conditions = {} } = parseRuleSources(
        left.map(({ json }, index) => ({ json, file: String(index) })),
        vocabulary,
      );
      const located = left.filter(({ kind }) => kind === "rule");
      const heads = left.filter(({ kind }) => kind === "head");
      return {
        rules: rules.flatMap((rule, index) => {
          const entry = located[index];
          return entry === undefined ? [] : [{ ...entry, rule }];
        }),
        named: heads.flatMap(({ document, json }) => {
          const names = valueAt(json, ["conditions"]);
          return typeof names !== "object" || names === null
            ? []
            : Object.keys(names).flatMap((name) => {
                const condition = conditions[name];
                return condition === undefined
                  ? []
                  : [{ name, condition, document, path: ["conditions", name] }];
              });
        }),
        conditions,
      };
    } catch (error) {
      if (!(error instanceof DataQualityError)) throw error;
      const wrong = new Set(error.problems.map(({ file }) => file));
      const rest = left.filter((_, index) => !wrong.has(String(index)));
      if (rest.length === left.length) return { rules: [], named: [], conditions: {} };
      left = rest;
    }
  }
}

/** A check that looks at one rule after the other. */
export function ofEachRule(
  check: (rule: LocatedRule, subject: Subject) => Iterable<Found>,
): (subject: Subject) => Iterable<Found> {
  return function* (subject) {
    for (const located of subject.rules)
      for (const found of check(located, subject)) yield { rule: located.rule.id, ...found };
  };
}

/** The place of a part of a rule, or of a named condition. */
export function spotIn(
  { document, path }: LocatedRule | LocatedCondition,
  part: Path,
  inside?: number,
): Spot {
  return document.spot([...path, ...part], inside);
}

/** The place of the key before a part of a rule. */
export function keySpotIn({ document, path }: LocatedRule | LocatedCondition, part: Path): Spot {
  return document.keySpot([...path, ...part]);
}
