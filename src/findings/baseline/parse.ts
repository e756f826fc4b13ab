import { DataQualityError, refuseProblems } from "../../errors.ts";
import { isTooDeep, jsonPath, problemsOf } from "../../issues.ts";
import { fingerprint as fingerprintOf } from "../fingerprint.ts";
import { type Baseline, baselineDepth, baselineEntrySchema, baselineSchema } from "./schema.ts";

const keys = [
  ...Object.keys(baselineSchema.shape),
  "name",
  "version",
  ...Object.keys(baselineEntrySchema.shape),
];

/**
 * Reads a baseline and tells every mistake at once.
 *
 * @throws {DataQualityError} with one problem for each mistake.
 *
 * @example
 * ```ts
 * const baseline = parseBaseline(JSON.parse(await readFile("ems-dq.baseline.json", "utf8")));
 * ```
 */
export function parseBaseline(json: unknown, file?: string): Baseline {
  const where = file === undefined ? {} : { file };
  if (isTooDeep(json, baselineDepth))
    throw new DataQualityError([
      { code: "too-deep", message: "The baseline is nested too deeply.", ...where },
    ]);
  const { data, error } = baselineSchema.safeParse(json);
  if (error !== undefined) {
    refuseProblems(problemsOf(error.issues, json, keys, file));
    throw error;
  }
  const seen = new Set<string>();
  refuseProblems(
    data.findings.flatMap((entry, index) => {
      const { fingerprint } = entry;
      const path = jsonPath(["findings", index, "fingerprint"]);
      // An identifier that is not shown is in the fingerprint alone.
      if (entry.eventId !== null && fingerprint !== fingerprintOf(entry.ruleId, entry.eventId, entry.fields))
        return {
          code: "wrong-fingerprint",
          message: "The fingerprint is not that of the rule, the event and the fields beside it.",
          ...where,
          path,
          hint: "An entry is not edited by hand: take the whole line out, or write the baseline anew: `ems-dq baseline write`.",
        };
      if (!seen.has(fingerprint)) {
        seen.add(fingerprint);
        return [];
      }
      return {
        code: "duplicate-entry",
        message: "Two entries have the same fingerprint, as after a merge that kept both.",
        ...where,
        path,
        hint: "Keep the one with the greater count, or write the baseline anew: `ems-dq baseline write`.",
      };
    }),
  );
  return data;
}
