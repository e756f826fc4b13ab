import { outcomeNames } from "../rules/schema.ts";
import * as z from "../zod.ts";
import type { Missing } from "./outcome.ts";

const truth = z.enum(["true", "false", "unknown"]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const factValue = z.union([scalar, z.array(scalar)]);
const tolerance = z.strictObject({ of: z.unknown(), points: z.unknown() });

/** Why a fact had no value. */
export const missingSchema: z.ZodType<Missing> = z.lazy(() =>
  z.union([
    z.strictObject({
      fact: z.string(),
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
    }),
    z.strictObject({ fact: z.string(), why: z.literal("derived"), from: z.array(missingSchema) }),
  ]),
);

const fact: z.ZodType = z.lazy(() =>
  z.strictObject({
    name: z.string(),
    origin: z.enum(["record", "derived", "clock", "previous", "lookup", "dataset"]),
    /** Header of its column, where the record is from a table. */
    column: z.string().optional(),
    value: factValue.optional(),
    /** There is a value, but it may be personal. */
    hidden: z.literal(true).optional(),
    missing: missingSchema.optional(),
    error: z.string().optional(),
    /** What it is derived from, or looked up by. */
    from: z.array(fact).optional(),
  }),
);

const condition: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({
      kind: z.enum(["all", "any"]),
      path: z.string(),
      truth,
      parts: z.array(condition),
      decidedBy: z.array(z.int().min(0)),
    }),
    z.strictObject({ kind: z.literal("not"), path: z.string(), truth, part: condition }),
    z.strictObject({
      kind: z.literal("condition"),
      path: z.string(),
      truth,
      name: z.string(),
      part: condition,
    }),
    z.strictObject({
      kind: z.literal("comparison"),
      path: z.string(),
      truth,
      fact,
      operator: z.string(),
      value: z.strictObject({
        written: z.unknown(),
        resolved: z.union([factValue, tolerance]).optional(),
        facts: z.array(fact),
      }),
      error: z.string().optional(),
    }),
  ]),
);

const part = z.enum(["when", "effective", "violation", "due"]);

/** Why a rule says of a record what it says, as `createExplainer` gives it. */
export const explanationSchema = z.strictObject({
  /** What the rule says, by name; its reasons and texts are in the record's findings. */
  outcome: z.enum(outcomeNames),
  asOf: z.iso.date(),
  when: condition,
  effective: condition.optional(),
  violation: condition,
  due: z
    .strictObject({
      path: z.string(),
      state: z.enum(["ahead", "past", "unknown"]),
      after: fact,
      days: z.int().min(0),
      date: z.iso.date().optional(),
    })
    .optional(),
  decidedBy: z.array(part),
});
