import * as z from "../zod.ts";
import type { EffectiveSetting } from "./effective.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const value = z.union([scalar, z.array(scalar)]);

const settingSchema = z.strictObject({
  ruleId: z.string(),
  setting: z
    .string()
    .regex(/^(?:enabled|severity|params\..+|stages\.(?:draft|submit|final))$/, "the name of a setting")
    .describe("enabled, severity, params.<name> or stages.<stage>."),
  value: value.describe("What counts for the events that were asked for, or for some of them."),
  from: value
    .nullable()
    .describe("As it stands in the rule; null for a stage that the rule says nothing of."),
  origin: z
    .strictObject({
      file: z.string().nullable().describe("null for what a program handed over."),
      line: z.int().min(1).optional().describe("The first is 1."),
      units: z.array(z.string()).describe("Of these units alone; empty for all."),
      eventTypes: z.array(z.string()).describe("Of these kinds of event alone; empty for all."),
      reason: z.string(),
    })
    .optional()
    .describe("Where it is set; not given where it is as it stands in the rule."),
});

/** What `ems-dq config check --format json` prints. */
export const settingsDocumentSchema = z.strictObject({
  schema: z.literal("ems-data-quality/config/1"),
  file: z.string().describe("The configuration, as it was named or found."),
  profile: z.string().optional().describe("The mapping profile that it names, or the path of its file."),
  waivers: z.string().optional().describe("Path of the file of waivers that it names."),
  baseline: z.string().optional().describe("Path of the file of the baseline that it names."),
  unit: z.string().optional().describe("Only what counts for events of this unit."),
  eventType: z.string().optional().describe("Only what counts for events of this kind."),
  settings: z
    .array(settingSchema)
    .describe("In the order of the rules; one thing several times where events differ in it."),
});

/** See {@link settingsDocumentSchema}. */
export type SettingsDocument = z.infer<typeof settingsDocumentSchema>;

/** A setting as the document has it. */
export function settingLine({
  ruleId,
  setting,
  value,
  from,
  origin,
}: EffectiveSetting): SettingsDocument["settings"][number] {
  return {
    ruleId,
    setting,
    value: plainValue(value),
    from: from === null ? null : plainValue(from),
    ...(origin === undefined
      ? {}
      : { origin: { ...origin, units: [...origin.units], eventTypes: [...origin.eventTypes] } }),
  };
}

function plainValue(given: EffectiveSetting["value"]): z.infer<typeof value> {
  return typeof given === "object" ? [...given] : given;
}
