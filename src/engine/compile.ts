import { DataQualityError } from "../errors.ts";
import type { CodeList } from "../rules/fact.ts";
import { indexList, isList } from "../rules/includes.ts";
import { isItems } from "../rules/isItems.ts";
import {
  type AnyOperator,
  asksPresence,
  type Decorator,
  type Operator,
  type Test,
} from "../rules/operator.ts";
import { pattern } from "../rules/pattern.ts";
import {
  type Comparison,
  type Condition,
  limits,
  type Operand,
  type Param,
  type Value,
} from "../rules/schema.ts";
import type { FactValue, Scalar } from "../rules/value.ts";
import { EMPTY, type Facts, type FactTable, isWithheld, type State } from "./facts.ts";
import { FALSE, not, TRUE, type Truth, truthOf, UNKNOWN } from "./kleene.ts";
import {
  type Program,
  programOfAll,
  programOfAny,
  programOfNot,
  programOfQuestion,
  truthAt,
} from "./program.ts";
import type { FigureComparison, Questions } from "./questions.ts";

/** A condition compiled to a program over the answers to its questions. */
export interface Compiled {
  readonly program: Program;
  readonly run: (facts: Facts) => Truth;
  /** Adds the slots without a value that keep this condition unknown; asked only where it is. */
  readonly unknowns: (facts: Facts, into: number[]) => void;
  /** Every slot that it reads. */
  readonly slots: ReadonlySet<number>;
  /** Every question that it asks. A rule that asks one that cannot be answered is an error, wherever it stands. */
  readonly questions: ReadonlySet<number>;
}

export interface Scope {
  readonly table: FactTable;
  readonly operators: ReadonlyMap<string, AnyOperator>;
  readonly decorators: ReadonlyMap<string, Decorator>;
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly params: Readonly<Record<string, Param>>;
  readonly questions: Questions;
  /** Compiles a named condition, once for all rules. */
  readonly named: (name: string, depth: number) => Compiled;
}

/** A mistake that `parseRules` would have told with its place; compiling checks again, since it may be given anything. */
export function invalid(message: string): DataQualityError {
  return new DataQualityError([{ code: "rule-invalid", message }]);
}

export function compileCondition(condition: Condition, scope: Scope, depth = 1): Compiled {
  if (depth > limits.depth) throw invalid(`A condition is nested more than ${limits.depth} levels deep.`);
  if ("all" in condition) return compileAll(condition.all, scope, depth);
  if ("any" in condition) return compileAny(condition.any, scope, depth);
  if ("not" in condition) return compileNot(condition.not, scope, depth);
  if ("condition" in condition) return scope.named(condition.condition, depth + 1);
  return compileComparison(condition, scope);
}

function compileAll(conditions: readonly Condition[], scope: Scope, depth: number): Compiled {
  return joined(conditions, programOfAll, scope, depth);
}

function compileAny(conditions: readonly Condition[], scope: Scope, depth: number): Compiled {
  // As in json-rules-engine, where nothing has to hold an empty one holds.
  return joined(conditions, conditions.length === 0 ? programOfAll : programOfAny, scope, depth);
}

function compileNot(condition: Condition, scope: Scope, depth: number): Compiled {
  const { unknowns, slots, questions, program } = compileCondition(condition, scope, depth + 1);
  return { unknowns, slots, questions, ...runnable(programOfNot(program)) };
}

function joined(
  conditions: readonly Condition[],
  programOf: (parts: readonly Program[]) => Program,
  scope: Scope,
  depth: number,
): Compiled {
  const parts = conditions.map((part) => compileCondition(part, scope, depth + 1));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return {
    ...runnable(programOf(parts.map(({ program }) => program))),
    unknowns: (facts, into) => {
      for (const part of parts) if (part.run(facts) === UNKNOWN) part.unknowns(facts, into);
    },
    slots: new Set(parts.flatMap(({ slots }) => [...slots])),
    questions: new Set(parts.flatMap(({ questions }) => [...questions])),
  };
}

function runnable(program: Program): Pick<Compiled, "program" | "run"> {
  const row = Int32Array.from(program);
  return { program, run: (facts) => truthAt(row, 0, facts.answers) };
}

/** One question, with what keeps it unknown. */
function question(index: number, slots: ReadonlySet<number>, unknowns: Compiled["unknowns"]): Compiled {
  return {
    program: programOfQuestion(index),
    run: (facts) => facts.answers[index] ?? UNKNOWN,
    unknowns,
    slots,
    questions: new Set([index]),
  };
}

/**
 * A condition with a name is a question too: it is answered once for a record, so that conditions that name each other
 * in a chain are not evaluated again and again.
 */
export function compileNamed(compiled: Compiled, { questions }: Pick<Scope, "questions">): Compiled {
  const { run, unknowns, slots, questions: inside } = compiled;
  const index = questions.ask(run);
  return { ...question(index, slots, unknowns), questions: new Set([...inside, index]) };
}

