import { configAbove, configFileName, findConfig } from "../node/findConfig.ts";

/**
 * That a configuration in a folder above does not count, for who works in a sub-folder and thinks that it does; `undefined`
 * where there is none, or an option says what is meant.
 *
 * @param named What the option says: `false` for none, `undefined` where it is left out.
 * @param remedy What to do, for a command that has no `--config`.
 */
export function overlookedConfig(
  named: string | false | undefined,
  remedy = (file: string) => `To take it: --config ${file}; if none is meant: --no-config.`,
): string | undefined {
  if (named !== undefined || findConfig(".") !== undefined) return undefined;
  const file = configAbove(".");
  if (file === undefined) return undefined;
  return `Note: there is no ${configFileName} in this folder, and ${file} does not count here. ${remedy(file)}`;
}
