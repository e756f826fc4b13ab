import { DataQualityError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { shorten } from "../shorten.ts";

/**
 * The value of an option that has a list of values.
 *
 * @throws {DataQualityError} with the nearest one.
 */
export function chosen<Name extends string>(option: string, found: string, names: readonly Name[]): Name {
  const name = names.find((each) => each === found);
  if (name !== undefined) return name;
  const near = nearest(found, names);
  throw new DataQualityError([
    {
      code: "invalid-option",
      message: `${option} cannot be ${JSON.stringify(shorten(found, 100))}.`,
      expected: `one of ${names.join(", ")}`,
      ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
    },
  ]);
}
