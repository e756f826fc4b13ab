import * as z from "./zod.ts";

/** Why something is set, or accepted: less than three words explain nothing to who reads the report. */
export const reasonSchema = z
  .string()
  .regex(/^\s*\S+\s+\S+\s+\S/, "at least three words")
  .max(1_000);
