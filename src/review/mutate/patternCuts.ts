/** A part of a pattern that can be left out so that another pattern remains. */
export interface Cut {
  /** What is left out. */
  readonly text: string;
  /** Where it starts in the pattern; the first sign is 0. */
  readonly at: number;
  /** The pattern without it. */
  readonly after: string;
}

/**
 * The alternatives, anchors and flags of a pattern, each left out alone. Of RE2's syntax only what is needed to find
 * these is read: escapes, classes and groups.
 */
export function cutsOf(source: string): readonly Cut[] {
  const cuts: Cut[] = [];
  const cut = (from: number, to: number): void => {
    cuts.push({
      text: source.slice(from, to),
      at: from,
      after: source.slice(0, from) + source.slice(to),
    });
  };
  /** The groups that are open, the pattern itself first: where each of their alternatives starts. */
  const open: number[][] = [[0]];
  const close = (end: number): void => {
    const starts = open.pop() ?? [];
    if (starts.length < 2) return;
    for (const [index, start] of starts.entries()) {
      const next = starts[index + 1];
      // With the stroke after it, and the last one with the stroke before it.
      if (next === undefined) cut(start - 1, end);
      else cut(start, next);
    }
  };
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const token = tokenAt(rest);
    if (token.kind === "open") {
      open.push([at + token.length]);
      if (token.flags > 0) cut(at + 2, at + 2 + token.flags);
    } else if (token.kind === "flags" || token.kind === "anchor") cut(at, at + token.length);
    else if (token.kind === "stroke") open.at(-1)?.push(at + 1);
    else if (token.kind === "close" && open.length > 1) close(at);
    at += token.length;
  }
  while (open.length > 0) close(source.length);
  return cuts
    .map((each) => ({ ...each, text: each.text.replace(/^\||\|$/g, "") }))
    .sort((one, other) => one.at - other.at);
}

type Token =
  | { readonly kind: "open"; readonly length: number; readonly flags: number }
  | { readonly kind: "flags" | "anchor" | "stroke" | "close" | "other"; readonly length: number };

function tokenAt(rest: string): Token {
  const quoted = /^\\Q[\s\S]*?(?:\\E|$)/.exec(rest);
  if (quoted !== null) return { kind: "other", length: quoted[0].length };
  const escaped = /^\\(?:[pPx]\{[^}]*\}|x[\da-fA-F]{2}|[\s\S]|$)/.exec(rest);
  if (escaped !== null)
    return { kind: /^\\[bBAz]/.test(rest) ? "anchor" : "other", length: escaped[0].length };
  // A bracket that comes first in a class stands for itself.
  const inClass = /^\[\^?\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]/.exec(rest);
  if (inClass !== null) return { kind: "other", length: inClass[0].length };
  const flags = /^\(\?[a-zA-Z-]+\)/.exec(rest);
  if (flags !== null) return { kind: "flags", length: flags[0].length };
  const group = /^\((?:\?P?<\w+>|\?([a-zA-Z-]*):)?/.exec(rest);
  if (group !== null) return { kind: "open", length: group[0].length, flags: group[1]?.length ?? 0 };
  const [sign = ""] = rest;
  const kinds: Readonly<Record<string, "anchor" | "stroke" | "close">> = {
    "^": "anchor",
    $: "anchor",
    "|": "stroke",
    ")": "close",
  };
  return { kind: kinds[sign] ?? "other", length: 1 };
}
