import { reasonSchema } from "../../reasonSchema.ts";
import type { DeepReadonly } from "../../rules/schema.ts";
import * as z from "../../zod.ts";

/** Upper bounds that keep a file of waivers from hanging the process. */
export const waiverLimits = {
  waivers: 10_000,
  /** Rules or events of one waiver. */
  list: 5_000,
  /** Characters of a pattern of event ids. */
  pattern: 200,
  /** Levels of the file. */
  depth: 8,
} as const;

const text = z.string().trim().min(1);
const ruleId = text.max(200);

export const waiverMostSchema = z
  .union(
    [z.strictObject({ findings: z.int().min(1) }), z.strictObject({ share: z.number().positive().max(1) })],
    '{ "findings": 20 } or { "share": 0.1 }',
  )
  .describe(
    "How much it covers in one check: that many findings, or that share (0.1 is 10 %) of the events that its rules decide. Where there is more, it covers nothing and is reported as exceeded.",
  );

const shape = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case words joined by hyphens")
    .max(100)
    .describe("Its name, used once in the file: in reports, and the order of the file."),
  rules: z.array(ruleId).min(1).max(waiverLimits.list).describe("Ids of the rules that it covers."),
  events: z.array(text.max(200)).min(1).max(waiverLimits.list).optional().describe("Covers these events."),
  units: z.array(text.max(200)).min(1).max(100).optional().describe("Covers all events of these units."),
  pattern: text
    .max(waiverLimits.pattern)
    .optional()
    .describe("Covers the events whose id is of this form: * is any text, ? is any one sign."),
  reason: reasonSchema
    .trim()
    .describe("Why the findings are accepted, in at least three words. No personal data."),
  responsible: text.max(200).describe("Who answers for it: a role such as head of unit, never a person."),
  from: z.iso.date().describe("First day on which it is in force."),
  until: z.iso.date().describe("Last day on which it is in force."),
  most: waiverMostSchema.optional(),
};

/** In JSON Schema as zod cannot say it: one of the three, and only one. */
const oneScope = {
  oneOf: Object.keys({ events: 0, units: 0, pattern: 0 }).map((key) => ({
    properties: { [key]: {} },
    required: [key],
  })),
};

/** One waiver as its file has it; that it has exactly one scope is for `parseWaivers` to say. */
export const waiverSchema = z
  .strictObject(shape)
  .meta({ id: "waiver", description: "Findings that are accepted for a time.", ...oneScope });

/** The file of waivers. */
export const waiversSchema = z.strictObject({
  $schema: z.string().optional(),
  waivers: z.array(waiverSchema).max(waiverLimits.waivers).describe("In the order of their ids."),
});

/** What a waiver is about: events by id, all events of units, or events whose id is of a form. */
export type WaiverScope =
  | { readonly events: readonly string[] }
  | { readonly units: readonly string[] }
  | { readonly pattern: string };

export type WaiverFields = DeepReadonly<z.infer<typeof waiverSchema>>;
/** Findings that are accepted for a time, by whom and why. */
export type Waiver = Omit<WaiverFields, "events" | "units" | "pattern"> & WaiverScope;
