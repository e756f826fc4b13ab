import type { Vocabulary } from "../../rules/check.ts";
import type { FactDefinition, FactType } from "../../rules/fact.ts";
import { isDerived } from "../../rules/fact.ts";
import { asksPresence } from "../../rules/operator.ts";
import { factsIn } from "../../rules/references.ts";
import type { FactValue, Scalar } from "../../rules/value.ts";
import { definitionsOf, literalsOf } from "./facts.ts";
import type { Parsed } from "./tests.ts";
import { kindsOfText } from "./texts.ts";
import type { Cell, Variables } from "./variables.ts";

/** Texts of a code list that are all taken; of a longer one, a few of each kind that the rules tell apart. */
const codesAtMost = 40;
/** Sorts of items of which every set is tried as a list. */
const itemsAtMost = 6;

interface BaseFacts {
  /** The number of each base fact's variable. */
  readonly variables: ReadonlyMap<string, number>;
  /** Why the cells may not be all that there are; nothing is then proved by looking at all of them. */
  readonly gaps: readonly string[];
}

export interface Asked {
  readonly parsed: readonly Parsed[];
  readonly base: ReadonlySet<string>;
  readonly derived: ReadonlySet<string>;
  readonly guessed: ReadonlyMap<string, FactType>;
  readonly vocabulary: Vocabulary;
  /** Texts that somebody wrote, by fact, the most usual first: the better examples. */
  readonly usual: ReadonlyMap<string, readonly string[]>;
  /** What derived facts come to that are compared with facts of the record. */
  readonly derivedTexts: ReadonlySet<string>;
}

/**
 * Splits the values of each base fact into cells that nothing in question tells apart: the comparisons, and the derived
 * facts by what they say of themselves. Numbers and dates are one cell; sums tell their values apart.
 */
export function addBaseFacts(variables: Variables, asked: Asked): BaseFacts {
  const { base, derived, guessed, vocabulary } = asked;
  const definitions = definitionsOf(vocabulary);
  const gaps: string[] = [];
  const emptiesAsked = new Set<string>();
  const constants = new Map<string, Set<string>>();
  for (const name of derived) {
    const fact = definitions.get(name);
    if (fact === undefined || !isDerived(fact)) continue;
    const { behaviour } = fact;
    for (const input of fact.from) {
      if (typeof input !== "string") {
        emptiesAsked.add(input.isEmpty);
        continue;
      }
      if (behaviour?.kind !== "cases") continue;
      const known = constants.get(input) ?? new Set();
      for (const constant of behaviour.constants) if (typeof constant === "string") known.add(constant);
      constants.set(input, known);
    }
  }
  const byFact = new Map<string, number>();
  for (const name of base) {
    const definition = definitions.get(name);
    if (definition === undefined && vocabulary.facts !== undefined) gaps.push(`there is no fact ${name}`);
    const type = definition?.type ?? guessed.get(name) ?? "text";
    if (definition === undefined) gaps.push(`the type of ${name} is not known`);
    const own = asked.parsed.filter(({ comparison }) => comparison.fact === name);
    const asksEmpty =
      emptiesAsked.has(name) || own.some(({ operator }) => operator !== undefined && asksPresence(operator));
    const without: readonly Cell[] = asksEmpty
      ? [{ kind: "empty" }, { kind: "unreadable" }, { kind: "absent" }]
      : [{ kind: "empty" }];
    const isFigure = type === "number" || type === "date";
    const values = (): readonly Cell[] => {
      switch (type) {
        case "number":
        case "date":
          return [{ kind: "figure" }];
        case "boolean":
          return [
            { kind: "value", value: true },
            { kind: "value", value: false },
          ];
        case "list":
          return listCells(name, asked, gaps);
        case "text":
          return textCells(name, asked, constants);
      }
    };
    const whole =
      type === "date" || (definition !== undefined && !isDerived(definition) && definition.whole === true);
    byFact.set(
      name,
      variables.add({
        name,
        of: "base",
        type,
        cells: [...without.slice(0, 1), ...values(), ...without.slice(1)],
        ...(isOutside(definition) ? { isOutside: true } : {}),
        ...(isFigure
          ? {
              figure: variables.linears.add({
                name,
                isWhole: whole,
                kind: type === "date" ? "date" : "number",
              }),
            }
          : {}),
      }),
    );
  }
  return { variables: byFact, gaps };
}

function isOutside(definition: FactDefinition | undefined): boolean {
  return definition !== undefined && !isDerived(definition) && definition.outside !== undefined;
}

/** Facts that are compared with each other need the same texts. */
function groupOf(name: string, { parsed }: Asked): ReadonlySet<string> {
  const related = new Set<string>();
  for (const { comparison } of parsed) {
    const others = factsIn(comparison.value).filter((other) => other !== "asOf");
    if (others.length === 0) continue;
    for (const each of [comparison.fact, ...others]) related.add(each);
  }
  return related.has(name) ? related : new Set([name]);
}

