import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import type { Profile } from "../profile/schema.ts";
import { openEvents } from "../read/events.ts";
import type { ByteSource } from "../read/types.ts";

/** A path, `-` for standard input, or bytes with the name that errors and findings call them by. */
export type InputFile = string | URL | { readonly name: string; readonly bytes: ByteSource };

export interface PreparedInput {
  readonly name: string;
  readonly source: string | URL | ByteSource;
  /** Bytes of a file; `undefined` for what does not tell its size. */
  readonly size: number | undefined;
}

const chunkBytes = 64 * 1024;

/**
 * Looks at all inputs before the first is read, so that the mistakes of all of them are told at once, and before the
 * first line of the report.
 */
export async function prepareInputs(
  files: readonly InputFile[],
  profile: Profile,
): Promise<readonly PreparedInput[]> {
  if (files.length === 0)
    throw new DataQualityError([
      { code: "no-input", message: "No file is named.", hint: "Name one, or `-` for standard input." },
    ]);
  const problems: Problem[] = [];
  const inputs: PreparedInput[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    const input = await prepare(file);
    const identity = await identityOf(input.source);
    if (identity !== undefined && seen.has(identity))
      problems.push({ code: "input-twice", message: "This input is named twice.", file: input.name });
    if (identity !== undefined) seen.add(identity);
    inputs.push(input);
  }
  if (files.length > 1)
    for (const input of inputs)
      if (input.size !== undefined) problems.push(...(await headProblems(input, profile)));
  refuseProblems(problems);
  return inputs;
}

async function prepare(file: InputFile): Promise<PreparedInput> {
  if (typeof file === "object" && !(file instanceof URL))
    return { name: file.name, source: file.bytes, size: undefined };
  if (file === "-") return { name: "<stdin>", source: process.stdin, size: undefined };
  const name = typeof file === "string" ? file : decodeURIComponent(file.pathname);
  // A file that is not there is told by who opens it; a pipe can be opened once only.
  const size = await stat(file).then(
    (stats) => (stats.isFile() ? stats.size : undefined),
    () => 0,
  );
  return { name, source: file, size };
}

async function identityOf(source: PreparedInput["source"]): Promise<string | undefined> {
  if (typeof source === "string" || source instanceof URL) return realpath(source).catch(() => undefined);
  return source === process.stdin ? "-" : undefined;
}

async function headProblems(input: PreparedInput, profile: Profile): Promise<readonly Problem[]> {
  try {
    const source = await openEvents(input.source, { profile, name: input.name });
    await source.close();
    return [];
  } catch (error) {
    if (error instanceof DataQualityError) return error.problems;
    throw error;
  }
}

/** The bytes of an input, with how many of them have been read. */
export function openCounted({ source }: PreparedInput): {
  readonly bytes: ByteSource;
  readonly read: () => number;
} {
  let read = 0;
  async function* counted(): AsyncGenerator<Uint8Array | string> {
    const stream =
      typeof source === "string" || source instanceof URL
        ? createReadStream(source, { highWaterMark: chunkBytes })
        : source;
    for await (const chunk of stream) {
      read += chunk.length;
      yield chunk;
    }
  }
  return { bytes: counted(), read: () => read };
}
