import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { isComparison } from "../../../rules/isComparison.ts";
import type { Comparison, Condition, Rule } from "../../../rules/schema.ts";
import { shorten } from "../../../shorten.ts";
import type { FoundInMeaning, MeaningCheck } from "../check.ts";
import { comparisonsIn, comparisonsOf, listOf, partsOf } from "../conditions.ts";
import type { Path } from "../document.ts";
import {
  compareLanguages,
  type Inclusion,
  languageOf,
  type PatternLanguage,
  sharedText,
  type Unclear,
} from "../patternLanguage.ts";
import { type LocatedRule, spotIn } from "../subject.ts";

/** A pattern with the place of its text. */
interface PlacedPattern {
  readonly source: string;
  readonly path: Path;
  readonly fact: string;
  readonly isNegated: boolean;
}

/** The pattern of a `matches`, as the rule has it or as its parameter has it. */
function patternOf(
  { fact, operator, value }: Comparison,
  path: Path,
  { params = {} }: Rule,
): PlacedPattern | undefined {
  if (operator !== "matches" && operator !== "not:matches") return undefined;
  const head = { fact, isNegated: operator !== "matches" };
  if (typeof value === "string") return { ...head, source: value, path: [...path, "value"] };
  if (typeof value !== "object" || !("param" in value)) return undefined;
  const source = params[value.param]?.default;
  return typeof source === "string"
    ? { ...head, source, path: ["params", value.param, "default"] }
    : undefined;
}

const languages = new Map<string, PatternLanguage | Unclear>();

function known(source: string): PatternLanguage | Unclear {
  const before = languages.get(source);
  if (before !== undefined) return before;
  if (languages.size > 500) languages.clear();
  const fresh = languageOf(source);
  languages.set(source, fresh);
  return fresh;
}

function compare(one: string, other: string): Inclusion {
  const [first, second] = [known(one), known(other)];
  if ("why" in first) return first;
  return "why" in second ? second : compareLanguages(first, second);
}

/** A pattern, or an alternative of one, that finds nothing that another does not find. */
export const patternRedundant: MeaningCheck = {
  code: "pattern-redundant",
  severity: "warning",
  doc: "A pattern beside another, or an alternative of a pattern, finds nothing that the other does not find: one of them was meant otherwise.",
  *check(_, { corpus }) {
    for (const located of corpus.rules) {
      for (const found of besideEachOther(located)) yield { rule: located.rule.id, ...found };
      const sources = new Map<string, PlacedPattern>();
      for (const { condition, path } of comparisonsOf(located.rule)) {
        const placed = patternOf(condition, path, located.rule);
        if (placed !== undefined) sources.set(placed.source, placed);
      }
      for (const placed of sources.values())
        for (const found of alternativesIn(placed, located)) yield { rule: located.rule.id, ...found };
    }
  },
};

/** Patterns of one fact in one `all` or `any`. */
function* besideEachOther(located: LocatedRule): Generator<FoundInMeaning> {
  const { rule } = located;
  const conditions = (["when", "violation"] as const).flatMap((key) => [...partsOf(rule[key], [key])]);
  for (const { condition, path } of conditions) {
    for (const key of ["all", "any"] as const) {
      const patterns = patternsOf(listOf(condition, key) ?? [], [...path, key], rule);
      for (const [index, one] of patterns.entries())
        for (const other of patterns.slice(index + 1)) {
          if (one.fact !== other.fact || one.isNegated !== other.isNegated || one.source === other.source)
            continue;
          // Of `any` the narrower says nothing, of `all` the wider; a not turns it round.
          const isNarrowIdle = (key === "any") !== one.isNegated;
          yield* idle(one, other, compare(one.source, other.source), isNarrowIdle, located);
        }
    }
  }
}

function patternsOf(parts: readonly Condition[], path: Path, rule: Rule): readonly PlacedPattern[] {
  return parts.flatMap((part, index) => {
    const placed = isComparison(part) ? patternOf(part, [...path, index], rule) : undefined;
    return placed === undefined ? [] : [placed];
  });
}

function* idle(
  one: PlacedPattern,
  other: PlacedPattern,
  inclusion: Inclusion,
  isNarrowIdle: boolean,
  located: LocatedRule,
): Generator<FoundInMeaning> {
  const at = (placed: PlacedPattern) => spotIn(located, placed.path);
  if (inclusion === "apart") return;
  if ("why" in inclusion) {
    yield {
      at: at(other),
      message: "Whether one of two patterns finds all that the other finds",
      fix: "Hold the two against each other by hand.",
      related: [{ ...at(one), message: "The other pattern." }],
      undecided: inclusion.why,
    };
    return;
  }
  const { oneInOther, otherInOne, word } = inclusion;
  const isSame = oneInOther && otherInOne;
  const [mute, loud] = !isSame && oneInOther === isNarrowIdle ? [one, other] : [other, one];
  const why = isSame
    ? "both find the same"
    : isNarrowIdle
      ? "that one finds all that this one finds"
      : "this one finds all that that one finds";
  yield {
    at: at(mute),
    message: `The pattern adds nothing to the one beside it: ${why}.`,
    found: shorten(JSON.stringify(word), 60),
    fix: "Take it out, or mend the one that was meant otherwise.",
    related: [{ ...at(loud), message: "The pattern beside it." }],
  };
}

