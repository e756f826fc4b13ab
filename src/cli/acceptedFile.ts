import { existsSync } from "node:fs";
import { DataQualityError } from "../errors.ts";
import { configFileName, findConfig } from "../node/findConfig.ts";
import type { Reading } from "./reading.ts";

const writers = { waivers: "`ems-dq waive`", baseline: "`ems-dq baseline write`" } as const;
const usual = { waivers: "waivers.json", baseline: "ems-dq.baseline.json" } as const;

/** Where a command finds the file of waivers, or of the baseline, that is not named. */
export interface AcceptedFileOptions {
  /** As `--config` names it; `false` for none. Default: that of this folder, if there is one. */
  readonly config?: string | false | undefined;
  /** Whether the file that the configuration names must be there. */
  readonly mustBe: boolean;
}

/** A file of waivers, or a baseline. */
export interface AcceptedFile {
  readonly file: string;
  /** Whether the configuration names it, so that every check takes it. */
  readonly isConfigured: boolean;
}

/**
 * The file of waivers, or of the baseline, where none is named: that of the configuration, or the usual.
 *
 * @throws {DataQualityError} where there is a configuration that cannot be read, or the file that it names must be there
 * and is not.
 */
export function acceptedFile(
  kind: keyof typeof usual,
  reading: Reading,
  { config = findConfig(".") ?? false, mustBe }: AcceptedFileOptions,
): AcceptedFile {
  const named =
    config === false ? undefined : reading.config(config, { complete: mustBe ? [kind] : false })[kind];
  if (named !== undefined) return { file: named, isConfigured: true };
  const file = usual[kind];
  if (mustBe && !existsSync(file))
    throw new DataQualityError([
      {
        code: "file-not-found",
        message: `There is no ${file} in this folder, and no configuration names another.`,
        hint: `Name it with --${kind}, or write it: ${writers[kind]}.`,
      },
    ]);
  return { file, isConfigured: false };
}

/** How a check comes to take a file that was not there before; `undefined` where it takes it by itself. */
export function newFileNote(
  kind: keyof typeof usual,
  { file, isConfigured }: AcceptedFile,
): string | undefined {
  if (isConfigured) return undefined;
  return `Note: ${file} is new. A check takes it with --${kind} ${file}, or where ${configFileName} names it ("${kind}").`;
}
