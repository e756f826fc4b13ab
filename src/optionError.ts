import { DataQualityError } from "./errors.ts";
import { describe } from "./issues.ts";
import { nearest } from "./nearest.ts";

/**
 * An option of a function that a caller without types got wrong.
 *
 * @param option Its name; `lookups.timeoutMs` for one inside another.
 */
export function optionError(
  option: string,
  found: unknown,
  expected: string,
  hint?: string,
): DataQualityError {
  return new DataQualityError([
    {
      code: "invalid-option",
      message: `The option ${option} is not valid.`,
      found: describe(found),
      expected,
      ...(hint === undefined ? {} : { hint }),
    },
  ]);
}

/**
 * Refuses what is no object of options, and options that do not exist: in JavaScript nobody says that `asof` is none; it would
 * silently mean today.
 *
 * @param where The option that holds them, where they are options of an option.
 */
export function refuseUnknownOptions(options: unknown, names: readonly string[], where?: string): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw optionError(where ?? "options", options, "an object of options");
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    throw optionError(
      where === undefined ? name : `${where}.${name}`,
      name,
      `one of ${names.join(", ")}`,
      near === undefined ? undefined : `Did you mean ${near}?`,
    );
  }
}

/** A value that a program hands over as the type says, or as a caller without types does. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
