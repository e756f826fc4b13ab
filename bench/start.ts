import { type Figure, figure } from "./measure.ts";
import { bin, runNode } from "./process.ts";

/** (e) Start-up against bare Node. */
export async function benchStart(repeats: number): Promise<readonly Figure[]> {
  const bare: number[] = [];
  const help: number[] = [];
  const entry: number[] = [];
  const engine: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    bare.push(await seconds(["-e", "0"]));
    help.push(await seconds([bin, "--help"]));
    entry.push(await seconds(["--input-type=module", "-e", "await import('ems-data-quality')"]));
    engine.push(await seconds(["--input-type=module", "-e", "await import('ems-data-quality/engine')"]));
  }
  const against = (times: readonly number[]): readonly number[] =>
    times.map((time, index) => time / (bare[index] ?? Number.NaN));
  return [
    figure(
      "bare node",
      "ms",
      bare.map((time) => time * 1000),
    ),
    figure("ems-dq --help against bare node", "x", against(help), 2),
    figure('import "ems-data-quality" against bare node', "x", against(entry), 2),
    figure('import "ems-data-quality/engine" against bare node', "x", against(engine), 2),
  ];
}

async function seconds(args: readonly string[]): Promise<number> {
  return (await runNode(args, false)).seconds;
}
