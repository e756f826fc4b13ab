import { reasonSchema } from "../reasonSchema.ts";
import { type DeepReadonly, severities, stagesSchema } from "../rules/schema.ts";
import * as z from "../zod.ts";

/** Upper bounds that keep a configuration from hanging the process. */
export const configLimits = {
  /** Files that extend each other in a row. */
  depth: 10,
  /** Files, or objects, in all. */
  files: 100,
  /** Overrides of one file. */
  overrides: 1_000,
  /** Entries of a list used as a parameter. */
  list: 10_000,
  /** Bytes of one file. */
  fileBytes: 1_048_576,
  /** Levels of one file. */
  levels: 8,
} as const;

const text = z.string().trim().min(1);
const path = text.max(1_000);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const paramValueSchema = z.union([scalar, z.array(scalar).min(1).max(configLimits.list)]);

/** What is changed of one rule, and why. That it changes something at all is for `parseConfig` to say. */
export const settingSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .optional()
      .describe("false: the rule is switched off. true: it is on, though an earlier setting says otherwise."),
    severity: z.enum(severities).optional().describe("How grave it is where the rule fails."),
    params: z
      .record(z.string(), paramValueSchema)
      .optional()
      .describe("Values of the rule's parameters, each of the same type as in the rule."),
    stages: stagesSchema.optional().describe("What a failed rule does on a save, at each stage."),
    reason: reasonSchema.describe(
      "Why, in at least three words: it stands in every report. No personal data.",
    ),
  })
  .meta({ id: "setting", description: "What is changed of one rule, and why." });

const rulesSchema = z.record(text, settingSchema).describe("By the id of the rule.");

/** Settings for some events alone; that it names units or kinds of event is for `parseConfig` to say. */
export const overrideSchema = z
  .strictObject({
    units: z.array(text).min(1).max(100).optional().describe("Of these units alone."),
    eventTypes: z.array(text).min(1).max(100).optional().describe("Of these kinds of event alone."),
    rules: rulesSchema,
  })
  .meta({
    description:
      "Settings for some events: those of the units, of the kinds, or of both where both are named.",
    anyOf: ["units", "eventTypes"].map((key) => ({ properties: { [key]: {} }, required: [key] })),
  });

/** The file `ems-dq.config.json`. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  extends: z
    .union([path, z.array(path).max(configLimits.files)])
    .optional()
    .describe("Files that come before this one, by their path from this file."),
  profile: path.optional().describe("The mapping profile: its name, or the path of its file from this file."),
  waivers: path.optional().describe("The file of waivers, by its path from this file."),
  baseline: path.optional().describe("The file of the baseline, by its path from this file."),
  rules: rulesSchema.optional(),
  overrides: z
    .array(overrideSchema)
    .max(configLimits.overrides)
    .optional()
    .describe("They count after rules, in their order; of two that say the same the later one counts."),
});

/** A configuration as a program writes it: what the file holds, with objects in the place of files. */
export interface ConfigInput extends Pick<DeepReadonly<z.infer<typeof configSchema>>, "rules" | "overrides"> {
  readonly $schema?: string;
  readonly extends?: ConfigInput | readonly ConfigInput[];
}
