import { givesAway } from "../../rules/masked.ts";

/** Between the beginning that is kept and the shape of the rest. */
const mark = "\u0000";
/** Characters of an identifier that are looked at. */
const longest = 80;
/** In the place of what no identifier should have. */
export const strange = "?";

/**
 * What an identifier looks like, without saying which it is: letters become `A` and `a`, digits `9`. Capital letters at
 * its beginning, up to a hyphen, slash or the like, are kept apart: `PRJ-2021-GCP-8` is `PRJ-` and `9999-AAA-9`.
 */
export function shapeOf(text: string): string {
  if (text.length > longest || givesAway(text)) return mark + strange;
  const lead = /^[A-Z]{1,8}[-_/.: ]/.exec(text)?.[0] ?? "";
  const rest = text.slice(lead.length);
  return (
    lead +
    mark +
    rest
      .replace(/[A-Z]/g, "A")
      .replace(/[a-z]/g, "a")
      .replace(/[0-9]/g, "9")
      .replace(/[^Aa9_/.: -]/g, strange)
  );
}

/** The beginning that a shape keeps, and the shape of the rest. */
export function partsOf(shape: string): { readonly lead: string; readonly rest: string } {
  const [lead = "", rest = ""] = shape.split(mark);
  return { lead, rest };
}

/** An identifier of that shape that nobody has. */
export function exampleOfShape(shape: string): string {
  const { lead, rest } = partsOf(shape);
  return lead + rest.replaceAll("9", "1");
}
