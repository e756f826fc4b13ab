import * as z from "../../zod.ts";

/** What `ems-dq rules docs --format json` prints. */
export const ruleDocsReportSchema = z.strictObject({
  schema: z.literal("ems-data-quality/rule-docs/1"),
  /** Rules that have a page. */
  rules: z.int().min(0),
  /** Whether the files were brought up to date, or only looked at. */
  written: z.boolean(),
  /** Files that were not there. */
  missing: z.array(z.string()),
  /** Files whose text was another. */
  stale: z.array(z.string()),
  /** Files of rules that are gone. */
  superfluous: z.array(z.string()),
  /** Files that were right already. */
  current: z.int().min(0),
});

/** What `ems-dq rules docs --format json` prints; see {@link ruleDocsReportSchema}. */
export type RuleDocsReport = z.infer<typeof ruleDocsReportSchema>;
