import { pattern } from "../../rules/pattern.ts";
import { alphabetOf, isBlank, isWord, type Program, programOf } from "./program.ts";

/** Texts by the patterns that find something in them. */
export interface Words {
  /** By the patterns that find something, as bits in the order of the patterns. */
  readonly found: ReadonlyMap<number, readonly string[]>;
  /** Whether no other combination of patterns has a text: then it has been proved that it has none. */
  readonly isAll: boolean;
}

/** States of all patterns together that are gone through. */
const statesAtMost = 2_000;
const known = new Map<string, Words>();

/** Texts for every combination of patterns that has one, as far as they can be found. */
export function wordsOfPatterns(patterns: readonly string[]): Words {
  const key = JSON.stringify(patterns);
  const before = known.get(key);
  if (before !== undefined) return before;
  const fresh = findWords(patterns);
  if (known.size >= 500) known.clear();
  known.set(key, fresh);
  return fresh;
}

function findWords(patterns: readonly string[]): Words {
  const found = new Map<number, string[]>();
  const add = (text: string): void => {
    if (text.trim() === "") return;
    const bits = bitsOf(text, patterns);
    const texts = found.get(bits) ?? [];
    if (texts.length < 6 && !texts.includes(text)) texts.push(text);
    found.set(bits, texts);
  };
  const programs = patterns.map((source) => programOf(source));
  const known = programs.filter((each) => each !== undefined);
  const singles = known.flatMap((each) => shortestMatch(each));
  for (const text of singles) for (const [before, after] of surroundings) add(before + text + after);
  for (const one of singles) for (const other of singles) if (one !== other) add(`${one} ${other}`);
  const all = 2 ** patterns.length;
  if (found.size === all || known.length < patterns.length) return { found, isAll: found.size === all };
  const isAll = explore(known, add, () => found.size === all);
  return { found, isAll };
}

const surroundings = [
  ["", ""],
  ["text ", ""],
  ["", " text"],
  ["text ", " text"],
  ["a", "a"],
  ["1", "1"],
] as const;

export function bitsOf(text: string, patterns: readonly string[]): number {
  return patterns.reduce((bits, source, index) => (pattern(source).test(text) ? bits + 2 ** index : bits), 0);
}

/** A shortest text that a pattern may find, places between signs left out of account; it is tried before it is used. */
function shortestMatch(program: Program): readonly string[] {
  const alphabet = alphabetOf([program]);
  const from = new Map<number, { readonly before: number; readonly sign: string }>([
    [program.start, { before: -1, sign: "" }],
  ]);
  // Steps that take no sign come first: a queue of two ends.
  const queue = [program.start];
  while (queue.length > 0) {
    const at = queue.shift() ?? 0;
    const step = program.steps[at];
    if (step === undefined) continue;
    if (step.kind === "match") {
      let text = "";
      for (let each = at; each !== -1; ) {
        const reached = from.get(each);
        text = (reached?.sign ?? "") + text;
        each = reached?.before ?? -1;
      }
      return text === "" ? [] : [text];
    }
    if (step.kind === "fork" || step.kind === "place") {
      for (const next of (step.kind === "fork" ? step.to : [step.to]).toReversed()) {
        if (from.has(next)) continue;
        from.set(next, { before: at, sign: "" });
        queue.unshift(next);
      }
    } else if (step.kind === "sign" && !from.has(step.to)) {
      const code = alphabet.find(step.takes);
      if (code === undefined) continue;
      from.set(step.to, { before: at, sign: String.fromCodePoint(code) });
      queue.push(step.to);
    }
  }
  return [];
}

interface State {
  /** For each pattern the steps that it may be at, or `found` once it has found something. */
  readonly at: readonly (readonly number[] | "found")[];
  /** The sign before; -1 at the start. */
  readonly last: number;
  readonly text: string;
  readonly isBlank: boolean;
}

/** Goes through all texts, those that leave the patterns in the same state together; whether it came to the end. */
function explore(programs: readonly Program[], add: (text: string) => void, isDone: () => boolean): boolean {
  const alphabet = alphabetOf(programs);
  const start: State = { at: programs.map(() => []), last: -1, text: "", isBlank: true };
  const seen = new Set<string>([keyOf(start)]);
  let layer: State[] = [start];
  while (layer.length > 0) {
    const next: State[] = [];
    for (const state of layer) {
      if (!state.isBlank) add(state.text);
      if (isDone()) return true;
      for (const code of alphabet) {
        const after = advance(state, code, programs);
        const key = keyOf(after);
        if (seen.has(key)) continue;
        if (seen.size >= statesAtMost) return false;
        seen.add(key);
        next.push(after);
      }
    }
    layer = next;
  }
  return true;
}

function keyOf({ at, last, isBlank: blank }: State): string {
  const before = last === -1 ? "start" : last === 10 ? "line" : isWord(last) ? "word" : "other";
  return `${before}${blank} ${at.map((each) => (each === "found" ? each : each.join(","))).join(";")}`;
}

function advance(state: State, code: number, programs: readonly Program[]): State {
  const places = placesBetween(state.last, code);
  return {
    at: state.at.map((steps, index) => {
      const program = programs[index];
      if (steps === "found" || program === undefined) return steps;
      const reached = closure(program, steps, places);
      if (reached === "found") return reached;
      const next = new Set<number>();
      for (const at of reached) {
        const step = program.steps[at];
        if (step?.kind === "sign" && step.takes(code)) next.add(step.to);
      }
      // What is found with this sign and no condition on the next is found whatever follows.
      const sorted = [...next].sort((one, other) => one - other);
      return closure(program, sorted, 0, false) === "found" ? "found" : sorted;
    }),
    last: code,
    text: state.text + String.fromCodePoint(code),
    isBlank: state.isBlank && isBlank(code),
  };
}

/** Every step that is reached without a sign; a match may begin at any place. */
function closure(
  { steps, start }: Program,
  from: readonly number[],
  places: number,
  begins = true,
): ReadonlySet<number> | "found" {
  const reached = new Set<number>();
  const open = begins ? [...from, start] : [...from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const step = steps[at];
    if (step?.kind === "match") return "found";
    if (step?.kind === "fork") open.push(...step.to);
    else if (step?.kind === "place" && (step.needs & ~places) === 0) open.push(step.to);
  }
  return reached;
}

/** What the place between two signs is, in the bits of re2js; -1 stands for no sign. */
function placesBetween(before: number, after: number): number {
  return (
    (before === -1 ? 1 | 4 : 0) |
    (before === 10 ? 1 : 0) |
    (after === -1 ? 2 | 8 : 0) |
    (after === 10 ? 2 : 0) |
    (isWord(before) === isWord(after) ? 32 : 16)
  );
}
