import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventVocabulary } from "../../../src/events/eventVocabulary.ts";
import { conditionAsList } from "../../../src/review/words/conditionAsList.ts";
import { conditionInWords, type WordsContext } from "../../../src/review/words/conditionInWords.ts";
import { defineOperator } from "../../../src/rules/defineOperator.ts";
import type { Condition, Value } from "../../../src/rules/schema.ts";
import { decorators, operators } from "../../../src/rules/vocabulary.ts";

const multipleOf = defineOperator({
  name: "multipleOf",
  doc: "The fact is a whole number of times the value.",
  fact: ["number"],
  value: "number",
  test: (fact, value) => fact % value === 0,
});
const context: WordsContext = {
  vocabulary: eventVocabulary({
    operators: [
      multipleOf,
      { ...multipleOf, name: "timesOf", words: { is: "is a multiple of", isNot: "is no multiple of" } },
    ],
  }),
  conditions: {
    "called-off": { fact: "status", operator: "in", value: ["cancelled", "postponed"] },
    "has-ended": { fact: "hasEnded", operator: "equal", value: true },
    endless: { not: { condition: "endless" } },
  },
  params: {
    graceDays: { default: 90, unit: "days", source: "ours" },
    one: { default: 1, unit: "days", source: "ours" },
    few: { default: 10, unit: "people", source: "ours" },
    low: { default: 99.5, unit: "percent", source: "ours" },
    earliest: { default: "1965-01-01", unit: "date", source: "ours" },
    modes: { default: ["virtual", "blended", "e-learning"], unit: "modes", source: "ours" },
    short: { default: "^a|`b$", unit: "pattern", source: "ours" },
    long: { default: "x".repeat(80), unit: "pattern", source: "ours" },
  },
};
const words = (condition: Condition): string => conditionInWords(condition, context);
const is = (fact: string, operator: string, value: Value): string => words({ fact, operator, value });

