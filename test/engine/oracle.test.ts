import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { FactRecord, FactValue } from "../../src/rules/value.ts";
import { unreadable } from "../../src/rules/value.ts";
import { factNames, known, questionOfCells, questionOfOne, questionOfValues } from "./arbitraries.ts";
import { type Answer, askOracle, type Question } from "./oracle.ts";
import { type Said, truthOf } from "./rule.ts";

const seed = 20250630;

function weSay(
  { condition, conditions, params, codeLists }: Question,
  record: FactRecord,
  absent: readonly string[] = [],
): Said {
  return truthOf(condition, record, { conditions, params, codeLists, absent });
}

test("one comparison with every fact known says what json-rules-engine says", async () => {
  const said = new Set<Answer>();
  await fc.assert(
    fc.asyncProperty(questionOfOne, known, async (question, record) => {
      const answer = await askOracle(question, record);
      said.add(answer);
      expect(weSay(question, record)).toBe(answer);
    }),
    { seed, numRuns: 3_000 },
  );
  expect(said).toEqual(new Set(["true", "false", "error"]));
});

test("a tree of conditions with every fact known says what json-rules-engine says", async () => {
  const said = new Set<Answer>();
  await fc.assert(
    fc.asyncProperty(questionOfValues, known, async (question, record) => {
      const answer = await askOracle(question, record);
      said.add(answer);
      expect(weSay(question, record)).toBe(answer);
    }),
    { seed, numRuns: 2_500 },
  );
  expect(said).toEqual(new Set(["true", "false", "error"]));
});

type Gap = "absent" | "empty" | "unreadable" | "none";
const gaps = fc.record(
  Object.fromEntries(
    factNames.map((name) => [
      name,
      fc.oneof(
        { weight: 3, arbitrary: fc.constant<Gap>("none") },
        { weight: 2, arbitrary: fc.constantFrom<Gap>("absent", "empty", "unreadable") },
      ),
    ]),
  ),
);

function recordWith(
  values: Readonly<Record<string, FactValue>>,
  gap: Readonly<Record<string, Gap>>,
): FactRecord {
  return Object.fromEntries(
    factNames.map((name) => {
      if (gap[name] === "unreadable") return [name, unreadable("?")];
      // The record may well hold a value under the name of an absent field: the source says that there is none.
      return [name, gap[name] === "empty" ? undefined : values[name]];
    }),
  );
}

/**
 * Soundness: where we say true or false of a record with gaps, json-rules-engine says the same of the record with the
 * gaps filled, however they are filled.
 *
 * What isEmpty and isPresent ask is not the value but the cell, and the cell is known: an empty one stays empty, and one
 * that cannot be read stays filled, whatever value it would have had. So the oracle is told of a cell by a fact of its
 * own, which is no gap unless the column is absent: then it is filled at random, independently of the value. That is
 * more than can really happen (an empty cell with a value), so what holds here holds all the more there.
 *
 * A filling of a wrong kind (a number where the rule needs a list) makes json-rules-engine throw: it then says nothing,
 * and there is nothing to agree with.
 */
test("what is said of a record with gaps is what json-rules-engine says however they are filled", async () => {
  const said: Record<Said, number> = { true: 0, false: 0, unknown: 0, error: 0 };
  let asked = 0;
  const fillings = fc.array(
    fc.tuple(known, fc.record(Object.fromEntries(factNames.map((name) => [name, fc.boolean()])))),
    {
      minLength: 10,
      maxLength: 10,
    },
  );
  await fc.assert(
    fc.asyncProperty(questionOfCells, known, gaps, fillings, async (question, values, gap, filled) => {
      const absent = factNames.filter((name) => gap[name] === "absent");
      const verdict = weSay(question, recordWith(values, gap), absent);
      said[verdict]++;
      if (verdict === "unknown" || verdict === "error") return;
      for (const [filling, cell] of filled) {
        const whole = Object.fromEntries(
          factNames.map((name) => [name, (gap[name] === "none" ? values[name] : filling[name]) ?? 0]),
        );
        const cells = Object.fromEntries(
          factNames.map((name) => [
            name,
            gap[name] === "absent" ? cell[name] === true : gap[name] === "empty",
          ]),
        );
        const answer = await askOracle(question, whole, cells);
        if (answer === "error") continue;
        asked++;
        expect(answer).toBe(verdict);
      }
    }),
    { seed, numRuns: 1_000 },
  );
  // The test means something only where there were gaps and answers in spite of them.
  expect(Math.min(said.true, said.false, said.unknown)).toBeGreaterThan(100);
  expect(asked).toBeGreaterThan(1_500);
});

test("with every fact known nothing is unknown", () => {
  fc.assert(
    fc.property(questionOfCells, known, (question, record) => {
      expect(weSay(question, record)).not.toBe("unknown");
    }),
    { seed, numRuns: 3_000 },
  );
});
