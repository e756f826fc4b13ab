import { baselineUseSchema } from "../findings/baseline/use.ts";
import { findingSchema, sourceSchema } from "../findings/finding.ts";
import { waiverUseSchema } from "../findings/waivers/use.ts";
import { severities, states } from "../rules/schema.ts";
import * as z from "../zod.ts";

const count = z.int().min(0);

export const outcomeCountsSchema = z.strictObject({
  passed: count,
  failed: count,
  waived: count,
  notDue: count,
  notApplicable: count,
  notAssessed: count,
  error: count,
});

const severityCountsSchema = z.strictObject({ error: count, warning: count, info: count });

export const inputSchema = z.strictObject({
  /** As the user named it; `<stdin>` for standard input. */
  file: z.string(),
  format: z.enum(["csv", "json", "ndjson"]),
  /** Of the file's bytes as they are, before any unpacking. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Rows read: those checked and those refused. */
  rows: count,
  refused: count,
  /** What was found out about a CSV file, and how sure it is. */
  dialect: z.record(z.string(), z.unknown()).optional(),
  /** Columns that are used. */
  columns: z.array(z.strictObject({ column: z.string(), field: z.string() })),
  /** Headers that mean nothing to the profile. */
  unmapped: z.array(z.string()),
});

export const refusedSchema = z.strictObject({
  file: z.string(),
  line: z.int().min(1),
  row: z.int().min(1),
  code: z.string(),
  /** Why the row was not checked; never what stands in it. */
  message: z.string(),
  /** `info` for a row that is no event at all: a total, a repeated header. */
  severity: z.enum(severities),
});

/** One cause that would otherwise be a finding in every row. */
export const rootCauseSchema = z.strictObject({
  cause: z.enum(["column-absent", "column-unreadable", "header-renamed", "column-ambiguous"]),
  severity: z.enum(severities),
  field: z.string(),
  /** The header, where there is one. */
  column: z.string().optional(),
  /** `null` where events came from a program. */
  file: z.string().nullable(),
  /** Events that it touches. */
  events: count,
  /** Rules that could not fail because of it. */
  rules: z.array(z.string()),
  message: z.string(),
  fix: z.string(),
});

export const ruleSummarySchema = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  /** As it stands in the rule. */
  severity: z.enum(severities),
  /** Only where the configuration changes the severity for some events: the findings by each that the rule has for any. */
  bySeverity: z
    .strictObject({ error: count.optional(), warning: count.optional(), info: count.optional() })
    .optional(),
  state: z.enum(states),
  /** What it rests on that no export holds: the stored version, a look-up, the other events. Mostly nothing. */
  needs: z.array(z.enum(["previous", "lookup", "dataset"])),
  /** Only of a rule that the configuration switches off for every event. */
  switchedOff: z.literal(true).optional(),
  total: count,
  /** passed + failed + waived. */
  evaluated: count,
  ...outcomeCountsSchema.shape,
});

/** A rule on trial: what it would have found, which is no finding and in no count of them. */
export const shadowRuleSchema = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  /** As the rule is set; the gravest, where that is not the same for all events. */
  severity: z.enum(severities),
  title: z.string(),
  /** Events that the rule decided. */
  evaluated: count,
  /** Findings that there would be, were the rule active. */
  found: count,
  /** The first of them. */
  examples: z.array(
    z.strictObject({
      eventId: z.string().nullable(),
      unit: z.string().nullable(),
      source: sourceSchema.nullable(),
      message: z.string(),
    }),
  ),
});

export const notAssessedSchema = z.strictObject({
  /** The fact of the record that was missing. */
  field: z.string(),
  why: z.enum([
    "absent",
    "empty",
    "unreadable",
    "undefined",
    "noPrevious",
    "notLookedUp",
    "otherRecords",
    "lookupFailed",
    "lookupLate",
    "lookupCancelled",
  ]),
  /** Outcomes that it made impossible; one that lacks several facts is counted under each. */
  outcomes: count,
  rules: z.array(z.string()),
});

/** A setting of a rule that the configuration changed. */
export const overriddenSchema = z.strictObject({
  ruleId: z.string(),
  /** `enabled`, `severity`, `params.<name>`, `stages.<stage>`. */
  setting: z.string(),
  /** As it stands in the rule. */
  from: z.unknown(),
  to: z.unknown(),
  /** Of these units alone; empty for all. */
  units: z.array(z.string()),
  /** Of these kinds of event alone; empty for all. */
  eventTypes: z.array(z.string()),
  reason: z.string(),
  /** The file that says so; `null` where a program does. */
  file: z.string().nullable(),
});

/** The report as JSON. */
export const reportSchema = z.strictObject({
  schema: z.literal("ems-data-quality/report/1"),
  run: z.strictObject({
    /** The clock of the check. */
    asOf: z.iso.date(),
    package: z.string(),
    ruleset: z.strictObject({ name: z.string(), version: z.string(), sha256: z.string() }),
    profile: z.string().nullable(),
    /** Of the messages, a BCP 47 tag: `en`, `fr`, `es`. */
    locale: z.string(),
    inputs: z.array(inputSchema),
    /** Constants that the profile put in place of columns. */
    assumptions: z.array(z.strictObject({ field: z.string(), value: z.unknown(), reason: z.string() })),
    /** ISO 8601, UTC. */
    startedAt: z.string(),
    durationMs: z.number().min(0),
    /** Whether the run ended before the last row, and why. */
    stopped: z.enum(["interrupted"]).optional(),
  }),
  summary: z.strictObject({
    /** rows = events + refused + leftOut. */
    rows: count,
    events: count,
    refused: count,
    /** Events of other units than the one asked for; not counted in `events`. */
    leftOut: count,
    findings: z.strictObject({
      /** new + baseline + waived. */
      total: count,
      listed: count,
      /** All of each severity, whatever their status. */
      ...severityCountsSchema.shape,
      /** By status; only new ones make a check fail. */
      new: severityCountsSchema,
      baseline: severityCountsSchema,
      waived: severityCountsSchema,
    }),
    /** Of all active rules and all events; those of shadow rules are in `rules`. */
    outcomes: outcomeCountsSchema,
  }),
  rules: z.array(ruleSummarySchema),
  findings: z.array(findingSchema),
  rootCauses: z.array(rootCauseSchema),
  /** Of active rules. */
  notAssessed: z.array(notAssessedSchema),
  /** Rules on trial, the one that would find most first. */
  shadow: z.array(shadowRuleSchema),
  refused: z.array(refusedSchema),
  /** What the configuration changed, in the order of the rules. */
  overridden: z.array(overriddenSchema),
  /** Each waiver, in the order of their ids. */
  waivers: z.array(waiverUseSchema),
  /** `null` without a baseline. */
  baseline: baselineUseSchema.nullable(),
});

/** What a check says, as plain data; see {@link reportSchema}. */
export type Report = z.infer<typeof reportSchema>;
export type OutcomeCounts = z.infer<typeof outcomeCountsSchema>;
export type RootCause = z.infer<typeof rootCauseSchema>;
export type RuleSummary = z.infer<typeof ruleSummarySchema>;
export type ShadowRule = z.infer<typeof shadowRuleSchema>;
export type NotAssessed = z.infer<typeof notAssessedSchema>;
export type Refused = z.infer<typeof refusedSchema>;
export type Overridden = z.infer<typeof overriddenSchema>;
export type Input = z.infer<typeof inputSchema>;
/** The report without its findings, as it stands in the last line of NDJSON. */
export type ReportHead = Omit<Report, "findings">;
