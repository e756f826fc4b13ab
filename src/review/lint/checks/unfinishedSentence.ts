import type { Check } from "../check.ts";
import { ofEachRule, spotIn } from "../subject.ts";

/** A message or fix that does not end as a sentence does: it may have been cut off. */
export const unfinishedSentence: Check = {
  code: "unfinished-sentence",
  severity: "info",
  doc: "A message or fix does not end as a sentence does; they are printed one after the other.",
  check: ofEachRule(function* (located) {
    const { rule, document, path } = located;
    for (const key of ["message", "fix"] as const) {
      const text = rule[key];
      if (/[.!?…]["'”’»)\]]*$/u.test(text)) continue;
      const node = document.nodeAt([...path, key]);
      const whole = node === undefined ? "" : document.text.slice(node.offset, node.offset + node.length);
      const blanks = /\s*"$/.exec(whole)?.[0].length ?? 1;
      yield {
        at: spotIn(located, [key]),
        message: `The ${key} does not end with a full stop.`,
        found: `… ${JSON.stringify(text.slice(-20))}`,
        fix: "End it with a full stop.",
        ...(node === undefined || /[,;:–-]\s*"$/.test(whole)
          ? {}
          : {
              edits: [
                { file: document.file, offset: node.offset + node.length - blanks, length: 0, content: "." },
              ],
            }),
      };
    }
  }),
};
