import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWaivers } from "../../src/findings/waivers/parse.ts";
import type { Waiver } from "../../src/findings/waivers/schema.ts";
import { addWaiverText, newWaiversText } from "../../src/node/addWaiverText.ts";
import { entryOf, waiverOf } from "../findings/waivers/waiver.ts";

const ids = ["a", "b", "b-2", "c", "coc-zero-mdp", "z"];
const more = fc.constantFrom<Record<string, unknown>>(
  {},
  { events: ["EMS-1"] },
  { events: Array.from({ length: 12 }, (_, index) => `EMS-2024-${index}`) },
  { units: ["MDP", "HO"], most: { share: 0.1 } },
  { pattern: "EMS-*", most: { findings: 3 }, rules: ["coc-zero", "coc-missing"] },
  { reason: 'A "reason" with \\ and é.' },
);

function added(waivers: readonly Waiver[]): string {
  const [first, ...others] = waivers;
  if (first === undefined) throw new Error("none to add");
  return others.reduce(addWaiverText, newWaiversText(first));
}

/** What was put into a text; `undefined` where something else was changed too. */
function insertion(before: string, after: string): string | undefined {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  const length = after.length - before.length;
  return before.slice(start) === after.slice(start + length) ? after.slice(start, start + length) : undefined;
}

describe("addWaiverText", () => {
  test("the file is the same in whatever order waivers are added, sorted, and holds them", () => {
    const list = fc
      .tuple(...ids.map((id) => more.map((fields) => waiverOf(id, fields))))
      .chain((waivers) =>
        fc.tuple(fc.constant(waivers), fc.shuffledSubarray(waivers, { minLength: waivers.length })),
      );
    fc.assert(
      fc.property(list, ([waivers, shuffled]) => {
        const text = added(shuffled);
        expect(text).toBe(added(waivers));
        expect(parseWaivers(JSON.parse(text))).toEqual(waivers);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ["of a person's layout", "\n", "  "],
    ["with tabs", "\n", "\t"],
    ["of Windows", "\r\n", "    "],
  ])("nothing else changes in a file %s", (_, newLine, step) => {
    const mark = newLine === "\r\n" ? "\ufeff" : "";
    const file = { $schema: "x", waivers: [entryOf("b"), entryOf("d")] };
    const before = mark + JSON.stringify(file, undefined, step).replaceAll("\n", newLine) + newLine;
    for (const id of ["a", "c", "e"]) {
      const after = addWaiverText(before, waiverOf(id, { most: { findings: 2 } }));
      expect(parseWaivers(JSON.parse(after.replace("\ufeff", ""))).map((each) => each.id)).toEqual(
        ["b", "d", id].sort(),
      );
      const put = insertion(before, after) ?? "";
      expect(put.split(newLine)).toContain(`${step.repeat(3)}"most": { "findings": 2 }`);
      expect(put.replaceAll("\r\n", "").includes("\n")).toBe(newLine === "\n");
    }
  });

  test("fills an empty list, wherever its key stands", () => {
    const text = addWaiverText('{ "waivers": [ ], "$schema": "x" }', waiverOf("a"));
    expect(JSON.parse(text)).toEqual({ $schema: "x", waivers: [entryOf("a")] });
  });

  test("fills a file that is the list alone", () => {
    expect(JSON.parse(addWaiverText("[]", waiverOf("a")))).toEqual([entryOf("a")]);
    const text = addWaiverText(JSON.stringify([entryOf("a"), entryOf("c")], undefined, 2), waiverOf("b"));
    expect(JSON.parse(text)).toEqual([entryOf("a"), entryOf("b"), entryOf("c")]);
  });
});
