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

/** While an event is edited its title stays the same, and neighbours in an export share partner and focal point. */
function remembering(test: (text: string) => boolean): Pattern {
  let last: string | undefined;
  let answer = false;
  return {
    test: (text) => {
      if (text !== last) {
        answer = test(text);
        last = text;
      }
      return answer;
    },
  };
}

function compilePattern(source: string): Pattern {
  if (source.length > limits.pattern) throw new Error(`longer than ${limits.pattern} characters`);
  const whole = wholeText.exec(source);
  const [, flags = "", inside = ""] = whole ?? [];
  if (whole !== null && isOneBranch(inside)) {
    // To match a whole text is several times as fast as to search for a match that happens to be the whole.
    const exact = RE2JS.compile(flags + inside);
    return remembering((text) => exact.testExact(text));
  }
  const re2 = RE2JS.compile(source);
  return remembering((text) => re2.test(text));
}

/** `^…$`, after flags; not where the last sign is an escaped dollar, nor where the first is one that repeats the `^`. */
const wholeText = /^(\(\?[is]{1,2}\))?\^(?![*+?{])(.*[^\\])\$$/s;

/** Whether a pattern has no alternative outside of groups, so that `^` and `$` stand for all of it. */
function isOneBranch(source: string): boolean {
  let depth = 0;
  let isInClass = false;
  for (let index = 0; index < source.length; index++) {
    const sign = source[index];
    if (sign === "\\") {
      // What `\Q` quotes is not looked into.
      if (source[index + 1] === "Q") return false;
      index++;
    } else if (isInClass) isInClass = sign !== "]";
    else if (sign === "[") {
      isInClass = true;
      // A bracket that comes first stands for itself.
      if (source[index + 1] === "^") index++;
      if (source[index + 1] === "]") index++;
    } else if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if (sign === "|" && depth === 0) return false;
  }
  return depth === 0;
}
