import { RE2JS } from "re2js";
import { limits } from "./schema.ts";

/** Something that finds a pattern in a text, in time linear in the text's length. */
export interface Pattern {
  readonly test: (text: string) => boolean;
}

const compiled = new Map<string, Pattern>();

/**
 * A pattern of a rule file, compiled once. RE2 has no back-references and no look-around and never backtracks, so no
 * pattern and no text can make it run long.
 *
 * @throws RE2JS's syntax error, where the pattern is none; `parseRules` tells it with its place.
 */
export function pattern(source: string): Pattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const fresh = compilePattern(source);
  if (compiled.size >= 1_000) compiled.clear();
  compiled.set(source, fresh);
  return fresh;
}

function compilePattern(source: string): Pattern {
  if (source.length > limits.pattern) throw new Error(`longer than ${limits.pattern} characters`);
  const re2 = RE2JS.compile(source);
  return { test: (text) => re2.test(text) };
}
