import type { Check } from "../check.ts";

/** A rule in a file that nobody would look for it in. */
export const fileMisplaced: Check = {
  code: "file-misplaced",
  severity: "warning",
  doc: "The rule's file is not called <id>.json, or lies in another folder than that of its first tag.",
  *check({ rules, folder }) {
    for (const { rule, document, path } of rules) {
      // A file of several rules may be called as its author likes.
      if (path.length > 0) continue;
      const { file } = document;
      const inside = partsOf(file).slice(partsOf(folder).length);
      const name = inside.at(-1);
      const group = inside.at(-2);
      const wanted = [...(group === undefined ? [] : [rule.tags[0] ?? ""]), `${rule.id}.json`];
      if (name === `${rule.id}.json` && (group === undefined || group === rule.tags[0])) continue;
      yield {
        rule: rule.id,
        at: document.spot(name === `${rule.id}.json` ? ["tags", 0] : ["id"]),
        message: `The rule lies in ${inside.join("/")}.`,
        expected: wanted.join("/"),
        fix: `Move the file to ${wanted.join("/")}, or mend its ${name === `${rule.id}.json` ? "first tag" : "id"}.`,
      };
    }
  },
};

/** The folders of a path and what is in them, however it is written: `./rules/a`, `rules/a` and `x/../rules/a` are one. */
function partsOf(path: string): readonly string[] {
  const parts: string[] = [];
  for (const part of path.split(/[/\\]/)) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts;
}