function compileComparison({ fact, operator: written, value }: Comparison, scope: Scope): Compiled {
  const names = written.split(":");
  const operator = scope.operators.get(names.at(-1) ?? "");
  if (operator === undefined) throw invalid(`There is no operator ${JSON.stringify(written)}.`);
  const decorators = names.slice(0, -1).map((name) => {
    const decorator = scope.decorators.get(name);
    if (decorator === undefined)
      throw invalid(`There is no decorator ${JSON.stringify(name)} in ${JSON.stringify(written)}.`);
    return decorator;
  });
  const slot = scope.table.slotOf(fact);
  return asksPresence(operator)
    ? compilePresence(slot, decorators, operator.presence, scope)
    : compileTest(slot, operator, decorators, value, scope);
}

function compilePresence(
  slot: number,
  decorators: readonly Decorator[],
  presence: (isEmpty: boolean) => boolean,
  { table, questions }: Scope,
): Compiled {
  const described = table.slots[slot];
  if (described?.kind === "derived")
    throw invalid(`${described.name} is derived: no cell of it can be empty.`);
  const negations = decorators.filter(({ name }) => name === "not").length;
  if (negations !== decorators.length) throw invalid("isEmpty and isPresent take no decorator but not.");
  const unknowns = (_: Facts, into: number[]): void => void into.push(slot);
  const isAbsent = described?.kind === "base" && described.absent;
  const whenEmpty = presence(true) !== (negations % 2 === 1) ? TRUE : FALSE;
  const index = isAbsent
    ? questions.ask(() => UNKNOWN, "absent")
    : table.isOutside(slot)
      ? questions.ask(presenceOutside(slot, whenEmpty), JSON.stringify(["outside", slot, whenEmpty]))
      : questions.askCell(slot, whenEmpty);
  return question(index, new Set([slot]), unknowns);
}

/** What is not handed over is neither empty nor present. */
function presenceOutside(slot: number, whenEmpty: typeof TRUE | typeof FALSE): (facts: Facts) => Truth {
  const whenFull = not(whenEmpty);
  return ({ states }) => {
    const state = states[slot] as State;
    return isWithheld(state) ? UNKNOWN : state === EMPTY ? whenEmpty : whenFull;
  };
}

function compileTest(
  slot: number,
  operator: Operator,
  decorators: readonly Decorator[],
  value: Value,
  scope: Scope,
): Compiled {
  // The decorator written first is the outermost: in `not:someFact:equal` the whole of `someFact:equal` is negated.
  const test = decorators.reduceRight<Test>((next, { decorate }) => decorate(next), operator.test);
  const right = compileValue(value, operator, scope);
  const slots = new Set([slot, ...right.slots]);
  const read = [...slots];
  const unknowns = (facts: Facts, into: number[]): void => {
    for (const each of read) if (facts.values[each] === undefined) into.push(each);
  };
  const described = scope.table.slots[slot];
  if (described?.kind === "base" && described.absent) {
    return question(
      scope.questions.ask(() => UNKNOWN, "absent"),
      slots,
      unknowns,
    );
  }
  const written = [...decorators, operator].map(({ name }) => name).join(":");
  const key = right.key === undefined ? undefined : JSON.stringify([slot, written, right.key]);
  const literal = right.constant?.value;
  if (
    (written === "equal" || written === "notEqual") &&
    literal !== undefined &&
    typeof literal !== "object"
  ) {
    const index = scope.questions.askEqual(slot, literal, written === "equal" ? TRUE : FALSE);
    return question(index, slots, unknowns);
  }
  if (isFigureComparison(written) && typeof literal === "number") {
    const index = scope.questions.askFigure(slot, written, literal, (fact) => test(fact, literal, 0));
    return question(index, slots, unknowns);
  }
  const answer = compileAnswer(slot, test, right);
  return question(scope.questions.ask(answer, key), slots, unknowns);
}

function compileAnswer(slot: number, test: Test, right: Right): (facts: Facts) => Truth {
  if (right.constant !== undefined) {
    const { value: literal, points } = right.constant;
    return (facts) => {
      const left = facts.values[slot];
      return left === undefined ? UNKNOWN : test(left, literal, points) ? TRUE : FALSE;
    };
  }
  if (right.slot !== undefined) {
    const { slot: rightSlot, points } = right.slot;
    return (facts) => {
      const left = facts.values[slot];
      const value = facts.values[rightSlot];
      return left === undefined || value === undefined ? UNKNOWN : test(left, value, points) ? TRUE : FALSE;
    };
  }
  return (facts) => {
    const left = facts.values[slot];
    if (left === undefined) return UNKNOWN;
    const found = right.read(facts);
    return found === undefined ? UNKNOWN : truthOf(test(left, found.value, found.points));
  };
}

const figureComparisons: readonly string[] = [
  "greaterThan",
  "greaterThanInclusive",
  "lessThan",
  "lessThanInclusive",
] satisfies FigureComparison[];

function isFigureComparison(written: string): written is FigureComparison {
  return figureComparisons.includes(written);
}

