import { modify } from "jsonc-parser";
import type { Check } from "../check.ts";
import type { Edit, Found } from "../diagnostic.ts";
import { type Document, indentationOf, lineEndingOf } from "../document.ts";
import type { Subject } from "../subject.ts";

/** A file without the line that lets an editor help. */
export const schemaMissing: Check = {
  code: "schema-missing",
  severity: "info",
  doc: "The file does not name its schema: an editor cannot complete and check it.",
  *check(subject) {
    for (const document of subject.documents) {
      const kind = kindOf(document.json);
      const wanted = kind === undefined ? undefined : subject.schemas?.wanted(document.file, kind);
      if (wanted === undefined || referenceOf(document) !== undefined) continue;
      yield {
        at: document.spot([]),
        message: "The file does not name its schema, so that an editor cannot help.",
        fix: `Begin it with "$schema": ${JSON.stringify(wanted)}.`,
        edits: editsTo(document, wanted),
      };
    }
  },
};

/** A file that names another schema than its own. */
export const schemaWrong: Check = {
  code: "schema-wrong",
  severity: "warning",
  doc: "The file names a schema that is not there, or that of another kind of file.",
  *check(subject) {
    for (const document of subject.documents) yield* wrongIn(document, subject);
  },
};

function* wrongIn(document: Document, { schemas }: Subject): Generator<Found> {
  const kind = kindOf(document.json);
  const reference = referenceOf(document);
  if (kind === undefined || reference === undefined || schemas === undefined) return;
  const wanted = schemas.wanted(document.file, kind);
  const other = /\b(rule|ruleset|profile|event|report)\.schema\.json$/.exec(reference)?.[1];
  const isOther = other !== undefined && other !== kind;
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(reference);
  if (!isOther && (isUrl || schemas.leads(document.file, reference))) return;
  yield {
    at: document.spot(["$schema"]),
    message: isOther ? `This is the schema of another kind of file: ${other}.` : "There is no such file.",
    found: JSON.stringify(reference),
    ...(wanted === undefined ? {} : { expected: JSON.stringify(wanted) }),
    fix: wanted === undefined ? `Name the schema of a ${kind}.` : `Write ${JSON.stringify(wanted)}.`,
    ...(wanted === undefined ? {} : { edits: editsTo(document, wanted) }),
  };
}

/** A list of rules cannot name a schema. */
function kindOf(json: unknown): "rule" | "ruleset" | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  return "rules" in json || "conditions" in json ? "ruleset" : "rule";
}

function referenceOf({ json }: Document): string | undefined {
  return typeof json === "object" && json !== null && "$schema" in json && typeof json.$schema === "string"
    ? json.$schema
    : undefined;
}

function editsTo({ file, text }: Document, wanted: string): readonly Edit[] {
  const before = text.startsWith("\ufeff") ? 1 : 0;
  return modify(text.slice(before), ["$schema"], wanted, {
    formattingOptions: { ...indentationOf(text), eol: lineEndingOf(text) },
    getInsertionIndex: () => 0,
  }).map(({ offset, length, content }) => ({ file, offset: offset + before, length, content }));
}
