import { type Example, exampleClock, type Rule } from "../../rules/schema.ts";
import { Unreadable } from "../../rules/value.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Witness } from "../solve/solver.ts";
import { runExamples } from "./runExamples.ts";

/**
 * The example that a witness makes, ready to paste. Its title says how it differs from an example that is there, until a
 * person finds a better one. What it is expected to be is what the rule says of it now: whether that is right is for a
 * person to judge.
 */
export function witnessExample(rule: Rule, witness: Witness, context: RuleContext): Example {
  const parts = exampleOf(witness);
  const [says] = runExamples(rule, [{ ...parts, title: "-", expect: "error" }], context);
  return { title: titleOf(rule.examples, parts), ...parts, expect: says?.outcome ?? "error" };
}

/** The record of a witness as an example holds it. */
export function exampleOf({ record, absent, asOf }: Witness): Pick<Example, "event" | "absent" | "asOf"> {
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

/** A value as an example can hold it; an empty cell is one that is not there, but of a fact from elsewhere it is `null`. */
function cellOf(value: unknown): Example["event"][string] | undefined {
  if (value === null) return null;
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
  const own = [
    ...differences({}, event),
    ...(absent ?? []).map((name) => `there is no column for ${name}`),
    ...(asOf === undefined ? [] : [`today is ${asOf}`]),
  ];
  if (nearest !== undefined && nearest.differences.length <= own.length)
    return `As "${nearest.title}", but ${nearest.differences.join(", ")}`;
  return own.length === 0 ? "Nothing is known" : `Only this is known: ${own.join(", ")}`;
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
