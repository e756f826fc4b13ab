import type { Example, Rule } from "../../rules/schema.ts";
import { exampleClock } from "../../rules/schema.ts";
import { Unreadable } from "../../rules/value.ts";
import { type RuleContext, runExamples } from "../examples/runExamples.ts";
import type { Witness } from "../solve/solver.ts";

/** An example that a rule lacks, and what the mutant that it kills says of it. */
export interface KillingExample {
  /** Ready to paste; its title says how it differs from an example that is there, until a person finds a better one. */
  readonly example: Example;
  readonly mutantSays: Example["expect"];
}

/**
 * The example that a witness makes. What it is expected to be is what the rule says of it now: whether that is right is
 * for a person to judge.
 *
 * @returns `undefined` where the rule and its mutant say the same of it.
 */
export function killingExample(
  rule: Rule,
  mutant: Rule,
  witness: Witness,
  context: RuleContext,
): KillingExample | undefined {
  const draft = { ...exampleOf(witness), title: "-", expect: "error" as const };
  const [says] = runExamples(rule, [draft], context);
  const [mutantSays] = runExamples(mutant, [draft], context);
  if (says === undefined || mutantSays === undefined || says.outcome === mutantSays.outcome) return undefined;
  const { event, absent, asOf } = draft;
  return {
    example: {
      title: titleOf(rule.examples, draft),
      event,
      ...(absent === undefined ? {} : { absent }),
      ...(asOf === undefined ? {} : { asOf }),
      expect: says.outcome,
    },
    mutantSays: mutantSays.outcome,
  };
}

function exampleOf({ record, absent, asOf }: Witness): Pick<Example, "event" | "absent" | "asOf"> {
  const event: Record<string, Example["event"][string]> = {};
  for (const [field, value] of Object.entries(record)) {
    const cell = cellOf(value);
    if (cell !== undefined) event[field] = cell;
  }
  return {
    event,
    ...(absent.length === 0 ? {} : { absent }),
    ...(asOf === exampleClock ? {} : { asOf }),
  };
}

/** A value as an example can hold it; an empty cell is one that is not there. */
function cellOf(value: unknown): Example["event"][string] | undefined {
  if (value instanceof Unreadable) return { unreadable: value.text };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (!Array.isArray(value)) return undefined;
  return value.filter((item) => ["string", "number", "boolean"].includes(typeof item));
}

/** `As "Nobody took part": participants is -1`, after the example that differs in the fewest fields. */
function titleOf(
  examples: readonly Example[],
  { event, absent, asOf }: Pick<Example, "event" | "absent" | "asOf">,
): string {
  const told = examples.map((example) => ({
    title: example.title,
    differences: [
      ...differences(example.event, event),
      ...(example.absent ?? [])
        .filter((name) => absent?.includes(name) !== true)
        .map((name) => `there is a column for ${name}`),
      ...(absent ?? [])
        .filter((name) => example.absent?.includes(name) !== true)
        .map((name) => `there is no column for ${name}`),
      ...((example.asOf ?? exampleClock) === (asOf ?? exampleClock)
        ? []
        : [`today is ${asOf ?? exampleClock}`]),
    ],
  }));
  const [nearest] = told.sort((one, other) => one.differences.length - other.differences.length);
  return nearest === undefined ? "An event" : `As "${nearest.title}", but ${nearest.differences.join(", ")}`;
}

function differences(before: Example["event"], after: Example["event"]): readonly string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field) => {
    const [one, other] = [before[field], after[field]].map((value) => JSON.stringify(value ?? null));
    if (one === other) return [];
    const value = after[field];
    if (value === undefined || value === null) return [`${field} is empty`];
    return [
      typeof value === "object" && "unreadable" in value ? `${field} cannot be read` : `${field} is ${other}`,
    ];
  });
}
