import { type FieldDefinition, type FieldName, fields } from "../../events/fields.ts";
import { codeLists } from "../../events/vocabularies/codes.ts";
import type { Scalar } from "../../rules/value.ts";

/** Something that a cell of the field may hold, invented: for examples, never from the data. */
export function sampleOf(field: FieldName): Scalar {
  const { kind, codeList }: FieldDefinition = fields[field];
  switch (kind) {
    case "id":
      return "ABC-001";
    case "text":
      return "Something";
    case "person":
      return "Focal point 1";
    case "email":
      return "focal.point@example.org";
    case "code":
    case "openCode":
      return codeList === undefined ? "something" : (codeLists[codeList][0] ?? "something");
    case "flag":
      return true;
    case "date":
      return "2025-03-14";
    case "count":
      return 20;
    case "percent":
      return 50;
    case "score":
      return 4;
  }
}

/** Values that a column of codes or flags may have, besides those given. */
export function othersOf(field: FieldName, except: readonly unknown[]): readonly Scalar[] {
  const { kind, codeList }: FieldDefinition = fields[field];
  const all: readonly Scalar[] =
    kind === "flag" ? [false, true] : codeList === undefined ? [] : codeLists[codeList];
  return all.filter((value) => !except.includes(value));
}

/** The value of a column's text: flags are kept as words. */
export function scalarOf(field: FieldName, text: string): Scalar {
  return fields[field].kind === "flag" ? text === "true" : text;
}
