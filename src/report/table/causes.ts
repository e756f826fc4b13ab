import { gapsOf, unansweredOf } from "../onSave.ts";
import { printable } from "../printable.ts";
import type { ReportHead, RootCause } from "../schema.ts";
import { counted } from "./counted.ts";
import type { Layout } from "./layout.ts";

/** Absent columns that are told in a sentence of their own: those that silence most rules. */
const absentShown = 5;

/** What is wrong with a file as a whole. */
export function writeCauses({ rootCauses }: ReportHead, layout: Layout): void {
  if (rootCauses.length === 0) return;
  layout.heading("About the file as a whole");
  const isNote = ({ severity }: RootCause): boolean => severity === "info";
  for (const cause of rootCauses.filter((each) => !isNote(each))) writeCause(cause, layout);
  const notes = rootCauses.filter(isNote);
  for (const cause of notes.slice(0, absentShown)) writeCause(cause, layout);
  const rest = notes.slice(absentShown);
  if (rest.length > 0)
    layout.text(
      `Also without a column: ${[...new Set(rest.map(({ field }) => field))].join(", ")}.`,
      "  ",
      "  ",
      "faint",
    );
}

function writeCause({ severity, message, fix, file }: RootCause, layout: Layout): void {
  const where = file === null ? "" : `${printable(file)}: `;
  layout.text(`${layout.style(severity, `${severity}:`)} ${where}${printable(message)}`, "  ", "    ");
  layout.text(`→ ${printable(fix)}`, "    ", "      ");
}

/** What the profile says in the place of columns. */
export function writeAssumptions({ run }: ReportHead, layout: Layout): void {
  if (run.assumptions.length === 0) return;
  layout.heading(`Taken for granted by the profile ${printable(run.profile ?? "")}`);
  for (const { field, value, reason } of run.assumptions)
    layout.text(`${field} is ${printable(JSON.stringify(value))}: ${printable(reason)}`, "  ", "    ");
}

const reasonsShown = 5;

type Why = ReportHead["notAssessed"][number]["why"];

const whys: Readonly<Record<Why, string>> = {
  absent: "the export has no such column",
  empty: "the cell is empty",
  unreadable: "the cell cannot be read",
  undefined: "it has no value for these figures",
  noPrevious: "an export does not hold the version stored before",
  notLookedUp: "nobody looked it up",
  otherRecords: "it takes the other events to know",
  lookupFailed: "it could not be looked up",
  lookupLate: "it was not looked up in time",
  lookupCancelled: "the look-up was cancelled",
};

/** Why a fact has no value, in words. */
export function absenceOf(why: Why): string {
  return whys[why];
}

/** What could not be decided and why, in a few lines. */
export function writeNotAssessed(head: ReportHead, layout: Layout): void {
  const unanswered = unansweredOf(head);
  if (unanswered === 0) return;
  const notAssessed = gapsOf(head);
  layout.heading(
    `Not assessed: ${counted(unanswered, "answer")} that rules could not give for want of a value`,
  );
  for (const { field, why, outcomes, rules } of notAssessed.slice(0, reasonsShown))
    layout.text(
      `${field}: ${absenceOf(why)} (${counted(rules.length, "rule")}, ${counted(outcomes, "time")})`,
      "  ",
      "    ",
    );
  const more = notAssessed.length - reasonsShown;
  if (more > 0)
    layout.text(`… and ${counted(more, "more reason")}; --format json lists them all`, "  ", "  ", "faint");
}
