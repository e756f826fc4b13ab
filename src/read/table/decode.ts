import { DataQualityError } from "../../errors.ts";

/** What the first bytes say about the encoding. */
export interface EncodingFound {
  readonly encoding: string;
  readonly bom: boolean;
  /** From 0 to 1: how sure it is. */
  readonly confidence: number;
  /** Bytes of the byte order mark, left out of the text. */
  readonly bomLength: number;
}

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/** Which of the two UTF-16 the bytes are without a mark: every other byte of plain text is NUL there. */
function utf16Without(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const pairs = Math.min(bytes.length, 4096) >> 1;
  if (pairs < 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < pairs * 2; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.4 && even < pairs * 0.05) return "utf-16le";
  if (even > pairs * 0.4 && odd < pairs * 0.05) return "utf-16be";
  return undefined;
}

/** Length of the UTF-8 character that starts at `at`, 0 where there is none; `undefined` where the bytes end in it. */
function utf8Length(bytes: Uint8Array, at: number): number | undefined {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0) return 0;
  for (let offset = 1; offset < length; offset += 1) {
    const byte = bytes[at + offset];
    if (byte === undefined) return undefined;
    let low = 0x80;
    let high = 0xbf;
    if (offset === 1) {
      // The ranges that keep out overlong forms, surrogates and what lies beyond U+10FFFF.
      if (lead === 0xe0) low = 0xa0;
      else if (lead === 0xed) high = 0x9f;
      else if (lead === 0xf0) low = 0x90;
      else if (lead === 0xf4) high = 0x8f;
    }
    if (byte < low || byte > high) return 0;
  }
  return length;
}

/** Where the first byte stands that belongs to no UTF-8 character. */
function firstInvalid(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const length = utf8Length(bytes, at);
    if (length === undefined || length === 0) return at;
    at += length;
  }
  return bytes.length;
}

/** How many UTF-8 characters beyond ASCII the bytes hold, and how many bytes that belong to none. */
function countUtf8(bytes: Uint8Array): { readonly valid: number; readonly invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; ) {
    if ((bytes[at] ?? 0) < 0x80) {
      at += 1;
      continue;
    }
    const length = utf8Length(bytes, at);
    if (length === undefined) break;
    if (length === 0) invalid += 1;
    else valid += 1;
    at += Math.max(length, 1);
  }
  return { valid, invalid };
}

/** The encoding by its mark, by the place of NUL bytes, by being valid UTF-8; else Windows-1252. */
export function findEncoding(head: Uint8Array, told: string | undefined): EncodingFound {
  const marked = startsWith(head, 0xef, 0xbb, 0xbf)
    ? { encoding: "utf-8", bom: true, bomLength: 3 }
    : startsWith(head, 0xff, 0xfe)
      ? { encoding: "utf-16le", bom: true, bomLength: 2 }
      : startsWith(head, 0xfe, 0xff)
        ? { encoding: "utf-16be", bom: true, bomLength: 2 }
        : undefined;
  if (told !== undefined) {
    const encoding = new TextDecoder(told).encoding;
    const same = marked?.encoding === encoding;
    return { encoding, bom: same, confidence: 1, bomLength: same ? (marked?.bomLength ?? 0) : 0 };
  }
  if (marked !== undefined) return { ...marked, confidence: 1 };
  const utf16 = utf16Without(head);
  if (utf16 !== undefined) return { encoding: utf16, bom: false, confidence: 0.9, bomLength: 0 };
  const { valid, invalid } = countUtf8(head);
  // A few odd bytes in a file that is UTF-8 otherwise do not make it another encoding.
  const windows = invalid > 0 && invalid >= valid;
  return {
    encoding: windows ? "windows-1252" : "utf-8",
    bom: false,
    confidence: windows ? windowsSureness(head) : invalid > 0 ? 0.7 : 1,
    bomLength: 0,
  };
}

/**
 * How much like Windows-1252 the bytes are: its letters with accents stand alone among plain letters, while
 * other encodings (Big5, Shift-JIS, Windows-1251) have them side by side.
 */
function windowsSureness(bytes: Uint8Array): number {
  let high = 0;
  let alone = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    high += 1;
    if ((bytes[at - 1] ?? 0) < 0x80 && (bytes[at + 1] ?? 0) < 0x80) alone += 1;
  }
  return Math.round((alone / Math.max(1, high)) * 90) / 100;
}

/** Where the last, perhaps cut, UTF-8 character of the bytes starts. */
function completeUntil(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const at = bytes.length - back;
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return utf8Length(bytes, at) === undefined ? at : bytes.length;
  }
  return bytes.length;
}

