import type { RuleContext } from "../../../src/review/ruleContext.ts";
import type { Condition, Example, Rule } from "../../../src/rules/schema.ts";
import { ruleWith } from "../../engine/rule.ts";

/** Facts of parcels, which know nothing of events. */
export const context: RuleContext = {
  vocabulary: {
    facts: [
      { name: "pieces", type: "number", doc: "Pieces in the parcel.", whole: true },
      { name: "spare", type: "number", doc: "Pieces more than ordered.", whole: true },
      { name: "weight", type: "number", doc: "Weight in kilograms." },
      { name: "sentOn", type: "date", doc: "Day on which it was sent." },
      { name: "dueOn", type: "date", doc: "Day on which it is due." },
      { name: "size", type: "text", doc: "Size of the box.", codeList: "size" },
      { name: "note", type: "text", doc: "What somebody wrote on it." },
      { name: "isGift", type: "boolean", doc: "Whether it is a gift." },
      { name: "marks", type: "list", doc: "What is printed on it." },
      {
        name: "total",
        type: "number",
        doc: "Pieces and spare ones.",
        whole: true,
        from: ["pieces", "spare"],
        derive: (pieces, spare) =>
          typeof pieces === "number" && typeof spare === "number" ? pieces + spare : undefined,
      },
    ],
    codeLists: { size: { codes: ["small", "medium", "large"] } },
  },
  conditions: {
    fragile: { fact: "marks", operator: "contains", value: "fragile" },
    "fragile-gift": { all: [{ condition: "fragile" }, { fact: "isGift", operator: "equal", value: true }] },
  },
};

export const compare = (fact: string, operator: string, value: unknown): Condition =>
  ({ fact, operator, value }) as Condition;

/** A rule about parcels: too many pieces. */
export function parcelRule(part: Partial<Rule> = {}): Rule {
  return ruleWith({ violation: compare("pieces", "greaterThan", 10), fields: ["pieces"], ...part });
}

export const example = (
  expect: Example["expect"],
  event: Example["event"],
  more: Partial<Example> = {},
): Example => ({ title: JSON.stringify(event), event, expect, ...more });