/** Each operator: what it says, and its contrary. */
const table: Readonly<Record<string, readonly (readonly [string, Value, string, string])[]>> = {
  equal: [
    [
      "cocIssued",
      0,
      "the number of Certificates of Completion issued is 0",
      "the number of Certificates of Completion issued is not 0",
    ],
    ["status", "completed", 'the status is "completed"', 'the status is not "completed"'],
    ["hasEnded", true, "the event has ended", "the event has not ended"],
    ["hasEnded", false, "the event has not ended", "the event has ended"],
    ["startDate", "2025-06-30", "the start date is 2025-06-30", "the start date is not 2025-06-30"],
    ["cocRate", 100, "the recorded CoC rate is 100 %", "the recorded CoC rate is not 100 %"],
  ],
  notEqual: [
    [
      "genderSum",
      { fact: "participants" },
      "the sum of all genders is not the number of participants",
      "the sum of all genders is the number of participants",
    ],
    ["donorFunded", true, "no donor funds the event", "a donor funds the event"],
  ],
  in: [
    ["status", ["planned"], 'the status is "planned"', 'the status is not "planned"'],
    [
      "status",
      ["planned", "ongoing"],
      'the status is either "planned" or "ongoing"',
      'the status is neither "planned" nor "ongoing"',
    ],
    [
      "deliveryMode",
      { param: "modes" },
      'the delivery mode is one of "virtual", "blended" or "e-learning" (`modes`)',
      'the delivery mode is none of "virtual", "blended" or "e-learning" (`modes`)',
    ],
    ["city", { fact: "partner" }, "the city is one of the partner", "the city is none of the partner"],
    ["city", [], "the city is one of an empty list", "the city is none of an empty list"],
  ],
  notIn: [
    [
      "status",
      ["planned", "ongoing"],
      'the status is neither "planned" nor "ongoing"',
      'the status is either "planned" or "ongoing"',
    ],
  ],
  contains: [["languages", "en", 'the languages holds "en"', 'the languages does not hold "en"']],
  doesNotContain: [["languages", "en", 'the languages does not hold "en"', 'the languages holds "en"']],
  lessThan: [
    [
      "participants",
      20000,
      "the number of participants is less than 20,000",
      "the number of participants is at least 20,000",
    ],
  ],
  lessThanInclusive: [
    [
      "durationDays",
      1,
      "the length of the event is at most 1 day",
      "the length of the event is more than 1 day",
    ],
  ],
  greaterThan: [
    [
      "cocIssued",
      { fact: "participants" },
      "the number of Certificates of Completion issued is more than the number of participants",
      "the number of Certificates of Completion issued is at most the number of participants",
    ],
  ],
  greaterThanInclusive: [
    [
      "participants",
      { param: "few" },
      "the number of participants is at least 10 (`few`)",
      "the number of participants is less than 10 (`few`)",
    ],
    [
      "cocRate",
      { param: "low" },
      "the recorded CoC rate is at least 99.5 % (`low`)",
      "the recorded CoC rate is less than 99.5 % (`low`)",
    ],
    [
      "daysSinceEnd",
      { param: "graceDays" },
      "the time since the end date is at least 90 days (`graceDays`)",
      "the time since the end date is less than 90 days (`graceDays`)",
    ],
    [
      "daysSinceEnd",
      { param: "one" },
      "the time since the end date is at least 1 day (`one`)",
      "the time since the end date is less than 1 day (`one`)",
    ],
    [
      "cocRate",
      { param: "gone" },
      "the recorded CoC rate is at least the parameter `gone`",
      "the recorded CoC rate is less than the parameter `gone`",
    ],
  ],
  isEmpty: [["title", true, "the title is empty", "the title is not empty"]],
  isPresent: [["title", true, "the title is not empty", "the title is empty"]],
  before: [
    [
      "startDate",
      { param: "earliest" },
      "the start date is before 1965-01-01 (`earliest`)",
      "the start date is not before 1965-01-01 (`earliest`)",
    ],
  ],
  after: [
    [
      "endDate",
      { fact: "asOf" },
      "the end date is after the day of the check",
      "the end date is not after the day of the check",
    ],
  ],
  onOrBefore: [
    ["endDate", "2025-06-30", "the end date is on or before 2025-06-30", "the end date is after 2025-06-30"],
  ],
  onOrAfter: [
    [
      "asOf",
      { fact: "endDate" },
      "the day of the check is on or after the end date",
      "the day of the check is before the end date",
    ],
  ],
  oneOf: [
    [
      "country",
      "country",
      "the country is an entry of the code list of countries",
      "the country is no entry of the code list of countries",
    ],
    [
      "status",
      "status",
      "the status is an entry of the code list of statuses",
      "the status is no entry of the code list of statuses",
    ],
    [
      "eventType",
      "eventType",
      "the event type is an entry of the code list of event types",
      "the event type is no entry of the code list of event types",
    ],
  ],
  matches: [
    ["title", "^x", "the title matches the pattern `^x`", "the title does not match the pattern `^x`"],
    [
      "title",
      { param: "short" },
      "the title matches the pattern `^a|`b$` (`short`)",
      "the title does not match the pattern `^a|`b$` (`short`)",
    ],
    [
      "title",
      { param: "long" },
      "the title matches the pattern named `long`",
      "the title does not match the pattern named `long`",
    ],
  ],
  withinPoints: [
    [
      "cocRate",
      { of: { fact: "computedCocRate" }, points: 1 },
      "the recorded CoC rate is within 1 point of the CoC rate that follows from the numbers",
      "the recorded CoC rate is more than 1 point away from the CoC rate that follows from the numbers",
    ],
    [
      "cocRate",
      { of: 50, points: { param: "few" } },
      "the recorded CoC rate is within 10 (`few`) of 50",
      "the recorded CoC rate is more than 10 (`few`) away from 50",
    ],
  ],
  sumOf: [
    [
      "participants",
      [{ fact: "female" }, { fact: "male" }, 3],
      "the number of participants is the sum of the number of women, the number of men and 3",
      "the number of participants is not the sum of the number of women, the number of men and 3",
    ],
  ],
};

