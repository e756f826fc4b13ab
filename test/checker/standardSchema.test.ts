import type { StandardSchemaV1 } from "@standard-schema/spec";
import * as fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { standardSchemaOf } from "../../src/checker/standardSchema.ts";
import { fieldNames } from "../../src/events/fields.ts";
import type { EmsEvent } from "../../src/events/schema.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { anyEvent } from "./events.ts";

const { check } = createChecker({ asOf: "2025-06-30" });
const schema = { "~standard": standardSchemaOf(check) } satisfies StandardSchemaV1;
const { validate } = schema["~standard"];

const finding = (more: Partial<Finding> = {}): Finding => ({
  ruleId: "end-before-start",
  ruleVersion: 1,
  severity: "error",
  dimension: "consistency",
  status: "new",
  message: "It ends before it starts.",
  fix: "Check both dates.",
  eventId: null,
  unit: null,
  source: null,
  fields: [{ field: "startDate" }, { field: "endDate" }],
  fingerprint: "0".repeat(32),
  docs: "docs/rules/schedule/end-before-start.md",
  ...more,
});

const saying = (...findings: readonly Finding[]) => standardSchemaOf(() => ({ findings })).validate;

test("says who it is, as the specification asks", () => {
  expect(schema["~standard"]).toMatchObject({ version: 1, vendor: "ems-data-quality" });
  expect(Object.isFrozen(schema["~standard"])).toBe(true);
});

test("its types are those of the event", () => {
  expectTypeOf<StandardSchemaV1.InferInput<typeof schema>>().toEqualTypeOf<EmsEvent>();
  expectTypeOf<StandardSchemaV1.InferOutput<typeof schema>>().toEqualTypeOf<EmsEvent>();
  expectTypeOf(schema).toExtend<StandardSchemaV1<EmsEvent, EmsEvent>>();
  // Never a promise: a form may take it where it cannot wait.
  expectTypeOf(validate).returns.toEqualTypeOf<StandardSchemaV1.Result<EmsEvent>>();
});

test("an accepted event comes back as it was given", () => {
  const event = Object.freeze({ participants: 12 });
  const result = saying()(event);
  expect(result.issues).toBeUndefined();
  expect("value" in result && result.value).toBe(event);
});

test("a finding about several fields is an issue beside each, in words that say what to do", () => {
  const message = "It ends before it starts. Check both dates.";
  expect(saying(finding())({})).toEqual({
    issues: [
      { message, path: ["startDate"] },
      { message, path: ["endDate"] },
    ],
  });
});

test("a finding about no field is an issue of the whole", () => {
  const result = saying(finding({ fields: [] }))({});
  expect(result.issues).toEqual([{ message: "It ends before it starts. Check both dates." }]);
});

describe("accepts", () => {
  test.each<[string, Partial<Finding>]>([
    ["a warning", { severity: "warning" }],
    ["a word of advice", { severity: "info" }],
    ["what a waiver covers", { status: "waived", waiver: "w-1" }],
    ["what a baseline knows", { status: "baseline" }],
    ["an error that only warns at this stage", { effect: "warn" }],
    ["a known finding that would block", { status: "baseline", effect: "block" }],
  ])("%s", (_, more) => {
    expect(saying(finding(more))({}).issues).toBeUndefined();
  });
});

test("refuses a warning that blocks at this stage", () => {
  expect(saying(finding({ severity: "warning", effect: "block" }))({}).issues).toHaveLength(2);
});

describe("what is no event is one issue without a path", () => {
  test.each([
    [undefined],
    [null],
    [0],
    ["an event"],
    [true],
    [10n],
    [Symbol("event")],
    [[]],
    [[{ eventId: "EMS-1" }]],
    [() => ({})],
  ])("%s", (value) => {
    const { issues } = validate(value);
    expect(issues).toEqual([{ message: expect.stringContaining("object") }]);
  });

  test("in the words of the caller, where there are any", () => {
    const french = standardSchemaOf(check, { notAnEvent: "Ce n’est pas un événement." });
    expect(french.validate(null).issues).toEqual([{ message: "Ce n’est pas un événement." }]);
  });

  test("an object is judged, whatever it is", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const value of [{}, Object.create(null), new (class Event {})(), new Date(0), proxy])
      expect(validate(value).issues?.every(({ path }) => path?.length === 1)).toBe(true);
  });
});

test("says the same as the check, of any event", () => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      const { issues = [] } = validate(event);
      const wrong = check(event).findings.filter(({ severity }) => severity === "error");
      expect(issues).toEqual(
        wrong.flatMap(({ fields, message, fix }) =>
          fields.map(({ field }) => ({ message: `${message} ${fix}`, path: [field] })),
        ),
      );
      for (const { path } of issues) expect(fieldNames).toContain(path?.[0]);
    }),
    { numRuns: 200 },
  );
});
