import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivedFacts, eventFacts } from "../../../src/events/facts.ts";
import { vocabularies } from "../../../src/events/vocabularies/codes.ts";
import { addDays, daysBetween } from "../../../src/rules/calendar.ts";
import type { DerivedFact, FactDefinition, Input } from "../../../src/rules/fact.ts";
import type { FactValue } from "../../../src/rules/value.ts";

/** What derived facts say of themselves is relied on for proofs: here `derive` is held to it. */

const definitions = new Map<string, FactDefinition>(eventFacts.map((fact) => [fact.name, fact]));

type Value = FactValue | undefined;

function valuesOf(name: string, constants: readonly FactValue[]): fc.Arbitrary<Value> {
  const fact = definitions.get(name);
  const type = name === "asOf" ? "date" : fact?.type;
  switch (type) {
    case "number":
      return fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, 10, 1_000)), {
        nil: undefined,
      });
    case "date":
      return fc.option(
        fc.integer({ min: -3, max: 3 }).map((days) => addDays("2025-01-01", days)),
        { nil: undefined },
      );
    case "boolean":
      return fc.constantFrom(true, false, undefined);
    default: {
      const name = fact !== undefined && "codeList" in fact ? fact.codeList : undefined;
      const list = Object.entries(vocabularies).find(([each]) => each === name)?.[1].codes ?? [];
      const texts = constants.filter((constant) => typeof constant === "string");
      return fc.constantFrom<Value>(undefined, "a text", "another text", ...list, ...texts);
    }
  }
}

/** The inputs in the order of `from`; a cell with a value is not empty. */
function inputsOf(fact: DerivedFact): fc.Arbitrary<readonly Value[]> {
  const { behaviour } = fact;
  const constants = behaviour?.kind === "cases" ? behaviour.constants : [];
  const names = [...new Set(fact.from.map(nameOf))];
  return fc
    .tuple(
      ...names.map((name) => fc.tuple(valuesOf(name, constants), fc.constantFrom(true, false, undefined))),
    )
    .map((found) =>
      fact.from.map((input) => {
        const [value, isEmpty] = found[names.indexOf(nameOf(input))] ?? [];
        if (typeof input === "string") return value;
        return value === undefined ? isEmpty : false;
      }),
    );
}

const nameOf = (input: Input): string => (typeof input === "string" ? input : input.isEmpty);

function figures(fact: DerivedFact): readonly number[] {
  return fact.from.flatMap((input, index) => {
    const type = typeof input === "string" ? definitions.get(input)?.type : undefined;
    return type === "number" || (type === "date" && fact.behaviour?.kind !== "days") || input === "asOf"
      ? [index]
      : [];
  });
}

test("every derived fact of an event but the quarter says how it hangs on its inputs", () => {
  expect(derivedFacts.filter(({ behaviour }) => behaviour === undefined).map(({ name }) => name)).toEqual([
    "quarter",
  ]);
});

describe("a derived fact is as it says", () => {
  for (const fact of derivedFacts) {
    const { behaviour } = fact;
    if (behaviour === undefined) continue;
    test(`${fact.name}: ${behaviour.kind}`, () => {
      fc.assert(
        fc.property(inputsOf(fact), fc.func(fc.nat(50)), (inputs, gap) => {
          const value = fact.derive(...inputs);
          switch (behaviour.kind) {
            case "cases": {
              expect(typeof value === "number").toBe(false);
              expect(fact.derive(...stretched(fact, inputs, behaviour.constants, gap))).toEqual(value);
              break;
            }
            case "choice": {
              const chosen = figures(fact).filter((index) => inputs[index] === value);
              if (value !== undefined) expect(chosen).not.toEqual([]);
              // Other dates in the same places are chosen by the same rule.
              const marks = inputs.map((input, index) =>
                figures(fact).includes(index) && input !== undefined ? addDays("2001-01-01", index) : input,
              );
              const other = fact.derive(...marks);
              const again = inputs.map((input, index) =>
                figures(fact).includes(index) && input !== undefined ? addDays("2001-06-01", -index) : input,
              );
              const third = fact.derive(...again);
              expect(other === undefined ? -1 : marks.indexOf(other)).toBe(
                third === undefined ? -1 : again.indexOf(third),
              );
              expect(value === undefined).toBe(other === undefined);
              break;
            }
            case "sum": {
              const others = inputs.map((input) => (typeof input === "number" ? 1 : input));
              expect(value === undefined).toBe(fact.derive(...others) === undefined);
              if (value !== undefined)
                expect(value).toBe(
                  inputs.reduce<number>((sum, input) => sum + (typeof input === "number" ? input : 0), 0),
                );
              break;
            }
            case "days": {
              const from = inputs[fact.from.indexOf(behaviour.from)];
              const to = inputs[fact.from.indexOf(behaviour.to)];
              const days =
                typeof from === "string" && typeof to === "string" ? daysBetween(from, to) : undefined;
              expect(value).toBe(days === undefined ? undefined : days + behaviour.plus);
              break;
            }
            case "percentage": {
              const [part, whole] = inputs;
              expect(value).toBe(
                typeof part === "number" && typeof whole === "number" && whole > 0
                  ? (100 * part) / whole
                  : undefined,
              );
              break;
            }
            case "least": {
              const numbers = inputs.filter((input) => typeof input === "number");
              expect(value).toBe(numbers.length === 0 ? undefined : Math.min(...numbers));
              break;
            }
          }
        }),
        { numRuns: 400 },
      );
    });
  }
});

/** The same inputs with other figures in the same order, the constants in their places, and other unnamed texts. */
function stretched(
  fact: DerivedFact,
  inputs: readonly Value[],
  constants: readonly FactValue[],
  gap: (value: number) => number,
): readonly Value[] {
  const numbers = [...new Set([...inputs, ...constants].filter((input) => typeof input === "number"))].sort(
    (one, other) => one - other,
  );
  const fixed = constants.filter((constant) => typeof constant === "number");
  const moved = new Map<number, number>();
  for (const number of numbers) {
    if (fixed.includes(number)) {
      moved.set(number, number);
      continue;
    }
    // Between two constants there is room for a fraction only; beyond them for more.
    const below = fixed.filter((constant) => constant < number);
    const above = fixed.filter((constant) => constant > number);
    const rank = numbers.indexOf(number) + 1;
    if (below.length === 0 && above.length > 0)
      moved.set(number, Math.min(...above) - (numbers.length - rank + 1) * (1 + gap(0)));
    else if (above.length === 0) moved.set(number, (below.at(-1) ?? 0) + rank * (1 + gap(1)));
    else moved.set(number, (below.at(-1) ?? 0) + rank / (numbers.length + 1));
  }
  const dates = [
    ...new Set(inputs.filter((input, index) => typeof input === "string" && figures(fact).includes(index))),
  ].sort();
  return inputs.map((input, index) => {
    if (typeof input === "number") return moved.get(input);
    if (typeof input !== "string") return input;
    if (figures(fact).includes(index)) return addDays("1999-01-01", dates.indexOf(input) * (1 + gap(2)));
    return input === "a text" ? "another text" : input;
  });
}
