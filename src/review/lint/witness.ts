import { hidden } from "../../rules/masked.ts";
import { mayBePersonal } from "../../rules/personal.ts";
import { exampleOf } from "../examples/witnessExample.ts";
import type { Witness } from "../solve/solver.ts";
import type { LintWitness } from "./diagnostic.ts";
import type { Subject } from "./subject.ts";

/**
 * A record as the `event` of an example has it. It may come from the example of another rule, so that what may be
 * personal in it is told as being there and not what it is.
 */
export function shown(witness: Witness, { facts }: Pick<Subject, "facts">): LintWitness {
  const { event, absent, asOf = witness.asOf } = exampleOf(witness);
  const isPersonal = (name: string): boolean => mayBePersonal(name, (fact) => facts?.get(fact));
  return {
    event: Object.fromEntries(
      Object.entries(event).map(([name, value]) => [name, isPersonal(name) ? hidden : value]),
    ),
    ...(absent === undefined ? {} : { absent: [...absent] }),
    asOf,
  };
}
