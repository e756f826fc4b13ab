import type { CreateReporter } from "./reporter.ts";

export interface ReportFormat {
  /** One line for the help. */
  readonly doc: string;
  /** Findings in the list where the user does not say: a person reads a few, a spreadsheet takes all. */
  readonly maxFindings: number;
  /** A format is loaded when it is asked for. */
  readonly load: () => Promise<CreateReporter>;
}

/** Every format of the report; a new one is a file and a line here. */
export const formats = {
  table: {
    doc: "for a person at a terminal",
    maxFindings: 200,
    load: async () => (await import("./table/table.ts")).tableReporter,
  },
  json: {
    doc: "the whole report as one JSON document",
    maxFindings: 10_000,
    load: async () => (await import("./json.ts")).jsonReporter,
  },
  ndjson: {
    doc: "one JSON document a line, as found; the last one is the summary",
    maxFindings: Number.POSITIVE_INFINITY,
    load: async () => (await import("./ndjson.ts")).ndjsonReporter,
  },
  csv: {
    doc: "for a spreadsheet",
    maxFindings: Number.POSITIVE_INFINITY,
    load: async () => (await import("./csv.ts")).csvReporter,
  },
} as const satisfies Readonly<Record<string, ReportFormat>>;

export type FormatName = keyof typeof formats;
