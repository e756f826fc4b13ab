import * as z from "../../zod.ts";
import { type Waiver, waiverMostSchema } from "./schema.ts";

const count = z.int().min(0);

/** What became of a waiver in a check. */
export const waiverUseSchema = z.strictObject({
  waiver: z.string(),
  rules: z.array(z.string()),
  /**
   * `unused`: in force, and nothing to cover. `notChecked`: nothing to cover either, but not all that it is about was
   * checked. `exceeded`: there was more than it covers, so that it covered nothing.
   */
  state: z.enum(["used", "unused", "notChecked", "exceeded", "expired", "notYet"]),
  /**
   * Where not all was checked, what was not. `rules`: one was not asked for, was switched off or on trial, or could not
   * decide anything. `events`: one is in none of the files, or was left out, or may be in a row that was not read.
   */
  unchecked: z.array(z.enum(["rules", "events"])).optional(),
  /** Findings that it covers; where exceeded, those that it would have to. */
  findings: count,
  /** Of the events that its rules decided, where it is bounded by a share: one for each rule and event. */
  evaluated: count.optional(),
  /** Its bound, where it has one: findings, or a share between 0 and 1. */
  most: waiverMostSchema.optional(),
  from: z.iso.date(),
  until: z.iso.date(),
  reason: z.string(),
  responsible: z.string(),
});

/** What became of a waiver in a check; see {@link waiverUseSchema}. */
export type WaiverUse = z.infer<typeof waiverUseSchema>;

export function waiverUse(
  { id, rules, most, from, until, reason, responsible }: Waiver,
  state: WaiverUse["state"],
  { findings, evaluated }: { readonly findings: number; readonly evaluated: number },
  unchecked: NonNullable<WaiverUse["unchecked"]>,
): WaiverUse {
  return {
    waiver: id,
    rules: [...rules],
    state,
    ...(state === "notChecked" ? { unchecked } : {}),
    findings,
    ...(most !== undefined && "share" in most ? { evaluated } : {}),
    ...(most === undefined ? {} : { most }),
    from,
    until,
    reason,
    responsible,
  };
}
