/**
 * `npm run bench` measures everything and writes a table; `--smoke` does it with few rows, to see that it works;
 * `--json <file>` keeps the figures.
 */
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { benchEvent, benchRules } from "./event.ts";
import { benchFiles } from "./files.ts";
import type { Figure } from "./measure.ts";
import { benchStart } from "./start.ts";

const { values } = parseArgs({
  options: { smoke: { type: "boolean", default: false }, json: { type: "string" } },
});
const { smoke } = values;
const sizes = smoke
  ? { rows: 500, steps: [100, 1_000], repeats: 1 }
  : { rows: 100_000, steps: [10_000, 100_000, 1_000_000], repeats: 5 };

const parts: readonly [string, () => Promise<readonly Figure[]> | readonly Figure[]][] = [
  ["One event", () => benchEvent(smoke ? 2 : 9, smoke ? 5 : 200)],
  ["Rules", () => benchRules(smoke ? 2 : 9, smoke ? 5 : 100)],
  ["Start", () => benchStart(smoke ? 2 : 11)],
  ["Files", () => benchFiles(sizes)],
];

const results: { readonly part: string; readonly figures: readonly Figure[] }[] = [];
for (const [part, measure] of parts) {
  const figures = await measure();
  results.push({ part, figures });
  console.log(`\n### ${part}\n\n| | median | min–max | at most |\n| --- | ---: | ---: | ---: |`);
  for (const { name, unit, median, min, max, bar } of figures) {
    const wanted = bar === undefined ? "" : `${bar} ${unit}${median > bar ? " (missed)" : ""}`;
    console.log(`| ${name} | ${short(median)} ${unit} | ${short(min)}–${short(max)} | ${wanted} |`);
  }
}
if (values.json !== undefined) {
  const machine = {
    node: process.version,
    processor: cpus()[0]?.model ?? "",
    cores: cpus().length,
    memory: totalmem(),
  };
  writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
}

function short(number: number): string {
  return number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);
}
