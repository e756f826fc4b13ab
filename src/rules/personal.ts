import { type FactDefinition, isDerived } from "./fact.ts";

/**
 * Whether the value of a fact may be personal data: where the fact says so, and where it is text made from one that does.
 * A number, a date or a flag that is derived from a name says too little to tell anybody by.
 */
export function mayBePersonal(
  name: string,
  definitionOf: (name: string) => FactDefinition | undefined,
  path: readonly string[] = [],
): boolean {
  const fact = definitionOf(name);
  // A fact derived from itself is told by who compiles it.
  if (fact === undefined || path.includes(name)) return false;
  if (!isDerived(fact)) return fact.personal === true;
  if (fact.type !== "text" && fact.type !== "list") return false;
  return fact.from.some(
    (input) => typeof input === "string" && mayBePersonal(input, definitionOf, [...path, name]),
  );
}
