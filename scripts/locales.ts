/**
 * Holds the catalogues of `locales/` against the English texts: what is missing, stale, superfluous, or fills other values.
 *
 *   npx tsx scripts/locales.ts                      report; ends with 1 where anything is wrong
 *   npx tsx scripts/locales.ts --update             all translations are of the English texts as they are now
 *   npx tsx scripts/locales.ts --accept coc-missing  those of one rule are
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Catalogue, parseCatalogue } from "../src/locale/catalogue.ts";
import { loadRules } from "../src/node/loadRules.ts";
import { localeMistakes, sourceOf, withHashes } from "./localeMistakes.ts";

const folder = fileURLToPath(new URL("../locales", import.meta.url));
const rulesFolder = fileURLToPath(new URL("../rules", import.meta.url));

function read(language: string): Catalogue {
  const file = `${folder}/${language}.json`;
  return parseCatalogue(JSON.parse(readFileSync(file, "utf8")), file);
}

const { values } = parseArgs({
  options: { update: { type: "boolean" }, accept: { type: "string", multiple: true } },
});
const english = read("en");
const { rules } = await loadRules(rulesFolder);
const byId = new Map(rules.map((rule) => [rule.id, rule]));
for (const id of values.accept ?? []) if (!byId.has(id)) throw new Error(`There is no rule ${id}.`);
const languages = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ""))
  .filter((language) => language !== "en")
  .sort();
for (const language of languages) {
  if (values.update === true || values.accept !== undefined) {
    const ids = values.update === true ? undefined : new Set(values.accept);
    const text = JSON.stringify(withHashes(read(language), english, rules, ids), null, 2);
    writeFileSync(`${folder}/${language}.json`, `${text}\n`);
  }
  const mistakes = localeMistakes(read(language), english, rules);
  for (const { kind, entry, message } of mistakes)
    console.log(`${language}  ${kind.padEnd(11)}  ${entry}${message === undefined ? "" : `  ${message}`}`);
  const open = new Set(mistakes.map(({ entry }) => entry.split(".")[1] ?? ""));
  for (const rule of rules.filter(({ id }) => open.has(id))) console.log(rule.id, sourceOf(rule));
  console.log(`${language}: ${mistakes.length === 0 ? "complete" : `${mistakes.length} to mend`}`);
  if (mistakes.length > 0) process.exitCode = 1;
}
