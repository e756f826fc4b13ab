import type { ReportHead } from "./schema.ts";

type Why = ReportHead["notAssessed"][number]["why"];

/** Of facts that no export holds: the stored version, a look-up, what other events tell. */
const outside: ReadonlySet<Why> = new Set<Why>(["noPrevious", "notLookedUp", "otherRecords"]);

/** What is not assessed for want of something that the export could hold. */
export function gapsOf({ notAssessed }: ReportHead): ReportHead["notAssessed"] {
  return notAssessed.filter(({ why }) => !outside.has(why));
}

/** Active rules that decided nothing, since they need what no export holds: they speak when an event is saved. */
export function onSaveOnly({ notAssessed, rules }: ReportHead): ReadonlySet<string> {
  const needy = new Set(notAssessed.filter(({ why }) => outside.has(why)).flatMap(({ rules: ids }) => ids));
  return new Set(rules.filter(({ id, evaluated }) => evaluated === 0 && needy.has(id)).map(({ id }) => id));
}

/** Answers that rules could not give, without those of rules that speak on a save alone. */
export function unansweredOf(head: ReportHead): number {
  const apart = onSaveOnly(head);
  return head.rules
    .filter(({ id }) => apart.has(id))
    .reduce((rest, { notAssessed }) => rest - notAssessed, head.summary.outcomes.notAssessed);
}
