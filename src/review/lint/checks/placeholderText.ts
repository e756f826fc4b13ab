import type { Check } from "../check.ts";
import type { Path } from "../document.ts";
import { ofEachRule, spotIn } from "../subject.ts";

/** What people write to fill a gap until they know better. */
const standIn =
  /^\s*(?:(?:todo|fixme|tbd|tba|xxx+)\b.*|(?:lorem ipsum|to be (?:added|defined|determined|written)|fill (?:me )?in)\b.*|n\/?a|none|unknown|source|reason|ours:?|[\s?.…*_-]+)\s*$/is;

/** A text that stands for one that is still to be written. */
export const placeholderText: Check = {
  code: "placeholder-text",
  severity: "warning",
  doc: "A text of the rule stands for one that is still to be written, such as TODO: its readers learn nothing.",
  check: ofEachRule(function* (located) {
    const { title, message, fix, rationale, sources, params = {} } = located.rule;
    const texts: readonly (readonly [Path, string])[] = [
      [["title"], title],
      [["message"], message],
      [["fix"], fix],
      [["rationale"], rationale],
      ...sources.map((source, index) => [["sources", index], source] as const),
      ...Object.entries(params).map(([name, { source }]) => [["params", name, "source"], source] as const),
    ];
    for (const [path, text] of texts)
      if (standIn.test(text))
        yield {
          at: spotIn(located, path),
          message: `The ${nameOf(path)} is still to be written.`,
          found: JSON.stringify(text),
          fix:
            path.includes("source") || path[0] === "sources"
              ? "Say where it comes from; `ours: …` says that it is your own judgement, and why."
              : "Write it for the person who reads the finding.",
        };
  }),
};

function nameOf(path: Path): string {
  const [first, name] = path;
  if (first === "sources") return "source";
  return first === "params" ? `source of the parameter ${name}` : String(first);
}
