/**
 * json-rules-engine as the oracle of what a condition says. The engine knows no parameters, and facts on the right of
 * an operator only alone: the rest is put in place before it is asked. Operators that only we have come with their own
 * meaning; everything around them, decorators among it, is the engine's.
 */
import { Engine, type TopLevelCondition } from "json-rules-engine";
import { isList } from "../../src/rules/includes.ts";
import { asksPresence } from "../../src/rules/operator.ts";
import type { Comparison, Condition, Operand, Param, Value } from "../../src/rules/schema.ts";
import type { FactValue, Scalar } from "../../src/rules/value.ts";
import { operators } from "../../src/rules/vocabulary.ts";

export type Known = Readonly<Record<string, FactValue>>;
/** By fact: whether its cell is empty. */
export type Cells = Readonly<Record<string, boolean>>;

export interface Question {
  readonly condition: Condition;
  readonly conditions: Readonly<Record<string, Condition>>;
  readonly params: Readonly<Record<string, Param>>;
  readonly codeLists: Readonly<Record<string, { readonly codes: readonly string[] }>>;
}

/** The engine rejects where we say error. */
export type Answer = "true" | "false" | "error";

/** Operators that the engine has itself: the first ten. */
const own: ReadonlySet<string> = new Set([
  "equal",
  "notEqual",
  "in",
  "notIn",
  "contains",
  "doesNotContain",
  "lessThan",
  "lessThanInclusive",
  "greaterThan",
  "greaterThanInclusive",
]);

interface Tolerance {
  readonly of: FactValue;
  readonly points: number;
}

/** Asks json-rules-engine, with a value for every fact. */
export async function askOracle(question: Question, known: Known, cells: Cells = {}): Promise<Answer> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const operator of operators) {
    if (own.has(operator.name) || asksPresence(operator)) continue;
    engine.addOperator(operator.name, (fact: FactValue, value: FactValue | Tolerance) =>
      typeof value === "object" && "of" in value
        ? operator.test(fact, value.of, value.points)
        : operator.test(fact, value, 0),
    );
  }
  engine.addOperator("throws", () => {
    throw new Error("there is no such value");
  });
  for (const [name, condition] of Object.entries(question.conditions))
    engine.setCondition(name, translate(condition, question, known));
  engine.addRule({ conditions: translate(question.condition, question, known), event: { type: "holds" } });
  for (const [name, isEmpty] of Object.entries(cells)) engine.addFact(cellOf(name), isEmpty);
  // A fact may be called like anything: given one by one, none is lost.
  for (const [name, value] of Object.entries(known)) engine.addFact(name, value);
  try {
    const { events } = await engine.run();
    return events.length > 0 ? "true" : "false";
  } catch {
    return "error";
  }
}

/** The fact that tells the engine of a cell what `isEmpty` asks. */
function cellOf(name: string): string {
  return `cell of ${name}`;
}

function translate(condition: Condition, question: Question, known: Known): TopLevelCondition {
  if ("all" in condition) return { all: condition.all.map((part) => translate(part, question, known)) };
  if ("any" in condition) return { any: condition.any.map((part) => translate(part, question, known)) };
  if ("not" in condition) return { not: translate(condition.not, question, known) };
  if ("condition" in condition) return { condition: condition.condition };
  return { all: [comparison(condition, question, known)] };
}

function comparison({ fact, operator: written, value }: Comparison, question: Question, known: Known) {
  const decorators = written.split(":");
  const name = decorators.pop();
  if (name === "isEmpty" || name === "isPresent") {
    const operator = [...decorators, "equal"].join(":");
    return { fact: cellOf(fact), operator, value: name === "isEmpty" };
  }
  try {
    return { fact, operator: written, value: put(value, name, question, known) };
  } catch {
    return { fact, operator: "throws", value: 0 };
  }
}

function put(value: Value, operator: string | undefined, question: Question, known: Known): unknown {
  if (operator === "oneOf") return typeof value === "string" ? question.codeLists[value]?.codes : undefined;
  if (typeof value !== "object") return value;
  if (isItems(value)) {
    const items = value.map((item) => scalar(item, question, known));
    return operator === "sumOf" ? items.reduce<number>((sum, item) => sum + Number(item), 0) : items;
  }
  if ("of" in value) {
    const points = operand(value.points, question, known);
    if (typeof points !== "number") throw new Error("the tolerance is no number");
    return { of: operand(value.of, question, known), points };
  }
  // A fact alone on the right is the engine's own to look up.
  return "fact" in value ? { fact: value.fact } : operand(value, question, known);
}

function isItems(value: Value): value is readonly Operand[] {
  return Array.isArray(value);
}

function scalar(item: Operand, question: Question, known: Known): Scalar {
  const found = operand(item, question, known);
  if (isList(found)) throw new Error("a list in a list");
  return found;
}

function operand(item: Operand, { params }: Question, known: Known): FactValue {
  if (typeof item !== "object") return item;
  const found = "param" in item ? params[item.param]?.default : known[item.fact];
  if (found === undefined) throw new Error("the oracle is asked with every fact known");
  return found;
}
