import { explanationSchema } from "../../engine/explanationSchema.ts";
import { type DeepReadonly, outcomeNames, ruleSchema, states } from "../../rules/schema.ts";
import * as z from "../../zod.ts";
import { type CoverageCounts, reaches, totalOf } from "./coverage.ts";
import type { ExamplesToAdd } from "./examplesToAdd.ts";
import type { RuleTest } from "./testRule.ts";

const count = z.int().min(0);
const share = z.strictObject({ shown: count, of: count });
const countsSchema = z.strictObject({
  /** Comparisons seen true, false and unknown; due dates seen ahead, past and unknown. */
  seen: share,
  /** Comparisons that decided the outcome alone, when true and when false (masking MC/DC). */
  decides: share,
  /** Both together. */
  total: share,
  /** What no record can show; in none of the other figures. */
  cannotBeShown: count,
});
const place = { line: z.int().min(1).optional(), column: z.int().min(1).optional() };

/** What `ems-dq rules test --format json` prints. */
export const ruleTestsSchema = z.strictObject({
  schema: z.literal("ems-data-quality/rule-tests/1"),
  summary: z.strictObject({
    rules: count,
    examples: count,
    /** Examples of which the outcome is not the one expected. */
    wrong: count,
    coverage: countsSchema,
    /** Only where a least coverage was asked for. */
    min: z
      .strictObject({
        percent: z.number().min(0).max(100),
        /** Whether the total reaches it. */
        isReached: z.boolean(),
        /** Rules that do not reach it by themselves. */
        below: z.array(z.string()),
      })
      .optional(),
  }),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      version: z.int().min(1),
      state: z.enum(states),
      file: z.string(),
      examples: z.array(
        z.strictObject({
          title: z.string(),
          ...place,
          expected: z.enum(outcomeNames),
          found: z.enum(outcomeNames),
          /** Only of one that is wrong. */
          explanation: explanationSchema.optional(),
        }),
      ),
      coverage: countsSchema,
      /** Only with `--coverage`: examples that would show what is missing, each with what the rule says of it now. */
      toAdd: z.array(ruleSchema.shape.examples.element).optional(),
      /** Comparisons, those of named conditions in their place, and the due date. */
      places: z.array(
        z.strictObject({
          /** In the rule. */
          path: z.string(),
          ...place,
          /** The same, or below `$.conditions` of the rule set. */
          writtenAt: z.string(),
          /** The named conditions that it is inside of. */
          inside: z.array(z.string()),
          comparison: z
            .strictObject({ fact: z.string(), operator: z.string(), value: z.unknown() })
            .optional(),
          obligations: z.array(
            z.strictObject({
              asks: z.enum(["seen", "decides"]),
              of: z.enum(["true", "false", "unknown", "ahead", "past"]),
              state: z.enum(["shown", "missing", "cannot"]),
              /** The first example that shows it, from 0. */
              example: count.optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

export type RuleTestsReport = DeepReadonly<z.infer<typeof ruleTestsSchema>>;

/** A place in a rule file; without a line where it is not known. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A rule held against its examples, with the file that it is from. */
export interface PlacedTest extends RuleTest {
  /** Where a part of the rule stands, by its JSON path in the rule. */
  readonly placeOf: (path: string) => FilePlace;
  /** Only where they were asked for. */
  readonly toAdd?: ExamplesToAdd;
}

/** The least coverage that is asked for, and what is below it. */
export interface LeastCoverage {
  readonly percent: number;
  readonly isReached: boolean;
  readonly below: readonly PlacedTest[];
}

/** Everything that the report of a run of examples says, in whatever form. */
export interface RuleTests {
  readonly tests: readonly PlacedTest[];
  readonly examples: number;
  readonly wrong: number;
  readonly coverage: CoverageCounts;
  readonly min?: LeastCoverage;
}

/** Adds up the tests of rules, and holds them against the least coverage where one is asked for. */
export function ruleTestsOf(tests: readonly PlacedTest[], percent: number | undefined): RuleTests {
  const coverage = totalOf(tests.map((test) => test.coverage.counts));
  const results = tests.flatMap(({ examples }) => examples);
  return {
    tests,
    examples: results.length,
    wrong: results.filter(({ isRight }) => !isRight).length,
    coverage,
    ...(percent === undefined
      ? {}
      : {
          min: {
            percent,
            isReached: reaches(coverage.total, percent),
            below: tests.filter((test) => !reaches(test.coverage.counts.total, percent)),
          },
        }),
  };
}

/** The report as data for other programs. */
export function reportOf({ tests, examples, wrong, coverage, min }: RuleTests): RuleTestsReport {
  return {
    schema: "ems-data-quality/rule-tests/1",
    summary: {
      rules: tests.length,
      examples,
      wrong,
      coverage,
      ...(min === undefined ? {} : { min: { ...min, below: min.below.map(({ rule }) => rule.id) } }),
    },
    rules: tests.map(({ rule, placeOf, toAdd, examples: results, coverage: { counts, places } }) => ({
      id: rule.id,
      version: rule.version,
      state: rule.state,
      file: placeOf("$").file,
      examples: results.map(({ example, isRight, explanation: { outcome, ...why } }, index) => ({
        title: example.title,
        ...lineOf(placeOf(`$.examples[${index}]`)),
        expected: example.expect,
        found: outcome.outcome,
        ...(isRight
          ? {}
          : { explanation: { outcome: outcome.outcome, ...why, decidedBy: [...why.decidedBy] } }),
      })),
      coverage: counts,
      ...(toAdd === undefined ? {} : { toAdd: toAdd.examples }),
      places: places.map((each) => ({
        ...each,
        ...lineOf(placeOf(each.path)),
        inside: [...each.inside],
        obligations: each.obligations.map(({ witness: _, ...obligation }) => obligation),
      })),
    })),
  };
}

function lineOf({ file: _, ...place }: FilePlace): Omit<FilePlace, "file"> {
  return place;
}
