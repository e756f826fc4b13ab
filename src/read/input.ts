import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { openSource } from "./table/source.ts";
import type { ByteSource } from "./table/types.ts";

const chunkBytes = 64 * 1024;
/** So much is looked at to tell the format. */
const headBytes = 64 * 1024;

/** The bytes of an input, decompressed, with their beginning at hand and the hash of the file as it lies there. */
export interface Input {
  readonly file: string;
  /** The first bytes, as many as are looked at. */
  readonly head: Uint8Array;
  /** All bytes, the first ones included. */
  readonly bytes: AsyncGenerator<Uint8Array>;
  readonly compression: "gzip" | null;
  /** SHA-256 of what was read so far: of the whole file at its end. */
  readonly sha256: () => string;
  readonly close: () => Promise<void>;
}

/** Opens a path, standard input (`-`) or a stream. */
export async function openInput(input: string | URL | ByteSource, name: string | undefined): Promise<Input> {
  const file = name ?? nameOf(input);
  const hash = createHash("sha256");
  async function* hashed(): AsyncGenerator<Uint8Array | string> {
    for await (const chunk of rawBytes(input)) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const source = await openSource(hashed(), file);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < headBytes) {
      const { done, value } = await source.bytes.next();
      if (done === true) break;
      chunks.push(value);
      length += value.length;
    }
  } catch (error) {
    await source.close();
    throw error;
  }
  const start = Buffer.concat(chunks);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    if (start.length > 0) yield start;
    yield* source.bytes;
  }
  return {
    file,
    head: start.subarray(0, headBytes),
    bytes: bytes(),
    compression: source.compression,
    sha256: () => hash.copy().digest("hex"),
    close: () => source.close(),
  };
}

function rawBytes(input: string | URL | ByteSource): ByteSource {
  if (input === "-") return process.stdin;
  return typeof input === "string" || input instanceof URL
    ? createReadStream(input, { highWaterMark: chunkBytes })
    : input;
}

function nameOf(input: string | URL | ByteSource): string {
  if (input === "-") return "<stdin>";
  if (typeof input === "string") return input;
  return input instanceof URL ? decodeURIComponent(input.pathname) : "<stream>";
}
