import { describe, expect, test } from "vitest";
import type { DerivedFact, FactDefinition } from "../../src/rules/fact.ts";
import { parseRules } from "../../src/rules/parse.ts";
import type { Rule } from "../../src/rules/schema.ts";
import { always, outcomeOf, ruleWith } from "./rule.ts";

/** What may be personal never gets into a message or a finding, whatever a rule file asks for. */
const derived = (name: string, type: DerivedFact["type"], from: DerivedFact["from"]): DerivedFact => ({
  name,
  type,
  doc: "Made from others.",
  from,
  derive: (value) => (type === "number" ? String(value).length : value),
});
const facts: readonly FactDefinition[] = [
  { name: "owner", type: "text", doc: "Who owns it.", personal: true },
  { name: "size", type: "number", doc: "How large it is." },
  derived("initials", "text", ["owner"]),
  derived("shouted", "text", ["initials"]),
  derived("ownerLength", "number", ["owner"]),
  derived("label", "text", [{ isEmpty: "owner" }]),
];
const record = { owner: "Jane Doe", size: 11 };

const parts: readonly (readonly [string, (fact: string) => Partial<Rule>])[] = [
  ["a message", (fact) => ({ message: `It is {${fact}}.` })],
  ["a fix", (fact) => ({ fix: `Ask {${fact}}.` })],
  ["what is expected", (fact) => ({ fields: [{ field: "size", expected: `as {${fact}} says` }] })],
  ["a suggestion", (fact) => ({ fields: [{ field: "size", suggest: { fact } }] })],
];

describe.each(parts)("in %s", (_, partOf) => {
  test.each(["owner", "initials", "shouted"])("%s is refused", (fact) => {
    const part: Partial<Rule> = { violation: always, ...partOf(fact) };
    expect(() => outcomeOf(part, record, { facts })).toThrow("could show personal data");
    expect(() => parseRules(ruleWith(part), { facts })).toThrow("could show personal data");
  });

  test.each(["ownerLength", "label", "size"])("%s is allowed", (fact) => {
    const part: Partial<Rule> = { violation: always, ...partOf(fact) };
    expect(outcomeOf(part, record, { facts }).outcome).toBe("failed");
    expect(parseRules(ruleWith(part), { facts }).rules).toHaveLength(1);
  });
});

test("a field that may be personal is named, and its value is not", () => {
  const found = outcomeOf({ violation: always, fields: ["owner", "initials", "size"] }, record, { facts });
  expect(found).toMatchObject({
    failure: { fields: [{ field: "owner" }, { field: "initials" }, { field: "size", observed: 11 }] },
  });
  expect(JSON.stringify(found)).not.toContain("Jane");
});
