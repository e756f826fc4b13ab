import { paramsIn } from "../../../rules/references.ts";
import type { Check } from "../check.ts";
import { comparisonsOf } from "../conditions.ts";
import { keySpotIn, ofEachRule } from "../subject.ts";

/** A parameter that changes nothing. */
export const paramNotUsed: Check = {
  code: "param-not-used",
  severity: "warning",
  doc: "Nothing in the rule refers to the parameter: whoever sets it changes nothing.",
  check: ofEachRule(function* (located) {
    const { rule } = located;
    const { params = {}, due, message, fix, fields } = rule;
    const used = new Set(comparisonsOf(rule).flatMap(({ condition }) => paramsIn(condition.value)));
    if (typeof due?.days === "object") used.add(due.days.param);
    const texts = [
      message,
      fix,
      ...fields.map((field) => (typeof field === "string" ? "" : (field.expected ?? ""))),
    ];
    for (const name of Object.keys(params)) {
      if (used.has(name) || texts.some((text) => text.includes(`{params.${name}}`))) continue;
      yield {
        at: keySpotIn(located, ["params", name]),
        message: `Nothing in the rule refers to the parameter ${name}.`,
        fix: `Write { "param": ${JSON.stringify(name)} } where its value is meant, or take it out.`,
      };
    }
  }),
};
