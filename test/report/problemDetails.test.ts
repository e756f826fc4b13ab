import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { DataQualityError } from "../../src/errors.ts";
import type { Finding } from "../../src/findings/finding.ts";
import {
  eventNotAcceptable,
  problemDetails,
  problemDetailsSchema,
  problemMediaType,
} from "../../src/report/problemDetails.ts";
import { anyEvent } from "../checker/events.ts";

const { check } = createChecker({ asOf: "2025-06-30" });

const finding = (more: Partial<Finding> = {}): Finding => ({
  ruleId: "coc-rate-mismatch",
  ruleVersion: 1,
  severity: "error",
  dimension: "consistency",
  status: "new",
  message: "The rate is not that of the counts.",
  fix: "Enter 80.",
  eventId: null,
  unit: null,
  source: null,
  fields: [{ field: "cocRate", observed: 8, suggested: 80, confidence: "certain" }, { field: "cocIssued" }],
  fingerprint: "0".repeat(32),
  docs: "docs/rules/certification/coc-rate-mismatch.md",
  ...more,
});

test("a whole document", () => {
  const about = { code: "coc-rate-mismatch", severity: "error", fix: "Enter 80." };
  expect(problemDetails([finding()], { instance: "/saves/7" })).toEqual({
    type: "urn:ems-data-quality:problem:event-not-acceptable",
    title: "The event cannot be accepted as it is.",
    status: 422,
    detail: "1 thing has to be mended first; “errors” says what and where.",
    instance: "/saves/7",
    errors: [
      {
        detail: "The rate is not that of the counts.",
        pointer: "#/cocRate",
        ...about,
        suggested: 80,
        confidence: "certain",
      },
      { detail: "The rate is not that of the counts.", pointer: "#/cocIssued", ...about },
    ],
  });
});

test("the caller's words, type and status are taken", () => {
  const document = problemDetails([finding(), finding()], {
    type: "https://ems.example.org/problems/refused",
    status: 409,
    title: "L’événement ne peut être accepté.",
    detail: (findings) => `${findings} constats`,
  });
  expect(document).toMatchObject({
    type: "https://ems.example.org/problems/refused",
    status: 409,
    title: "L’événement ne peut être accepté.",
    detail: "2 constats",
  });
  expect("instance" in document).toBe(false);
});

test("only what stands in the way is in it", () => {
  const { errors, detail } = problemDetails([
    finding({ severity: "warning" }),
    finding({ status: "waived" }),
    finding({ status: "baseline", effect: "block" }),
    finding({ effect: "warn" }),
    finding({ ruleId: "blocks", severity: "warning", effect: "block" }),
    finding({ ruleId: "no-field", fields: [] }),
  ]);
  expect(errors.map(({ code, pointer }) => [code, pointer])).toEqual([
    ["blocks", "#/cocRate"],
    ["blocks", "#/cocIssued"],
    ["no-field", undefined],
  ]);
  expect(detail).toContain("2 things");
});

describe("pointers", () => {
  const pointerTo = (field: string, pointerPrefix = "") =>
    problemDetails([finding({ fields: [{ field }] })], { pointerPrefix }).errors[0]?.pointer;

  // RFC 6901, section 6, where the field is a name of the document.
  test.each([
    ["", "#/"],
    ["foo", "#/foo"],
    ["a/b", "#/a~1b"],
    ["c%d", "#/c%25d"],
    ["e^f", "#/e%5Ef"],
    ["g|h", "#/g%7Ch"],
    ["i\\j", "#/i%5Cj"],
    ['k"l', "#/k%22l"],
    [" ", "#/%20"],
    ["m~n", "#/m~0n"],
    ["~1", "#/~01"],
    ["é", "#/%C3%A9"],
    ["__proto__", "#/__proto__"],
  ])("%j is %s", (field, pointer) => {
    expect(pointerTo(field)).toBe(pointer);
  });

  test.each([
    ["/event", "#/event/cocRate"],
    ["/events/0", "#/events/0/cocRate"],
    ["/a~1b/c d", "#/a~1b/c%20d/cocRate"],
    ["/", "#//cocRate"],
  ])("behind %j", (prefix, pointer) => {
    expect(pointerTo("cocRate", prefix)).toBe(pointer);
  });

  test("lead to the field, read as the RFC says", () => {
    const name = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 3 }), name, (above, field) => {
        const prefix = above.map((each) => `/${each.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
        const pointer = pointerTo(field, prefix) ?? "";
        expect(pointer).toMatch(/^#(?:\/(?:[\w.~!$&'()*+,;=:@?-]|%[0-9A-F]{2})*)+$/);
        const names = decodeURIComponent(pointer.slice(1))
          .split("/")
          .slice(1)
          .map((each) => each.replaceAll("~1", "/").replaceAll("~0", "~"));
        expect(names).toEqual([...above, field]);
      }),
      { numRuns: 500 },
    );
  });

  test("of half a character are text all the same", () => {
    expect(pointerTo("a\ud800b")).toBe("#/a%EF%BF%BDb");
  });
});

describe("options that are wrong are refused", () => {
  test.each([
    [{ status: 200 }],
    [{ status: 422.5 }],
    [{ status: 600 }],
    [{ status: Number.NaN }],
    [{ pointerPrefix: "event" }],
    [{ pointerPrefix: "#/event" }],
    [{ pointerPrefix: "/a~b" }],
    [{ pointerPrefix: "/a~" }],
    [{ pointerPrefix: 7 as unknown as string }],
  ])("%j", (options) => {
    expect(() => problemDetails([], options)).toThrow(DataQualityError);
    expect(() => problemDetails([], options)).toThrow(expect.objectContaining({ code: "invalid-option" }));
  });
});

test("of any event it is valid, and a program reads back what was written", () => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      const { findings } = check(event);
      const document = problemDetails(findings);
      expect(problemDetailsSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
      const wrong = findings.filter(({ severity }) => severity === "error");
      expect(document.errors.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(
        wrong.flatMap(({ ruleId, fields }) => fields.map(({ field }) => `${ruleId} #/${field}`)),
      );
    }),
    { numRuns: 200 },
  );
});

test("says where personal data stands, and not what", () => {
  const event = {
    title: "Trade law, write to jane.doe@example.org",
    partner: "+41 22 555 12 34",
    focalPoint: "Jane Doe",
    focalPointEmail: "jane doe at example.org",
    status: "Jane Doe",
  };
  const text = JSON.stringify(problemDetails(check(event).findings));
  expect(text).toContain("personal-data-in-text");
  expect(text).not.toMatch(/jane|\bdoe\b|555/i);
});

test("its names are stable: other programs read them", () => {
  expect(problemMediaType).toBe("application/problem+json");
  expect(eventNotAcceptable).toBe("urn:ems-data-quality:problem:event-not-acceptable");
});
