import { findConfig, loadConfig } from "../node/loadConfig.ts";

const usual = { waivers: "waivers.json", baseline: "ems-dq.baseline.json" } as const;

/**
 * The file of waivers, or of the baseline, where none is named: that of the configuration, or the usual.
 *
 * @param config As `--config` names it; `false` for none. Default: that of this folder, if there is one.
 * @throws {DataQualityError} where there is a configuration that cannot be read.
 */
export function acceptedFile(
  kind: keyof typeof usual,
  config: string | false = findConfig(".") ?? false,
): string {
  return (config === false ? undefined : loadConfig(config)[kind]) ?? usual[kind];
}
