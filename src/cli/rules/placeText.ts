import { printable } from "../../report/printable.ts";

/** `rules/a.json:12:5`, of which terminals and editors make a link; what is not known is left out. */
export function placeText(place: {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}): string {
  return printable([place.file, place.line, place.column].filter((part) => part !== undefined).join(":"));
}
