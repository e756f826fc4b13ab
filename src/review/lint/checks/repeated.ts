import { canonical } from "../../../rules/simplify.ts";
import type { Check } from "../check.ts";
import type { Found } from "../diagnostic.ts";
import { type Path, withoutItem } from "../document.ts";
import { type LocatedRule, ofEachRule, spotIn } from "../subject.ts";

/** The items of a list of the rule that stand there already. */
function* repeatedIn(
  located: LocatedRule,
  list: Path,
  items: readonly unknown[],
  what: string,
): Generator<Found> {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const text = canonical(item);
    if (seen.has(text)) {
      const edit = withoutItem(located.document, [...located.path, ...list], index);
      yield {
        at: spotIn(located, [...list, index]),
        message: `The ${what} stands in the list twice.`,
        found: text.length > 60 ? `${text.slice(0, 59)}…` : text,
        fix: "Take one of the two out.",
        ...(edit === undefined ? {} : { edits: [edit] }),
      };
    }
    seen.add(text);
  }
}

/** A tag that stands twice. */
export const tagRepeated: Check = {
  code: "tag-repeated",
  severity: "warning",
  doc: "A tag stands twice.",
  check: ofEachRule((located) => repeatedIn(located, ["tags"], located.rule.tags, "tag")),
};

/** A source that stands twice. */
export const sourceRepeated: Check = {
  code: "source-repeated",
  severity: "warning",
  doc: "A source stands twice.",
  check: ofEachRule((located) => repeatedIn(located, ["sources"], located.rule.sources, "source")),
};

/** A field that stands twice, with the same words. */
export const fieldRepeated: Check = {
  code: "field-repeated",
  severity: "warning",
  doc: "A field stands twice in what a form is to highlight.",
  check: ofEachRule((located) => repeatedIn(located, ["fields"], located.rule.fields, "field")),
};
