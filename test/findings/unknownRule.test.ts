import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { unknownRule } from "../../src/findings/unknownRule.ts";
import { parseWaivers } from "../../src/findings/waivers/parse.ts";
import { selectRules } from "../../src/node/selectRules.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";
import { thrownBy } from "../thrownBy.ts";
import { entryOf } from "./waivers/waiver.ts";

const ids = shippedRules.rules.map(({ id }) => id);

const setting = { enabled: false, reason: "not one of ours" };
const places: readonly (readonly [string, (id: string) => unknown])[] = [
  ["a selection", (id) => selectRules(shippedRules, { ids: [id] })],
  ["a configuration", (id) => parseConfig({ rules: { [id]: setting } }, { rules: shippedRules })],
  ["an explanation", (id) => createChecker().explain({ eventId: "EMS-1" }, id)],
  ["a waiver", (id) => parseWaivers([entryOf("a", { rules: [id] })], { rules: ids })],
];

describe("a rule that is not there", () => {
  test.each(places)("is told alike in %s", (_, name) => {
    for (const [id, hint] of [
      ["coc-zer", 'Did you mean "coc-zero"?'],
      ["quite another thing", "`ems-dq rules list` shows the rules."],
    ] as const)
      expect(thrownBy(() => name(id)).problems[0]).toMatchObject({
        code: "unknown-rule",
        message: `There is no rule "${id}".`,
        hint,
      });
  });

  test.each(places.filter(([place]) => place !== "a waiver"))(
    "the findings of cells are of none: %s says why, and what to do",
    (_, name) => {
      const { code, message, hint } = thrownBy(() => name("cell-unreadable")).problems[0];
      expect(code).toBe("unknown-rule");
      expect(message).toMatch(/^cell-unreadable is no rule: .*cannot be chosen, set or explained\.$/);
      expect(hint).toContain("Waivers and the baseline can cover");
    },
  );

  test("a waiver may cover what is found in cells", () => {
    expect(parseWaivers([entryOf("a", { rules: ["cell-unreadable"] })], { rules: ids })).toHaveLength(1);
  });

  test("what is personal is not repeated", () => {
    expect(unknownRule("jane.roe@example.org", ids).message).toBe("There is no rule of this name.");
  });

  test("a long name is cut", () => {
    expect(unknownRule("x".repeat(1_000), ids).message.length).toBeLessThan(150);
  });
});
