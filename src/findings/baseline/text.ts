import type { Baseline, BaselineEntry } from "./schema.ts";

/**
 * A baseline as its file has it: an entry a line, so that a diff shows which findings came and went, and a merge seldom
 * conflicts. In pieces, since it may be long.
 */
export function* baselineText({ $schema, schema, asOf, ruleset, findings }: Baseline): Generator<string> {
  const head = { ...($schema === undefined ? {} : { $schema }), schema, asOf };
  yield "{\n";
  for (const [key, value] of Object.entries(head))
    yield `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`;
  yield `  "ruleset": { "name": ${JSON.stringify(ruleset.name)}, "version": ${JSON.stringify(ruleset.version)} },\n`;
  if (findings.length === 0) {
    yield '  "findings": []\n}\n';
    return;
  }
  yield '  "findings": [\n';
  for (const [index, entry] of findings.entries())
    yield `    ${entryText(entry)}${index === findings.length - 1 ? "" : ","}\n`;
  yield "  ]\n}\n";
}

/** What people read stands first, what programs read last. */
function entryText({ ruleId, eventId, fields, count, fingerprint }: BaselineEntry): string {
  const parts = Object.entries({ ruleId, eventId, fields, count, fingerprint }).map(([key, value]) => {
    const text = Array.isArray(value)
      ? `[${value.map((each) => JSON.stringify(each)).join(", ")}]`
      : JSON.stringify(value);
    return `${JSON.stringify(key)}: ${text}`;
  });
  return `{ ${parts.join(", ")} }`;
}
