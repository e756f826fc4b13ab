import { plain, type Style } from "../report/style.ts";
import { fileOutput } from "./fileOutput.ts";
import type { Output } from "./output.ts";
import type { Reading } from "./reading.ts";
import { stdoutOutput } from "./stdoutOutput.ts";
import { styleFor } from "./style.ts";
import { widthFor } from "./width.ts";
import { wrongOption } from "./wrongOption.ts";

/** Where the report of a command goes, and what it may look like there. */
export interface ReportOutput {
  readonly toStdout: boolean;
  /** Columns of text. */
  readonly width: number;
  readonly style: Style;
  /**
   * Opens it, when everything is loaded that the command reads.
   *
   * @throws {DataQualityError} where the file cannot be written, or is one of those that are read.
   */
  readonly open: (reading: Reading) => Promise<Output>;
}

/**
 * What `--output` and `--no-color` say; nothing is opened yet.
 *
 * @param onGone Called where the reader of standard output goes away.
 * @throws {DataQualityError} where the name of the file is empty.
 */
export function reportOutput(
  { output, color }: { readonly output?: string; readonly color: boolean },
  onGone: () => void = () => undefined,
): ReportOutput {
  if (output === "") throw wrongOption("--output", "", "a file, or - for standard output");
  const file = output === "-" ? undefined : output;
  const toStdout = file === undefined;
  return {
    toStdout,
    // A terminal may be made wider while `--watch` runs.
    get width() {
      return widthFor(toStdout && process.stdout.isTTY ? process.stdout : undefined);
    },
    style: toStdout ? styleFor(process.stdout, color) : plain,
    open: async ({ files }) => (file === undefined ? stdoutOutput(onGone) : fileOutput(file, files)),
  };
}
