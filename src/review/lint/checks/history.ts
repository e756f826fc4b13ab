import type { Check } from "../check.ts";
import { keySpotIn, ofEachRule, spotIn } from "../subject.ts";

/** A version without an entry of what it changed. */
export const historyMissing: Check = {
  code: "history-missing",
  severity: "warning",
  doc: "A version from the second on has no entry in the history: nobody can tell why the figures changed.",
  check: ofEachRule(function* (located) {
    const { version, history = [] } = located.rule;
    const told = new Set(history.map((entry) => entry.version));
    if (version >= 2 && !told.has(version))
      yield {
        at: spotIn(located, ["version"]),
        message: `The history does not say what version ${version} changed.`,
        fix: `Add { "version": ${version}, "date": …, "change": … } to the history.`,
      };
  }),
};

/** A history that does not go from version to version. */
export const historyOrder: Check = {
  code: "history-order",
  severity: "warning",
  doc: "The history has a version that is not there yet, twice, or in the wrong order.",
  check: ofEachRule(function* (located) {
    const { version, history = [] } = located.rule;
    for (const [index, entry] of history.entries()) {
      const before = history[index - 1];
      const wrong =
        entry.version > version
          ? `The history speaks of version ${entry.version}, and the rule is at version ${version}.`
          : before !== undefined && entry.version <= before.version
            ? `Version ${entry.version} stands after version ${before.version} in the history.`
            : before !== undefined && entry.date < before.date
              ? `Version ${entry.version} is dated before version ${before.version}.`
              : undefined;
      if (wrong !== undefined)
        yield {
          at: keySpotIn(located, [
            "history",
            index,
            entry.date < (before?.date ?? "") &&
            entry.version > (before?.version ?? 0) &&
            entry.version <= version
              ? "date"
              : "version",
          ]),
          message: wrong,
          fix: "Put the versions in their order, the latest last, each once.",
        };
    }
  }),
};
