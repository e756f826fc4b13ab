import { type DeepReadonly, ruleSchema } from "../../rules/schema.ts";
import * as z from "../../zod.ts";
import { suggestionKinds } from "./draft.ts";

const count = z.int().min(0);
const share = z.number().min(0).max(1);

const place = z.strictObject({
  /** `null` where there is none, or none that may be shown. */
  eventId: z.string().nullable(),
  file: z.string(),
  line: count,
});

const suggestedSchema = z.strictObject({
  kind: z.enum(suggestionKinds),
  /** What holds, as a sentence. */
  claim: z.string(),
  ruleId: z.string(),
  /** Events that it can be said of. */
  support: count,
  holds: count,
  /** Wilson's interval, 95 %, of the share that holds. */
  interval: z.strictObject({ low: share, high: share }),
  /** How likely it is at the most that as much is seen by chance, for this one alone. */
  chance: share,
  /** The first of them; `support - holds` is their number. */
  counterExamples: z.array(place),
  /** Counter-examples of which another rule finds something wrong with the same fields. */
  foundAlready: count,
  rule: ruleSchema,
});

const thresholdSchema = z.strictObject({
  ruleId: z.string(),
  param: z.string(),
  fact: z.string(),
  unit: z.string(),
  current: z.union([z.string(), z.number()]),
  suggested: z.union([z.string(), z.number()]),
  /** Events that the limit is held against. */
  support: count,
  /** Of them: over the limit as it is, and over the one suggested. */
  failedNow: count,
  failedThen: count,
  /** Wilson's interval, 95 %, of the share that would keep to the suggested one. */
  interval: z.strictObject({ low: share, high: share }),
  why: z.string(),
});

/** What `ems-dq rules suggest --format json` prints. */
export const suggestionsSchema = z.strictObject({
  schema: z.literal("ems-data-quality/rule-suggestions/1"),
  files: z.array(z.string()),
  /** That differ in more than their number. */
  events: count,
  /** Of one of them, and not counted. */
  copies: count,
  asOf: z.iso.date(),
  minSupport: count,
  /** Of a single chance find among all rules that are suggested. */
  risk: share,
  /** Candidates looked at, by kind. */
  tried: z.record(z.string(), count),
  /** No event contradicts them. */
  rules: z.array(suggestedSchema),
  /** Almost always so; the counter-examples are what is worth a look. */
  observations: z.array(suggestedSchema),
  /** Parameters of rules for which the data support another value. */
  thresholds: z.array(thresholdSchema),
  /** What was found and is said by a rule already. */
  duplicates: z.array(z.strictObject({ ruleId: z.string(), count })),
});

export type Suggestions = DeepReadonly<z.infer<typeof suggestionsSchema>>;
export type Suggested = Suggestions["rules"][number];
export type ThresholdAdvice = Suggestions["thresholds"][number];
