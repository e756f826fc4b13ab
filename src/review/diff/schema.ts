import { findingSchema } from "../../findings/finding.ts";
import { outcomeCountsSchema } from "../../report/schema.ts";
import { outcomeNames, severities, states } from "../../rules/schema.ts";
import * as z from "../../zod.ts";

const count = z.int().min(0);

/** What may have changed in a rule, the gravest first. */
export const changeKinds = [
  /** The rule is in head alone. */
  "added",
  /** The rule is in base alone. */
  "removed",
  /** Removed, and added under another id with the same meaning. */
  "renamed",
  /** What decides its outcomes. */
  "meaning",
  /** Whether it gives findings: active, shadow, retired. */
  "state",
  "severity",
  /** The fields that a finding names, and with them its fingerprint. */
  "fields",
  /** Dimension and tags. */
  "labels",
  /** What people read. */
  "text",
  /** The conditions are written in another way and mean the same. */
  "wording",
  "examples",
  /** The version, and what its history says. */
  "version",
] as const;

const versionSchema = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  state: z.enum(states),
  severity: z.enum(severities),
  title: z.string(),
});

const evaluatedSchema = z.strictObject({
  total: count,
  /** passed + failed + waived. */
  evaluated: count,
  ...outcomeCountsSchema.shape,
});

const changedFindingSchema = z.strictObject({
  base: findingSchema,
  head: findingSchema,
  /** The keys of the finding that differ. */
  what: z.array(z.string()),
});

/** Findings of head against those of base; the same finding has the same fingerprint and stands in the same row. */
const differencesSchema = z.strictObject({
  new: count,
  dropped: count,
  /** In both, with another severity, text, field value or due date. */
  changed: count,
  /** Pairs of a new and a dropped finding of one event: the fields or the id changed, so waivers of it no longer fit. */
  sameEvent: count,
  /** The first of each, in the order of the rows. */
  examples: z.strictObject({
    new: z.array(findingSchema),
    dropped: z.array(findingSchema),
    changed: z.array(changedFindingSchema),
  }),
});

const effectSchema = z.strictObject({
  /** `null` where base does not have the rule, or has it retired. */
  base: evaluatedSchema.nullable(),
  head: evaluatedSchema.nullable(),
  /** Events whose outcome is another; of a rule that is in one of both alone, none. */
  moves: z.array(z.strictObject({ from: z.enum(outcomeNames), to: z.enum(outcomeNames), events: count })),
  findings: differencesSchema,
  /** What shadow rules would have found. */
  shadow: differencesSchema,
});

const cellSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number(), z.boolean()])).readonly(),
  z.strictObject({ unreadable: z.string() }),
]);

/** Whether there is an event that the two versions judge differently: one was found, none can be, or it is not known. */
const differenceSchema = z.strictObject({
  verdict: z.enum(["possible", "impossible", "undecided"]),
  example: z
    .strictObject({
      event: z.record(z.string(), cellSchema),
      /** Fields that the source does not have at all. */
      absent: z.array(z.string()),
      /** The clock. */
      asOf: z.iso.date(),
      /** What the versions say of it. */
      base: z.enum(outcomeNames),
      head: z.enum(outcomeNames),
    })
    .nullable(),
});

const ruleChangeSchema = z.strictObject({
  /** In head; of a removed rule, in base. */
  id: z.string(),
  /** The gravest first. */
  kinds: z.array(z.enum(changeKinds)).min(1),
  base: versionSchema.nullable(),
  head: versionSchema.nullable(),
  /** Whether the version of head is above that of base. */
  versionBumped: z.boolean(),
  /** The change in words, one line each. */
  words: z.array(z.strictObject({ kind: z.enum(changeKinds), text: z.string() })),
  /** `null` where the meaning is the same. */
  difference: differenceSchema.nullable(),
  /** `null` without data. */
  effect: effectSchema.nullable(),
});

const conditionChangeSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(["added", "removed", "meaning"]),
  words: z.array(z.string()),
  /** Rules whose meaning depends on it, in base or head. */
  rules: z.array(z.string()),
});

/** Codes of what makes a comparison fail. */
const failureCodes = [
  "meaning-without-version",
  "version-went-back",
  "new-findings",
  "too-much-change",
] as const;

const failureSchema = z.strictObject({
  code: z.enum(failureCodes),
  /** The rule, where it is about one. */
  rule: z.string().nullable(),
  message: z.string(),
});

const sideSchema = z.strictObject({
  /** As it was named: `main`, `v1:rules`, `rules`. */
  name: z.string(),
  /** The commit of a git revision; `null` for a folder. */
  commit: z.string().nullable(),
  ruleset: z.strictObject({ name: z.string(), version: z.string(), sha256: z.string() }),
  /** Rules, retired ones among them. */
  rules: count,
});

const dataSchema = z.strictObject({
  asOf: z.iso.date(),
  profile: z.string(),
  inputs: z.array(
    z.strictObject({ file: z.string(), sha256: z.string(), rows: count, events: count, refused: count }),
  ),
  /** Events that both rule sets judged. */
  events: count,
});

const bySeverity = z.strictObject({ error: count, warning: count, info: count });

const countsSchema = z.strictObject({ new: count, dropped: count, changed: count, sameEvent: count });

/** Nanoseconds for an event, the median of several rounds; differs from run to run. */
const costSchema = z.strictObject({
  /** Events of the first file that were measured. */
  events: count,
  base: z.number().min(0),
  head: z.number().min(0),
  /** Rules whose conditions changed, each alone. */
  rules: z.array(
    z.strictObject({
      id: z.string(),
      base: z.number().min(0).nullable(),
      head: z.number().min(0).nullable(),
    }),
  ),
});

/** What `ems-dq rules diff --format json` prints. */
export const rulesDiffSchema = z.strictObject({
  schema: z.literal("ems-data-quality/rules-diff/1"),
  verdict: z.enum(["passed", "failed"]),
  failures: z.array(failureSchema),
  base: sideSchema,
  head: sideSchema,
  data: dataSchema.nullable(),
  summary: z.strictObject({
    /** Rules by the gravest kind of their change. */
    rules: z.record(z.string(), count),
    unchanged: count,
    /** `null` without data. Cells that cannot be read are among them. */
    findings: z
      .strictObject({ ...countsSchema.shape, newBySeverity: bySeverity, droppedBySeverity: bySeverity })
      .nullable(),
    shadow: countsSchema.nullable(),
  }),
  /** Conditions that rules share by name, where they changed. */
  conditions: z.array(conditionChangeSchema),
  changes: z.array(ruleChangeSchema),
  /** Cells that cannot be read, of fields that only one of both rule sets needs. */
  cells: differencesSchema.nullable(),
  cost: costSchema.nullable(),
});

/** What changed between two rule sets, and what it does to data; see {@link rulesDiffSchema}. */
export type RulesDiff = z.infer<typeof rulesDiffSchema>;
export type ChangeKind = (typeof changeKinds)[number];
export type RuleChange = z.infer<typeof ruleChangeSchema>;
export type ConditionSetChange = z.infer<typeof conditionChangeSchema>;
export type Difference = z.infer<typeof differenceSchema>;
export type Effect = z.infer<typeof effectSchema>;
export type Evaluated = z.infer<typeof evaluatedSchema>;
export type Differences = z.infer<typeof differencesSchema>;
export type ChangedFinding = z.infer<typeof changedFindingSchema>;
export type DiffFailure = z.infer<typeof failureSchema>;
export type DiffSide = z.infer<typeof sideSchema>;
export type DiffData = z.infer<typeof dataSchema>;
export type DiffCost = z.infer<typeof costSchema>;
export type SeverityCounts = z.infer<typeof bySeverity>;
