import { existsSync } from "node:fs";
import { valueAt } from "../issues.ts";
import { readJsonFile } from "../node/readJsonFile.ts";

const usual = { waivers: "waivers.json", baseline: "ems-dq.baseline.json" } as const;

/** The file of waivers, or of the baseline, where none is named: that of the configuration in this folder, or the usual. */
export function acceptedFile(kind: keyof typeof usual): string {
  const config = "ems-dq.config.json";
  if (!existsSync(config)) return usual[kind];
  const { content } = readJsonFile(config, {
    parse: (json) => valueAt(json, [kind]),
    most: 10_000_000,
    byHand: false,
  });
  return typeof content === "string" && content !== "" ? content : usual[kind];
}
