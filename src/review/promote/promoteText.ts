import { applyEdits, type JSONPath, modify } from "jsonc-parser";

/**
 * The text of a rule file with the state of a rule set to active, and not another character changed.
 *
 * @param value What the text holds.
 * @returns `undefined` where the rule is not in it.
 */
export function promoteText(text: string, value: unknown, id: string): string | undefined {
  const path = pathOf(value, id);
  if (path === undefined) return undefined;
  // A mark that Windows programs write before the text is no part of JSON.
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const json = text.slice(mark.length);
  return mark + applyEdits(json, modify(json, [...path, "state"], "active", {}));
}

/** A file holds a rule, a list of rules, or a rule set. */
function pathOf(value: unknown, id: string): JSONPath | undefined {
  if (idOf(value) === id) return [];
  if (Array.isArray(value)) {
    const index = value.findIndex((rule) => idOf(rule) === id);
    return index === -1 ? undefined : [index];
  }
  if (typeof value !== "object" || value === null || !("rules" in value)) return undefined;
  const inside = Array.isArray(value.rules) ? pathOf(value.rules, id) : undefined;
  return inside === undefined ? undefined : ["rules", ...inside];
}

function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
}
