import { confidences, dimensions, severities } from "../rules/schema.ts";
import * as z from "../zod.ts";

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number(), z.boolean()])),
]);

/** Where a record stands in its source. */
export const sourceSchema = z.strictObject({
  /** As the user named it; `<stdin>` for standard input. */
  file: z.string(),
  /** Line in the file on which the record starts, the first is 1. */
  line: z.int().min(1),
  /** Number of the record, the first below the header is 1. */
  row: z.int().min(1),
});

const findingFieldSchema = z.strictObject({
  /** Name in the canonical event. */
  field: z.string(),
  /** Header of its column in the source. */
  column: z.string().optional(),
  /** What stands in the record; never for a field that may hold personal data. */
  observed: value.optional(),
  /** What a right value looks like, in words. */
  expected: z.string().optional(),
  /** A value that follows from the data. */
  suggested: value.optional(),
  /** How sure the suggestion is; given where there is one. */
  confidence: z.enum(confidences).optional(),
});

/** One thing that is wrong with one event, for a person to mend. Plain data, without personal data. */
export const findingSchema = z.strictObject({
  ruleId: z.string(),
  ruleVersion: z.int().min(1),
  severity: z.enum(severities),
  dimension: z.enum(dimensions),
  /** `new`, or known from a baseline, or covered by a waiver. */
  status: z.enum(["new", "baseline", "waived"]),
  /** The waiver that covers it, by its id; given where `status` is `waived`. */
  waiver: z.string().optional(),
  /** What it does to the save; given where the check was told its stage. */
  effect: z.enum(["warn", "block"]).optional(),
  message: z.string(),
  fix: z.string(),
  /** `null` for an event that has no identifier yet. */
  eventId: z.string().nullable(),
  unit: z.string().nullable(),
  /** `null` where an event was checked on its own. */
  source: sourceSchema.nullable(),
  fields: z.array(findingFieldSchema),
  /** The day from which it counts as wrong, where the rule gives time. */
  due: z.iso.date().optional(),
  /** The same for the same rule, event and fields, whatever the order, the row or the wording. */
  fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
  /** The rule's page, as it lies in the package: what it checks and why, what to do, wrong and right; for a rule of one's own, how rules are written. */
  docs: z.string(),
});

/** One thing that is wrong with one event; see {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;
export type Source = z.infer<typeof sourceSchema>;
