/**
 * One mistake of a person, told so that the person can mend it: what is wrong, where, what was
 * expected, what to do. Never holds personal data or the content of a learner's row.
 */
export interface Problem {
  /** Stable identifier in kebab-case, for programs: `header-unknown`, `unknown-key`. */
  readonly code: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** File as the user named it, or `<stdin>`. */
  readonly file?: string;
  /** First line is 1. */
  readonly line?: number;
  /** First column is 1. */
  readonly column?: number;
  /** JSON path in the file, as in `$.when.all[0].fact`. */
  readonly path?: string;
  /** What was found, shortened. */
  readonly found?: string;
  /** What was expected. */
  readonly expected?: string;
  /** What to do next. */
  readonly hint?: string;
}

/**
 * Thrown for input, rules, configuration or usage that is wrong. A command prints
 * {@link formatProblem} of each problem and ends with exit code 2; it never prints the stack.
 *
 * @example
 * ```ts
 * throw new DataQualityError([{ code: "file-not-found", message: "The file does not exist.", file: "events.csv" }]);
 * ```
 */
export class DataQualityError extends Error {
  override readonly name = "DataQualityError";
  /** Code of the first problem. */
  readonly code: string;
  /** All problems found, never empty. */
  readonly problems: readonly [Problem, ...Problem[]];

  constructor(problems: readonly [Problem, ...Problem[]], options?: ErrorOptions) {
    super(problems.map(formatProblem).join("\n"), options);
    this.code = problems[0].code;
    this.problems = problems;
  }
}

/**
 * Ends what cannot go on with mistakes; does nothing where there are none. For code that gathers all of them first.
 *
 * @throws {DataQualityError} with all of them.
 */
export function refuseProblems(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first !== undefined) throw new DataQualityError([first, ...others]);
}

/**
 * The problem as one line (two where there is something to do) for a person: `events.csv:3:7: …`.
 *
 * @example
 * ```ts
 * formatProblem({ code: "no-rules", message: "There is no rule.", file: "a.json" }); // "a.json: There is no rule. [no-rules]"
 * ```
 */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.line === undefined ? undefined : problem.column]
    .filter((part) => part !== undefined)
    .join(":");
  const parts = [
    place === "" ? undefined : `${place}:`,
    problem.path === undefined ? undefined : `at ${problem.path}:`,
    problem.message,
    problem.found === undefined ? undefined : `Found: ${problem.found}.`,
    problem.expected === undefined ? undefined : `Expected: ${problem.expected}.`,
  ].filter((part) => part !== undefined);
  const line = `${parts.join(" ")} [${problem.code}]`;
  return problem.hint === undefined ? line : `${line}\n  ${problem.hint}`;
}
