import { type FieldDefinition, type FieldKind, type FieldName, fields } from "../fields.ts";

/** What people and programs write for "nothing here", in any column. In lower case. */
const everywhere = [
  "",
  "-",
  "--",
  "---",
  "–",
  "—",
  "..",
  "...",
  "…",
  "n/a",
  "n.a.",
  "n/d",
  "n.d.",
  "s/o",
  "#n/a",
  "#n/d",
  "#nv",
  "tbd",
  "tbc",
  "null",
  "nil",
  "<null>",
  "(blank)",
  "(empty)",
];

/** `none` in a column of numbers may mean 0, and in a column of yes and no it may mean no: neither is guessed. */
const noneIsEmpty: ReadonlySet<FieldKind> = new Set([
  "id",
  "text",
  "person",
  "email",
  "code",
  "openCode",
  "date",
]);
/** Columns in which `none` is a value. */
const noneIsValue: ReadonlySet<FieldName> = new Set(["certificateType", "platform"]);

const byField = new Map<FieldName, ReadonlySet<string>>();

/** The words for an empty cell of a field. `NA` is one everywhere but in a column of countries, where it is Namibia. */
export function emptyWords(field: FieldName): ReadonlySet<string> {
  const known = byField.get(field);
  if (known !== undefined) return known;
  const { kind, codeList }: FieldDefinition = fields[field];
  const words = new Set(everywhere);
  if (codeList !== "country") words.add("na");
  if (noneIsEmpty.has(kind) && !noneIsValue.has(field)) words.add("none").add("nan").add("nat");
  if (kind === "count" || kind === "percent" || kind === "score") words.add("nan");
  byField.set(field, words);
  return words;
}
