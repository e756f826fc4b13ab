import type { DeepReadonly } from "../../rules/schema.ts";
import * as z from "../../zod.ts";

/** Levels of the file. */
export const baselineDepth = 5;

export const baselineEntrySchema = z
  .strictObject({
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{32}$/, "32 hexadecimal digits")
      .describe("Of rule, event and fields; what the entry is known by."),
    ruleId: z
      .string()
      .min(1)
      .describe("For people, as are the event and the fields; they must be those of the fingerprint."),
    eventId: z.string().nullable().describe("null where the event has no identifier that may be shown."),
    fields: z.array(z.string()),
    count: z.int().min(1).describe("How many findings share the fingerprint: events with the same id."),
  })
  .meta({ id: "baselineEntry", description: "A finding that is known." });

/** The file of a baseline. No wording, no values, nothing personal. */
export const baselineSchema = z.strictObject({
  $schema: z.string().optional(),
  schema: z.literal("ems-data-quality/baseline/1"),
  asOf: z.iso.date().describe("The clock of the check that it was written from."),
  ruleset: z.strictObject({ name: z.string(), version: z.string() }),
  findings: z.array(baselineEntrySchema).describe("In the order of rule, event and fields, one in a line."),
});

export type BaselineEntry = DeepReadonly<z.infer<typeof baselineEntrySchema>>;
/** Findings that are known, so that only new ones count; see {@link baselineSchema}. */
export type Baseline = DeepReadonly<z.infer<typeof baselineSchema>>;
