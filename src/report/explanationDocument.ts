import { explanationSchema, missingSchema } from "../engine/explanationSchema.ts";
import { outcomeNames, severities, states } from "../rules/schema.ts";
import * as z from "../zod.ts";
import type { ExplainedRule } from "./eventExplanation.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const paramValue = z.union([scalar, z.array(scalar)]);

const ruleHead = {
  ruleId: z.string(),
  ruleVersion: z.int().min(1),
  title: z.string(),
  severity: z.enum(severities),
  state: z.enum(states),
  /** Of a rule that does not apply. */
  because: z.enum(["when", "effective", "configuration"]).optional(),
  /** Of one that could not be assessed. */
  reasons: z.array(missingSchema).optional(),
  /** Of one that is not due: the day from which it counts. */
  dueOn: z.iso.date().optional(),
  /** Of one that failed. */
  message: z.string().optional(),
  fix: z.string().optional(),
  /** Of one that failed and is covered, by the id of the waiver. */
  waiver: z.string().optional(),
  /** Of one that could not be run. */
  error: z.string().optional(),
};

/** What one rule says of one event. */
const ruleOutcomeSchema = z.strictObject({ ...ruleHead, outcome: z.enum(outcomeNames) });
/** What one rule says of one event. */
export type RuleOutcomeLine = z.infer<typeof ruleOutcomeSchema>;

/** Why one rule says of one event what it says. */
export const eventExplanationSchema = z.strictObject({
  ...ruleHead,
  ...explanationSchema.shape,
  params: z.array(
    z.strictObject({
      name: z.string(),
      value: paramValue,
      unit: z.string(),
      /** The value in the rule, where the configuration put another in its place. */
      overrides: paramValue.optional(),
    }),
  ),
  /** Of a rule that the configuration switches off for the event: what it would say. */
  switchedOff: z.strictObject({ otherwise: z.enum(outcomeNames) }).optional(),
});

/** What `ems-dq explain --format json` prints. */
export const explanationDocumentSchema = z.strictObject({
  schema: z.literal("ems-data-quality/explanation/1"),
  /** The clock. */
  asOf: z.iso.date(),
  /** As the user named it. */
  file: z.string(),
  /** Those with the identifier that was asked for, in the order of the file. */
  events: z.array(
    z.strictObject({
      eventId: z.string().nullable(),
      unit: z.string().nullable(),
      /** Of the file, where it starts; the first is 1. */
      line: z.int().min(1),
      /** Below the header, from 1. */
      row: z.int().min(1),
      /** Of all rules; only where no rule was asked for. */
      outcomes: z.array(ruleOutcomeSchema).optional(),
      /** Of the rules that were asked for, else of those that failed. */
      explanations: z.array(eventExplanationSchema),
    }),
  ),
});

/** See {@link explanationDocumentSchema}. */
export type ExplanationDocument = z.infer<typeof explanationDocumentSchema>;

interface Head {
  readonly ruleVersion: number;
  readonly severity: (typeof severities)[number];
}

/** What a rule says, as a line of the document. */
export function outcomeLine({
  ruleId,
  ruleVersion,
  title,
  severity,
  state,
  outcome,
}: Pick<ExplainedRule, "ruleId" | "title" | "state" | "outcome"> & Head): RuleOutcomeLine {
  return { ruleId, ruleVersion, title, severity, state, ...outcomeFields(outcome) };
}

/** An explanation as the document has it: the outcome by its name, with what belongs to it beside. */
export function explanationLine(explanation: ExplainedRule & Head): z.infer<typeof eventExplanationSchema> {
  const { asOf, when, effective, violation, due, decidedBy, params, switchedOff } = explanation;
  return {
    ...outcomeLine(explanation),
    params: params.map(({ name, value, unit, overrides }) => ({
      name,
      value: plainValue(value),
      unit,
      ...(overrides === undefined ? {} : { overrides: plainValue(overrides) }),
    })),
    ...(switchedOff === undefined ? {} : { switchedOff }),
    asOf,
    when,
    ...(effective === undefined ? {} : { effective }),
    violation,
    ...(due === undefined ? {} : { due }),
    decidedBy: [...decidedBy],
  };
}

type PlainValue = z.infer<typeof paramValue>;

function plainValue(value: ExplainedRule["params"][number]["value"]): PlainValue {
  return typeof value === "object" ? [...value] : value;
}

function outcomeFields(
  outcome: ExplainedRule["outcome"],
): Pick<
  z.infer<typeof ruleOutcomeSchema>,
  "outcome" | "because" | "reasons" | "dueOn" | "message" | "fix" | "waiver" | "error"
> {
  switch (outcome.outcome) {
    case "notApplicable":
      return { outcome: outcome.outcome, because: outcome.because };
    case "notAssessed":
      return { outcome: outcome.outcome, reasons: [...outcome.reasons] };
    case "notDue":
      return { outcome: outcome.outcome, dueOn: outcome.due };
    case "passed":
      return { outcome: outcome.outcome };
    case "error":
      return { outcome: outcome.outcome, error: outcome.error };
    default: {
      const { message, fix } = outcome.failure;
      const waiver = outcome.outcome === "waived" ? { waiver: outcome.waiver } : {};
      return { outcome: outcome.outcome, message, fix, ...waiver };
    }
  }
}
