import { type AnyNode, parse } from "@humanwhocodes/momoa";
import { DataQualityError, type Problem } from "../errors.ts";
import { jsonPath } from "../issues.ts";
import { readProfile } from "./read.ts";
import type { Profile } from "./schema.ts";

/** Bytes of the largest profile, with its list of values, that makes sense. */
const largest = 2_000_000;

/**
 * Reads a mapping profile from the text of its file. Every mistake is told at once, with its line.
 *
 * @throws {DataQualityError}
 *
 * @example
 * ```ts
 * const profile = loadProfile(await readFile("my-unit.json", "utf8"), "my-unit.json");
 * ```
 */
export function loadProfile(text: string, file: string): Profile {
  if (text.length > largest) {
    throw new DataQualityError([
      { code: "profile-too-large", message: "The file is too large for a profile.", file },
    ]);
  }
  const json = parseJson(text.replace(/^\ufeff/, ""), file);
  try {
    return readProfile(json.value, file);
  } catch (error) {
    if (!(error instanceof DataQualityError)) throw error;
    const [first, ...rest] = error.problems;
    throw new DataQualityError([json.locate(first), ...rest.map(json.locate)]);
  }
}

interface Json {
  readonly value: unknown;
  /** The problem with the line and column of its JSON path. */
  readonly locate: (problem: Problem) => Problem;
}

function parseJson(text: string, file: string): Json {
  // JSON.parse first: momoa descends by recursion, and only it says where something stands.
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DataQualityError([syntaxProblem(text, file, error)]);
  }
  return {
    value,
    locate(problem) {
      if (problem.path === undefined) return problem;
      const start = startsByPath(text).get(problem.path);
      return start === undefined ? problem : { ...problem, line: start.line, column: start.column };
    },
  };
}

function syntaxProblem(text: string, file: string, cause: unknown): Problem {
  const problem: Problem = {
    code: "json-syntax",
    message: `The file is not JSON${cause instanceof Error ? `: ${cause.message}` : ""}.`,
    file,
  };
  try {
    parse(text);
    return problem;
  } catch (error) {
    if (!(error instanceof Error)) return problem;
    const line = "line" in error ? error.line : undefined;
    const column = "column" in error ? error.column : undefined;
    const place = typeof line === "number" && typeof column === "number" ? { line, column } : {};
    return {
      ...problem,
      message: `The file is not JSON: ${error.message.replace(/\s*\(\d+:\d+\)$/, "")}.`,
      ...place,
    };
  }
}

function startsByPath(text: string): ReadonlyMap<string, { line: number; column: number }> {
  const starts = new Map<string, { line: number; column: number }>();
  const visit = (node: AnyNode, path: readonly PropertyKey[]) => {
    starts.set(jsonPath(path), node.loc.start);
    if (node.type === "Object") {
      for (const member of node.members) {
        const key = member.name.type === "String" ? member.name.value : member.name.name;
        visit(member.value, [...path, key]);
      }
    } else if (node.type === "Array") {
      for (const [at, element] of node.elements.entries()) visit(element.value, [...path, at]);
    }
  };
  visit(parse(text).body, []);
  return starts;
}
