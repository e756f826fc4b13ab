import { DataQualityError } from "../errors.ts";
import { problemsOf } from "../issues.ts";
import { isObject, optionError } from "../optionError.ts";
import { type Finding, findingSchema } from "./finding.ts";

const keys: readonly string[] = [
  ...Object.keys(findingSchema.shape),
  ...Object.keys(findingSchema.shape.fields.element.shape),
];

/**
 * What is handed over as findings: those of a check, or what came back from a browser or a file.
 *
 * @throws {DataQualityError} where it is no list, or something in it is no finding.
 */
export function requireFindings(findings: Iterable<Finding>): readonly Finding[] {
  if (!isObject(findings) || !(Symbol.iterator in findings))
    throw optionError("findings", findings, "a list of findings, as a check gives them");
  return [...findings].map((finding, index) => {
    const { data, error } = findingSchema.safeParse(finding);
    if (data !== undefined) return data;
    const [problem] = problemsOf(error.issues, finding, keys);
    // What is no finding of ours may hold anything: where it is wrong is told, not what stands there.
    const { found: _, message = "", ...rest } = problem ?? { code: "invalid-value" };
    throw new DataQualityError([
      {
        ...rest,
        message: `${index + 1}. of the findings: ${message}`,
        hint: "Hand over findings as the check gave them.",
      },
    ]);
  });
}
