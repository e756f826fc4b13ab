import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { Waiver } from "../../src/findings/waivers/schema.ts";
import type { WaiverUse } from "../../src/findings/waivers/use.ts";
import { type CheckFilesOptions, checkFiles } from "../../src/node/checkFiles.ts";
import { waiverText } from "../../src/report/acceptedText.ts";
import { waiverOf } from "../findings/waivers/waiver.ts";

const asOf = "2025-06-30";
const whole = "Event ID,Unit,Event type,Start date,End date\n";
const rows = [
  "EMS-1,MDP,course,2025-03-03,2025-03-07",
  "EMS-2,CWM,course,2025-03-03,2025-03-07",
  "EMS-3,CWM,course,2025-03-03,2025-03-07",
];

interface Options extends CheckFilesOptions {
  readonly lines?: readonly string[];
  readonly header?: string;
}

/** What becomes of waivers of a check. */
async function usesOf(
  waivers: readonly Waiver[],
  { lines = rows, header = whole, ...options }: Options = {},
) {
  const bytes = Readable.from([Buffer.from(`${header}${lines.join("\n")}\n`)]);
  const report = await checkFiles([{ name: "export.csv", bytes }], { asOf, waivers, ...options });
  return report.waivers;
}

describe("a waiver that has nothing to cover", () => {
  const order = waiverOf("order", { rules: ["end-before-start"], units: ["MDP"] });
  const all = waiverOf("all", { rules: ["end-before-start"] });
  const cells = waiverOf("cells", { rules: ["cell-unreadable"] });
  const trial = { enabled: false, reason: "Not for us at all." };

  test.each<readonly [string, Waiver, Options, WaiverUse["unchecked"]]>([
    ["a whole check", order, {}, undefined],
    ["a whole check, of cells", cells, {}, undefined],
    ["another rule is selected", order, { only: { ids: ["language-missing"] } }, ["rules"]],
    ["its rule is selected", order, { only: { ids: ["end-before-start"] } }, undefined],
    ["a group without its rule is selected", order, { only: { tags: ["coc"] } }, ["rules"]],
    ["rules are selected, and it is about cells", cells, { only: { tags: ["coc"] } }, ["rules"]],
    ["its unit is selected", order, { units: ["MDP"] }, undefined],
    ["another unit is selected", order, { units: ["CWM"] }, ["events"]],
    ["a unit is selected, and it is about all", all, { units: ["MDP"] }, ["events"]],
    ["its rule is switched off", order, { config: { rules: { "end-before-start": trial } } }, ["rules"]],
    [
      "the column of its rule is not there",
      order,
      { header: whole.replace("End date", "Remarks about it") },
      ["rules"],
    ],
    ["its unit is in another file", order, { lines: rows.slice(1) }, ["events"]],
    ["a row could not be read", order, { lines: [...rows, `${rows[0]},,,,,x`] }, ["events"]],
    ["a row is a total", order, { lines: [...rows, "Total,,,,"] }, undefined],
  ])("is said to be so only where that was checked: %s", async (_, waiver, options, unchecked) => {
    const [use] = await usesOf([waiver], options);
    expect([use?.state, use?.unchecked]).toEqual([
      unchecked === undefined ? "unused" : "notChecked",
      unchecked,
    ]);
  });

  test("is not advised to be taken out where it was not checked", async () => {
    const texts = async (options: CheckFilesOptions) =>
      (
        await usesOf(
          [order, waiverOf("two", { rules: ["end-before-start", "cell-unreadable"], events: ["x"] })],
          options,
        )
      ).map(waiverText);
    expect(await texts({})).toEqual([
      "order has nothing to cover: take it out, unless its findings are still to come (it ends on 2025-06-30)",
      "two was not checked: not all of its events are among those checked (it ends on 2025-06-30)",
    ]);
    expect(await texts({ only: { ids: ["language-missing"] }, units: ["CWM"] })).toEqual([
      "order was not checked: its rule was not asked, or could not answer; not all of its events are among those checked (it ends on 2025-06-30)",
      "two was not checked: not all of its rules were asked and could answer; not all of its events are among those checked (it ends on 2025-06-30)",
    ]);
  });
});