interface Found {
  readonly value: FactValue;
  readonly points: number;
}

interface Right {
  /** Set where the right side is the same for every record. */
  readonly constant?: Found;
  /** Set where the right side is a fact as it is, which spares making an object. */
  readonly slot?: { readonly slot: number; readonly points: number };
  /** `undefined` where a fact in it has no value. */
  readonly read: (facts: Facts) => Found | undefined;
  readonly slots: readonly number[];
  /** The same for right sides that are the same; not given where that is hard to tell. */
  readonly key?: unknown;
}

function constant(value: FactValue, points = 0): Right {
  if (isList(value)) indexList(value);
  const found = { value, points };
  return { constant: found, read: () => found, slots: [], key: [value, points] };
}

function compileValue(value: Value, operator: Operator, scope: Scope): Right {
  if (operator.value === "tolerance") return compileTolerance(value, scope);
  if (operator.value === "sum") return compileSum(value, scope);
  if (operator.value === "codeList") {
    const list =
      typeof value === "string" && Object.hasOwn(scope.codeLists, value)
        ? scope.codeLists[value]?.codes
        : undefined;
    if (list === undefined) throw invalid(`There is no code list ${JSON.stringify(value)}.`);
    return { ...constant(list), key: value };
  }
  const right = compileOperand(value, scope);
  if (operator.value === "pattern") {
    if (typeof right.constant?.value !== "string") throw invalid("A pattern must be a text or a parameter.");
    compilePattern(right.constant.value);
  }
  return right;
}

function compilePattern(source: string): void {
  try {
    pattern(source);
  } catch (error) {
    throw invalid(
      `The pattern ${JSON.stringify(source)} is not valid: ${error instanceof Error ? error.message : "?"}.`,
    );
  }
}

function compileOperand(value: Value, scope: Scope): Right {
  if (isTolerance(value)) throw invalid("A value with `of` and `points` goes with withinPoints only.");
  if (typeof value !== "object") return constant(value);
  if (isItems(value)) return compileList(value, scope);
  if ("param" in value) {
    const param = Object.hasOwn(scope.params, value.param) ? scope.params[value.param] : undefined;
    if (param === undefined) throw invalid(`There is no parameter ${JSON.stringify(value.param)}.`);
    return constant(param.default);
  }
  const slot = scope.table.slotOf(value.fact);
  const read = (facts: Facts): Found | undefined => {
    const found = facts.values[slot];
    return found === undefined ? undefined : { value: found, points: 0 };
  };
  return { read, slot: { slot, points: 0 }, slots: [slot], key: { slot } };
}

type Tolerance = Extract<Value, { of: unknown }>;

function isTolerance(value: Value): value is Tolerance {
  return typeof value === "object" && "of" in value;
}

function compileList(items: readonly Operand[], scope: Scope): Right {
  const rights = items.map((item) => compileOperand(item, scope));
  const slots = rights.flatMap(({ slots: each }) => each);
  if (slots.length === 0) return constant(rights.map((right) => single(right.constant?.value)));
  const read = (facts: Facts): Found | undefined => {
    const values: Scalar[] = [];
    for (const right of rights) {
      const found = right.read(facts)?.value;
      if (found === undefined) return undefined;
      values.push(single(found));
    }
    return { value: values, points: 0 };
  };
  return { read, slots };
}

/** A list in a list means nothing: it makes the rule an error, or the rule file wrong, and never a quiet answer. */
function single(found: FactValue | undefined): Scalar {
  if (found === undefined || typeof found === "object")
    throw invalid("An item of a list must be a single value.");
  return found;
}

function compileSum(value: Value, scope: Scope): Right {
  if (!isItems(value)) throw invalid("sumOf takes a list of numbers, facts or parameters.");
  const list = compileList(value, scope);
  const read = (facts: Facts): Found | undefined => {
    const found = list.read(facts)?.value;
    if (found === undefined || typeof found !== "object") return undefined;
    return { value: found.reduce<number>((sum, item) => sum + Number(item), 0), points: 0 };
  };
  return { read, slots: list.slots };
}

function compileTolerance(value: Value, scope: Scope): Right {
  if (!isTolerance(value)) throw invalid("withinPoints takes { of, points }.");
  const middle = compileOperand(value.of, scope);
  const width = compileOperand(value.points, scope);
  if (width.constant !== undefined) distance(width.constant.value);
  const read = (facts: Facts): Found | undefined => {
    const value = middle.read(facts)?.value;
    const points = width.read(facts)?.value;
    return value === undefined || points === undefined ? undefined : { value, points: distance(points) };
  };
  const slots = [...middle.slots, ...width.slots];
  const points = width.constant?.value;
  if (typeof points !== "number" || middle.slot === undefined) return { read, slots };
  const { slot } = middle.slot;
  return { read, slots, slot: { slot, points }, key: { slot, points } };
}

function distance(points: FactValue): number {
  if (typeof points !== "number") throw invalid("The points of withinPoints must be a number.");
  return points;
}
