import type { CheckOptionArguments } from "../checkOptions.ts";

/** What the commands of a baseline take of the options of a check. */
export const inputOptionNames: readonly (keyof CheckOptionArguments)[] = [
  "asOf",
  "profile",
  "rules",
  "rule",
  "tag",
  "unit",
  "config",
  "waivers",
];

export const defaultFile = "default: that of ems-dq.config.json here, or ems-dq.baseline.json";
