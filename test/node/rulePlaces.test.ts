import { describe, expect, test } from "vitest";
import { readRuleTexts } from "../../src/node/ruleFolder.ts";
import { createRulePlaces } from "../../src/node/rulePlaces.ts";
import { ruleOf } from "../cli/rule.ts";

const pretty = (json: unknown): string => JSON.stringify(json, undefined, 2);
const lineOf = (text: string, part: string, after = 0): number =>
  text.slice(0, text.indexOf(part, after)).split("\n").length;

describe("places of rules", () => {
  const one = pretty(ruleOf("error"));
  const list = pretty([ruleOf("warning"), ruleOf("info")]);
  const set = pretty({
    name: "own",
    version: "1",
    conditions: { "took-place": { fact: "participants", operator: "greaterThan", value: 0 } },
    rules: [ruleOf("info", { id: "in-a-set" })],
  });
  const { files } = readRuleTexts("rules", [
    { file: "one.json", text: one },
    { file: "list.json", text: list },
    { file: "set.json", text: set },
  ]);
  const places = createRulePlaces(files);

  test("are found in a file of one rule, in a list and in a rule set", () => {
    const path = "$.violation.operator";
    expect(places.ofRule("found-error", path)).toEqual({
      file: "one.json",
      line: lineOf(one, '"operator"'),
      column: 17,
    });
    expect(places.ofRule("found-info", path)).toMatchObject({
      file: "list.json",
      line: lineOf(list, '"operator"', list.indexOf("found-info")),
    });
    expect(places.ofRule("in-a-set", path)).toMatchObject({
      file: "set.json",
      line: lineOf(set, '"operator"', set.indexOf("in-a-set")),
    });
  });

  test("of named conditions are found, and only those that stand in the files", () => {
    expect(places.conditions).toEqual(["took-place"]);
    expect(places.ofCondition("took-place", '$.conditions["took-place"].value')).toMatchObject({
      file: "set.json",
      line: lineOf(set, '"value": 0'),
    });
    expect(places.ofCondition("has-ended", '$.conditions["has-ended"]')).toBeUndefined();
  });

  test("of what is left out are those of what it would be in", () => {
    expect(places.ofRule("found-error", "$.due.days")).toMatchObject({ file: "one.json", line: 1 });
    expect(places.ofRule("nobody", "$")).toBeUndefined();
  });
});
