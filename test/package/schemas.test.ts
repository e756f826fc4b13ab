import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { infer as Infer } from "zod";
import { schemaTexts } from "../../scripts/schemas.ts";
import type { judgementSchema } from "../../src/checker/judgementSchema.ts";
import { createChecker, type Judgement } from "../../src/index.ts";
import { problemDetails } from "../../src/report/problemDetails.ts";
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
    const files = readdirSync(folder).filter((file) => file.endsWith(".schema.json"));
    const heads = files.map((file) => read(`schemas/${file}`)) as {
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

describe("OpenAPI", () => {
  const document = read("schemas/openapi.json") as {
    readonly openapi: string;
    readonly components: { readonly schemas: Readonly<Record<string, object>> };
  };
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false, inlineRefs: false });
  // No word of JSON Schema, but the place where the schemas stand.
  ajv.addKeyword("components");
  ajv.addSchema({ $id: "urn:test:openapi", components: document.components });
  function errorsOf(component: string, value: unknown): unknown {
    const validate = ajv.getSchema(`urn:test:openapi#/components/schemas/${component}`);
    // As it comes out of the wire: what is undefined is not there.
    return validate?.(JSON.parse(JSON.stringify(value))) === true ? undefined : validate?.errors;
  }

  const event = {
    eventId: "EMS-1",
    unit: "PTP",
    eventType: "corse",
    startDate: "2025-03-07",
    endDate: "2025-03-03",
    participants: 12,
    cocIssued: 14,
    cocRate: 40,
  };
  const checker = createChecker({ asOf: "2025-06-30", absent: ["usefulnessScore"] });

  test("the document is valid by a reader that knows nothing of the package", async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toMatchObject({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  test("names what goes over a wire, once each, and every reference leads somewhere", () => {
    const names = Object.keys(document.components.schemas);
    expect(names).toEqual(
      expect.arrayContaining(["Event", "Finding", "Judgement", "Report", "ProblemDetails"]),
    );
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, to]) => to);
    expect(references.length).toBeGreaterThan(0);
    for (const to of references) expect(names.map((name) => `#/components/schemas/${name}`)).toContain(to);
  });

  test("an event, its judgement, its findings, a report and a problem document are valid", () => {
    expect(errorsOf("Event", event)).toBeUndefined();
    for (const stage of [undefined, "draft", "submit", "final"] as const) {
      const judgement = checker.check(event, stage === undefined ? {} : { stage });
      expect(new Set(judgement.outcomes.map(({ outcome }) => outcome)).size).toBeGreaterThan(3);
      expect(judgement.findings.some(({ fields }) => fields.some((each) => "suggested" in each))).toBe(true);
      expect(errorsOf("Judgement", judgement)).toBeUndefined();
      for (const finding of judgement.findings) expect(errorsOf("Finding", finding)).toBeUndefined();
      const problem = problemDetails(judgement.findings, { instance: "/saves/1" });
      expect(errorsOf("ProblemDetails", problem)).toBeUndefined();
    }
    expect(errorsOf("Report", checker.checkAll([event, {}]))).toBeUndefined();
  });

  test("nothing of a judgement is forgotten", () => {
    expectTypeOf<keyof Infer<typeof judgementSchema>>().toEqualTypeOf<keyof Judgement>();
    expectTypeOf<Infer<typeof judgementSchema>["findings"]>().toExtend<Judgement["findings"]>();
  });

  test("what is none of them is refused", () => {
    const judgement = checker.check(event);
    const [finding] = judgement.findings;
    const problem = problemDetails(judgement.findings);
    for (const [component, wrong] of [
      ["Event", { ...event, participants: "twelve" }],
      ["Event", { ...event, participant: 12 }],
      ["Finding", { ...finding, severity: "fatal" }],
      ["Finding", { ...finding, fields: [{}] }],
      ["Judgement", { ...judgement, findings: [{}] }],
      ["Judgement", { ...judgement, outcomes: [{ ruleId: "a", ruleVersion: 1, outcome: "failed" }] }],
      ["Report", { ...checker.checkAll([event]), schema: "ems-data-quality/report/2" }],
      ["ProblemDetails", { ...problem, status: 200 }],
      ["ProblemDetails", { ...problem, errors: [{ pointer: "#/title" }] }],
    ] as const)
      expect(errorsOf(component, wrong), component).toBeDefined();
  });
});
