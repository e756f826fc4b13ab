/**
 * JSON Schemas for editors and other programs, made from the zod schemas that the package itself reads with.
 * They are committed, so that an editor finds them in a clone; a test fails where they are stale.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { globalRegistry, toJSONSchema, type ZodType } from "zod";
import { configSchema } from "../src/config/schema.ts";
import { settingsDocumentSchema } from "../src/config/settingsDocument.ts";
import { eventSchema } from "../src/events/schema.ts";
import { baselineSchema } from "../src/findings/baseline/schema.ts";
import { findingSchema } from "../src/findings/finding.ts";
import { waiversSchema } from "../src/findings/waivers/schema.ts";
import { profileSchema } from "../src/profile/schema.ts";
import { reportSchema } from "../src/report/schema.ts";
import { conditionSchema, ruleSchema, rulesetSchema } from "../src/rules/schema.ts";
import { openApiText } from "./openapi.ts";

interface Source {
  readonly title: string;
  readonly schema: ZodType;
  /** What a person writes (defaults may be left out), or what the package writes. */
  readonly io: "input" | "output";
}

/** File name in `schemas/` → text. */
export function schemaTexts(): ReadonlyMap<string, string> {
  const sources: Readonly<Record<string, Source>> = {
    rule: { title: "A rule", schema: ruleSchema, io: "input" },
    // In a folder of rules each rule has a file of its own, so ruleset.json may leave them out.
    ruleset: {
      title: "A rule set",
      schema: rulesetSchema.extend({ rules: rulesetSchema.shape.rules.optional() }),
      io: "input",
    },
    profile: { title: "A mapping profile", schema: profileSchema, io: "input" },
    event: { title: "A learning event", schema: eventSchema, io: "input" },
    report: { title: "The report of a check", schema: reportSchema, io: "output" },
    config: { title: "A configuration", schema: configSchema, io: "input" },
    "config-check": {
      title: "How a configuration sets the rules",
      schema: settingsDocumentSchema,
      io: "output",
    },
    waivers: { title: "Waivers", schema: waiversSchema, io: "input" },
    baseline: { title: "A baseline", schema: baselineSchema, io: "input" },
  };
  // What has a name becomes a $def: what is recursive, and what would otherwise be written out in several places.
  globalRegistry.add(conditionSchema, { id: "condition" });
  globalRegistry.add(findingSchema, { id: "finding" });
  const schemas = Object.entries(sources).map(([name, { title, schema, io }]): [string, string] => {
    const { $schema, ...rest } = toJSONSchema(schema, { target: "draft-2020-12", io });
    const whole = { $schema, $id: `urn:ems-data-quality:schema:${name}`, title, ...rest };
    return [`${name}.schema.json`, `${JSON.stringify(whole, null, 2)}\n`];
  });
  return new Map([...schemas, ["openapi.json", openApiText()]]);
}

/** Writes the schemas into a folder. */
export function writeSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of schemaTexts()) writeFileSync(`${folder}/${file}`, text);
}
