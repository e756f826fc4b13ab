import { ruleOf } from "./rule.ts";
import { file } from "./run.ts";

/** Writes the three rules into a folder; gives its path. */
export function sampleRules(): string {
  for (const severity of ["error", "warning", "info"] as const)
    file(`rules/${severity}.json`, JSON.stringify(ruleOf(severity)));
  return file(
    "rules/ruleset.json",
    JSON.stringify({ name: "samples", version: "1", conditions: {}, rules: [] }),
  ).replace(/.ruleset\.json$/, "");
}

/** An export with one event for each number of participants. */
export function eventsWith(participants: readonly (number | string)[]): string {
  const rows = participants.map((count, index) => `EMS-${index + 1},CWM,${count}`);
  return `${["Event ID,Unit,Participants", ...rows].join("\n")}\n`;
}
