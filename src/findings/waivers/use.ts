import * as z from "../../zod.ts";
import { type Waiver, waiverMostSchema } from "./schema.ts";

const count = z.int().min(0);

/** What became of a waiver in a check. */
export const waiverUseSchema = z.strictObject({
  waiver: z.string(),
  rules: z.array(z.string()),
  /** `unused`: in force, and nothing to cover. `exceeded`: there was more than it covers, so that it covered nothing. */
  state: z.enum(["used", "unused", "exceeded", "expired", "notYet"]),
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
): WaiverUse {
  return {
    waiver: id,
    rules: [...rules],
    state,
    findings,
    ...(most !== undefined && "share" in most ? { evaluated } : {}),
    ...(most === undefined ? {} : { most }),
    from,
    until,
    reason,
    responsible,
  };
}
