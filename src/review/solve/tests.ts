import type { Vocabulary } from "../../rules/check.ts";
import { isItems } from "../../rules/isItems.ts";
import { type AnyOperator, asksPresence, type Operator, type Test } from "../../rules/operator.ts";
import type { Comparison, Value } from "../../rules/schema.ts";
import type { FactValue, Scalar } from "../../rules/value.ts";
import { decorators, operators } from "../../rules/vocabulary.ts";

/** A comparison taken apart. */
export interface Parsed {
  readonly comparison: Comparison;
  readonly operator: AnyOperator | undefined;
  /** As they are written, the outermost first. */
  readonly decorators: readonly string[];
  /** Whether the language itself has the operator, so that its meaning is known here. */
  readonly isOfLanguage: boolean;
  /** What is compared, decorators and all; not for those that ask of presence. */
  readonly test: Test | undefined;
  /** The right side where it is the same for every record. */
  readonly constant: { readonly value: FactValue; readonly points: number } | undefined;
}

const ofLanguage = new Map(operators.map((operator) => [operator.name, operator]));
const decoratorOf = new Map(decorators.map((decorator) => [decorator.name, decorator]));

export function parseComparison(comparison: Comparison, vocabulary: Vocabulary): Parsed {
  const names = comparison.operator.split(":");
  const name = names.at(-1) ?? "";
  const own = ofLanguage.get(name);
  const operator = own ?? vocabulary.operators?.find((each) => each.name === name);
  const written = names.slice(0, -1);
  return {
    comparison,
    operator,
    decorators: written,
    isOfLanguage: own !== undefined,
    test:
      operator === undefined || asksPresence(operator)
        ? undefined
        : written.reduceRight<Test>(
            (next, each) => decoratorOf.get(each)?.decorate(next) ?? next,
            operator.test,
          ),
    constant:
      operator === undefined || asksPresence(operator)
        ? undefined
        : constantOf(comparison.value, operator, vocabulary),
  };
}

function constantOf(value: Value, operator: Operator, vocabulary: Vocabulary): Parsed["constant"] {
  if (operator.value === "codeList") {
    const list = typeof value === "string" ? vocabulary.codeLists?.[value]?.codes : undefined;
    return list === undefined ? undefined : { value: list, points: 0 };
  }
  if (typeof value !== "object") return { value, points: 0 };
  if (isItems(value)) {
    const items = value.filter((item): item is Scalar => typeof item !== "object");
    if (items.length !== value.length) return undefined;
    return operator.value === "sum"
      ? { value: items.reduce<number>((sum, item) => sum + Number(item), 0), points: 0 }
      : { value: items, points: 0 };
  }
  if ("of" in value)
    return typeof value.of === "object" || typeof value.points !== "number"
      ? undefined
      : { value: value.of, points: value.points };
  return undefined;
}
