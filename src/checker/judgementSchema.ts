import { findingSchema } from "../findings/finding.ts";
import { notAssessedSchema } from "../report/schema.ts";
import { stages } from "../rules/schema.ts";
import * as z from "../zod.ts";

/** Why a fact had no value. */
export const missingSchema = z.union([
  z.strictObject({ fact: z.string(), why: notAssessedSchema.shape.why }),
  z.strictObject({
    fact: z.string(),
    why: z.literal("derived"),
    /** The facts without a value that it would be computed from. */
    get from(): z.ZodType {
      return z.array(missingSchema);
    },
  }),
]);

const fieldSchema = findingSchema.shape.fields.element;
const failureSchema = z.strictObject({
  message: z.string(),
  fix: z.string(),
  fields: z.array(fieldSchema),
  due: z.iso.date().optional(),
});

const rule = { ruleId: z.string(), ruleVersion: z.int().min(1) };

/** What a rule says of one event. */
export const outcomeSchema = z.union([
  z.strictObject({ ...rule, outcome: z.literal("passed") }),
  z.strictObject({ ...rule, outcome: z.literal("failed"), failure: failureSchema }),
  z.strictObject({ ...rule, outcome: z.literal("waived"), failure: failureSchema, waiver: z.string() }),
  z.strictObject({ ...rule, outcome: z.literal("notDue"), due: z.iso.date() }),
  z.strictObject({
    ...rule,
    outcome: z.literal("notApplicable"),
    because: z.enum(["when", "effective", "configuration"]),
  }),
  z.strictObject({ ...rule, outcome: z.literal("notAssessed"), reasons: z.array(missingSchema) }),
  z.strictObject({ ...rule, outcome: z.literal("error"), error: z.string() }),
]);

/** A judgement as it goes over a wire: what the OpenAPI document says of it. */
export const judgementSchema = z.strictObject({
  eventId: z.string().nullable(),
  unit: z.string().nullable(),
  /** One for each rule, in the order of the rules. */
  outcomes: z.array(outcomeSchema),
  findings: z.array(findingSchema),
  stage: z.enum(stages).nullable(),
  /** Whether a new finding blocks the save at this stage. */
  blocked: z.boolean(),
  /** Findings that are silent at this stage. */
  silent: z.int().min(0),
  /** What was looked up; nothing of why a look-up failed. */
  lookups: z.array(
    z.strictObject({ fact: z.string(), state: z.enum(["answered", "failed", "late", "cancelled"]) }),
  ),
});