/** The cells of a text: those that somebody names, and of the others some of each kind that a pattern tells apart. */
export function textCells(
  name: string,
  asked: Asked,
  constants: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Cell[] {
  const { parsed, vocabulary, usual, derivedTexts } = asked;
  const words = usual.get(name) ?? [];
  const definitions = definitionsOf(vocabulary);
  const members = groupOf(name, asked);
  const related = parsed.filter(
    ({ comparison }) =>
      members.has(comparison.fact) || factsIn(comparison.value).some((other) => members.has(other)),
  );
  const named = new Set<string>([
    ...[...members].flatMap((member) => [...(constants.get(member) ?? [])]),
    ...(members.size > 1 ? derivedTexts : []),
  ]);
  const codes = new Set<string>();
  for (const member of members) {
    const definition = definitions.get(member);
    if (definition === undefined) continue;
    if (isDerived(definition)) {
      // What a derived fact can be is found by deriving it: here only what it may be compared with counts.
      for (const constant of definition.behaviour?.kind === "cases" ? definition.behaviour.constants : [])
        if (typeof constant === "string" && members.size > 1) named.add(constant);
    } else if (definition.codeList !== undefined)
      for (const code of vocabulary.codeLists?.[definition.codeList]?.codes ?? []) codes.add(code);
  }
  const patterns = new Set<string>();
  for (const { comparison, operator, constant } of related) {
    if (operator?.value === "codeList") {
      if (Array.isArray(constant?.value))
        for (const code of constant.value) if (typeof code === "string") codes.add(code);
    } else if (operator?.value === "pattern") {
      if (typeof comparison.value === "string") patterns.add(comparison.value);
    } else {
      for (const literal of literalsOf(comparison.value)) if (typeof literal === "string") named.add(literal);
    }
  }
  const texts = new Set([...named, ...codes].filter((text) => text.trim() !== ""));
  const kept =
    texts.size <= codesAtMost ? texts : oneOfEachKind(texts, named, related, Math.max(2, members.size));
  const all = [...new Set([...words, ...codes, ...kept])].filter((text) => kept.has(text));
  const others = kindsOfText([...patterns], texts, members.size, words).flatMap(
    ({ finds, texts: found }): readonly Cell[] =>
      found.length === 0
        ? [{ kind: "unnamed", finds }]
        : found.map((value): Cell => ({ kind: "value", value })),
  );
  return [...all.map((value): Cell => ({ kind: "value", value })), ...others];
}

/** Of the texts that nothing tells apart, a few; those that a rule names, all. */
function oneOfEachKind(
  texts: ReadonlySet<string>,
  named: ReadonlySet<string>,
  related: readonly Parsed[],
  each: number,
): ReadonlySet<string> {
  const tests = related.flatMap(({ test, constant }) =>
    test === undefined || constant === undefined ? [] : [{ test, constant }],
  );
  const counts = new Map<string, number>();
  const kept = new Set(named);
  for (const text of texts) {
    if (kept.has(text)) continue;
    const kind = tests.map(({ test, constant }) => attempt(test, text, constant)).join();
    const count = counts.get(kind) ?? 0;
    if (count >= each) continue;
    counts.set(kind, count + 1);
    kept.add(text);
  }
  return kept;
}

function attempt(
  test: NonNullable<Parsed["test"]>,
  value: FactValue,
  constant: NonNullable<Parsed["constant"]>,
): boolean | "error" {
  try {
    return test(value, constant.value, constant.points);
  } catch {
    return "error";
  }
}

const ofItems: ReadonlySet<string> = new Set([
  "equal",
  "notEqual",
  "in",
  "notIn",
  "contains",
  "doesNotContain",
  "matches",
  "oneOf",
]);

/** Lists are told apart by which sorts of items are in them. */
function listCells(name: string, { parsed }: Asked, gaps: string[]): readonly Cell[] {
  const own = parsed.filter(({ comparison }) => comparison.fact === name);
  const items = new Set<Scalar>();
  const patterns = new Set<string>();
  for (const { comparison, operator, constant } of own) {
    if (operator === undefined || asksPresence(operator)) continue;
    if (!ofItems.has(operator.name)) gaps.push(`lists are not told apart by ${comparison.operator}`);
    if (operator.value === "pattern" && typeof comparison.value === "string") patterns.add(comparison.value);
    else if (Array.isArray(constant?.value)) for (const item of constant.value) items.add(item);
    else for (const literal of literalsOf(comparison.value)) items.add(literal);
  }
  // An item may be blank, which a text of its own may not.
  if (patterns.size > 0) gaps.push("items that are blank are not tried");
  const taken = new Set([...items].filter((item) => typeof item === "string"));
  for (const { texts } of kindsOfText([...patterns], taken, 1, [])) {
    const [text] = texts;
    if (text === undefined) gaps.push("no text is known that a pattern finds something in");
    else items.add(text);
  }
  const all = [...items];
  if (all.length > itemsAtMost) {
    gaps.push(`${name} has more sorts of items than are tried`);
    return [[], ...all.map((item) => [item]), all].map((value): Cell => ({ kind: "value", value }));
  }
  return Array.from(
    { length: 2 ** all.length },
    (_, bits): Cell => ({
      kind: "value",
      value: all.filter((_item, index) => (bits >> index) % 2 === 1),
    }),
  );
}
