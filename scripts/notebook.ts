/**
 * Runs the example notebook through Jupyter. `npm run notebook` keeps the outputs in the file; a test compares them with
 * those of a fresh run.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { array, looseObject, object, record, string, union, unknown } from "zod";

const file = fileURLToPath(new URL("../examples/notebook/check-export.ipynb", import.meta.url));

const cellSchema = looseObject({
  cell_type: string(),
  source: union([string(), array(string())]),
  outputs: array(looseObject({ output_type: string() })).optional(),
});
const notebookSchema = looseObject({ cells: array(cellSchema) });
type Notebook = ReturnType<typeof notebookSchema.parse>;

const kernelsSchema = object({ kernelspecs: record(string(), unknown()) });

/** The notebook as it is kept. */
export function keptNotebook(): Notebook {
  return notebookSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Why the notebook cannot be run here, or nothing. */
export function missingForNotebook(): string | undefined {
  const { status, stdout } = spawnSync("jupyter", ["kernelspec", "list", "--json"], { encoding: "utf8" });
  if (status !== 0) return "Jupyter is not installed (pip install nbconvert)";
  if (kernelsSchema.parse(JSON.parse(stdout)).kernelspecs.deno === undefined)
    return "Jupyter has no kernel for Deno (deno jupyter --install)";
  return undefined;
}

/**
 * Jupyter reads what a cell gives until its kernel is idle. What comes after that is lost, which happened once in some
 * dozen runs on a busy machine: a cell that gave something before and gives nothing now is no answer.
 */
const mostRuns = 3;

/** The notebook with the outputs of a fresh run, which needs the build; nothing else in it changes. */
export function runNotebook(): Notebook {
  const kept = keptNotebook();
  for (let runs = 1; ; runs++) {
    const fresh = runOnce(kept);
    const isWhole = kept.cells.every(
      ({ outputs = [] }, index) => outputs.length === 0 || fresh.cells[index]?.outputs?.length !== 0,
    );
    if (isWhole || runs === mostRuns) return fresh;
  }
}

function runOnce(kept: Notebook): Notebook {
  const { status, stdout, stderr } = spawnSync(
    "jupyter",
    ["nbconvert", "--to", "notebook", "--execute", "--stdout", "--log-level=ERROR", file],
    { encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`The notebook failed.\n${stderr}`);
  const fresh = notebookSchema.parse(JSON.parse(stdout)).cells;
  // Everything but the outputs stays: Jupyter adds times and versions that differ from run to run.
  const cells = kept.cells.map((cell, index) =>
    cell.outputs === undefined
      ? cell
      : { ...cell, outputs: fresh[index]?.outputs ?? [], execution_count: fresh[index]?.execution_count },
  );
  return { ...kept, cells };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(file, `${JSON.stringify(runNotebook(), null, 1)}\n`);
