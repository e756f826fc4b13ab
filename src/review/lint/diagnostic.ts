import type { Severity } from "../../rules/schema.ts";
import { severities } from "../../rules/schema.ts";
import * as z from "../../zod.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A place in a file: what a diagnostic is about, or what else it speaks of. */
const spotShape = {
  /** As the user named it. */
  file: z.string(),
  /** First line is 1. */
  line: z.int(),
  /** First column is 1. */
  column: z.int(),
  /** JSON path in the file, as in `$.when.all[0].fact`; none where the file is no JSON. */
  path: z.string().optional(),
};

const diagnosticSchema = z.strictObject({
  /** Stable identifier in kebab-case. */
  code: z.string(),
  severity: z.enum(severities),
  ...spotShape,
  /** The rule that it is about, where there is one. */
  rule: z.string().optional(),
  /** What is wrong. */
  message: z.string(),
  /** What was found, shortened. */
  found: z.string().optional(),
  /** What was expected. */
  expected: z.string().optional(),
  /** What to do. */
  fix: z.string(),
  /** Whether `--fix` does it. */
  fixable: z.boolean(),
  /** Other places that it speaks of. */
  related: z.array(z.strictObject({ ...spotShape, message: z.string() })).optional(),
  /** A record that shows it, as an example of a rule file has it. */
  witness: z
    .strictObject({
      event: z.record(
        z.string(),
        z.union([scalar, z.null(), z.array(scalar).readonly(), z.strictObject({ unreadable: z.string() })]),
      ),
      absent: z.array(z.string()).optional(),
      asOf: z.string(),
    })
    .optional(),
});

/** What `ems-dq rules lint --format json` prints. */
export const lintSchema = z.strictObject({
  schema: z.literal("ems-data-quality/lint/1"),
  summary: z.strictObject({
    files: z.int(),
    rules: z.int(),
    error: z.int(),
    warning: z.int(),
    info: z.int(),
    /** Diagnostics that `--fix` could take care of. */
    fixable: z.int(),
    /** Diagnostics that `--fix` has taken care of. */
    fixed: z.int(),
  }),
  diagnostics: z.array(diagnosticSchema),
  /** Every check, besides what keeps a rule from being loaded. */
  checks: z.array(z.strictObject({ code: z.string(), severity: z.enum(severities), doc: z.string() })),
});

/** See {@link lintSchema}. */
export type LintDocument = z.infer<typeof lintSchema>;

/** One thing to mend in the rules, told so that a person can, and where. */
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** A record that shows what a diagnostic says, as an example of a rule file can hold it. */
export type LintWitness = NonNullable<Diagnostic["witness"]>;

/** A place in a file. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path?: string;
}

/** A change of a file's text; `length` 0 inserts. */
export interface Edit {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** What a check has found. */
export interface Found {
  readonly at: Spot;
  /** The rule that it is about. */
  readonly rule?: string;
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  /** What to do, for a person. */
  readonly fix: string;
  /** What `--fix` does; only where that leaves the meaning of every rule as it is. */
  readonly edits?: readonly Edit[];
  readonly related?: readonly (Spot & { readonly message: string })[];
  readonly witness?: LintWitness;
}

/** How many diagnostics there are of each severity. */
export function countBySeverity(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}
