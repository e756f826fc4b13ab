import { parseWaivers } from "../../../src/findings/waivers/parse.ts";
import type { Waiver } from "../../../src/findings/waivers/schema.ts";

/** A waiver as its file has it, in force in the first half of 2025; of all events where no scope is given. */
export function entryOf(id: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const scope = ["events", "units", "pattern"].some((key) => key in more) ? {} : { pattern: "*" };
  return {
    id,
    rules: ["coc-zero"],
    ...scope,
    reason: "Figures come with the cohort's end.",
    responsible: "head of unit",
    from: "2025-01-01",
    until: "2025-06-30",
    ...more,
  };
}

export function waiverOf(id: string, more: Readonly<Record<string, unknown>> = {}): Waiver {
  const [waiver] = parseWaivers([entryOf(id, more)]);
  if (waiver === undefined) throw new Error("one is read");
  return waiver;
}
