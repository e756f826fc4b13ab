import { JSONParser, TokenType } from "@streamparser/json";
import { DataQualityError } from "../errors.ts";
import { rowOf } from "./ndjson.ts";
import type { RawRow } from "./rawRow.ts";
import { utf8 } from "./utf8.ts";

/** So many bytes without the end of an event are no list of events, and keeping them would fill the memory. */
const largestEvent = 10 * 1024 * 1024;
const lineEnd = 10;
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const bracket = 0x5b;

/** Rows of a JSON document, a list of events or an object with a list `events`, in lots while it is read. */
export async function* readJsonDocument(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<readonly RawRow[]> {
  let parser: DocumentParser | undefined;
  for await (const chunk of utf8(bytes)) {
    const first = chunk.find((byte) => !blanks.has(byte));
    if (parser === undefined && first === undefined) continue;
    parser ??= documentParser(first === bracket, file);
    const rows = parser.write(chunk);
    if (rows.length > 0) yield rows;
  }
  parser?.end();
}

interface DocumentParser {
  readonly write: (chunk: Uint8Array) => readonly RawRow[];
  readonly end: () => void;
}

function documentParser(isList: boolean, file: string): DocumentParser {
  const parser = new JSONParser({ paths: isList ? ["$.*"] : ["$.events.*", "$.events"], keepStack: false });
  /** Brackets that are open around an event. */
  const around = isList ? 1 : 2;
  const position = createPosition();
  let rows: RawRow[] = [];
  let depth = 0;
  let lastToken = 0;
  let eventStart = 0;
  let lastEnd = 0;
  let read = 0;
  let hasList = isList;

  parser.onToken = ({ token, offset }) => {
    lastToken = offset;
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth--;
    else {
      if (depth === around && token !== TokenType.COMMA && token !== TokenType.COLON) eventStart = offset;
      if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth++;
    }
  };
  parser.onValue = ({ value, key, stack }) => {
    if (stack.length < around) {
      if (!Array.isArray(value)) throw shapeError(file);
      hasList = true;
      return;
    }
    // `events` may be an object, whose members are no list.
    if (typeof key !== "number") return;
    rows.push(rowOf(value, position.at(eventStart).line));
    lastEnd = lastToken;
    read++;
  };
  const guard = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof DataQualityError) throw error;
      const place = position.at(offsetOf(error) ?? lastToken);
      throw new DataQualityError(
        [
          {
            code: "json-syntax",
            message: `The file is not JSON from here on, ${after(read)}.`,
            file,
            ...place,
            hint: "Export the file again: it may be cut short. One JSON object a line (NDJSON) can be checked around broken lines.",
          },
        ],
        { cause: error },
      );
    }
  };
  return {
    write(chunk) {
      position.add(chunk);
      guard(() => parser.write(chunk));
      if (position.length() - lastEnd > largestEvent) {
        throw new DataQualityError([
          {
            code: "event-too-large",
            message: `More than ${largestEvent / 1024 / 1024} MiB without the end of an event, ${after(read)}.`,
            file,
            ...position.at(lastEnd),
          },
        ]);
      }
      const out = rows;
      rows = [];
      return out;
    },
    end() {
      guard(() => {
        if (!parser.isEnded) parser.end();
      });
      if (!hasList) throw shapeError(file);
    },
  };
}

/** How far the file could be read. */
function after(events: number): string {
  return events === 1 ? "after 1 whole event" : `after ${events} whole events`;
}

function shapeError(file: string): DataQualityError {
  return new DataQualityError([
    {
      code: "json-no-events",
      message: "The file holds no list of events.",
      file,
      expected: `a list of objects, or an object with the key "events" that holds one`,
    },
  ]);
}

/** The tokenizer says where; the token parser does not, and its mistake is at the last token. */
function offsetOf(error: unknown): number | undefined {
  const match = error instanceof Error ? /absolute position "(\d+)"/.exec(error.message) : null;
  return match === null ? undefined : Number(match[1]);
}

/** Lines and columns for ascending offsets in bytes, kept for the chunk at hand only. */
function createPosition() {
  let chunk: Uint8Array = new Uint8Array(0);
  let chunkStart = 0;
  let line = 1;
  let lineStart = 0;
  /** Place of the next line end in the chunk, so that a file of one line is looked through once. */
  let nextEnd = -1;
  const countTo = (offset: number) => {
    while (nextEnd !== -1 && chunkStart + nextEnd < offset) {
      line++;
      lineStart = chunkStart + nextEnd + 1;
      nextEnd = chunk.indexOf(lineEnd, nextEnd + 1);
    }
  };
  return {
    add(next: Uint8Array) {
      countTo(chunkStart + chunk.length);
      chunkStart += chunk.length;
      chunk = next;
      nextEnd = chunk.indexOf(lineEnd);
    },
    length: () => chunkStart + chunk.length,
    at(offset: number): { readonly line: number; readonly column: number } {
      countTo(offset);
      return { line, column: Math.max(1, offset - lineStart + 1) };
    },
  };
}
