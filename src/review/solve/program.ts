import { RE2JS } from "re2js";

/**
 * A pattern as the steps of the machine that runs it. They are taken from the library that tests texts, so that what is
 * reasoned about is what is run: no second reading of the pattern could differ from the first.
 */
export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
}

export type Step =
  | { readonly kind: "fork"; readonly to: readonly number[] }
  /** Goes on where the place between two signs is one of these; bits as `Utils.EMPTY_…` of re2js. */
  | { readonly kind: "place"; readonly needs: number; readonly to: number }
  | {
      readonly kind: "sign";
      readonly takes: (code: number) => boolean;
      readonly edges: readonly number[];
      readonly to: number;
    }
  | { readonly kind: "match" }
  | { readonly kind: "fail" };

const newLine = 10;
const lastSign = 0x10ffff;

/** `undefined` where the library's machine is not as it is known here; nothing is then said of the pattern. */
export function programOf(source: string): Program | undefined {
  const compiled: unknown = RE2JS.compile(source).re2Input.prog;
  if (!isObject(compiled) || !Array.isArray(compiled.inst) || typeof compiled.start !== "number")
    return undefined;
  const steps: Step[] = [];
  for (const each of compiled.inst) {
    const step = stepOf(each);
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return { steps, start: compiled.start };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function stepOf(instruction: unknown): Step | undefined {
  if (!isObject(instruction)) return undefined;
  const { op, out, arg, runes, matchRune } = instruction;
  if (typeof out !== "number" || typeof arg !== "number" || typeof matchRune !== "function") return undefined;
  if (!(runes instanceof Int32Array) && !Array.isArray(runes)) return undefined;
  // The method needs the object that it is of.
  const takes = (code: number): boolean => matchRune.call(instruction, code) === true;
  switch (op) {
    case 1:
    case 2:
      return { kind: "fork", to: [out, arg] };
    case 3:
    case 7:
      return { kind: "fork", to: [out] };
    case 4:
      return { kind: "place", needs: arg, to: out };
    case 5:
      return { kind: "fail" };
    case 6:
      return { kind: "match" };
    case 8:
    case 9:
      return { kind: "sign", takes, edges: edgesOf(Array.from(runes, Number)), to: out };
    case 10:
      return { kind: "sign", takes: () => true, edges: [], to: out };
    case 11:
      return { kind: "sign", takes: (code) => code !== newLine, edges: [newLine, newLine + 1], to: out };
    default:
      return undefined;
  }
}

/** Where the set of signs that a step takes begins and ends. */
function edgesOf(runes: readonly number[]): readonly number[] {
  const [only] = runes;
  // One sign may stand for all its cases.
  if (runes.length === 1 && only !== undefined) return casesOf(only).flatMap((code) => [code, code + 1]);
  return runes.map((code, index) => (index % 2 === 0 ? code : code + 1));
}

function casesOf(code: number): readonly number[] {
  const text = String.fromCodePoint(code);
  const cases = new Set([code]);
  const add = (each: string): void => {
    const found = each.codePointAt(0);
    if (found !== undefined && String.fromCodePoint(found) === each) cases.add(found);
  };
  for (const each of [
    text.toLowerCase(),
    text.toUpperCase(),
    text.toLowerCase().toUpperCase(),
    text.toUpperCase().toLowerCase(),
  ])
    add(each);
  for (const other of oddCases()) {
    const upper = other.toUpperCase();
    const lower = other.toLowerCase();
    if ([...cases].some((known) => [upper, lower].includes(String.fromCodePoint(known)))) add(other);
  }
  return [...cases];
}

let odd: readonly string[] | undefined;

/** Signs that are not the one partner of another by case: the sign of kelvin is a k as well. */
function oddCases(): readonly string[] {
  if (odd !== undefined) return odd;
  const found: string[] = [];
  for (let code = 0x80; code < 0x1e944; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const text = String.fromCodePoint(code);
    const [upper, lower] = [text.toUpperCase(), text.toLowerCase()];
    if (upper === text && lower === text) continue;
    if (upper.toLowerCase() !== lower || lower.toUpperCase() !== upper) found.push(text);
  }
  odd = found;
  return found;
}

/** One sign of each class that no step tells apart, the plainest of it, among them letters, digits and space first. */
export function alphabetOf(programs: readonly Program[]): readonly number[] {
  const edges = new Set([
    0,
    newLine,
    newLine + 1,
    0x30,
    0x3a,
    0x41,
    0x5b,
    0x5f,
    0x60,
    0x61,
    0x7b,
    0x20,
    0x21,
  ]);
  for (const { steps } of programs)
    for (const step of steps) if (step.kind === "sign") for (const edge of step.edges) edges.add(edge);
  const sorted = [...edges].filter((edge) => edge <= lastSign).sort((one, other) => one - other);
  const classes = new Map<string, number>();
  const signs = programs.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === "sign" ? [step] : [])),
  );
  for (const [index, from] of sorted.entries()) {
    const to = (sorted[index + 1] ?? lastSign + 1) - 1;
    // Half of a pair is no sign of a text.
    const code = plainest(from, to);
    const key = `${isWord(code)}${code === newLine}${isBlank(code)}${signs.map(({ takes }) => (takes(code) ? 1 : 0)).join("")}`;
    const known = classes.get(key);
    if (known === undefined || rank(code) < rank(known)) classes.set(key, code);
  }
  return [...classes.values()].sort((one, other) => rank(one) - rank(other) || one - other);
}

function plainest(from: number, to: number): number {
  let best = from;
  for (let code = from; code <= Math.min(to, from + 128); code++) if (rank(code) < rank(best)) best = code;
  return best;
}

function rank(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return 0;
  if (code >= 0x30 && code <= 0x39) return 1;
  if (code >= 0x41 && code <= 0x5a) return 2;
  if (code === 0x20) return 3;
  if (code > 0x20 && code < 0x7f) return 4;
  return code >= 0xd800 && code < 0xe000 ? 7 : code < 0x20 || code === 0x7f ? 6 : 5;
}

export function isWord(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f
  );
}

/** Text of nothing else is no value. */
export function isBlank(code: number): boolean {
  return code < 0 || String.fromCodePoint(code).trim() === "";
}
