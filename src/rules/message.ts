/** The plural categories of Unicode (CLDR); which of them a language has, it says itself. */
export const pluralCategories = ["zero", "one", "two", "few", "many", "other"] as const;
export type PluralCategory = (typeof pluralCategories)[number];

/** A text for people, taken apart: a small part of ICU MessageFormat. `at` is where it stands in the text, from 0. */
export type Message = readonly MessagePart[];
export type MessagePart =
  | { readonly kind: "text"; readonly text: string; readonly at: number }
  /** `{participants}` */
  | { readonly kind: "value"; readonly name: string; readonly at: number }
  /** `#`: the number of the plural around it. */
  | { readonly kind: "number"; readonly name: string; readonly at: number }
  /** `{participants, plural, =0 {nobody} one {# person} other {# people}}` */
  | {
      readonly kind: "plural";
      readonly name: string;
      readonly at: number;
      /** By the number itself, before any category. */
      readonly exact: ReadonlyMap<number, Message>;
      /** `other` is always there. */
      readonly cases: ReadonlyMap<PluralCategory, Message>;
      readonly other: Message;
    };

/** Why a text is no message. */
export interface MessageMistake {
  readonly message: string;
  /** Where, from 0. */
  readonly at: number;
  readonly expected?: string;
}

/** Plurals inside each other; more than two are hard to read already. */
const deepest = 8;

const space = /\s*/y;
const name = /[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)?/y;
const longestName = 81;
const selector = /=(?:0|[1-9][0-9]{0,14})|[a-z]+/y;

class Mistaken extends Error {
  readonly mistake: MessageMistake;

  constructor(mistake: MessageMistake) {
    super(mistake.message);
    this.mistake = mistake;
  }
}

/**
 * Takes a text apart into what stands as it is, values and plurals. An apostrophe is an apostrophe: unlike in ICU
 * nothing is quoted, so that `l'{name}` means what it looks like.
 */
export function parseMessage(
  text: string,
): { readonly parts: Message } | { readonly mistake: MessageMistake } {
  let at = 0;

  function fail(message: string, expected?: string, where = at): never {
    throw new Mistaken({ message, at: where, ...(expected === undefined ? {} : { expected }) });
  }

  function take(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  }

  /** Up to the end, or to the brace that closes the case of a plural. */
  function parts(plural: string | undefined, depth: number): Message {
    const found: MessagePart[] = [];
    let start = at;
    const flush = (): void => {
      if (at > start) found.push({ kind: "text", text: text.slice(start, at), at: start });
    };
    for (; at < text.length; ) {
      const sign = text[at];
      if (sign === "}" && plural !== undefined) break;
      if (sign === "}") fail("There is no { for this }.");
      if (sign === "#" && plural !== undefined) {
        flush();
        found.push({ kind: "number", name: plural, at });
        start = ++at;
      } else if (sign === "{") {
        flush();
        found.push(argument(depth));
        start = at;
      } else at++;
    }
    flush();
    return found;
  }

  function argument(depth: number): MessagePart {
    const start = at++;
    take(space);
    const called = take(name);
    if (called === "" || called.length > longestName)
      fail("After { there must be the name of a value.", "a name such as {participants}", start);
    take(space);
    if (text[at] === "}") {
      at++;
      return { kind: "value", name: called, at: start };
    }
    if (text[at] !== ",")
      fail(
        at < text.length ? `The placeholder {${called} is not closed here.` : "A } is missing at the end.",
        "} or a comma",
      );
    at++;
    take(space);
    const kindAt = at;
    if (take(/[A-Za-z]*/y) !== "plural")
      fail("Only plurals may follow the comma.", "{name, plural, one {…} other {…}}", kindAt);
    take(space);
    if (text[at] !== ",") fail("A comma must follow plural.", "{name, plural, one {…} other {…}}");
    at++;
    return plural(called, start, depth + 1);
  }

  function plural(called: string, start: number, depth: number): MessagePart {
    if (depth > deepest) fail(`Plurals are nested more than ${deepest} levels deep.`, undefined, start);
    const exact = new Map<number, Message>();
    const cases = new Map<PluralCategory, Message>();
    for (;;) {
      take(space);
      if (text[at] === "}") break;
      const where = at;
      const chosen = take(selector);
      const category = pluralCategories.find((each) => each === chosen);
      if (at >= text.length) fail("A } is missing at the end.", undefined, at);
      if (category === undefined && !chosen.startsWith("="))
        fail("This is no case of a plural.", `=0 or another number, ${pluralCategories.join(", ")}`, where);
      const isTwice = category === undefined ? exact.has(Number(chosen.slice(1))) : cases.has(category);
      if (isTwice) fail(`The plural has the case ${chosen} twice.`, undefined, where);
      take(space);
      if (text[at] !== "{") fail(`The text for ${chosen} must follow in braces.`, `${chosen} {…}`);
      at++;
      const inside = parts(called, depth);
      if (text[at] !== "}") fail("A } is missing at the end.");
      at++;
      if (category === undefined) exact.set(Number(chosen.slice(1)), inside);
      else cases.set(category, inside);
    }
    const other = cases.get("other");
    if (other === undefined)
      fail("The plural has no case other, for all numbers that have none.", "other {…}");
    at++;
    return { kind: "plural", name: called, at: start, exact, cases, other };
  }

  try {
    return { parts: parts(undefined, 0) };
  } catch (error) {
    if (error instanceof Mistaken) return { mistake: error.mistake };
    throw error;
  }
}

/** A value that a message names, and whether it must be a number. */
export interface Placeholder {
  readonly name: string;
  readonly isPlural: boolean;
  readonly at: number;
}

/** Every place where a message names a value, in its order. */
export function placeholdersOf(message: Message): readonly Placeholder[] {
  return message.flatMap((part): readonly Placeholder[] => {
    if (part.kind === "value") return [{ name: part.name, isPlural: false, at: part.at }];
    if (part.kind !== "plural") return [];
    const inside = [...part.exact.values(), ...part.cases.values()].flatMap(placeholdersOf);
    return [{ name: part.name, isPlural: true, at: part.at }, ...inside];
  });
}

/** What stands in a message as it is, with its place; of plurals, that of every case. */
export function wordsOf(message: Message): readonly { readonly text: string; readonly at: number }[] {
  return message.flatMap((part) => {
    if (part.kind === "text") return [{ text: part.text, at: part.at }];
    if (part.kind !== "plural") return [];
    return [...part.exact.values(), ...part.cases.values()].flatMap(wordsOf);
  });
}
