/** Events made at random: whole ones, ones with gaps, and ones with cells that cannot be read. */
import * as fc from "fast-check";
import { type FieldDefinition, type FieldName, fieldNames, fields } from "../../src/events/fields.ts";
import type { EmsEvent } from "../../src/events/schema.ts";
import { codeLists } from "../../src/events/vocabularies/codes.ts";

/** Days around the clock of the tests, 2025-06-30, and far from it. */
const day = fc.constantFrom(
  "1900-01-01",
  "2023-05-01",
  "2024-12-31",
  "2025-01-01",
  "2025-03-03",
  "2025-05-30",
  "2025-06-29",
  "2025-06-30",
  "2025-07-01",
  "2026-01-15",
  "2099-12-31",
);
const count = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(0, 1, 10, 24, 25, 26, 100, 1_000) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1_000_000, 9_007_199_254_740_991) },
);
const percent = fc.constantFrom(0, 0.5, 40, 96, 99.99, 100, 100.01, 250, -1);
const text = fc.constantFrom(
  "Trade law",
  "test",
  "Master of Laws",
  "write to someone@example.org",
  "TBD",
  "x",
);

function rightValue(field: FieldName): fc.Arbitrary<unknown> {
  const { kind, codeList }: FieldDefinition = fields[field];
  switch (kind) {
    case "code":
    case "openCode": {
      const codes = codeList === undefined ? [] : codeLists[codeList].slice(0, 20);
      return fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...codes) },
        { weight: 1, arbitrary: fc.constant("something else") },
      );
    }
    case "flag":
      return fc.boolean();
    case "date":
      return day;
    case "count":
      return count;
    case "percent":
    case "score":
      return percent;
    case "email":
      return fc.constantFrom("someone@example.org", "someone at example.org");
    case "id":
      return fc.constantFrom("EMS-1", "EMS-2", "MP-7", "??");
    default:
      return text;
  }
}

const nothing = fc.constantFrom(null, undefined, "", "  ");
const unreadable = fc.constantFrom("about thirty", "#REF!", "31/31/2025", "n0");

function cellOf(field: FieldName): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: rightValue(field) },
    { weight: 5, arbitrary: nothing },
    { weight: 1, arbitrary: unreadable },
  );
}

const cells = Object.fromEntries(fieldNames.map((field) => [field, cellOf(field)]));

/** An event as a program may hand it over, typed or not. */
export const anyEvent: fc.Arbitrary<EmsEvent> = fc
  .record(cells, { requiredKeys: [] })
  // Whatever is in it, `check` says that it never throws: the type is a promise that callers break.
  .map((event) => event as EmsEvent);

/** Events with identifiers of their own, so that their findings can be told apart. */
export const anyEvents = (most: number): fc.Arbitrary<readonly EmsEvent[]> =>
  fc
    .array(anyEvent, { minLength: 1, maxLength: most })
    .map((events) => events.map((event, index) => ({ ...event, eventId: `EMS-${index}` })));
