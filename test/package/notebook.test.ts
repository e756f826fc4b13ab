import { expect, test } from "vitest";
import { keptNotebook, missingForNotebook, runNotebook } from "../../scripts/notebook.ts";
import { requireAll } from "./requireAll.ts";

test("the example notebook runs in Jupyter and gives the outputs that are kept in it", ({ skip }) => {
  const missing = missingForNotebook();
  if (missing !== undefined) {
    if (requireAll) throw new Error(missing);
    skip(missing);
  }
  const fresh = runNotebook();
  expect(fresh.cells.flatMap(({ outputs = [] }) => outputs).length).toBeGreaterThan(3);
  expect(fresh).toEqual(keptNotebook());
}, 180_000);
