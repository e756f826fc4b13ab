import { expect, test } from "vitest";
import { conditionRedundant } from "../../../src/review/lint/checks/conditionRedundant.ts";
import { createQuestions } from "../../../src/review/lint/questions.ts";
import { subjectOf } from "../../../src/review/lint/subject.ts";
import { crowd, files, inputOf } from "./folder.ts";

test("a rule of which many parts could not be decided is asked about no further, and says so", () => {
  const codes = Array.from(
    { length: 30 },
    (_, index) => `{ "fact": "participants", "operator": "equal", "value": ${1000 + index} }`,
  );
  const before = '{ "fact": "city", "operator": "matches"';
  const text = files[crowd] ?? "";
  expect(text).toContain(before);
  const subject = subjectOf(
    inputOf({ ...files, [crowd]: text.replace(before, () => `${codes.join(",")}, ${before}`) }),
  );
  let asked = 0;
  const questions = {
    ...createQuestions(subject),
    differs: () => {
      asked++;
      return { verdict: "undecided", why: "there are too many cases", isGivenUp: true } as const;
    },
  };
  const told = [...conditionRedundant.check(subject, questions)].filter(
    ({ rule }) => rule === "crowd-too-large",
  );
  expect(told).toHaveLength(12);
  expect(told.map(({ undecided }) => undecided?.includes("parts after it"))).toEqual([
    ...new Array<boolean>(11).fill(false),
    true,
  ]);
  expect(asked).toBeLessThanOrEqual(24);
});
