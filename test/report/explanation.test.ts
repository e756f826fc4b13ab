import { expect, test } from "vitest";
import { explainRule } from "../../src/engine/explain.ts";
import { decisionText, explanationText } from "../../src/report/explanation.ts";
import type { FactDefinition } from "../../src/rules/fact.ts";
import type { Condition, Rule } from "../../src/rules/schema.ts";
import type { FactRecord } from "../../src/rules/value.ts";
import { asOf, ruleWith } from "../engine/rule.ts";

const facts: readonly FactDefinition[] = [
  { name: "owner", type: "text", doc: "Who owns it.", personal: true },
  { name: "size", type: "number", doc: "How large it is." },
  { name: "parts", type: "number", doc: "How many." },
  { name: "kind", type: "text", doc: "What it is." },
  { name: "endDate", type: "date", doc: "The last day." },
  {
    name: "share",
    type: "number",
    doc: "Size of each part.",
    from: ["size", "parts"],
    derive: (size, parts) =>
      typeof size === "number" && typeof parts === "number" ? size / parts : undefined,
  },
];
const conditions: Readonly<Record<string, Condition>> = {
  "is-box": { all: [{ fact: "kind", operator: "in", value: ["box", "crate"] }] },
};
const explain = (part: Partial<Rule>, record: FactRecord, absent: readonly string[] = []) =>
  explainRule(ruleWith(part), record, { asOf, facts, conditions, absent });
const text = (part: Partial<Rule>, record: FactRecord, width = 100, absent: readonly string[] = []) =>
  explanationText(explain(part, record, absent), { width }).split("\n");

const rule: Partial<Rule> = {
  params: { most: { default: 3, unit: "kilos", source: "ours" } },
  when: { all: [{ condition: "is-box" }, { not: { fact: "owner", operator: "isEmpty", value: true } }] },
  violation: {
    any: [
      { fact: "share", operator: "greaterThan", value: { param: "most" } },
      { fact: "size", operator: "lessThan", value: { fact: "parts" } },
    ],
  },
  due: { after: "endDate", days: 1 },
};
const record = { kind: "box", owner: "Zoë Quux", size: 20, parts: 5, endDate: "2025-01-31" };

test("each condition has its truth, a star where it decides, and what was found beside it", () => {
  expect(text(rule, record)).toEqual([
    "true    * when: all of",
    "true    *   is-box: all of",
    'true    *     kind in ["box", "crate"]  kind is "box"',
    "true    *   not",
    "false   *     owner isEmpty             owner is (hidden: it may be personal)",
    "true    * violation: any of",
    "true    *   share greaterThan most (3)  share is 4, from size 20 and parts 5",
    "false       size lessThan parts         size is 20; parts is 5",
    'true    * due: 1 day after endDate      due on 2025-02-01; endDate is "2025-01-31"',
  ]);
});

test("what is not asked is a line, and what is missing says why", () => {
  expect(text(rule, { ...record, kind: undefined }).slice(2)).toEqual([
    'unknown *     kind in ["box", "crate"]  kind is empty',
    "true        not",
    "false         owner isEmpty             owner is (hidden: it may be personal)",
    "true      violation: not asked",
    "true      due: not asked",
  ]);
  expect(text(rule, record, 100, ["parts"]).slice(5, 8)).toEqual([
    "unknown * violation: any of",
    "unknown *   share greaterThan most (3)  share has no value, from size 20 and parts (absent)",
    "unknown *   size lessThan parts         size is 20; parts is absent",
  ]);
});

test("where there is no room beside a condition, what was found is below it", () => {
  const lines = text(rule, { ...record, kind: "x".repeat(70) }, 60);
  for (const line of lines.filter((each) => !each.includes("xxx")))
    expect(line.length).toBeLessThanOrEqual(60);
  expect(lines).toContain('false   *     kind in ["box", "crate"]');
  expect(lines).toContain(`${" ".repeat(18)}kind is`);
});

test("text from a record cannot drive the terminal", () => {
  const [, , line] = text(rule, { ...record, kind: "\u001b[2J\u202e" });
  for (const sign of ["\u001b", "\u202e"]) expect(line).not.toContain(sign);
});

test("which parts of the rule decide is told in a line", () => {
  expect(decisionText(explain(rule, record))).toBe("when is true, violation is true, due is over");
  expect(decisionText(explain(rule, { ...record, kind: "bag" }))).toBe("when is false");
  expect(decisionText(explain(rule, { ...record, endDate: undefined }))).toBe("due is unknown");
});
