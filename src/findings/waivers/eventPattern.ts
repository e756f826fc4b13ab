import { type Pattern, pattern } from "../../rules/pattern.ts";

/**
 * Finds ids of events of a form: `*` is any text, `?` any one sign, every other sign itself. It is searched by RE2, in time
 * linear in the id: no pattern and no id can make it run long.
 */
export function eventPattern(text: string): Pattern {
  const source = text
    // Two stars are one; each would be a loop of its own.
    .replace(/\*+/g, "*")
    .replace(/[\\^$.*+?()[\]{}|]/g, (sign) => (sign === "*" ? ".*" : sign === "?" ? "." : `\\${sign}`));
  return pattern(`(?s)^${source}$`);
}