describe("a comparison", () => {
  test("has words for every operator of the language", () => {
    expect(Object.keys(table).sort()).toEqual(operators.map(({ name }) => name).sort());
    expect(operators.filter(({ words: found }) => found === undefined)).toEqual([]);
  });

  const cases = Object.entries(table).flatMap(([operator, rows]) =>
    rows.map((row) => [operator, ...row] as const),
  );
  test.each(cases)("%s: %s %j", (operator, fact, value, positive, negative) => {
    expect(is(fact, operator, value)).toBe(positive);
    expect(is(fact, `not:${operator}`, value)).toBe(negative);
    expect(is(fact, `not:not:${operator}`, value)).toBe(positive);
    expect(words({ not: { fact, operator, value } })).toBe(negative);
    expect(words({ not: { fact, operator: `not:${operator}`, value } })).toBe(positive);
  });

  test("takes the name of a fact apart that the vocabulary does not know", () => {
    expect(is("leadUNAgency", "isEmpty", true)).toBe("the lead UNAgency is empty");
    expect(is("noShows", "greaterThan", 3)).toBe("the no shows is more than 3");
  });

  test("says an operator of one's own by its words, or by its name", () => {
    expect(is("participants", "timesOf", 5)).toBe("the number of participants is a multiple of 5");
    expect(is("participants", "not:timesOf", 5)).toBe("the number of participants is no multiple of 5");
    expect(is("participants", "multipleOf", 5)).toBe("the number of participants fulfils `multipleOf` 5");
    expect(is("participants", "not:multipleOf", 5)).toBe(
      "the number of participants does not fulfil `multipleOf` 5",
    );
  });

  const decorated: readonly (readonly [string, Value, string])[] = [
    ["swap:greaterThan", { fact: "female" }, "the number of women is more than the number of men"],
    ["someFact:equal", 2, "an item of the number of men is 2"],
    ["not:someFact:equal", 2, "no item of the number of men is 2"],
    ["someFact:not:equal", 2, "an item of the number of men is not 2"],
    ["everyFact:lessThan", 2, "every item of the number of men is less than 2"],
    ["not:everyFact:lessThan", 2, "not every item of the number of men is less than 2"],
    ["everyFact:not:lessThan", 2, "every item of the number of men is at least 2"],
    ["someValue:greaterThan", [1, 2], "the number of men is more than at least one of 1 and 2"],
    ["everyValue:greaterThan", [1, 2], "the number of men is more than every one of 1 and 2"],
    [
      "not:everyValue:greaterThan",
      [1, 2],
      "it is not so that the number of men is more than every one of 1 and 2",
    ],
    ["everyValue:not:greaterThan", [1, 2], "the number of men is at most every one of 1 and 2"],
    ["someFact:someValue:equal", [1, 2], "an item of the number of men is at least one of 1 and 2"],
  ];
  test.each(decorated)("decorated: %s", (operator, value, expected) => {
    expect(is("male", operator, value)).toBe(expected);
  });
  test("has words for every decorator", () => {
    const named = new Set(decorated.flatMap(([operator]) => operator.split(":")));
    expect(decorators.filter(({ name }) => !named.has(name))).toEqual([]);
  });
});

const a: Condition = { fact: "status", operator: "isEmpty", value: true };
const b: Condition = { fact: "status", operator: "equal", value: "planned" };
const c: Condition = { fact: "hasEnded", operator: "equal", value: true };
const d: Condition = { fact: "cocIssued", operator: "equal", value: 0 };
const e: Condition = { fact: "unit", operator: "isEmpty", value: true };

describe("groups", () => {
  const coc = "the number of Certificates of Completion issued";
  const cases: readonly (readonly [string, Condition, string])[] = [
    ["two", { all: [c, d] }, `the event has ended and ${coc} is 0`],
    ["three", { all: [c, d, e] }, `the event has ended, ${coc} is 0, and the unit is empty`],
    ["one", { all: [{ any: [c] }] }, "the event has ended"],
    ["about one thing", { any: [a, b] }, 'the status is empty or is "planned"'],
    ["not of a group", { not: { all: [c, d] } }, `the event has not ended or ${coc} is not 0`],
    ["not of not", { not: { not: { any: [c, d] } } }, `the event has ended or ${coc} is 0`],
    [
      "a group in one of its kind",
      { all: [c, { all: [d, { all: [e] }] }] },
      `the event has ended, ${coc} is 0, and the unit is empty`,
    ],
    [
      "or in and",
      { all: [e, { any: [c, d] }] },
      `the unit is empty, and either the event has ended or ${coc} is 0`,
    ],
    [
      "or of three in and",
      { all: [e, { any: [c, d, b] }] },
      `the unit is empty; and either the event has ended, ${coc} is 0, or the status is "planned"`,
    ],
    ["and in or", { any: [e, { all: [c, d] }] }, `the unit is empty; or the event has ended and ${coc} is 0`],
    [
      "three levels",
      { all: [e, { any: [b, { all: [c, d] }] }] },
      `the unit is empty, and (the status is "planned"; or the event has ended and ${coc} is 0)`,
    ],
    ["named", { condition: "has-ended" }, "the event has ended"],
    ["not named", { not: { condition: "called-off" } }, 'the status is neither "cancelled" nor "postponed"'],
    ["nothing", { all: [] }, "it holds in every case"],
    ["any of nothing, as json-rules-engine has it", { any: [] }, "it holds in every case"],
    ["not nothing", { not: { any: [] } }, "it holds in no case"],
    ["nothing beside something", { all: [c, { all: [] }] }, "the event has ended"],
    [
      "an unknown name",
      { all: [c, { condition: "toString" }] },
      "the event has ended and the condition `toString` holds",
    ],
    ["one that names itself", { condition: "endless" }, "the condition `endless` does not hold"],
  ];
  test.each(cases)("%s", (_, condition, expected) => {
    expect(words(condition)).toBe(expected);
  });

  test("as a list", () => {
    expect(conditionAsList({ all: [e, { any: [b, { all: [c, d] }] }] }, context)).toBe(`- all of these:
  - the unit is empty
  - at least one of these:
    - the status is "planned"
    - all of these:
      - the event has ended
      - ${coc} is 0`);
    expect(conditionAsList(c, context)).toBe("- the event has ended");
  });

  test("different conditions never get the same words", () => {
    const leaf = fc.constantFrom<Condition>(
      ...lamps.map((fact) => ({ fact, operator: "equal", value: true })),
    );
    const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        leaf,
        fc.record({ all: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }) }),
        fc.record({ any: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }) }),
        fc.record({ not: tie("tree") }),
      ),
    }));
    fc.assert(
      fc.property(tree, (condition) => {
        expect(meaningOfWords(conditionInWords(condition, ofLamps))).toEqual(meaningOfCondition(condition));
      }),
      { numRuns: 500 },
    );
  });
});

