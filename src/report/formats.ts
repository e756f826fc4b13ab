import type { CreateReporter } from "./reporter.ts";

export interface ReportFormat {
  /** One line for the help. */
  readonly doc: string;
  /** Findings in the list where the user does not say: a person reads a few, a spreadsheet takes all. */
  readonly maxFindings: number;
  /** Whether it says where in its line a finding's cell stands, which costs the reader some time. */
  readonly places: boolean;
  /** A format is loaded when it is asked for. */
  readonly load: () => Promise<CreateReporter>;
}

/** Every format of the report; a new one is a file and a line here. */
export const formats = {
  table: {
    doc: "for a person at a terminal",
    maxFindings: 200,
    places: false,
    load: async () => (await import("./table/table.ts")).tableReporter,
  },
  json: {
    doc: "the whole report as one JSON document",
    maxFindings: 10_000,
    places: false,
    load: async () => (await import("./json.ts")).jsonReporter,
  },
  ndjson: {
    doc: "one JSON document a line, as found; the last one is the summary",
    maxFindings: Number.POSITIVE_INFINITY,
    places: false,
    load: async () => (await import("./ndjson.ts")).ndjsonReporter,
  },
  csv: {
    doc: "for a spreadsheet",
    maxFindings: Number.POSITIVE_INFINITY,
    places: false,
    load: async () => (await import("./csv.ts")).csvReporter,
  },
  sarif: {
    doc: "SARIF 2.1.0, for code scanning; GitHub takes 25,000 results and shows 5,000",
    maxFindings: 5_000,
    places: true,
    load: async () => (await import("./sarif.ts")).sarifReporter,
  },
  junit: {
    doc: "JUnit XML, for test views; what is below --fail-on is skipped",
    maxFindings: 5_000,
    places: false,
    load: async () => (await import("./junit.ts")).junitReporter,
  },
  github: {
    doc: "annotations in GitHub Actions, which shows 10 errors, warnings and notices each",
    maxFindings: 50,
    places: true,
    load: async () => (await import("./github.ts")).githubReporter,
  },
  markdown: {
    doc: "for the summary of a job, at most 1 MiB",
    maxFindings: 50,
    places: false,
    load: async () => (await import("./markdown.ts")).markdownReporter,
  },
} as const satisfies Readonly<Record<string, ReportFormat>>;

export type FormatName = keyof typeof formats;
