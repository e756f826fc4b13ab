import type { Problem } from "../errors.ts";
import { describe } from "../issues.ts";
import { nearest } from "../nearest.ts";
import { givesAway } from "../rules/masked.ts";
import { shorten } from "../shorten.ts";
import { cellRule } from "./cellRule.ts";

/**
 * Tells that there is no rule of an id, wherever somebody names one: without the place, which is for the caller to add.
 *
 * @param known The ids among which it is looked for.
 * @param elsewhere What to do where none of them is near.
 */
export function unknownRule(
  found: string,
  known: readonly string[],
  elsewhere = "`ems-dq rules list` shows the rules.",
): Problem {
  // A caller without types may hand over anything.
  const id = typeof found === "string" ? found : describe(found);
  if (id === cellRule)
    return {
      code: "unknown-rule",
      message: `${cellRule} is no rule: it stands for cells that cannot be read. They are found while a file is read, whatever rules are chosen, so it cannot be chosen, set or explained.`,
      hint: "Mend the cells, or say in a profile how they are to be read. Waivers and the baseline can cover what is found.",
    };
  const near = nearest(id, known);
  return {
    code: "unknown-rule",
    message: `There is no rule ${givesAway(id) ? "of this name" : JSON.stringify(shorten(id, 100))}.`,
    hint: near === undefined ? elsewhere : `Did you mean ${JSON.stringify(near)}?`,
  };
}
