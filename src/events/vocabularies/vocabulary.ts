import { fold } from "../../fold.ts";
import { longestName, nearest } from "../../nearest.ts";

/** One entry of a code list: the text that stands in a record, and what else people write for it. */
export interface Entry {
  readonly code: string;
  readonly synonyms?: readonly string[];
}

export interface Vocabulary {
  /** The entries' texts, in their order. */
  readonly codes: readonly string[];
  /** The entry that the text is or means, without regard to case, accents, spaces and punctuation. */
  readonly lookUp: (text: string) => string | undefined;
  /** The entry that the text is most likely a misspelling of, by any of its names. */
  readonly nearest: (text: string) => string | undefined;
}

/**
 * A code list from its entries. The look-up table is built when it is first asked for.
 *
 * @param others Names of something else, right as they are: no entry is suggested for them.
 */
export function vocabulary(entries: readonly Entry[], others: readonly string[] = []): Vocabulary {
  let otherNames: ReadonlySet<string> | undefined;
  let byName: ReadonlyMap<string, string> | undefined;
  let names: readonly string[] | undefined;
  const table = () => {
    byName ??= new Map(entries.flatMap((entry) => namesOf(entry).map((name) => [fold(name), entry.code])));
    return byName;
  };
  return {
    codes: entries.map((entry) => entry.code),
    lookUp: (text) => table().get(fold(text)),
    nearest(text) {
      if (text.length > longestName) return undefined;
      otherNames ??= new Set(others.map(fold));
      const folded = fold(text);
      // Afrique du Sud is a country all the same.
      if (otherNames.has(folded) && !table().has(folded)) return undefined;
      // Codes of two or three letters are near to everything: only names can be misspelt recognisably.
      names ??= entries.flatMap(namesOf).filter((name) => name.length > 3);
      const name = nearest(text, names);
      return name === undefined ? undefined : table().get(fold(name));
    },
  };
}

function namesOf(entry: Entry): readonly string[] {
  return [entry.code, ...(entry.synonyms ?? [])];
}
