import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { jsonPath } from "../../issues.ts";
import type { Edit, Spot } from "./diagnostic.ts";

/** Keys and indices from the root of a file. */
export type Path = readonly (string | number)[];

/** A JSON file with the places of its parts. */
export interface Document {
  readonly file: string;
  readonly text: string;
  readonly json: unknown;
  readonly nodeAt: (path: Path) => Node | undefined;
  /** Where the value of a path starts, or what it would stand in; or the sign of its text at `inside`, where that is above 0. */
  readonly spot: (path: Path, inside?: number) => Spot;
  /** Where the key before the value of a path starts. */
  readonly keySpot: (path: Path) => Spot;
  readonly spotAt: (offset: number, path?: Path) => Spot;
}

/**
 * A file that is JSON already.
 *
 * @param text As it stands on the disk, so that edits fit it: with the mark of its encoding, where there is one.
 */
export function createDocument(file: string, text: string, json: unknown): Document {
  const before = text.startsWith("\ufeff") ? 1 : 0;
  let tree: Node | undefined;
  let starts: readonly number[] | undefined;
  const nodeAt = (path: Path): Node | undefined => {
    tree ??= parseTree(text.slice(before));
    return tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
  };
  const spotAt = (offset: number, path?: Path): Spot => {
    starts ??= lineStarts(text);
    const line = lineOf(offset, starts);
    // Editors do not count the mark of the encoding.
    const column = offset - (starts[line - 1] ?? 0) + 1 - (line === 1 ? before : 0);
    return { file, line, column, ...(path === undefined ? {} : { path: jsonPath(path) }) };
  };
  return {
    file,
    text,
    json,
    nodeAt(path) {
      const node = nodeAt(path);
      return node === undefined || before === 0 ? node : shifted(node, before);
    },
    spot(path, inside = 0) {
      for (let length = path.length; ; length--) {
        const node = nodeAt(path.slice(0, length));
        if (node !== undefined) {
          const raw = text.slice(before + node.offset, before + node.offset + node.length);
          const offset = length === path.length && inside > 0 ? rawOffset(raw, inside) : 0;
          return spotAt(node.offset + before + offset, path);
        }
        if (length === 0) return spotAt(before, path);
      }
    },
    keySpot(path) {
      const key = nodeAt(path)?.parent?.children?.[0];
      return key === undefined ? this.spot(path) : spotAt(key.offset + before, path);
    },
    spotAt,
  };
}

/** Where in a text as JSON has it, quotation marks and all, its sign at an index stands. */
function rawOffset(raw: string, index: number): number {
  let left = index;
  for (const sign of raw.slice(1, -1).matchAll(/\\u[0-9a-fA-F]{4}|\\.|[^\\]/gs)) {
    if (left === 0) return sign.index + 1;
    left--;
  }
  return 0;
}

function shifted(node: Node, by: number): Node {
  return { ...node, offset: node.offset + by };
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
}

function lineOf(offset: number, starts: readonly number[]): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** Takes an item out of a list, with its comma; what stands around it is left as it is. */
export function withoutItem(document: Document, list: Path, index: number): Edit | undefined {
  const item = document.nodeAt([...list, index]);
  if (item === undefined) return undefined;
  const end = item.offset + item.length;
  const previous = index === 0 ? undefined : document.nodeAt([...list, index - 1]);
  const next = document.nodeAt([...list, index + 1]);
  const [from, to] =
    previous !== undefined
      ? [previous.offset + previous.length, end]
      : [item.offset, next === undefined ? end : next.offset];
  return { file: document.file, offset: from, length: to - from, content: "" };
}

/** Puts a part of a value in the place of all of it, moved to its indentation. */
export function replacedByPart(document: Document, whole: Path, part: Path): Edit | undefined {
  const outer = document.nodeAt(whole);
  const inner = document.nodeAt(part);
  if (outer === undefined || inner === undefined) return undefined;
  const { text } = document;
  const surplus = indentAt(text, inner.offset).length - indentAt(text, outer.offset).length;
  const content = text
    .slice(inner.offset, inner.offset + inner.length)
    .split(/(?<=\n)/)
    .map((line, index) => (index === 0 || surplus <= 0 ? line : line.slice(blanksOf(line, surplus))))
    .join("");
  return { file: document.file, offset: outer.offset, length: outer.length, content };
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
}

function blanksOf(line: string, most: number): number {
  return Math.min(most, /^[ \t]*/.exec(line)?.[0].length ?? 0);
}

/** The line ending of a text, that of its first line. */
export function lineEndingOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

/** How the lines of a JSON text are indented. */
export function indentationOf(text: string): { readonly insertSpaces: boolean; readonly tabSize: number } {
  const [, indent = "  "] = /\n([ \t]+)\S/.exec(text) ?? [];
  return { insertSpaces: !indent.startsWith("\t"), tabSize: indent.startsWith("\t") ? 1 : indent.length };
}
