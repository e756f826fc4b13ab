import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baselineOf } from "../../src/findings/baseline/gather.ts";
import type { Baseline } from "../../src/findings/baseline/schema.ts";
import { checkFiles, createFileCheck } from "../../src/node/checkFiles.ts";
import type { InputFile } from "../../src/node/inputs.ts";
import type { Report } from "../../src/report/schema.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

const asOf = "2025-06-30";
const [header = "", ...rows] = readFileSync(new URL("../../fixtures/small.csv", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");

function input(name: string, lines: readonly string[]): InputFile {
  return { name, bytes: Readable.from([Buffer.from(`${[header, ...lines].join("\n")}\n`)]) };
}

/** The same rules, said in other words. */
const reworded = {
  ...shippedRules,
  rules: shippedRules.rules.map((rule) => ({
    ...rule,
    version: rule.version + 1,
    message: "In other words.",
    fix: "Mend it.",
  })),
};

function standing({ summary, baseline }: Report): unknown {
  return { new: summary.findings.new, known: summary.findings.baseline, baseline };
}

/** A row more or less, and a figure that is wrong now. */
async function known(lines: readonly string[]): Promise<Baseline> {
  const { findings, run } = await checkFiles([input("a.csv", lines)], { asOf });
  return baselineOf(findings, run);
}

describe("a baseline of real files", () => {
  test("order, line numbers, splits and wording never change what is new", async () => {
    const baseline = await known(rows.slice(0, -4));
    const now = rows.slice(4);
    const before = await checkFiles([input("a.csv", now)], { asOf, baseline });
    expect(before.summary.findings.baseline.error).toBeGreaterThan(0);
    const fresh = (report: Report): readonly string[] =>
      report.findings.flatMap(({ status, fingerprint }) => (status === "new" ? [fingerprint] : [])).sort();
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...now], { minLength: now.length }),
        fc.nat({ max: now.length }),
        fc.boolean(),
        async (lines, split, isReworded) => {
          const files = [input("x.csv", lines.slice(0, split)), input("y.csv", lines.slice(split))];
          const after = await checkFiles(
            files.filter((_, index) => (index === 0 ? split > 0 : split < lines.length)),
            { asOf, baseline, ...(isReworded ? { rules: reworded } : {}) },
          );
          expect(fresh(after)).toEqual(fresh(before));
          expect(standing(after)).toEqual(standing(before));
        },
      ),
      { numRuns: 15 },
    );
  });

  test("of the same files nothing is new and nothing fixed", async () => {
    const report = await checkFiles([input("a.csv", rows)], { asOf, baseline: await known(rows) });
    const { total, baseline } = report.summary.findings;
    expect(baseline.error + baseline.warning + baseline.info).toBe(total);
    expect(report.baseline).toEqual({ known: total, found: total, fixed: [] });
  });

  test("a selection of rules or units fixes nothing of the others; a column that is gone fixes nothing", async () => {
    const baseline = await known(rows);
    const some = baseline.findings[0]?.ruleId ?? "";
    for (const only of [{ only: { ids: [some] } }, { units: ["MDP"] }]) {
      const report = await checkFiles([input("a.csv", rows)], { asOf, baseline, ...only });
      expect(report.baseline?.fixed).toEqual([]);
    }
    const without = header.replace("No. of participants", "Something else");
    const bytes = Readable.from([Buffer.from(`${[without, ...rows].join("\n")}\n`)]);
    const report = await checkFiles([{ name: "b.csv", bytes }], { asOf, baseline });
    const fixed = new Set(report.baseline?.fixed.map(({ ruleId }) => ruleId));
    for (const { ruleId, fields } of baseline.findings)
      if (fields.length === 1 && fields[0] === "participants") expect(fixed).not.toContain(ruleId);
  });

  test("waivers with bounds settle alike in any order and any split", async () => {
    const waivers = [
      { id: "few", most: { findings: 2 } },
      { id: "many", most: { share: 0.9 } },
    ].map(({ id, most }, index) => ({
      id,
      rules: shippedRules.rules.filter((_, place) => place % 2 === index).map((rule) => rule.id),
      pattern: "*",
      reason: "For the test.",
      responsible: "head of unit",
      from: "2025-01-01",
      until: "2025-12-31",
      most,
    }));
    const options = { asOf, waivers };
    const one = await checkFiles([input("a.csv", rows)], options);
    const reversed = [...rows].reverse();
    const two = await checkFiles(
      [input("b.csv", reversed.slice(0, 9)), input("c.csv", reversed.slice(9))],
      options,
    );
    const statuses = (report: Report): readonly string[] =>
      report.findings.map(({ fingerprint, status }) => `${fingerprint} ${status}`).sort();
    expect(one.waivers.map(({ state }) => state)).toEqual(["exceeded", "used"]);
    expect(two.waivers).toEqual(one.waivers);
    expect(statuses(two)).toEqual(statuses(one));
    expect(two.rules).toEqual(one.rules);
  });

  test("an event whose row was refused is not gone", async () => {
    const baseline = await known(rows);
    const broken = rows.map((row, index) => (index === 0 ? `${row},,,,,,x` : row));
    const report = await checkFiles([input("b.csv", broken)], { asOf, baseline });
    expect(report.summary.refused).toBe(1);
    expect(report.baseline?.fixed).toEqual([]);
  });

  test("the cell of a finding that was held back is not looked for in the row at hand", async () => {
    const reversed = (id: string): string => `${id},course,2025-03-07,2025-03-03`;
    const files = ["EMS-1", "EMS-2-of-another-length"].map((id): InputFile => {
      const text = `Event ID,Event type,Start date,End date\n${reversed(id)}\n`;
      return { name: `${id}.csv`, bytes: Readable.from([Buffer.from(text)]) };
    });
    const waivers = [
      {
        id: "few",
        rules: ["end-before-start"],
        pattern: "*",
        reason: "For the test.",
        responsible: "head of unit",
        from: "2025-01-01",
        until: "2025-12-31",
        most: { findings: 1 },
      },
    ];
    const places: (readonly [string | undefined, number | undefined])[] = [];
    await createFileCheck(files, {
      asOf,
      waivers,
      places: true,
      only: { ids: ["end-before-start"] },
    }).run({
      finding: ({ source }, place) => places.push([source?.file, place?.column]),
      refused: () => undefined,
      listed: () => places.length,
    });
    expect(places).toEqual([
      ["EMS-1.csv", undefined],
      ["EMS-2-of-another-length.csv", expect.any(Number)],
    ]);
  });
});
