import { DataQualityError } from "../errors.ts";
import { shorten } from "../shorten.ts";

/** The mistake of an option, or an argument, whose value cannot be. */
export function wrongOption(option: string, found: string, expected: string): DataQualityError {
  return new DataQualityError([
    {
      code: "invalid-option",
      message: `${option} cannot be ${found === "" ? "empty" : JSON.stringify(shorten(found, 100))}.`,
      expected,
    },
  ]);
}
