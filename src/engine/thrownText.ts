import { DataQualityError } from "../errors.ts";

/**
 * What is told of something that a fact or an operator threw: of which kind it is. Its text is not repeated, since it may hold
 * what stands in the record; only the engine's own words about a rule do not.
 */
export function thrownText(thrown: unknown): string {
  if (thrown instanceof DataQualityError) {
    const own = thrown.problems.find(({ code }) => code === "rule-invalid");
    if (own !== undefined) return own.message;
  }
  if (!(thrown instanceof Error)) return "it threw something that is no error";
  const kind = /^[A-Z][A-Za-z]{0,40}$/.test(thrown.name) ? thrown.name : "Error";
  return `it threw ${/^[AEIOU]/.test(kind) ? "an" : "a"} ${kind}`;
}
