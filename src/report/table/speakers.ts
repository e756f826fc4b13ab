import { onSaveOnly } from "../onSave.ts";
import type { ReportHead } from "../schema.ts";

/** How many of the rules that give findings could do so; those that are switched off are none of them. */
export interface Speakers {
  readonly able: number;
  readonly all: number;
}

/** Rules that speak on a save alone are told apart. A rule is silent where the columns of every file silence it: what one file lacks another may have. */
export function speakersOf(head: ReportHead): Speakers {
  const { run, rules, rootCauses } = head;
  const apart = onSaveOnly(head);
  const active = rules
    .filter(({ id, state, switchedOff }) => state === "active" && switchedOff !== true && !apart.has(id))
    .map(({ id }) => id);
  // Events from a program have no file; their causes have none either.
  const files = run.inputs.length === 0 ? [null] : [...new Set(run.inputs.map(({ file }) => file))];
  const silenced = files.map(
    (file) =>
      new Set(rootCauses.filter((cause) => cause.file === file).flatMap(({ rules: silent }) => silent)),
  );
  const able = active.filter((id) => !silenced.every((silent) => silent.has(id)));
  return { able: able.length, all: active.length };
}
