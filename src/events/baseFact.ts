import type { BaseFact, FactType } from "../rules/fact.ts";
import type { FieldDefinition, FieldKind } from "./fields.ts";

const typeOf: Readonly<Record<FieldKind, FactType>> = {
  id: "text",
  text: "text",
  person: "text",
  email: "text",
  code: "text",
  openCode: "text",
  flag: "boolean",
  date: "date",
  count: "number",
  percent: "number",
  score: "number",
};

/** Free text may hold a name, an address or a telephone number wherever people can type. */
const personalKinds: ReadonlySet<FieldKind> = new Set(["text", "person", "email"]);

/** A field of the event as the rule language knows facts. */
export function baseFact(name: string, { kind, group: _, codeList, ...words }: FieldDefinition): BaseFact {
  return {
    name,
    type: typeOf[kind],
    ...words,
    ...(codeList === undefined ? {} : { codeList }),
    ...(kind === "count" ? { whole: true, range: { least: 0 } } : {}),
    ...(kind === "percent" ? { range: { least: 0, most: 100 } } : {}),
    ...(personalKinds.has(kind) ? { personal: true } : {}),
  };
}
