import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeLargeExport } from "../scripts/fixtures/large.ts";
import { type Figure, figure } from "./measure.ts";
import { bin, type ProcessFigures, runNode } from "./process.ts";

/** csv-parse alone, giving objects: what anybody would write first. */
const csvParseAlone =
  "import{parse}from'csv-parse';import fs from'node:fs';let n=0;for await(const r of fs.createReadStream(process.argv[1]).pipe(parse({columns:true,bom:true})))n++";

const check = (file: string): readonly string[] => [
  bin,
  "check",
  file,
  "--as-of",
  "2025-06-30",
  "--format",
  "ndjson",
];

export interface FileSizes {
  /** Rows for the comparison with csv-parse and for the shares of wrong rows. */
  readonly rows: number;
  /** Rows of each step, for the growth of time and memory. */
  readonly steps: readonly number[];
  readonly repeats: number;
}

/** (b) A CSV file from end to end, (c) growth, (d) what wrong rows cost. */
export async function benchFiles({ rows, steps, repeats }: FileSizes): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "ems-dq-bench-"));
  const make = async (name: string, count: number, failing: number): Promise<string> => {
    const file = join(folder, `${name}.csv`);
    await writeLargeExport(file, { rows: count, failing });
    return file;
  };
  try {
    const clean = await make("clean", rows, 0);
    const some = await make("some", rows, 0.01);
    const all = await make("all", rows, 1);
    const alone: ProcessFigures[] = [];
    const ours: Record<"clean" | "some" | "all", ProcessFigures[]> = { clean: [], some: [], all: [] };
    for (let repeat = 0; repeat < repeats; repeat++) {
      alone.push(await runNode(["--input-type=module", "-e", csvParseAlone, some]));
      ours.some.push(await checked(some));
      ours.clean.push(await checked(clean));
      ours.all.push(await checked(all));
    }
    const growth: Figure[] = [];
    for (const count of steps) {
      const file = await make(`rows-${count}`, count, 0.01);
      const runs: ProcessFigures[] = [];
      for (let repeat = 0; repeat < repeats; repeat++) runs.push(await checked(file));
      growth.push(
        figure(
          `${count.toLocaleString("en")} rows`,
          "s",
          runs.map(({ seconds }) => seconds),
        ),
        figure(
          `${count.toLocaleString("en")} rows, peak memory`,
          "MiB",
          runs.map(({ peak }) => peak),
          200,
        ),
      );
      rmSync(file);
    }
    const label = rows.toLocaleString("en");
    return [
      figure(
        `csv-parse alone, ${label} rows to objects`,
        "s",
        alone.map(({ seconds }) => seconds),
      ),
      figure(
        `ems-dq check, ${label} rows, 1 % wrong`,
        "s",
        ours.some.map(({ seconds }) => seconds),
      ),
      figure("ems-dq check against csv-parse alone", "x", ratios(ours.some, alone), 1.25),
      figure("1 % wrong against all clean", "x", ratios(ours.some, ours.clean)),
      figure("all wrong against all clean", "x", ratios(ours.all, ours.clean), 3),
      ...growth,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checked(file: string): Promise<ProcessFigures> {
  const figures = await runNode(check(file));
  if (figures.code !== 0 && figures.code !== 1) throw new Error(`ems-dq check ends with ${figures.code}`);
  return figures;
}

function ratios(ours: readonly ProcessFigures[], theirs: readonly ProcessFigures[]): readonly number[] {
  return ours.map(({ seconds }, index) => seconds / (theirs[index]?.seconds ?? Number.NaN));
}
