import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRules } from "../../src/engine/rules.ts";
import { silencedRules } from "../../src/engine/silenced.ts";
import type { FactDefinition } from "../../src/rules/fact.ts";
import type { Condition, Rule } from "../../src/rules/schema.ts";
import { factNames, known, questionOfCells } from "./arbitraries.ts";
import { always, asOf, ruleWith } from "./rule.ts";

const facts: readonly FactDefinition[] = [
  { name: "open", type: "boolean", doc: "" },
  { name: "kind", type: "text", doc: "", codeList: "kind" },
  { name: "size", type: "number", doc: "" },
  { name: "endDate", type: "date", doc: "" },
  {
    name: "half",
    type: "number",
    doc: "",
    from: ["size"],
    derive: (size) => (typeof size === "number" ? size / 2 : undefined),
  },
  {
    name: "either",
    type: "boolean",
    doc: "Open, or a box.",
    from: ["open", "kind"],
    derive: (open, kind) =>
      open === true || kind === "box" ? true : open === false && kind !== undefined ? false : undefined,
  },
  {
    name: "isOver",
    type: "boolean",
    doc: "",
    from: ["endDate", "asOf"],
    derive: (end, clock) => (end === undefined || clock === undefined ? undefined : end < clock),
  },
  {
    name: "sayable",
    type: "boolean",
    doc: "Always known.",
    from: ["kind"],
    derive: (kind) => kind === "box",
  },
];
const options = { asOf, facts, codeLists: { kind: { codes: ["box", "bag"] } } };
const is = (fact: string, value: string | number | boolean): Condition => ({
  fact,
  operator: "equal",
  value,
});
const isEmpty = (fact: string): Condition => ({ fact, operator: "isEmpty", value: true });

type Case = readonly [
  name: string,
  rule: Partial<Rule>,
  absent: readonly string[],
  silenced: { readonly absent: readonly string[]; readonly narrowing: readonly string[] } | undefined,
];

const cases: readonly Case[] = [
  ["nothing is absent", { violation: is("size", 1) }, [], undefined],
  ["what is absent is not used", { violation: is("size", 1) }, ["open"], undefined],
  ["the violation needs it", { violation: is("size", 1) }, ["size"], { absent: ["size"], narrowing: [] }],
  [
    "the violation asks for its cell",
    { violation: isEmpty("size") },
    ["size"],
    { absent: ["size"], narrowing: [] },
  ],
  [
    "when needs it",
    { when: is("open", true), violation: is("size", 1) },
    ["open"],
    { absent: ["open"], narrowing: ["open"] },
  ],
  [
    "when and violation need it",
    { when: is("open", true), violation: is("open", true) },
    ["open"],
    { absent: ["open"], narrowing: [] },
  ],
  ["any can do without it", { violation: { any: [is("size", 1), is("open", true)] } }, ["open"], undefined],
  [
    "all cannot",
    { violation: { all: [is("size", 1), is("open", true)] } },
    ["open"],
    { absent: ["open"], narrowing: [] },
  ],
  ["not of all can", { violation: { not: { all: [is("size", 1), is("open", true)] } } }, ["open"], undefined],
  [
    "not of any cannot",
    { violation: { not: { any: [is("size", 1), is("open", true)] } } },
    ["open"],
    { absent: ["open"], narrowing: [] },
  ],
  [
    "both ways out are shut",
    { violation: { any: [is("size", 1), is("open", true)] } },
    ["open", "size"],
    { absent: ["size", "open"], narrowing: [] },
  ],
  [
    "on the right",
    { violation: { fact: "size", operator: "lessThan", value: { fact: "half" } } },
    ["size"],
    { absent: ["size"], narrowing: [] },
  ],
  [
    "in a list on the right",
    { violation: { fact: "kind", operator: "in", value: ["box", { fact: "open" }] } },
    ["open"],
    { absent: ["open"], narrowing: [] },
  ],
  ["through a derived fact", { violation: is("half", 1) }, ["size"], { absent: ["size"], narrowing: [] }],
  ["a derived fact can do without one", { violation: is("either", true) }, ["open"], undefined],
  [
    "a derived fact can, but never comes to this",
    { violation: is("either", false) },
    ["open"],
    { absent: ["open"], narrowing: [] },
  ],
  ["a derived fact that is always known", { violation: is("sayable", false) }, ["kind"], undefined],
  [
    "a derived fact that is then always the same",
    { when: is("sayable", true), violation: is("size", 1) },
    ["kind"],
    { absent: ["kind"], narrowing: ["kind"] },
  ],
  [
    "the same, by a list of values",
    { when: { fact: "sayable", operator: "in", value: [true] }, violation: is("size", 1) },
    ["kind"],
    { absent: ["kind"], narrowing: ["kind"] },
  ],
  [
    "the same, negated",
    { when: { fact: "sayable", operator: "notEqual", value: false }, violation: is("size", 1) },
    ["kind"],
    { absent: ["kind"], narrowing: ["kind"] },
  ],
  [
    "by a named condition",
    { when: { condition: "open" }, violation: is("size", 1) },
    ["open"],
    { absent: ["open"], narrowing: ["open"] },
  ],
  [
    "the due date",
    { violation: is("size", 1), due: { after: "endDate", days: 3 } },
    ["endDate"],
    { absent: ["endDate"], narrowing: ["endDate"] },
  ],
  [
    "what effective is held against",
    { violation: is("size", 1), effective: { from: "2020-01-01" } },
    ["endDate"],
    { absent: ["endDate"], narrowing: ["endDate"] },
  ],
  [
    "a retired rule has no voice to lose",
    { state: "retired", violation: is("size", 1) },
    ["size"],
    undefined,
  ],
  [
    "a shadow rule has",
    { state: "shadow", violation: is("size", 1) },
    ["size"],
    { absent: ["size"], narrowing: [] },
  ],
];

