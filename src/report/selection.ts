import { type Severity, severities } from "../rules/schema.ts";

/** Keeps the findings that a person should see first: errors before warnings before the rest, each in the order found. */
export interface Selection<Item> {
  readonly add: (item: Item) => void;
  readonly size: () => number;
  readonly items: () => readonly Item[];
}

/** @param most Findings of one severity are kept up to this number, so that memory stays bounded. */
export function createSelection<Item extends { readonly severity: Severity }>(most: number): Selection<Item> {
  const kept: Record<Severity, Item[]> = { error: [], warning: [], info: [] };
  return {
    add(item) {
      const list = kept[item.severity];
      if (list.length < most) list.push(item);
    },
    size: () => Math.min(most, kept.error.length + kept.warning.length + kept.info.length),
    items: () => severities.flatMap((severity) => kept[severity]).slice(0, most),
  };
}
