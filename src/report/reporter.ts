import type { CellPlace } from "../events/cells/place.ts";
import type { Finding } from "../findings/finding.ts";
import type { Rule } from "../rules/schema.ts";
import type { FailLevel } from "./failLevel.ts";
import type { Refused, ReportHead } from "./schema.ts";
import type { Style } from "./style.ts";

/** Writes a report bit by bit. Nothing is written before the first call, so that a failed start leaves no trace. */
export interface Reporter {
  /** @param place Where its first cell stands, for formats that ask for it and files that tell. */
  readonly finding: (finding: Finding, place?: CellPlace) => void;
  readonly refused: (refused: Refused) => void;
  /** How many of the findings given so far are, or will be, in the list. */
  readonly listed: () => number;
  /** Everything but the findings; the last call. */
  readonly end: (head: ReportHead, exitCode: number) => void;
}

export type GroupBy = "rule" | "event";

export interface ReporterOptions {
  /** Takes the text as it comes; never waits. */
  readonly write: (text: string) => void;
  /** The rules of the run: their titles, what they rest on. */
  readonly rules: readonly Rule[];
  /** Findings in the list; the counts stay complete. */
  readonly maxFindings: number;
  /** Columns of the terminal. Formats for programs have none. */
  readonly width: number;
  /** How to mark text on a terminal; `plain` for everything else. */
  readonly style: Style;
  readonly groupBy: GroupBy;
  /** From which severity on the check fails. */
  readonly failOn: FailLevel;
  /** What a file is called in reports that other machines read, with `/` between its parts: its path in the repository. */
  readonly pathOf: (file: string) => string;
}

/** A report format: the one thing that a file of a format exports. */
export type CreateReporter = (options: ReporterOptions) => Reporter;