const lamps: readonly string[] = ["red", "green", "blue", "white"];
const ofLamps: WordsContext = {
  vocabulary: {
    facts: lamps.map((name) => ({
      name,
      type: "boolean",
      doc: "A lamp.",
      says: { true: `${name} is on`, false: `${name} is off` },
    })),
  },
  conditions: {},
  params: {},
};

/** For each state of the four lamps, whether the condition is true. */
function meaningOfCondition(condition: Condition): readonly boolean[] {
  const holds = (part: Condition, filling: number): boolean => {
    if ("all" in part) return part.all.every((each) => holds(each, filling));
    if ("any" in part) return part.any.some((each) => holds(each, filling));
    if ("not" in part) return !holds(part.not, filling);
    if ("condition" in part) throw new RangeError("no names here");
    return (filling & (1 << lamps.indexOf(part.fact))) !== 0;
  };
  return Array.from({ length: 16 }, (_, filling) => holds(condition, filling));
}

/** Reads the sentence as a person does who knows English only: brackets, then semicolons, commas, *either*, words. */
function meaningOfWords(sentence: string): readonly boolean[] {
  return Array.from({ length: 16 }, (_, filling) => read(sentence, filling));
}

function read(sentence: string, filling: number): boolean {
  let text = sentence;
  // Innermost brackets first; what they come to stands in their place.
  for (;;) {
    const inner = /\(([^()]*)\)/.exec(text);
    if (inner === null) break;
    text = text.replace(inner[0], flat(inner[1] ?? "", filling) ? "TRUE" : "FALSE");
  }
  return flat(text, filling);
}

function flat(text: string, filling: number): boolean {
  if (text.includes(";")) return joined(text.split(/; (?:(?:and|or) )?/), /; or /.test(text), filling);
  const either = /either (?:(?!, and ).)*/.exec(text);
  if (either !== null && text !== either[0]) {
    // In a list joined by commas "either … or …" is one item, and has none inside.
    const end = either[0].split(", ")[0] ?? "";
    return flat(text.replace(end, flat(end.replace("either ", ""), filling) ? "TRUE" : "FALSE"), filling);
  }
  const plainText = text.replace(/^either /, "");
  if (/\bor\b/.test(plainText) && /\band\b/.test(plainText)) throw new RangeError(`in question: ${text}`);
  return joined(plainText.split(/, (?:(?:and|or) )?| and | or /), /\bor\b/.test(plainText), filling);
}

function joined(parts: readonly string[], isOr: boolean, filling: number): boolean {
  const holds = (part: string): boolean => {
    if (part === "TRUE" || part === "FALSE") return part === "TRUE";
    const [, name = "", state] = /^(\w+) is (on|off)$/.exec(part) ?? [];
    return state === undefined
      ? flat(part, filling)
      : ((filling & (1 << lamps.indexOf(name))) !== 0) === (state === "on");
  };
  return isOr ? parts.some(holds) : parts.every(holds);
}
