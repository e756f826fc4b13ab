import { expect, test } from "vitest";
import { compileRules } from "../../src/engine/rules.ts";
import { asOf, ruleWith } from "../engine/rule.ts";

test("a long list in a record that is changed between two records is looked at anew", () => {
  const compiled = compileRules(
    [
      ruleWith({ id: "holds", violation: { fact: "tags", operator: "contains", value: "new" } }),
      ruleWith({ id: "is-in", violation: { fact: "tag", operator: "in", value: { fact: "tags" } } }),
    ],
    { asOf },
  );
  const tags = Array.from({ length: 20 }, (_, index) => `tag ${index}`);
  const outcomes = () => compiled.evaluate({ tags, tag: "new" }).map(({ outcome }) => outcome);
  expect(outcomes()).toEqual(["passed", "passed"]);
  tags[3] = "new";
  expect(outcomes()).toEqual(["failed", "failed"]);
});
