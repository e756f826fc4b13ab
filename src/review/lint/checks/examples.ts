import { fold } from "../../../fold.ts";
import { describe } from "../../../issues.ts";
import { nearest } from "../../../nearest.ts";
import { isCalendarDate } from "../../../rules/calendar.ts";
import { type BaseFact, isDerived } from "../../../rules/fact.ts";
import { type Example, exampleClock } from "../../../rules/schema.ts";
import { canonical, isAllOfNothing } from "../../../rules/simplify.ts";
import type { Check } from "../check.ts";
import { withoutItem } from "../document.ts";
import { keySpotIn, type LocatedRule, ofEachRule, type Subject, spotIn } from "../subject.ts";

/** A kind of outcome that no example has. */
export const exampleKindMissing: Check = {
  code: "example-kind-missing",
  severity: "warning",
  doc: "No example has an outcome that the rule can have: nothing holds that part of it.",
  check: ofEachRule(function* (located) {
    const { when, due, examples, state } = located.rule;
    if (state === "retired") return;
    const kinds = new Set(examples.map(({ expect }) => expect));
    const wanted = [
      "failed",
      "passed",
      ...(isAllOfNothing(when) ? [] : (["notApplicable"] as const)),
      "notAssessed",
      ...(due === undefined ? [] : (["notDue"] as const)),
    ] as const;
    const missing = wanted.filter((kind) => !kinds.has(kind));
    if (missing.length > 0)
      yield {
        at: keySpotIn(located, ["examples"]),
        message: `No example is ${missing.join(", none is ")}.`,
        fix: `Add an example for ${missing.join(", one for ")}; ${missing.map((kind) => hints[kind]).join("; ")}.`,
      };
  }),
};

const hints = {
  failed: "failed: an event that is wrong",
  passed: "passed: one that is right, as near to wrong as can be",
  notApplicable: "notApplicable: one that the rule is not about",
  notAssessed: "notAssessed: one with a field left empty that the rule needs",
  notDue: "notDue: one that is wrong, with a day left",
} as const;

/** A field of an example that no record has. */
export const exampleFieldUnknown: Check = {
  code: "example-field-unknown",
  severity: "warning",
  doc: "An example has a field that records do not have: the rule never sees it.",
  check: ofEachRule(function* (located, { facts }) {
    if (facts === undefined) return;
    const names = [...facts.values()].filter((fact) => !isDerived(fact)).map(({ name }) => name);
    for (const [index, { event, absent = [] }] of located.rule.examples.entries()) {
      const fields = [...Object.keys(event), ...absent].entries();
      for (const [position, name] of fields) {
        const fact = facts.get(name);
        if (fact !== undefined && !isDerived(fact)) continue;
        const near = nearest(name, names);
        const lacking = position - Object.keys(event).length;
        yield {
          at:
            lacking < 0
              ? keySpotIn(located, ["examples", index, "event", name])
              : spotIn(located, ["examples", index, "absent", lacking]),
          message:
            fact === undefined
              ? `Records have no field ${JSON.stringify(name)}.`
              : `${name} is derived from other facts; what an example says of it is not looked at.`,
          fix:
            fact !== undefined
              ? `Give ${fact.from.map((input) => (typeof input === "string" ? input : input.isEmpty)).join(", ")} instead.`
              : near === undefined
                ? "Take it out, or write a field that records have."
                : `Write ${JSON.stringify(near)}, if that is meant.`,
        };
      }
    }
  }),
};

/** A value of an example that its field cannot have. */
export const exampleValueWrong: Check = {
  code: "example-value-wrong",
  severity: "warning",
  doc: "An example has a value that its field cannot have: no record is like it.",
  check: ofEachRule(function* (located, subject) {
    const { facts } = subject;
    for (const [index, { event }] of located.rule.examples.entries()) {
      for (const [name, value] of Object.entries(event)) {
        const fact = facts?.get(name);
        if (fact === undefined || isDerived(fact) || value === null || typeof value === "object") continue;
        const wrong = expectedOf(fact, value, subject);
        if (wrong !== undefined)
          yield {
            at: spotIn(located, ["examples", index, "event", name]),
            message: `${name} cannot have this value.`,
            found: describe(value),
            expected: wrong.expected,
            fix:
              wrong.near === undefined
                ? `Write ${wrong.expected}; what cannot be read is written { "unreadable": … }.`
                : `Write ${JSON.stringify(wrong.near)}, if that is meant.`,
          };
      }
    }
  }),
};

function expectedOf(
  { type, whole, codeList }: BaseFact,
  value: string | number | boolean,
  { vocabulary }: Subject,
): { readonly expected: string; readonly near?: string | undefined } | undefined {
  if (type === "number" && typeof value !== "number") return { expected: "a number" };
  if (type === "number" && whole === true && !Number.isInteger(value)) return { expected: "a whole number" };
  if (type === "boolean" && typeof value !== "boolean") return { expected: "true or false" };
  if (type === "date" && !(typeof value === "string" && isCalendarDate(value)))
    return { expected: "a date such as 2025-06-30" };
  if (type !== "text") return undefined;
  if (typeof value !== "string") return { expected: "a text" };
  const list = codeList === undefined ? undefined : vocabulary.codeLists?.[codeList];
  if (list === undefined || list.codes.includes(value)) return undefined;
  // Other text may be what the example is about; an entry in other letters is read as the entry, so that no record has it.
  const entry = list.codes.find((code) => fold(code) === fold(value));
  return entry === undefined ? undefined : { expected: `an entry of the list ${codeList}`, near: entry };
}

