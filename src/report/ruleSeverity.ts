import { type Severity, severities } from "../rules/schema.ts";
import type { RuleSummary } from "./schema.ts";
import { counted } from "./table/counted.ts";

type Severities = Pick<RuleSummary, "severity" | "bySeverity">;

/** The severity that a rule stands under: the gravest that it found anything with, or else that it could. */
export function severityOf({ severity, bySeverity = {} }: Severities): Severity {
  const possible = severities.filter((each) => bySeverity[each] !== undefined);
  return possible.find((each) => bySeverity[each] !== 0) ?? possible[0] ?? severity;
}

/** `1 error, 2 warnings`, where what a rule found is not all of one severity. */
export function mixOf({ bySeverity = {} }: Severities): string | undefined {
  const found = severities.flatMap((each) => {
    const count = bySeverity[each] ?? 0;
    return count === 0 ? [] : [counted(count, each === "info" ? "note" : each)];
  });
  return found.length > 1 ? found.join(", ") : undefined;
}
