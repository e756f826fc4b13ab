import { findConfig, loadConfig } from "../node/loadConfig.ts";

const usual = { waivers: "waivers.json", baseline: "ems-dq.baseline.json" } as const;

/**
 * The file of waivers, or of the baseline, where none is named: that of the configuration in this folder, or the usual.
 *
 * @throws {DataQualityError} where there is a configuration that cannot be read.
 */
export function acceptedFile(kind: keyof typeof usual): string {
  const config = findConfig(".");
  return (config === undefined ? undefined : loadConfig(config)[kind]) ?? usual[kind];
}
