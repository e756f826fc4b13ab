import * as z from "../zod.ts";
import type { Scalar } from "./value.ts";

/** Upper bounds that keep a rule file from hanging or crashing the process. */
export const limits = {
  /** Levels of `all`/`any`/`not` inside each other, named conditions included. */
  depth: 32,
  /** Conditions in one rule. */
  nodes: 1_000,
  /** Conditions in one rule, with those that it names written out in their place. */
  written: 100_000,
  /** Characters of a pattern. */
  pattern: 500,
  /** Entries of a list used as a value. */
  list: 10_000,
  /** Rules in one rule set. */
  rules: 5_000,
  /** Bytes of one rule file. */
  fileBytes: 1_048_576,
} as const;

const text = z.string().trim().min(1);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/, "a name of letters and digits, a letter first");
const calendarDate = z.iso.date();

const factReference = z.strictObject({ fact: name });
const paramReference = z.strictObject({ param: name });
const operand = z.union([scalar, factReference, paramReference]);

/** What stands on the right of an operator. */
const valueSchema = z.union([
  scalar,
  z.array(operand).max(limits.list),
  factReference,
  paramReference,
  z.strictObject({ of: operand, points: operand }),
]);

/** A condition: `all`, `any`, `not`, a named `condition`, or a comparison. The format is json-rules-engine's. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly condition: string }
  | Comparison;
/** `operator` with its decorators: `not:matches`. */
export interface Comparison {
  readonly fact: string;
  readonly operator: string;
  readonly value: Value;
}
export type Operand = Scalar | { readonly fact: string } | { readonly param: string };
/** What stands on the right of an operator: written out, a fact, a parameter, a list of these, or a tolerance. */
export type Value = Operand | readonly Operand[] | { readonly of: Operand; readonly points: Operand };

/** A comparison: the fact on the left, an operator (with decorators: `not:matches`), a value on the right. */
const comparisonSchema: z.ZodType<Comparison> = z.strictObject({
  fact: name,
  operator: text.max(200),
  value: valueSchema,
});

/** Reads a {@link Condition}; whether its names are known is for `parseRules` to say. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema) }),
    z.strictObject({ any: z.array(conditionSchema) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ condition: text }),
    comparisonSchema,
  ]),
);

export const severities = ["error", "warning", "info"] as const;
export const states = ["active", "shadow", "retired"] as const;
/** Where a record stands on its way: being written, handed in, closed. */
export const stages = ["draft", "submit", "final"] as const;
/** What a failed rule does on a save: nothing is said, it is said, or the save is refused. */
export const effects = ["silent", "warn", "block"] as const;
/** How sure a proposal is: it follows from the record, or is only likely. */
export const confidences = ["certain", "likely"] as const;
export const dimensions = [
  "completeness",
  "validity",
  "consistency",
  "accuracy",
  "timeliness",
  "uniqueness",
] as const;
export const outcomeNames = [
  "passed",
  "failed",
  "waived",
  "notDue",
  "notApplicable",
  "notAssessed",
  "error",
] as const;

const paramSchema = z.strictObject({
  default: z.union([scalar, z.array(scalar).min(1).max(limits.list)]),
  /** `percent`, `points`, `days`, `people`, `pattern`, … */
  unit: text,
  /** Where the number comes from; `ours: …` says that it is our own judgement. */
  source: text,
});

const fieldSchema = z.union([
  name,
  z.strictObject({
    field: name,
    /** Names the field only where this holds; for a rule about several fields of which one may be wrong. */
    if: conditionSchema.optional(),
    /** What a right value looks like; may hold placeholders. */
    expected: text.optional(),
    /** A value to propose: that of a fact, or the entry of a code list nearest to what was found. */
    suggest: z
      .union([
        z.strictObject({ fact: name, confidence: z.enum(confidences).optional() }),
        z.strictObject({ nearest: name, confidence: z.enum(confidences).optional() }),
      ])
      .optional(),
  }),
]);

/** What a rule does at each stage of a save; what is left out follows from severity and dimension. */
export const stagesSchema = z.strictObject({
  draft: z.enum(effects).optional(),
  submit: z.enum(effects).optional(),
  final: z.enum(effects).optional(),
});

/** The clock of an example that does not say its own. */
export const exampleClock = "2025-06-30";

const exampleSchema = z.strictObject({
  title: text,
  /** The record. A cell that cannot be read is written `{ "unreadable": "about thirty" }`. */
  event: z.record(
    z.string(),
    z.union([scalar, z.null(), z.array(scalar), z.strictObject({ unreadable: z.string() })]),
  ),
  /** Fields that the source does not have at all. */
  absent: z.array(name).optional(),
  /** The clock; {@link exampleClock} where it is not given. */
  asOf: calendarDate.optional(),
  expect: z.enum(outcomeNames),
});

/** One rule file. An unknown key is a mistake. */
export const ruleSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+){0,15}$/, "lower-case words joined by hyphens"),
  version: z.int().min(1),
  state: z.enum(states),
  title: text.max(120),
  severity: z.enum(severities),
  dimension: z.enum(dimensions),
  tags: z.array(text.max(40)).min(1),
  when: conditionSchema,
  violation: conditionSchema,
  due: z
    .strictObject({
      after: name,
      days: z.union([z.int().min(0).max(36_500), paramReference]),
    })
    .optional(),
  effective: z.strictObject({ from: calendarDate.optional(), to: calendarDate.optional() }).optional(),
  params: z.record(name, paramSchema).optional(),
  stages: stagesSchema.optional(),
  fields: z.array(fieldSchema).min(1),
  message: text.max(600),
  fix: text.max(600),
  rationale: text,
  sources: z.array(text).min(1),
  /** What each version changed and when, the latest last; one entry a version from the second on. */
  history: z
    .array(z.strictObject({ version: z.int().min(1), date: calendarDate, change: text.max(300) }))
    .optional(),
  examples: z.array(exampleSchema).min(1),
});

/** Several rules, with the conditions that they share by name. */
export const rulesetSchema = z.strictObject({
  $schema: z.string().optional(),
  name: text,
  version: text,
  conditions: z.record(text, conditionSchema).optional(),
  rules: z.array(ruleSchema).max(limits.rules),
});

/** A type with everything in it readonly; a condition is so already, and refers to itself. */
export type DeepReadonly<T> = T extends Condition
  ? Condition
  : T extends readonly (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
      : T;

/** A rule as its file holds it; see {@link ruleSchema}. */
export type Rule = DeepReadonly<z.infer<typeof ruleSchema>>;
/** A record with the outcome that it must have; the tests of the rule. */
export type Example = Rule["examples"][number];
export type Param = NonNullable<Rule["params"]>[string];
/** How grave it is where a rule fails, the gravest first. */
export type Severity = (typeof severities)[number];
export type Stage = (typeof stages)[number];
export type Effect = (typeof effects)[number];
export type Confidence = (typeof confidences)[number];
/** The dimension of data quality that a rule is about. */
export type Dimension = (typeof dimensions)[number];
/** The seven outcomes of a rule and a record; each adds to exactly one count. */
export type OutcomeName = (typeof outcomeNames)[number];
/** Rules with the conditions that they share by name; see {@link rulesetSchema}. */
export type Ruleset = DeepReadonly<z.infer<typeof rulesetSchema>>;