/** More alternatives than this are not held against each other. */
const mostAlternatives = 40;

/** Alternatives of one pattern. */
function* alternativesIn(placed: PlacedPattern, located: LocatedRule): Generator<FoundInMeaning> {
  let unclear: string | undefined;
  for (const group of groupsOf(placed.source)) {
    if (group.length > mostAlternatives) {
      unclear ??= `it has more than ${mostAlternatives} alternatives`;
      continue;
    }
    const idleOnes = new Set<number>();
    for (const [index, one] of group.entries())
      for (const [next, other] of group.entries()) {
        if (next <= index || idleOnes.has(index) || idleOnes.has(next)) continue;
        const inclusion = compare(one.alone, other.alone);
        if (inclusion === "apart") continue;
        if ("why" in inclusion) {
          unclear ??= inclusion.why;
          continue;
        }
        const { oneInOther, otherInOne, word } = inclusion;
        const [mute, loud] = oneInOther && !otherInOne ? [one, other] : [other, one];
        idleOnes.add(mute === one ? index : next);
        yield {
          at: spotIn(located, placed.path, mute.offset),
          message: `The alternative ${mute.raw} finds nothing that ${loud.raw} does not find.`,
          found: shorten(JSON.stringify(word), 60),
          fix: "Take it out, or mend the one that was meant otherwise.",
        };
      }
  }
  if (unclear !== undefined)
    yield {
      at: spotIn(located, placed.path),
      message: "Whether each alternative of the pattern finds something of its own",
      fix: "Hold them against each other by hand.",
      undecided: unclear,
    };
}

interface Alternative {
  readonly raw: string;
  /** In the pattern's text. */
  readonly offset: number;
  /** A pattern that finds what the alternative finds. */
  readonly alone: string;
}

/** The alternatives of a pattern, and of each group in it, that stand where nothing is repeated. */
function groupsOf(source: string): readonly (readonly Alternative[])[] {
  const flags = /^\(\?[a-z]+\)/.exec(source)?.[0] ?? "";
  const groups: Alternative[][] = [];
  try {
    const inner = source.slice(flags.length);
    const ast = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(inner);
    visitRegExpAST(ast, {
      onPatternEnter: ({ alternatives }) => {
        groups.push(
          alternatives.map(({ raw, start }) => ({ raw, offset: start + flags.length, alone: flags + raw })),
        );
      },
      onGroupEnter: (group) => {
        const inside = flagsAround(group);
        groups.push(
          group.alternatives.map(({ raw, start }) => ({
            raw,
            offset: start + flags.length,
            // What stands around the group asks for the whole of what it finds.
            alone: `${flags}^${inside.map((each) => `(?${each}:`).join("")}(?:${raw})${")".repeat(inside.length)}$`,
          })),
        );
      },
    });
  } catch {
    // Told as a pattern that is unclear, where it stands beside another.
  }
  return groups.filter((group) => group.length > 1);
}

/** The flags that a group and those around it set and take away, the outermost first. */
function flagsAround(group: AST.Group): readonly string[] {
  const flags: string[] = [];
  for (let node: AST.Node | null = group; node !== null; node = node.parent)
    if (node.type === "Group" && node.modifiers !== null) flags.unshift(node.modifiers.raw);
  return flags;
}

/** Patterns of two rules that find something in the same text. */
export const patternsOverlap: MeaningCheck = {
  code: "patterns-overlap",
  severity: "info",
  doc: "The patterns of two rules find the same texts, or one all that the other finds: one cause may have two findings.",
  *check(_, { corpus }) {
    const patterns = corpus.rules.flatMap((located) =>
      comparisonsIn(located.rule.violation, ["violation"]).flatMap(({ condition, path }) => {
        const placed = patternOf(condition, path, located.rule);
        return placed === undefined || placed.isNegated ? [] : [{ located, ...placed }];
      }),
    );
    for (const [index, one] of patterns.entries())
      for (const other of patterns.slice(index + 1)) {
        if (one.located === other.located || one.fact !== other.fact) continue;
        const [first, second] = [known(one.source), known(other.source)];
        if ("why" in first || "why" in second) continue;
        // Two patterns that search a text find something in one that has both: that says nothing.
        const isWhole = isOfWholeText(one.source) && isOfWholeText(other.source);
        if (!isWhole && isApart(compareLanguages(first, second))) continue;
        const text = sharedText(first, second);
        if (typeof text !== "string") continue;
        yield {
          rule: other.located.rule.id,
          at: spotIn(other.located, other.path),
          message: `This pattern and that of ${one.located.rule.id} find something in the same texts.`,
          found: shorten(JSON.stringify(text), 60),
          fix: "Make sure that one cause has one finding: keep one of the two from what the other finds.",
          related: [{ ...spotIn(one.located, one.path), message: "The other pattern." }],
        };
      }
  },
};

function isApart(inclusion: Inclusion): boolean {
  return inclusion === "apart" || "why" in inclusion;
}

function isOfWholeText(source: string): boolean {
  return /^(?:\(\?[a-z]+\))?\^.*\$$/s.test(source);
}
