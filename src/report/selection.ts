import type { Finding } from "../findings/finding.ts";
import { type Severity, severities } from "../rules/schema.ts";

/**
 * Keeps the findings that a person should see first: new ones before those that are accepted, errors before warnings before
 * the rest, each in the order found.
 */
export interface Selection<Item> {
  readonly add: (item: Item) => void;
  readonly size: () => number;
  readonly items: () => readonly Item[];
}

interface Selected {
  readonly severity: Severity;
  readonly status: Finding["status"];
}

/** @param most Findings of one severity are kept up to this number, so that memory stays bounded. */
export function createSelection<Item extends Selected>(most: number): Selection<Item> {
  const lists = () => ({ error: [] as Item[], warning: [] as Item[], info: [] as Item[] });
  const fresh = lists();
  const accepted = lists();
  const all = (): readonly Item[] =>
    [fresh, accepted].flatMap((kept) => severities.flatMap((severity) => kept[severity]));
  return {
    add(item) {
      const list = (item.status === "new" ? fresh : accepted)[item.severity];
      if (list.length < most) list.push(item);
    },
    size: () => Math.min(most, all().length),
    items: () => all().slice(0, most),
  };
}
