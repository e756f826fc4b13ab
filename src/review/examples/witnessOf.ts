import { type Example, exampleClock } from "../../rules/schema.ts";
import type { Witness } from "../solve/solver.ts";
import { recordOf } from "./runExamples.ts";

/** The record of an example, with its clock and what its source lacks; `witnessExample` goes the other way. */
export function witnessOf(example: Example): Witness {
  return { record: recordOf(example), absent: example.absent ?? [], asOf: example.asOf ?? exampleClock };
}