test.each(cases)("%s", (_, part, absent, silenced) => {
  const rules = {
    name: "set",
    version: "1",
    conditions: { open: is("open", true) },
    rules: [ruleWith({ when: always, fields: ["size"], ...part })],
  };
  expect(silencedRules(rules, { ...options, absent })).toEqual(
    silenced === undefined ? [] : [{ ruleId: "a-rule", ...silenced }],
  );
});

test("a fact that throws on what is tried is taken to have no value", () => {
  const throws: FactDefinition = {
    name: "throws",
    type: "number",
    doc: "",
    from: ["size"],
    derive: () => {
      throw new Error("not for trying");
    },
  };
  expect(() =>
    silencedRules([ruleWith({ violation: is("throws", 1) })], { asOf, facts: [throws], absent: ["open"] }),
  ).not.toThrow();
});

describe("a silenced rule cannot fail", () => {
  test("whatever the rule and the record are", () => {
    const subset = fc.subarray([...factNames], { minLength: 1 });
    let silent = 0;
    fc.assert(
      fc.property(
        questionOfCells,
        questionOfCells,
        subset,
        fc.array(known, { minLength: 5, maxLength: 5 }),
        (when, violation, absent, records) => {
          const rules = {
            name: "set",
            version: "1",
            conditions: violation.conditions,
            rules: [
              ruleWith({ when: when.condition, violation: violation.condition, params: violation.params }),
            ],
          };
          const scope = { asOf, absent, codeLists: violation.codeLists };
          if (silencedRules(rules, scope).length === 0) return;
          silent++;
          const compiled = compileRules(rules, scope);
          for (const record of records) {
            for (const name of factNames) {
              const [outcome] = compiled.evaluate({ ...record, [name]: undefined });
              expect(["failed", "notDue", "waived"]).not.toContain(outcome?.outcome);
            }
          }
        },
      ),
      { seed: 7, numRuns: 700 },
    );
    expect(silent).toBeGreaterThan(100);
  });
});
