import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { schemaTexts } from "../../scripts/schemas.ts";
import { baselineOf } from "../../src/findings/baseline/gather.ts";
import { baselineText } from "../../src/findings/baseline/text.ts";
import { newWaiversText } from "../../src/node/addWaiverText.ts";
import { entryOf, waiverOf } from "./waivers/waiver.ts";

/** By a reader of JSON Schema that knows nothing of zod. */
function isValid(name: "waivers" | "baseline", json: unknown): boolean {
  const schema: unknown = JSON.parse(schemaTexts().get(`${name}.schema.json`) ?? "");
  return new Ajv2020({ strict: true, validateFormats: false }).compile(schema as object)(json);
}

describe("JSON Schemas", () => {
  test("what the package writes is valid", () => {
    expect(isValid("waivers", JSON.parse(newWaiversText(waiverOf("a"), "x.json")))).toBe(true);
    const run = { asOf: "2025-06-30", ruleset: { name: "ems", version: "1.0.0" } };
    expect(isValid("baseline", JSON.parse([...baselineText(baselineOf([], run))].join("")))).toBe(true);
  });

  test.each([
    ["no scope", { pattern: undefined }],
    ["two scopes", { events: ["EMS-1"], pattern: "EMS-*" }],
    ["an unknown key", { reson: "x" }],
    ["a share of nothing", { most: { share: 0 } }],
    ["two bounds", { most: { share: 0.1, findings: 1 } }],
  ])("an editor marks %s", (_, more) => {
    const entry = JSON.parse(JSON.stringify({ ...entryOf("a"), ...more }));
    expect(isValid("waivers", { waivers: [entry] })).toBe(false);
    expect(isValid("waivers", { waivers: [entryOf("a")] })).toBe(true);
  });
});
