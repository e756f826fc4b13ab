import { describe, expect, test } from "vitest";
import { parseConfig } from "../../../src/config/parse.ts";
import type { DataQualityError } from "../../../src/errors.ts";
import { parseWaivers } from "../../../src/findings/waivers/parse.ts";
import { thrownBy } from "../../thrownBy.ts";
import { entryOf } from "./waiver.ts";

function problemsIn(json: unknown, rules?: readonly string[]): DataQualityError["problems"] {
  return thrownBy(() => parseWaivers(json, rules === undefined ? {} : { rules })).problems;
}

describe("parseWaivers", () => {
  test("gives the waivers in the order of their ids, units by their codes, from a file or a list", () => {
    const list = [
      entryOf("b", { units: ["Hiroshima Office", "mdpu"] }),
      entryOf("a", { events: [" EMS-1 "] }),
    ];
    const waivers = parseWaivers({ $schema: "x", waivers: list });
    expect(waivers.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(waivers[0]).toMatchObject({ events: ["EMS-1"] });
    expect(waivers[1]).toMatchObject({ units: ["HO", "MDP"] });
    expect(parseWaivers(list)).toEqual(waivers);
  });

  test("tells every mistake at once, with its place and the nearest right name", () => {
    const problems = problemsIn(
      {
        waivers: [
          entryOf("a", { rules: ["coc-zeo", "cell-unreadable"], reson: "x" }),
          entryOf("b", { until: "2024-12-31", units: ["Hiroshma"] }),
          entryOf("b", { events: ["EMS-1"], pattern: "EMS-*" }),
        ],
        waiver: [],
      },
      ["coc-zero"],
    );
    expect(problems.map(({ code, path, hint }) => [code, path, hint])).toEqual([
      ["unknown-key", "$.waivers[0].reson", 'Did you mean "reason"?'],
      ["unknown-key", "$.waiver", 'Did you mean "waivers"?'],
      ["unknown-rule", "$.waivers[0].rules[0]", 'Did you mean "coc-zero"?'],
      ["invalid-value", "$.waivers[1].until", undefined],
      ["unknown-unit", "$.waivers[1].units[0]", 'Did you mean "HO"?'],
      ["duplicate-id", "$.waivers[2].id", "Give each an id of its own."],
      ["waiver-scope", "$.waivers[2]", "Write a waiver for each."],
    ]);
  });

  test("a mistake in one field hides none in another", () => {
    const entry = { ...entryOf("a"), rules: ["coc-zeo"], units: ["Hiroshma"], pattern: "*".repeat(201) };
    const json = [{ ...entry, responsible: "Jane Roe", reason: "x", from: "2025-02-30", until: undefined }];
    expect(problemsIn(json, ["coc-zero"]).map(({ code, path }) => `${path} ${code}`)).toEqual([
      "$[0].pattern invalid-value",
      "$[0].reason invalid-value",
      "$[0].from invalid-value",
      "$[0].until missing-key",
      "$[0].rules[0] unknown-rule",
      "$[0].responsible personal-data",
      "$[0].units[0] unknown-unit",
      "$[0] waiver-scope",
    ]);
  });

  test.each([["x"], ["not now"], ["  not   now  "]])(
    "a reason has at least three words: %j has not",
    (reason) => {
      expect(problemsIn([entryOf("a", { reason })])).toMatchObject([
        { code: "invalid-value", path: "$[0].reason", expected: "at least three words" },
      ]);
      const config = { rules: { "coc-zero": { enabled: false, reason } } };
      expect(() => parseConfig(config)).toThrow("Expected: at least three words.");
    },
  );

  test("a misspelt rule is told where the rules are known, and is no mistake where they are not", () => {
    const json = [entryOf("a", { rules: ["coc-zeo"] })];
    expect(problemsIn(json, ["coc-zero"])).toMatchObject([
      { code: "unknown-rule", path: "$[0].rules[0]", hint: 'Did you mean "coc-zero"?' },
    ]);
    expect(parseWaivers(json)).toHaveLength(1);
  });

  test.each([
    ["no scope", { pattern: undefined }, "waiver-scope"],
    ["no rules", { rules: [] }, "invalid-value"],
    ["an id with a space", { id: "a b" }, "invalid-value"],
    ["no day", { until: "2025-02-30" }, "invalid-value"],
    ["a blank reason", { reason: "  " }, "invalid-value"],
    ["no finding", { most: { findings: 0 } }, "invalid-value"],
    ["no share", { most: { share: 0 } }, "invalid-value"],
    ["more than all", { most: { share: 1.01 } }, "invalid-value"],
    ["two bounds", { most: { share: 0.1, findings: 2 } }, "unknown-key"],
    [
      "a share of a rule that decides nothing",
      { rules: ["cell-unreadable"], most: { share: 0.1 } },
      "invalid-value",
    ],
    ["a pattern of 201 signs", { pattern: "*".repeat(201) }, "invalid-value"],
  ])("refuses %s", (_, more, code) => {
    const entry = { ...entryOf("a"), ...more };
    expect(problemsIn([entry])[0].code).toBe(code);
  });

  test.each([
    ["reason", "Please ask jane.roe@example.org"],
    ["reason", "Call +41 22 917 1234"],
    ["responsible", "jane.roe@example.org"],
    ["responsible", "Ms Roe"],
    ["responsible", "Dr. Roe"],
    ["id", "jane.roe@example.org"],
    ["pattern", "jane.roe@example.org"],
  ])("refuses what is personal in %s, and does not repeat it: %s", (key, text) => {
    const problems = problemsIn([{ ...entryOf("a"), [key]: text }]);
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toMatch(/roe|917/i);
  });

  test("tells what is personal in a reason that is too short, too", () => {
    const problems = problemsIn([entryOf("a", { reason: "jane.roe@example.org" })]);
    expect(problems.map(({ code }) => code)).toEqual(["invalid-value", "personal-data"]);
    expect(JSON.stringify(problems)).not.toContain("roe");
  });

  test("refuses what is personal among events and units", () => {
    for (const more of [{ events: ["jane@example.org"] }, { units: ["jane@example.org"] }]) {
      const problems = problemsIn([entryOf("a", more)]);
      expect(problems.map(({ code }) => code)).toEqual(["personal-data"]);
      expect(JSON.stringify(problems)).not.toContain("jane");
    }
  });

  test.each([[null], ["x"], [{}], [{ waivers: {} }], [[null]], [{ waivers: ["__proto__"] }]])(
    "refuses %j without falling over it",
    (json) => {
      expect(problemsIn(json)[0].code).toMatch(/^(?:missing-key|invalid-value)$/);
    },
  );

  test("refuses what is nested without end", () => {
    let deep: unknown = [];
    for (let level = 0; level < 10_000; level++) deep = [deep];
    expect(problemsIn(deep)[0].code).toBe("too-deep");
  });

  test("a unit of one wrong letter is understood as in a configuration", () => {
    expect(problemsIn([entryOf("a", { units: ["MDQ"] })])[0].hint).toBe('Did you mean "MDP"?');
  });

  test.each([[5], [{}], ["10%"]])("tells both forms of a bound that has neither: %j", (most) => {
    expect(problemsIn([{ ...entryOf("a"), most }])).toMatchObject([
      { path: "$[0].most", expected: '{ "findings": 20 } or { "share": 0.1 }' },
    ]);
  });
});