/** An example with a value for a field that its source does not have. */
export const exampleAbsentValue: Check = {
  code: "example-absent-value",
  severity: "warning",
  doc: "An example gives a value to a field that it says the source does not have.",
  check: ofEachRule(function* (located) {
    for (const [index, { event, absent = [] }] of located.rule.examples.entries())
      for (const name of absent)
        if (Object.hasOwn(event, name))
          yield {
            at: keySpotIn(located, ["examples", index, "event", name]),
            message: `The example has a value for ${name}, and says that the source has no such column.`,
            fix: "Take out one of the two.",
          };
  }),
};

const sameEvent = ({ event, absent = [], asOf = exampleClock }: Example): string =>
  canonical([event, [...absent].sort(), asOf]);

/** The examples of a rule with the first one before them that has the same event. */
function* twinsIn({
  rule,
}: LocatedRule): Generator<{ index: number; first: number; example: Example; before: Example }> {
  const seen = new Map<string, number>();
  for (const [index, example] of rule.examples.entries()) {
    const text = sameEvent(example);
    const first = seen.get(text);
    const before = first === undefined ? undefined : rule.examples[first];
    if (first === undefined || before === undefined) seen.set(text, index);
    else yield { index, first, example, before };
  }
}

/** An example that stands twice. */
export const exampleRepeated: Check = {
  code: "example-repeated",
  severity: "warning",
  doc: "Two examples have the same event, the same clock and the same outcome: one of them holds nothing.",
  check: ofEachRule(function* (located) {
    for (const { index, first, example, before } of twinsIn(located)) {
      if (example.expect !== before.expect) continue;
      const edit =
        example.title === before.title
          ? withoutItem(located.document, [...located.path, "examples"], index)
          : undefined;
      yield {
        at: spotIn(located, ["examples", index]),
        message: `The example ${JSON.stringify(before.title)} has the same event.`,
        fix: "Take one of the two out, or change the event to what its title says.",
        ...(edit === undefined ? {} : { edits: [edit] }),
        related: [{ ...spotIn(located, ["examples", first]), message: "The same event." }],
      };
    }
  }),
};

/** Two examples that cannot both be right. */
export const exampleContradicts: Check = {
  code: "example-contradicts",
  severity: "error",
  doc: "Two examples have the same event and want different outcomes: one of them is wrong.",
  check: ofEachRule(function* (located) {
    for (const { index, first, example, before } of twinsIn(located))
      if (example.expect !== before.expect)
        yield {
          at: spotIn(located, ["examples", index, "expect"]),
          message: `The example ${JSON.stringify(before.title)} has the same event and wants ${before.expect}.`,
          fix: "Mend the event or the outcome of one of the two.",
          related: [{ ...spotIn(located, ["examples", first, "expect"]), message: "The other outcome." }],
        };
  }),
};

/** Two examples with one title. */
export const exampleTitleRepeated: Check = {
  code: "example-title-repeated",
  severity: "warning",
  doc: "Two examples of a rule have the same title: when one of them fails, nobody knows which.",
  check: ofEachRule(function* (located) {
    const seen = new Map<string, Example>();
    for (const [index, example] of located.rule.examples.entries()) {
      const before = seen.get(example.title);
      if (before === undefined) seen.set(example.title, example);
      // Where the events are the same as well, that is told.
      else if (sameEvent(before) !== sameEvent(example))
        yield {
          at: spotIn(located, ["examples", index, "title"]),
          message: "Another example of the rule has the same title.",
          fix: "Say in the title what is different.",
        };
    }
  }),
};

const address = /[\p{L}\d._%+-]+@((?:[\p{L}\d-]+\.)+\p{L}{2,})/gu;
/** RFC 2606 and RFC 6761: names that nobody has. */
const nobodys = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|test|localhost)$/i;

/** An address in an example that may be somebody's. */
export const examplePersonal: Check = {
  code: "example-personal",
  severity: "warning",
  doc: "An example has an e-mail address that may be somebody's; examples are published.",
  check: ofEachRule(function* (located) {
    for (const [index, { event }] of located.rule.examples.entries()) {
      for (const [name, value] of Object.entries(event)) {
        const text =
          typeof value === "object" && value !== null && "unreadable" in value ? value.unreadable : value;
        if (typeof text !== "string") continue;
        for (const [, domain = ""] of text.matchAll(address))
          if (!nobodys.test(domain))
            yield {
              at: spotIn(located, ["examples", index, "event", name]),
              message: `${name} has an e-mail address that may be somebody's.`,
              fix: "Take an invented one that ends in example.org, which nobody can have.",
            };
      }
    }
  }),
};
