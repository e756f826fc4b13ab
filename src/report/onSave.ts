import type { ReportHead } from "./schema.ts";

type Why = ReportHead["notAssessed"][number]["why"];

/** Of facts that no export holds: the stored version, a look-up, what other events tell. */
const outside: ReadonlySet<Why> = new Set<Why>(["noPrevious", "notLookedUp", "otherRecords"]);

/** What is not assessed for want of something that the export could hold. */
export function gapsOf({ notAssessed }: ReportHead): ReportHead["notAssessed"] {
  return notAssessed.filter(({ why }) => !outside.has(why));
}

/** Rules that need what no export holds, and decided nothing: they speak when an event is saved, where they are in use. */
export function onSaveOnly({ rules }: Pick<ReportHead, "rules">): ReadonlySet<string> {
  return new Set(
    rules
      .filter(
        ({ state, switchedOff, needs, evaluated }) =>
          state === "active" && switchedOff !== true && needs.length > 0 && evaluated === 0,
      )
      .map(({ id }) => id),
  );
}

/** Answers that rules could not give, without those of rules that speak on a save alone. */
export function unansweredOf(head: ReportHead): number {
  const apart = onSaveOnly(head);
  return head.rules
    .filter(({ id }) => apart.has(id))
    .reduce((rest, { notAssessed }) => rest - notAssessed, head.summary.outcomes.notAssessed);
}
