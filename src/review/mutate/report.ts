import { jsonPath } from "../../issues.ts";
import { type DeepReadonly, type Rule, ruleSchema } from "../../rules/schema.ts";
import * as z from "../../zod.ts";
import type { MutantResult } from "./mutateRules.ts";
import { mutations } from "./mutations.ts";

const count = z.int().min(0);
const { id } = ruleSchema.shape;
const example = ruleSchema.shape.examples.element;

const tallySchema = z.strictObject({
  mutants: count,
  killed: count,
  survived: count,
  equivalent: count,
  undecided: count,
  /** Killed per hundred of killed, survived and undecided; 100 where there is nothing to kill. */
  score: z.number().min(0).max(100),
});

const placeShape = {
  /** As the user named it. */
  file: z.string().optional(),
  line: z.int().min(1).optional(),
  column: z.int().min(1).optional(),
};

const mutantSchema = z.strictObject({
  /** The rule that is mutated, or … */
  ruleId: id.optional(),
  /** … the condition that rules share by name. */
  condition: z.string().optional(),
  /** Name of the kind of mutation. */
  mutation: z.string(),
  ...placeShape,
  /** JSON path of what is changed, in the rule; of a condition in its file. */
  path: z.string(),
  /** The edit in few words: `lessThan → lessThanInclusive`. */
  what: z.string(),
  /** Not given where something is put in. */
  before: z.unknown().optional(),
  /** Not given where something is taken out. */
  after: z.unknown().optional(),
  status: z.enum(["killed", "survived", "equivalent", "undecided"]),
  /** The first example found that tells it from the rule. */
  killedBy: z.strictObject({ ruleId: id, example: z.string() }).optional(),
  /** An example that would kill it, and what the mutant says of it in place of what the rule says. */
  killing: z.strictObject({ ruleId: id, example, mutantSays: example.shape.expect }).optional(),
  /** Why it is undecided. */
  why: z.string().optional(),
});

/** What `ems-dq rules mutate --format json` prints. */
export const mutationReportSchema = z.strictObject({
  schema: z.literal("ems-data-quality/mutation/1"),
  summary: z.strictObject({ rules: count, conditions: count, examples: count, ...tallySchema.shape }),
  /** The kinds of mutations, in the order in which they are tried. */
  mutations: z.array(z.strictObject({ name: z.string(), doc: z.string(), ...tallySchema.shape })),
  rules: z.array(z.strictObject({ ruleId: id, ...placeShape, ...tallySchema.shape })),
  conditions: z.array(z.strictObject({ name: z.string(), ...placeShape, ...tallySchema.shape })),
  /** Every mutant: of the rules in their order, then of the conditions with names. */
  mutants: z.array(mutantSchema),
});

export type MutationReport = DeepReadonly<z.infer<typeof mutationReportSchema>>;
export type MutationTally = DeepReadonly<z.infer<typeof tallySchema>>;
type Place = Pick<MutationReport["rules"][number], "file" | "line" | "column">;

/** Where the parts of rules and conditions stand; `undefined` where that is not known. */
export interface MutantPlaces {
  readonly ofRule: (id: string, path: string) => Place | undefined;
  readonly ofCondition: (name: string, path: string) => Place | undefined;
}

/** The report on mutants. */
export function mutationReport(
  results: readonly MutantResult[],
  rules: readonly Rule[],
  ownConditions: readonly string[],
  places: MutantPlaces,
): MutationReport {
  const ofKind = grouped(results, ({ mutation }) => mutation);
  const ofRule = grouped(results, ({ of }) => ("rule" in of ? of.rule : undefined));
  const ofCondition = grouped(results, ({ of }) => ("condition" in of ? of.condition : undefined));
  return {
    schema: "ems-data-quality/mutation/1",
    summary: {
      rules: rules.length,
      conditions: ownConditions.length,
      examples: rules.reduce((sum, { examples }) => sum + examples.length, 0),
      ...tallyOf(results),
    },
    mutations: mutations.map(({ name, doc }) => ({
      name,
      doc,
      ...tallyOf(ofKind.get(name)),
    })),
    rules: rules.map(({ id: ruleId }) => ({
      ruleId,
      ...places.ofRule(ruleId, "$"),
      ...tallyOf(ofRule.get(ruleId)),
    })),
    conditions: ownConditions.map((name) => ({
      name,
      ...places.ofCondition(name, jsonPath(["conditions", name])),
      ...tallyOf(ofCondition.get(name)),
    })),
    mutants: results.map((result) => mutantOf(result, places)),
  };
}

function mutantOf(
  { of, mutation, path, what, before, after, fate }: MutantResult,
  places: MutantPlaces,
): MutationReport["mutants"][number] {
  const place = "rule" in of ? places.ofRule(of.rule, path) : places.ofCondition(of.condition, path);
  return {
    ...("rule" in of ? { ruleId: of.rule } : { condition: of.condition }),
    mutation,
    ...place,
    path,
    what,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    status: fate.status,
    ...(fate.status === "killed" ? { killedBy: fate.by } : {}),
    ...(fate.status === "survived"
      ? { killing: { ruleId: fate.ruleId, example: fate.example, mutantSays: fate.mutantSays } }
      : {}),
    ...(fate.status === "undecided" ? { why: fate.why } : {}),
  };
}

function grouped(
  results: readonly MutantResult[],
  keyOf: (result: MutantResult) => string | undefined,
): ReadonlyMap<string | undefined, readonly MutantResult[]> {
  const groups = new Map<string | undefined, MutantResult[]>();
  for (const result of results) {
    const key = keyOf(result);
    const group = groups.get(key) ?? [];
    group.push(result);
    groups.set(key, group);
  }
  return groups;
}

function tallyOf(results: readonly MutantResult[] = []): MutationTally {
  const tally = { mutants: results.length, killed: 0, survived: 0, equivalent: 0, undecided: 0 };
  for (const { fate } of results) tally[fate.status]++;
  const { killed, survived, undecided } = tally;
  const killable = killed + survived + undecided;
  return { ...tally, score: killable === 0 ? 100 : (100 * killed) / killable };
}
