import { type AnyNode, parse } from "@humanwhocodes/momoa";
import { DataQualityError, type Problem } from "./errors.ts";
import { jsonPath } from "./issues.ts";

/** JSON from a file, with the places of its parts. */
export interface LocatedJson {
  readonly value: unknown;
  /** The problem with the line and column of what it is about. */
  readonly locate: (problem: Problem) => Problem;
  /** Keys that stand twice in one object: only the last would count, so it is a mistake. */
  readonly duplicates: () => readonly Problem[];
}

/**
 * Reads JSON that a person wrote, so that every mistake in it can be told with its line.
 *
 * @throws {DataQualityError} where the text is not JSON.
 */
export function parseLocatedJson(source: string, file: string): LocatedJson {
  const text = source.replace(/^\ufeff/, "");
  let value: unknown;
  try {
    // First, because momoa descends by recursion, which a hostile file could exhaust.
    value = JSON.parse(text);
  } catch (error) {
    throw new DataQualityError([syntaxProblem(text, file, error)]);
  }
  let found: Places | undefined;
  const places = (): Places => {
    found ??= placesOf(text, file);
    return found;
  };
  return {
    value,
    locate(problem) {
      if (problem.path === undefined || problem.line !== undefined) return problem;
      const { keys, values } = places();
      const byKey = problem.code === "unknown-key" ? keys.get(problem.path) : undefined;
      const place = byKey ?? nearestPlace(problem.path, values);
      return place === undefined ? problem : { ...problem, line: place.line, column: place.column };
    },
    duplicates: () => places().duplicates,
  };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Places {
  /** Where the value of each JSON path starts. */
  readonly values: ReadonlyMap<string, Place>;
  /** Where the key before it starts. */
  readonly keys: ReadonlyMap<string, Place>;
  readonly duplicates: readonly Problem[];
}

/** What is missing has no place: then that of what it is missing from. */
function nearestPlace(path: string, values: ReadonlyMap<string, Place>): Place | undefined {
  let rest = path;
  for (;;) {
    const place = values.get(rest);
    if (place !== undefined || rest === "") return place;
    const shorter = rest.replace(/(?:\.[^.[\]]*|\[[^[\]]*\])$/, "");
    rest = shorter === rest ? "" : shorter;
  }
}

function placesOf(text: string, file: string): Places {
  const values = new Map<string, Place>();
  const keys = new Map<string, Place>();
  const duplicates: Problem[] = [];
  const visit = (node: AnyNode, path: readonly PropertyKey[], dotted: string): void => {
    for (const name of [jsonPath(path), dotted]) values.set(name, node.loc.start);
    if (node.type === "Object") {
      const seen = new Set<string>();
      for (const member of node.members) {
        const key = member.name.type === "String" ? member.name.value : member.name.name;
        const { start } = member.name.loc;
        const inner = [...path, key];
        if (seen.has(key)) duplicates.push(duplicate(file, jsonPath(inner), start));
        seen.add(key);
        keys.set(jsonPath(inner), start);
        visit(member.value, inner, `${dotted}.${key}`);
      }
    } else if (node.type === "Array") {
      for (const [at, element] of node.elements.entries())
        visit(element.value, [...path, at], `${dotted}[${at}]`);
    }
  };
  try {
    visit(parse(text).body, [], "$");
  } catch {
    // Nested too deeply to walk: the problem is told without its line.
  }
  return { values, keys, duplicates };
}

function duplicate(file: string, path: string, { line, column }: Place): Problem {
  return {
    code: "duplicate-key",
    message: "The key stands twice in one object; only the last would count.",
    file,
    line,
    column,
    path,
    hint: "Take out the one that is not meant.",
  };
}

function syntaxProblem(text: string, file: string, cause: unknown): Problem {
  const problem: Problem = {
    code: "json-syntax",
    message: `The file is not JSON${cause instanceof Error ? `: ${cause.message}` : ""}.`,
    file,
  };
  if (text.trim() === "") return { ...problem, message: "The file is empty, and no JSON." };
  try {
    parse(text);
    return problem;
  } catch (error) {
    if (!(error instanceof Error) || !("line" in error) || !("column" in error)) return problem;
    const { line, column } = error;
    if (typeof line !== "number" || typeof column !== "number") return problem;
    const hint = syntaxHint(text.split(/\r\n|\r|\n/), line, column);
    const message = `The file is not JSON: ${unexpected(error.message)}.`;
    return { ...problem, message, line, column, ...(hint === undefined ? {} : { hint }) };
  }
}

/** What momoa calls the parts of JSON. */
const partNames: Readonly<Record<string, string>> = {
  LBrace: "{",
  RBrace: "}",
  LBracket: "[",
  RBracket: "]",
  Comma: ",",
  Colon: ":",
  String: "a text",
  Number: "a number",
  Boolean: "true or false",
  Null: "null",
};

/** momoa's message in words: what stands there, or that nothing does. */
function unexpected(message: string): string {
  const [, part = ""] = /^Unexpected token (\w+) found/.exec(message) ?? [];
  const name = Object.hasOwn(partNames, part) ? partNames[part] : undefined;
  if (name !== undefined) return `${/^\W$/.test(name) ? `"${name}"` : name} is not expected here`;
  if (message.startsWith("Unexpected end of input")) return "it ends too early";
  return message.replace(/\s*\(\d+:\d+\)$/, "").replace(/\.$/, "");
}

/** The usual slips of who writes JSON by hand. */
function syntaxHint(lines: readonly string[], line: number, column: number): string | undefined {
  const here = lines[line - 1] ?? "";
  const rest = here.slice(column - 1);
  if (/^(<{7}|={7}|>{7}|\|{7})( |$)/.test(here))
    return "A merge left its marks here: keep what is meant, and take the marks out.";
  if (/^(\/[/*]|#)/.test(rest)) return "JSON has no comments: take it out.";
  if (/^['‘’“”]/.test(rest)) return 'A text stands between two straight quotation marks: "…".';
  if (/^[\]}]/.test(rest) && before(lines, line, column) === ",") return "Take out the comma before it.";
  if (rest.startsWith(",")) return "Take out this comma.";
  if (/^["{[]/.test(rest) && /["\]}\w]/.test(before(lines, line, column)))
    return "A comma is missing before it.";
  return undefined;
}

/** The last sign before a place that is no space. */
function before(lines: readonly string[], line: number, column: number): string {
  for (let at = line - 1; at >= 0; at--) {
    const text = (at === line - 1 ? (lines[at] ?? "").slice(0, column - 1) : (lines[at] ?? "")).trimEnd();
    if (text !== "") return text.slice(-1);
  }
  return "";
}
