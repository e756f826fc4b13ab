import * as z from "../../zod.ts";

const count = z.int().min(0);

/** What a baseline knows, and what is no longer found. */
export const baselineUseSchema = z.strictObject({
  /** Findings that it holds. */
  known: count,
  /** Of them, those that are still there. */
  found: count,
  /**
   * Entries that occur no longer, or less often. What was not asked for, or could not be decided, is neither found nor
   * fixed.
   */
  fixed: z.array(
    z.strictObject({
      fingerprint: z.string(),
      ruleId: z.string(),
      eventId: z.string().nullable(),
      fields: z.array(z.string()),
      /** How many are gone. */
      count: z.int().min(1),
      /** `gone`: no event with its id was checked; it was taken out, or is in a file that was not checked. */
      event: z.enum(["checked", "gone"]),
    }),
  ),
});

/** What a baseline knows, and what is no longer found; see {@link baselineUseSchema}. */
export type BaselineUse = z.infer<typeof baselineUseSchema>;

/** How many findings are no longer there: of events that were checked, which are fixed, and of events that are gone. */
export function countFixed(
  fixed: BaselineUse["fixed"],
): Readonly<Record<BaselineUse["fixed"][number]["event"], number>> {
  const counts = { checked: 0, gone: 0 };
  for (const { event, count } of fixed) counts[event] += count;
  return counts;
}
