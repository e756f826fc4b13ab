import type { Severity } from "../rules/schema.ts";

/** Rows that are no events at all: nothing is lost by leaving them out. */
const harmless: ReadonlySet<string> = new Set(["totals-row", "header-repeated", "remark-row"]);

/** How grave it is that a row was not checked. */
export function refusalSeverity(code: string): Severity {
  return harmless.has(code) ? "info" : "error";
}
