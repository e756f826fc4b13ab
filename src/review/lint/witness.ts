import { type Scalar, Unreadable } from "../../rules/value.ts";
import type { Witness } from "../solve/solver.ts";
import type { LintWitness } from "./diagnostic.ts";

/** A record as the `event` of an example has it. */
export function shown({ record, absent, asOf }: Witness): LintWitness {
  const event = Object.fromEntries(
    Object.entries(record).map(([name, value]): [string, LintWitness["event"][string]] => [
      name,
      value instanceof Unreadable
        ? { unreadable: value.text }
        : isScalar(value) || value === null
          ? value
          : Array.isArray(value) && value.every(isScalar)
            ? value
            : String(value),
    ]),
  );
  return { event, ...(absent.length === 0 ? {} : { absent: [...absent] }), asOf };
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