/** The characters of Windows-1252 where it differs from Latin-1: bytes 80 to 9F. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** TextDecoder reads Windows-1252 as Latin-1 in many releases of Node, so it is not asked here. */
function decodeWindows(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin1.replace(
    /[\u0080-\u009f]/g,
    (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character,
  );
}

function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  if (count === 0) for (let at = text.indexOf("\r"); at !== -1; at = text.indexOf("\r", at + 1)) count += 1;
  return count;
}

/** What the decoder is told and tells. */
export interface DecodeContext {
  readonly file: string;
  readonly encoding: string;
  /** Whether the user named the encoding: then a byte without a character is an error. */
  readonly told: boolean;
  /** Called for bytes that are no UTF-8 and were read as Windows-1252. */
  onStrayBytes(line: number): void;
}

/**
 * Makes text of bytes, never U+FFFD. UTF-8 that turns out to be none: as long as all was ASCII the rest is
 * Windows-1252; after that only the odd bytes are, and each line of them is said. Text with NUL characters
 * is refused.
 */
export function createDecoder(context: DecodeContext): (bytes: Uint8Array, final: boolean) => string {
  const { file, encoding, told } = context;
  let line = 1;
  let ascii = true;
  let carried: Uint8Array = new Uint8Array(0);
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let utf8 = encoding === "utf-8";
  let windows = encoding === "windows-1252";
  const decodeUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  const undecodable = (near: number, cause: unknown): DataQualityError =>
    new DataQualityError(
      [
        {
          code: "undecodable-bytes",
          message: `The file is not ${encoding}: some bytes stand for no character.`,
          file,
          line: near,
          hint: "Tell the encoding the file was saved in (option encoding), such as windows-1252.",
        },
      ],
      { cause },
    );

  const mend = (bytes: Uint8Array): string => {
    const parts: string[] = [];
    let from = 0;
    let near = line;
    for (let at = 0; at < bytes.length; ) {
      const length = utf8Length(bytes, at);
      if (length !== undefined && length > 0) {
        at += length;
        continue;
      }
      const before = decodeUtf8.decode(bytes.subarray(from, at));
      near += countBreaks(before);
      context.onStrayBytes(near);
      parts.push(before, decodeWindows(bytes.subarray(at, at + 1)));
      at += 1;
      from = at;
    }
    parts.push(decodeUtf8.decode(bytes.subarray(from)));
    return parts.join("");
  };

  return (chunk, final) => {
    let bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    carried = new Uint8Array(0);
    let text: string;
    if (windows) text = decodeWindows(bytes);
    else if (!utf8) {
      try {
        text = decoder.decode(bytes, { stream: !final });
      } catch (error) {
        throw undecodable(line, error);
      }
    } else {
      if (!final) {
        const end = completeUntil(bytes);
        // Copied, since a stream may use its buffer again.
        carried = bytes.slice(end);
        bytes = bytes.subarray(0, end);
      }
      try {
        text = decoder.decode(bytes);
        if (text.length !== bytes.length) ascii = false;
      } catch (error) {
        if (told)
          throw undecodable(line + countBreaks(decodeWindows(bytes.subarray(0, firstInvalid(bytes)))), error);
        const odd = bytes.findIndex((byte) => byte >= 0x80);
        if (ascii && !utf8Length(bytes, odd)) {
          // The bytes carried over belong to no UTF-8 character either.
          bytes = carried.length === 0 ? bytes : Buffer.concat([bytes, carried]);
          carried = new Uint8Array(0);
          utf8 = false;
          windows = true;
          text = decodeWindows(bytes);
          context.onStrayBytes(line + countBreaks(decodeWindows(bytes.subarray(0, odd))));
        } else {
          text = mend(bytes);
          ascii = false;
        }
      }
    }
    refuseBinary(text, line, file);
    line += countBreaks(text);
    return text;
  };
}

/** Refuses what is no text: NUL characters, a workbook, a picture. */
function refuseBinary(text: string, startLine: number, file: string): void {
  const at = text.indexOf("\0");
  if (at === -1) return;
  const workbook = startLine === 1 && text.startsWith("PK");
  throw new DataQualityError([
    {
      code: "binary-file",
      message: workbook
        ? "This is a zip file or an Excel workbook, not a text file."
        : "The file holds NUL characters: it is not a text file, or its encoding was not recognised.",
      file,
      line: startLine + countBreaks(text.slice(0, at)),
      hint: workbook
        ? "Save the sheet as CSV (UTF-8) and read that."
        : "Export the table as CSV, or tell the encoding (option encoding).",
    },
  ]);
}
