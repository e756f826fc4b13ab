import { DataQualityError, formatProblem } from "../errors.ts";
import { printable } from "../report/printable.ts";

/** A wall of messages is read by nobody; the rest is counted. */
const most = 100;

/** Says on standard error what went wrong, for a person. Gives the exit code. */
export function tellFailure(error: unknown): 2 {
  if (error instanceof DataQualityError) {
    for (const problem of error.problems.slice(0, most)) tell(formatProblem(problem));
    if (error.problems.length > most) tell(`… and ${error.problems.length - most} more mistakes.`);
    return 2;
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  tell(`Something went wrong inside ems-dq; please report it, with this line: ${reason.slice(0, 300)}`);
  if (process.env.EMS_DQ_DEBUG === "1" && error instanceof Error) tell(error.stack ?? "");
  return 2;
}

/** A line, or several, on standard error; what stands in a file's header cannot drive the terminal. */
export function tell(text: string): void {
  process.stderr.write(`${text.split("\n").map(printable).join("\n")}\n`);
}
