import { type BigIntStats, createWriteStream, fstatSync } from "node:fs";
import { realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DataQualityError } from "../errors.ts";
import { errorCode, fileProblem } from "../systemError.ts";
import { createPieces, type Output } from "./output.ts";

/**
 * The report in a file. It is written beside the file under another name and takes its name when it is whole, so that
 * nobody ever finds half a report, and a failed check leaves the last report as it is.
 *
 * @param read The files that the command reads and that must stay as they are; `-` for standard input.
 * @throws {DataQualityError} where the file cannot be written, or is one of those that are read.
 */
export async function fileOutput(file: string, read: Iterable<string>): Promise<Output> {
  if (file === "-")
    throw new DataQualityError([
      {
        code: "invalid-option",
        message: "This needs a file, and - is none.",
        hint: "A file that has this name is ./-.",
      },
    ]);
  const target = await realpath(file).catch(() => file);
  const before = await stat(target, { bigint: true }).catch(() => undefined);
  if (before?.isDirectory())
    throw new DataQualityError([
      { code: "is-a-directory", message: "A file is needed here, and this is a folder.", file },
    ]);
  for (const input of before?.isFile() ? read : [])
    if (isSame(before, await statsOf(input)))
      throw new DataQualityError([
        {
          code: "output-is-input",
          message: "The output would overwrite a file that the command reads.",
          file,
          hint: "Name another file for the output.",
        },
      ]);
  // A device or a pipe has no half-written state, and must not be replaced by a file.
  const isFile = before === undefined || before.isFile();
  const path = isFile ? join(dirname(target), `.${basename(target)}.${process.pid}.tmp`) : target;
  const stream = createWriteStream(path, { flags: isFile ? "wx" : "w", mode: Number(before?.mode ?? 0o666) });
  let failed: unknown;
  stream.on("error", (error) => {
    failed = error;
  });
  await new Promise<void>((resolve) => {
    stream.once("open", () => resolve());
    stream.once("error", () => resolve());
  });
  if (failed !== undefined) throw cannotWrite(failed, file);
  const pieces = createPieces(stream);

  async function close(): Promise<void> {
    await pieces.flush();
    await new Promise<void>((resolve) => {
      if (stream.closed) resolve();
      else stream.once("close", () => resolve());
      stream.end();
    });
  }
  async function abandon(): Promise<void> {
    await close();
    if (isFile) await rm(path, { force: true });
  }
  return {
    ...pieces,
    abandon,
    async finish() {
      await close();
      try {
        if (failed !== undefined) throw failed;
        if (isFile) await rename(path, target);
      } catch (error) {
        if (isFile) await rm(path, { force: true });
        throw cannotWrite(error, file);
      }
    },
  };
}

/** Of the file itself, whatever links lead to it; standard input may be a file, too. */
async function statsOf(input: string): Promise<BigIntStats | undefined> {
  try {
    return input === "-" ? fstatSync(0, { bigint: true }) : await stat(input, { bigint: true });
  } catch {
    // What is not there is told by who reads it.
    return undefined;
  }
}

function isSame(one: BigIntStats | undefined, other: BigIntStats | undefined): boolean {
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}

function cannotWrite(error: unknown, file: string): DataQualityError {
  const problem =
    errorCode(error) === "ENOENT"
      ? { code: "folder-not-found", message: "The folder of this file does not exist.", file }
      : fileProblem(error, file);
  return new DataQualityError([problem], { cause: error });
}
