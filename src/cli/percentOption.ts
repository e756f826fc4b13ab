import { wrongOption } from "./wrongOption.ts";

/**
 * A share that is asked for, as `95` or `99.5`.
 *
 * @throws {DataQualityError} where it is none.
 */
export function percentOption(option: string, text: string): number {
  const percent = Number(text);
  if (!/^\d{1,3}(?:\.\d+)?$/.test(text) || percent > 100)
    throw wrongOption(option, text, "a percentage from 0 to 100");
  return percent;
}
