import { type Problem, refuseProblems } from "../errors.ts";
import { vocabularies } from "../events/vocabularies/codes.ts";
import { nearestUnit } from "../events/vocabularies/nearestUnit.ts";
import { shorten } from "../shorten.ts";

/**
 * The codes of units by what people call them.
 *
 * @throws {DataQualityError} where a unit is not known: a misspelt one would leave out everything and pass.
 */
export function selectUnits(names: readonly string[]): ReadonlySet<string> {
  const { lookUp, codes } = vocabularies.unit;
  const codesFound = new Set<string>();
  const problems: Problem[] = [];
  for (const name of names) {
    const code = lookUp(name);
    if (code !== undefined) codesFound.add(code);
    else {
      const near = nearestUnit(name);
      problems.push({
        code: "unknown-unit",
        message: `There is no unit ${JSON.stringify(shorten(name, 100))}.`,
        expected: `one of ${codes.join(", ")}`,
        ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
      });
    }
  }
  refuseProblems(problems);
  return codesFound;
}
