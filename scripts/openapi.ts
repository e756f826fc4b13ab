/**
 * The OpenAPI 3.1 document of what goes over a wire between a form, a backend and the package: no paths, since the package
 * serves none, but components that a backend's own document may refer to.
 */
import { registry, toJSONSchema, type ZodType } from "zod";
import { judgementSchema, missingSchema, outcomeSchema } from "../src/checker/judgementSchema.ts";
import { eventSchema } from "../src/events/schema.ts";
import { findingSchema } from "../src/findings/finding.ts";
import { problemDetailsSchema, problemMediaType } from "../src/report/problemDetails.ts";
import { reportSchema } from "../src/report/schema.ts";
import { packageVersion } from "../src/shipped/version.generated.ts";

const components: Readonly<Record<string, readonly [ZodType, string]>> = {
  Event: [
    eventSchema,
    "A learning event, as a form or a backend has it. A field that is missing or null is empty. Codes are plain text: an unknown one is for a rule to find.",
  ],
  Finding: [findingSchema, "One thing that is wrong with one event, for a person to mend."],
  FindingField: [
    findingSchema.shape.fields.element,
    "A field that a finding is about: what stands there, where it may be shown, and what would be right.",
  ],
  Missing: [missingSchema, "Why a fact had no value when a rule asked for it."],
  Outcome: [outcomeSchema, "What one rule says of one event."],
  Judgement: [judgementSchema, "What the rules say of one event."],
  Report: [reportSchema, "What the rules say of many events."],
  ProblemDetails: [
    problemDetailsSchema,
    "Why an event was not accepted: a problem document (RFC 9457), with a pointer (RFC 6901) to each field that has to be mended.",
  ],
};

/** The document as text. */
export function openApiText(): string {
  const named = registry<{ id: string; description: string }>();
  for (const [id, [schema, description]] of Object.entries(components))
    named.add(schema, { id, description });
  const { schemas } = toJSONSchema(named, {
    target: "draft-2020-12",
    uri: (id) => `#/components/schemas/${id}`,
  });
  const document = {
    openapi: "3.1.0",
    info: {
      title: "EMS data quality",
      version: packageVersion,
      description: "What a check of learning events takes and gives, for the OpenAPI document of a backend.",
      license: { name: "MIT", identifier: "MIT" },
    },
    paths: {},
    components: {
      schemas: Object.fromEntries(
        // An identifier of its own would make references inside a component start from there.
        Object.entries(schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]),
      ),
      responses: {
        EventNotAcceptable: {
          description: "The event was not saved: something in it has to be mended first.",
          content: { [problemMediaType]: { schema: { $ref: "#/components/schemas/ProblemDetails" } } },
        },
      },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
