import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { schemaTexts } from "../../scripts/schemas.ts";
import { createChecker } from "../../src/index.ts";
import { root } from "./root.ts";

const folder = join(root, "schemas");
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

function jsonFiles(under: string): readonly string[] {
  return readdirSync(join(root, under), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => `${under}/${file.replaceAll("\\", "/")}`);
}

/** Says what is wrong by a reader of JSON Schema that knows nothing of zod. */
function validator(name: string): (value: unknown) => unknown {
  // Formats stand beside patterns that say the same. References inside each other would grow without end when inlined.
  const validate = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    validateFormats: false,
    inlineRefs: false,
  }).compile(read(`schemas/${name}.schema.json`) as object);
  return (value) => (validate(value) ? undefined : validate.errors);
}

describe("JSON Schemas", () => {
  test("the committed files are those of the zod schemas; `npm run build` makes them anew", () => {
    const committed = Object.fromEntries(
      readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]),
    );
    expect(committed).toEqual(Object.fromEntries(schemaTexts()));
  });

  test("each says its draft and has an identifier of its own", () => {
    const heads = readdirSync(folder).map((file) => read(`schemas/${file}`)) as {
      $schema: string;
      $id: string;
    }[];
    for (const head of heads) expect(head.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(new Set(heads.map(({ $id }) => $id)).size).toBe(heads.length);
  });

  test("every shipped rule is valid, and a misspelt key, deep inside too, is not", () => {
    const errors = validator("rule");
    const files = jsonFiles("rules").filter((file) => !file.endsWith("ruleset.json"));
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) expect(errors(read(file)), file).toBeUndefined();
    const rule = read("rules/certification/coc-zero.json") as Record<string, unknown>;
    expect(errors({ ...rule, severty: "error" })).toBeDefined();
    expect(
      errors({ ...rule, violation: { all: [{ any: [{ fact: "a", operator: "equal" }] }] } }),
    ).toBeDefined();
  });

  test("the rule set and every shipped profile are valid", () => {
    expect(validator("ruleset")(read("rules/ruleset.json"))).toBeUndefined();
    const errors = validator("profile");
    for (const file of jsonFiles("profiles")) expect(errors(read(file)), file).toBeUndefined();
    expect(errors({ ...(read("profiles/ems.json") as object), fields: { evntId: {} } })).toBeDefined();
  });

  test("an event is valid, and so is the report of its check", () => {
    const event = { eventId: "EMS-1", title: "Trade law", eventType: null, participants: 12 };
    expect(validator("event")(event)).toBeUndefined();
    expect(validator("event")({ ...event, participants: "twelve" })).toBeDefined();
    const report = createChecker({ asOf: "2025-06-30" }).checkAll([event]);
    expect(report.findings.length).toBeGreaterThan(0);
    const errors = validator("report");
    expect(errors(report)).toBeUndefined();
    expect(errors({ ...report, findings: [{}] })).toBeDefined();
  });
});
