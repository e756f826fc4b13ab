import { relative, resolve } from "node:path";
import { sharedVocabulary } from "../../../src/checker/parseEventRules.ts";
import { loadRules } from "../../../src/node/loadRules.ts";
import type { DocsInput } from "../../../src/review/docs/docs.ts";

export const root = new URL("../../..", import.meta.url).pathname;

const { rules, conditions = {} } = loadRules(resolve(root, "rules"));

/** The shipped rules, as the command hands them over. */
export const shipped: DocsInput = {
  rules: rules.map((rule) => ({ rule, file: `rules/${rule.tags[0]}/${rule.id}.json` })),
  context: { vocabulary: sharedVocabulary({}), conditions },
};

/** The way from a page in a folder of the repository to a file of it. */
export function fileLink(folder: string): (page: string, file: string) => string {
  return (page, file) => relative(resolve("/", folder, page, ".."), resolve("/", file));
}
