import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reference, referenceFile } from "../scripts/reference.ts";
import { parseEventRules } from "../src/checker/parseEventRules.ts";

test("docs/reference.md is what `npm run reference` writes", () => {
  expect(readFileSync(referenceFile, "utf8")).toBe(reference());
});

test("the rule in docs/rule-language.md loads", () => {
  const text = readFileSync(new URL("../docs/rule-language.md", import.meta.url), "utf8");
  const [, json = ""] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
  expect(parseEventRules(json).rules[0]?.id).toBe("coc-exceeds-participants");
});
