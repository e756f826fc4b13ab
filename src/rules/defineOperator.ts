import type { FactType } from "./fact.ts";
import type { Operator, OperatorWords, ValueKind } from "./operator.ts";
import type { FactValue, Scalar } from "./value.ts";

interface FactTypes {
  readonly text: string;
  readonly date: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly list: readonly Scalar[];
}

interface ValueTypes {
  readonly any: FactValue;
  readonly item: FactValue;
  readonly tolerance: number;
  readonly sum: number;
  readonly number: number;
  readonly true: boolean;
  readonly date: string;
  readonly pattern: string;
  readonly list: readonly Scalar[];
  readonly codeList: readonly Scalar[];
}

/** An operator whose test has the types that its sides are said to have. */
export interface TypedOperator<Type extends FactType, Kind extends ValueKind> {
  readonly name: string;
  /** One line, as it stands in the documentation. */
  readonly doc: string;
  /** Types of the fact for which it makes sense. */
  readonly fact: readonly Type[];
  /** What it takes on its right. */
  readonly value: Kind;
  /** How a condition with it is told in English: `is a multiple of`, `is no multiple of`. */
  readonly words?: OperatorWords;
  /** Whether the comparison holds. `points` is the tolerance, for that kind of value. */
  readonly test: (fact: FactTypes[Type], value: ValueTypes[Kind], points: number) => boolean;
}

/**
 * Makes an operator of one's own, with the types inferred. Where a record holds another type than was said, the
 * comparison does not hold, as with json-rules-engine's own operators.
 *
 * @example
 * ```ts
 * const multipleOf = defineOperator({
 *   name: "multipleOf",
 *   doc: "The fact is a whole number of times the value.",
 *   fact: ["number"],
 *   value: "number",
 *   test: (fact, value) => fact % value === 0,
 * });
 * multipleOf.test(10, 5, 0); // true
 * ```
 */
export function defineOperator<const Type extends FactType, const Kind extends ValueKind>({
  name,
  doc,
  fact: types,
  value: kind,
  words,
  test,
}: TypedOperator<Type, Kind>): Operator {
  const isFact = (fact: FactValue): fact is FactTypes[Type] & FactValue =>
    types.some((type) => hasType(fact, type));
  const isValue = (value: FactValue): value is ValueTypes[Kind] & FactValue => hasKind(value, kind);
  return {
    name,
    doc,
    fact: types,
    value: kind,
    ...(words === undefined ? {} : { words }),
    test: (fact, value, points) => isFact(fact) && isValue(value) && test(fact, value, points),
  };
}

function hasType(value: FactValue, type: FactType): boolean {
  if (type === "list") return Array.isArray(value);
  return typeof value === (type === "number" || type === "boolean" ? type : "string");
}

function hasKind(value: FactValue, kind: ValueKind): boolean {
  switch (kind) {
    case "any":
    case "item":
      return true;
    case "number":
    case "tolerance":
    case "sum":
      return typeof value === "number";
    case "true":
      return typeof value === "boolean";
    case "date":
    case "pattern":
      return typeof value === "string";
    case "list":
    case "codeList":
      return Array.isArray(value);
  }
}
