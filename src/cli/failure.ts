import { DataQualityError, formatProblem, type Problem } from "../errors.ts";
import { printable } from "../report/printable.ts";
import { counted } from "../report/table/counted.ts";

/** A wall of messages is read by nobody; the rest is counted. */
const most = 100;

/** Says on standard error what went wrong, for a person. Gives the exit code. */
export function tellFailure(error: unknown): 2 {
  if (error instanceof DataQualityError) {
    for (const problem of byPlace(error.problems).slice(0, most)) tell(formatProblem(problem));
    if (error.problems.length > most) tell(`… and ${counted(error.problems.length - most, "more mistake")}.`);
    return 2;
  }
  tell(
    `Something went wrong inside ems-dq; please report it, with this line: ${traceOf(error)}\n  EMS_DQ_DEBUG=1 shows more, which may hold a part of the file.`,
  );
  if (process.env.EMS_DQ_DEBUG === "1" && error instanceof Error) tell(error.stack ?? error.message);
  return 2;
}

/** From the top of each file to its end, as one mends them; the files in the order in which they came. */
function byPlace(problems: readonly Problem[]): readonly Problem[] {
  const files = new Map<string | undefined, number>();
  for (const { file } of problems) if (!files.has(file)) files.set(file, files.size);
  return [...problems].sort(
    (one, other) =>
      (files.get(one.file) ?? 0) - (files.get(other.file) ?? 0) ||
      (one.line ?? 0) - (other.line ?? 0) ||
      (one.column ?? 0) - (other.column ?? 0),
  );
}

/** What kind of error and where; its message may quote what stands in a row, and people send such lines around. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return `a value of type ${typeof error} was thrown`;
  const frames = (error.stack ?? "").replace(error.message, "").split("\n    at ").slice(1, 4);
  // Of a path the file alone: folders have the names of people.
  return [error.name, ...frames.map((frame) => frame.split(/[/\\]/).at(-1)?.replace(")", ""))].join(" < ");
}

/** A line, or several, on standard error; what stands in a file's header cannot drive the terminal. */
export function tell(text: string): void {
  process.stderr.write(`${text.split("\n").map(printable).join("\n")}\n`);
}
