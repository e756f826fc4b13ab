import { type AST, RegExpParser } from "@eslint-community/regexpp";
import {
  type CharacterClass,
  CharSet,
  type Concatenation,
  DFA,
  type Element,
  ENFA,
  JS,
  NFA,
  type NoParent,
  Words,
} from "refa";
import { pattern } from "../../rules/pattern.ts";

/** The texts that a pattern finds something in, each between a mark of its start and one of its end. */
export interface PatternLanguage {
  readonly source: string;
  readonly texts: NFA;
}

/** Why nothing can be said of a pattern. */
export interface Unclear {
  readonly why: string;
}

/** Beyond the characters of Unicode, so that no class of a pattern has them. */
const start = 0x11_0000;
const end = 0x11_0001;
/** What `^`, `$`, `\\b` and `\\B` are while the automaton is built: signs between signs, which are taken out again. */
const marks = { start: 0x11_0002, end: 0x11_0003, word: 0x11_0004, noWord: 0x11_0005 } as const;
const maxCharacter = marks.noWord;
const everyMark = CharSet.fromRange(maxCharacter, { min: marks.start, max: marks.noWord });
const everySign = CharSet.fromRange(maxCharacter, { min: 0, max: 0x10_ffff });
const newLine = CharSet.fromCharacter(maxCharacter, 0x0a);
/** RE2's; JavaScript's has more. */
const spaces = CharSet.fromCharacters(maxCharacter, [0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const wordSigns = signs("\\w", false);

/** More states than this take longer than a person waits. */
const mostStates = 3_000;

class UnclearPattern extends Error {}

/**
 * The language of a pattern in RE2's syntax. What cannot be told for certain is not told: a pattern with something that
 * JavaScript's syntax lacks or means otherwise is unclear.
 */
export function languageOf(source: string): PatternLanguage | Unclear {
  try {
    const ast = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(translate(source), 0, undefined, {
      unicode: true,
    });
    const inside = alternativesOf(ast.alternatives, { fold: false, dotAll: false });
    const anything = repeated(everySign);
    const whole = concat([
      single(start),
      anything,
      { type: "Alternation", alternatives: inside },
      anything,
      single(end),
    ]);
    const factory = new NFA.LimitedNodeFactory(mostStates);
    const marked = NFA.fromRegex(whole, { maxCharacter }, {}, factory);
    const right = NFA.fromIntersection(marked, rightMarks, new NFA.LimitedNodeFactory(mostStates));
    right.removeUnreachable();
    const texts = NFA.fromFA(withoutMarks(right), new NFA.LimitedNodeFactory(mostStates));
    texts.removeUnreachable();
    return { source, texts };
  } catch (error) {
    return {
      why: error instanceof UnclearPattern ? error.message : "the pattern is beyond what can be compared",
    };
  }
}

/** A sign that may come next: one of a word, another, or the end. */
const next = { word: 1, other: 2, end: 4 } as const;
const anyNext = next.word | next.other | next.end;

/** Texts in which every mark stands where it may. */
const rightMarks = textsWithRightMarks();

function textsWithRightMarks(): NFA {
  const builder = new NFA.Builder({ createNode: () => new NFA.Node() });
  const final = builder.createNode();
  builder.makeFinal(final);
  const states = new Map<string, NFA.Node>();

  /** After a sign, or the start; `may` is what may come next. */
  function state(before: "start" | "word" | "other", may: number): NFA.Node {
    const key = `${before} ${may}`;
    const known = states.get(key);
    if (known !== undefined) return known;
    const node = builder.createNode();
    states.set(key, node);
    const link = (to: NFA.Node, sign: CharSet): void => builder.linkNodes(node, to, sign);
    if ((may & next.word) !== 0) link(state("word", anyNext), wordSigns);
    if ((may & next.other) !== 0) link(state("other", anyNext), everySign.without(wordSigns));
    if ((may & next.end) !== 0) link(final, oneSign(end));
    // From one state to another only one set of signs leads.
    const byMay = new Map<number, CharSet>();
    const isWord = before === "word";
    for (const [mark, left] of [
      [marks.start, before === "start" ? may : 0],
      [marks.end, may & next.end],
      [marks.word, may & (isWord ? next.other | next.end : next.word)],
      [marks.noWord, may & (isWord ? next.word : next.other | next.end)],
    ] as const)
      if (left !== 0) byMay.set(left, (byMay.get(left) ?? CharSet.empty(maxCharacter)).union(oneSign(mark)));
    for (const [left, signsOf] of byMay) link(state(before, left), signsOf);
    return node;
  }

  builder.linkNodes(builder.initial, state("start", anyNext), oneSign(start));
  return NFA.fromBuilder(builder, { maxCharacter });
}

/** The same texts with their marks taken out. */
function withoutMarks(texts: NFA): ENFA {
  const builder = new ENFA.Builder(new ENFA.LimitedNodeFactory(mostStates));
  const known = new Map<NFA.Node, ENFA.Node>([[texts.initial, builder.initial]]);
  const nodeOf = (node: NFA.Node): ENFA.Node => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const fresh = builder.createNode();
    known.set(node, fresh);
    return fresh;
  };
  for (const node of texts.nodes()) {
    const from = nodeOf(node);
    if (texts.finals.has(node)) builder.linkNodes(from, builder.final, null);
    for (const [to, taken] of node.out) {
      const plain = taken.without(everyMark);
      if (!plain.isEmpty) builder.linkNodes(from, nodeOf(to), plain);
      if (taken.isDisjointWith(everyMark)) continue;
      // A link takes signs or nothing: what does both goes by a node in between.
      const between = builder.createNode();
      builder.linkNodes(from, between, null);
      builder.linkNodes(between, nodeOf(to), null);
    }
  }
  return ENFA.fromBuilder(builder, { maxCharacter });
}

/** Whether a pattern finds nothing that another does not find. `word` is a text that both find. */
export type Inclusion =
  | { readonly oneInOther: boolean; readonly otherInOne: boolean; readonly word: string }
  /** Neither finds all that the other finds. */
  | "apart"
  | Unclear;

/** Compares what two patterns find something in. */
export function compareLanguages(one: PatternLanguage, other: PatternLanguage): Inclusion {
  try {
    // Most patterns are told apart by the first texts that they find.
    const oneInOther = samplesOf(one).every((text) => pattern(other.source).test(text)) && isPart(one, other);
    const otherInOne = samplesOf(other).every((text) => pattern(one.source).test(text)) && isPart(other, one);
    const [word] = samplesOf(oneInOther ? one : other);
    // A pattern that finds nothing at all is another matter.
    if (word === undefined || (!oneInOther && !otherInOne)) return "apart";
    return { oneInOther, otherInOne, word };
  } catch {
    return { why: "the patterns have too many states" };
  }
}

/** A text that both find something in; `undefined` where there is none. */
export function sharedText(one: PatternLanguage, other: PatternLanguage): string | undefined | Unclear {
  const sample = samplesOf(one).find((text) => pattern(other.source).test(text));
  if (sample !== undefined) return sample;
  try {
    const both = NFA.fromIntersection(one.texts, other.texts, new NFA.LimitedNodeFactory(mostStates * 10));
    const [text] = wordsOf(both, 1);
    // The evaluator has the last word.
    return text === undefined || (pattern(one.source).test(text) && pattern(other.source).test(text))
      ? text
      : { why: "what was found does not hold" };
  } catch {
    return { why: "the patterns have too many states" };
  }
}

function isPart({ texts: narrow }: PatternLanguage, { texts: wide }: PatternLanguage): boolean {
  const outside = DFA.fromFA(wide, new DFA.LimitedNodeFactory(mostStates));
  outside.complement(new DFA.LimitedNodeFactory(mostStates));
  return NFA.fromIntersection(narrow, outside, new NFA.LimitedNodeFactory(mostStates * 10)).isEmpty;
}

const samplesAtMost = 20;
const samples = new WeakMap<PatternLanguage, readonly string[]>();

/** The shortest texts that a pattern finds, by the evaluator's word. */
function samplesOf(language: PatternLanguage): readonly string[] {
  const known = samples.get(language);
  if (known !== undefined) return known;
  const fresh = wordsOf(language.texts, samplesAtMost).filter((text) => pattern(language.source).test(text));
  samples.set(language, fresh);
  return fresh;
}

/** Short texts of a language that take different ways through it, the shortest first. In time linear in its states. */
function wordsOf(texts: NFA, most: number): readonly string[] {
  const before = stepsFrom([texts.initial], (node) => node.out);
  const after = stepsFrom(texts.finals, (node) => node.in);
  const words = new Set<string>();
  for (const node of before.keys()) {
    const [back, ahead] = [pathFrom(node, before), pathFrom(node, after)];
    if (ahead === undefined || back === undefined) continue;
    const inside = [...back.reverse(), ...ahead].slice(1, -1);
    // An empty text is no value: no rule gets to see it.
    if (inside.length > 0) words.add(String.fromCodePoint(...Words.pickMostReadableWord(inside)));
    if (words.size >= most) break;
  }
  return [...words];
}

/** The step that leads from each node one nearer to where the walk began; none from there. */
type Steps = ReadonlyMap<NFA.Node, { readonly to: NFA.Node; readonly sign: CharSet } | undefined>;

function stepsFrom(
  first: Iterable<NFA.Node>,
  around: (node: NFA.Node) => ReadonlyMap<NFA.Node, CharSet>,
): Steps {
  const steps = new Map<NFA.Node, { to: NFA.Node; sign: CharSet } | undefined>();
  for (const node of first) steps.set(node, undefined);
  // A map goes on with what is added while it is walked: nodes come by their distance.
  for (const node of steps.keys())
    for (const [other, sign] of around(node)) if (!steps.has(other)) steps.set(other, { to: node, sign });
  return steps;
}

function pathFrom(node: NFA.Node, steps: Steps): CharSet[] | undefined {
  if (!steps.has(node)) return undefined;
  const path: CharSet[] = [];
  for (let step = steps.get(node); step !== undefined; step = steps.get(step.to)) path.push(step.sign);
  return path;
}

interface Mode {
  /** Any case. */
  readonly fold: boolean;
  /** `.` finds a line's end too. */
  readonly dotAll: boolean;
}

/** Flags at the start stand for the whole pattern; JavaScript has them for a group only. */
function translate(source: string): string {
  const [flags = "", inner = ""] = /^\(\?([a-zA-Z]+)\)/.exec(source) ?? [];
  const rest = plainSyntax(source.slice(flags.length));
  if (/[^is]/.test(inner)) throw new UnclearPattern(`the flags ${inner} are not compared`);
  return inner === "" ? rest : `(?${inner}:${rest})`;
}

/** RE2's spelling of what JavaScript spells otherwise. */
function plainSyntax(source: string): string {
  if (/\[\^?\]|\[\[:|\(\?[a-zA-Z]+\)|\(\?P/.test(source.replace(/\\./gsu, "__")))
    throw new UnclearPattern("it has syntax that only RE2 has");
  return source.replace(
    /\\(?:([pP])([A-Z])|x\{([0-9a-fA-F]+)\}|(.))/gsu,
    (whole, p, category, code, sign) => {
      if (typeof p === "string") return `\\${p}{${category}}`;
      if (typeof code === "string") return `\\u{${code}}`;
      if (sign === "A") return "^";
      if (sign === "z") return "$";
      if (/[QECaG0-9]/.test(sign)) throw new UnclearPattern(`it has ${whole}, which is not compared`);
      // RE2 lets any punctuation be escaped.
      return /[!"#%&',/:;<=>@`~ _]/.test(sign) ? sign : whole;
    },
  );
}

function alternativesOf(alternatives: readonly AST.Alternative[], mode: Mode): NoParent<Concatenation>[] {
  return alternatives.map(({ elements }) => concat(elements.map((element) => elementOf(element, mode))));
}

function elementOf(node: AST.Element, mode: Mode): NoParent<Element> {
  switch (node.type) {
    case "Group":
      return {
        type: "Alternation",
        alternatives: alternativesOf(node.alternatives, modeIn(node, mode)),
      };
    case "CapturingGroup":
      return { type: "Alternation", alternatives: alternativesOf(node.alternatives, mode) };
    case "Quantifier":
      return {
        type: "Quantifier",
        alternatives: [concat([elementOf(node.element, mode)])],
        min: node.min,
        max: node.max,
        lazy: false,
      };
    case "Assertion":
      if (node.kind === "start" || node.kind === "end") return single(marks[node.kind]);
      if (node.kind === "word") return single(node.negate ? marks.noWord : marks.word);
      throw new UnclearPattern(`it has ${node.raw}, which is not compared`);
    case "Character":
    case "CharacterSet":
    case "CharacterClass":
      return { type: "CharacterClass", characters: classOf(node, mode) };
    default:
      throw new UnclearPattern(`it has ${node.raw}, which is not compared`);
  }
}

function modeIn({ modifiers }: AST.Group, mode: Mode): Mode {
  const { add, remove } = modifiers ?? { add: null, remove: null };
  if (add?.multiline === true || remove?.multiline === true)
    throw new UnclearPattern("the flag m is not compared");
  return {
    fold: add?.ignoreCase === true || (mode.fold && remove?.ignoreCase !== true),
    dotAll: add?.dotAll === true || (mode.dotAll && remove?.dotAll !== true),
  };
}

function classOf(
  node:
    | AST.Character
    | AST.CharacterSet
    | AST.CharacterClass
    | AST.ClassRangesCharacterClassElement
    | AST.UnicodeSetsCharacterClassElement,
  mode: Mode,
): CharSet {
  switch (node.type) {
    case "Character":
      // A text with code points of its own: `]` alone is no class.
      return signs(`\\u{${node.value.toString(16)}}`, mode.fold);
    case "CharacterClassRange":
      return signs(`[${node.raw}]`, mode.fold);
    case "CharacterClass": {
      const inside = node.elements.reduce(
        (set, element) => set.union(classOf(element, mode)),
        CharSet.empty(maxCharacter),
      );
      return node.negate ? everySign.without(inside) : inside;
    }
    case "CharacterSet":
      switch (node.kind) {
        case "any":
          return mode.dotAll ? everySign : everySign.without(newLine);
        case "space":
          return node.negate ? everySign.without(spaces) : spaces;
        case "digit":
        case "word": {
          const inside = signs(node.kind === "digit" ? "\\d" : "\\w", mode.fold);
          return node.negate ? everySign.without(inside) : inside;
        }
        case "property":
          if (node.negate && mode.fold) throw new UnclearPattern(`it has ${node.raw} for any case`);
          return signs(node.raw, mode.fold);
      }
      break;
  }
  throw new UnclearPattern(`it has ${node.raw}, which is not compared`);
}

/** What a class of one sign stands for, by the one who knows Unicode. */
function signs(raw: string, fold: boolean): CharSet {
  const { expression } = JS.Parser.fromLiteral({ source: raw, flags: fold ? "iu" : "u" }).parse();
  const [element] = expression.alternatives[0]?.elements ?? [];
  if (element?.type !== "CharacterClass") throw new UnclearPattern(`it has ${raw}, which is not compared`);
  return CharSet.empty(maxCharacter).union(element.characters.ranges);
}

function concat(elements: NoParent<Element>[]): NoParent<Concatenation> {
  return { type: "Concatenation", elements };
}

function single(sign: number): NoParent<CharacterClass> {
  return { type: "CharacterClass", characters: oneSign(sign) };
}

function oneSign(sign: number): CharSet {
  return CharSet.fromCharacter(maxCharacter, sign);
}

function repeated(characters: CharSet): NoParent<Element> {
  return {
    type: "Quantifier",
    alternatives: [concat([{ type: "CharacterClass", characters }])],
    min: 0,
    max: Number.POSITIVE_INFINITY,
    lazy: false,
  };
}
