import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { DataQualityError } from "../../errors.ts";
import { errorCode, fileProblem } from "../../systemError.ts";
import type { ByteSource } from "./types.ts";

const CHUNK_BYTES = 64 * 1024;

/** Bytes of the input with its compression taken off, and how to let go of it. */
export interface Source {
  readonly bytes: AsyncGenerator<Uint8Array>;
  readonly compression: "gzip" | null;
  close(): Promise<void>;
}

/** A system error as a problem a person can mend; an error of ours as it is. */
function readError(error: unknown, file: string): DataQualityError {
  if (error instanceof DataQualityError) return error;
  const code = errorCode(error);
  if (code.startsWith("Z_") || code === "ERR_BUFFER_TOO_LARGE") {
    return new DataQualityError(
      [
        {
          code: "bad-gzip",
          message: "The gzip data is damaged or cut short.",
          file,
          hint: "Fetch the file again.",
        },
      ],
      { cause: error },
    );
  }
  return new DataQualityError([fileProblem(error, file)], { cause: error });
}

/** Opens a path or takes a stream; gzip is recognised by its first bytes and taken off. */
export async function openSource(input: string | URL | ByteSource, file: string): Promise<Source> {
  const isPath = typeof input === "string" || input instanceof URL;
  if (!isPath && !(typeof input === "object" && input !== null && Symbol.asyncIterator in input)) {
    throw new DataQualityError([
      { code: "invalid-input", message: "readTable takes a path or a stream of bytes.", found: typeof input },
    ]);
  }
  if (typeof input === "string" && input.includes("\0")) {
    throw new DataQualityError([
      { code: "file-not-found", message: "The path holds a NUL character.", file: "<path>" },
    ]);
  }
  if (input instanceof URL && input.protocol !== "file:") {
    throw new DataQualityError([
      {
        code: "invalid-input",
        message: "readTable takes file URLs only.",
        file,
        hint: "Pass the response's body as a stream.",
      },
    ]);
  }
  const stream = isPath ? createReadStream(input, { highWaterMark: CHUNK_BYTES }) : input;
  const raw = stream[Symbol.asyncIterator]();
  const encoder = new TextEncoder();

  const next = async (): Promise<Uint8Array | undefined> => {
    try {
      for (;;) {
        const { done, value } = await raw.next();
        if (done === true) return undefined;
        // A stream with an encoding set gives text: it was decoded before us, so it is UTF-8 again here.
        const chunk = typeof value === "string" ? encoder.encode(value) : value;
        if (!(chunk instanceof Uint8Array)) {
          throw new DataQualityError([
            { code: "invalid-input", message: "The stream gives something other than bytes.", file },
          ]);
        }
        if (chunk.length > 0) return chunk;
      }
    } catch (error) {
      throw readError(error, file);
    }
  };
  const stop = async (): Promise<void> => {
    await raw.return?.();
  };

  let first = await next();
  // One byte is too little to know gzip by.
  while (first !== undefined && first.length < 3) {
    const more = await next();
    if (more === undefined) break;
    first = Buffer.concat([first, more]);
  }
  const start = first;
  async function* plain(): AsyncGenerator<Uint8Array> {
    try {
      for (let chunk = start; chunk !== undefined; chunk = await next()) yield chunk;
    } finally {
      await stop();
    }
  }
  const gzip = start !== undefined && start[0] === 0x1f && start[1] === 0x8b;
  if (!gzip) return { bytes: plain(), compression: null, close: stop };

  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // The error of a broken pipeline reaches the reader through the stream itself.
  pipeline(plain(), gunzip, () => undefined);
  async function* unpacked(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of gunzip) yield chunk;
    } catch (error) {
      throw readError(error, file);
    } finally {
      gunzip.destroy();
    }
  }
  return {
    bytes: unpacked(),
    compression: "gzip",
    close: async () => {
      gunzip.destroy();
      await stop();
    },
  };
}
