import { addDays, isCalendarDate } from "../../rules/calendar.ts";
import { type FactRecord, type FactValue, Unreadable, unreadable } from "../../rules/value.ts";
import { literalsOf } from "./facts.ts";
import type { Problem } from "./problem.ts";
import type { Witness } from "./solver.ts";
import type { Variable } from "./variables.ts";

/** What to put into a fact: a value, or nothing, or that the source does not have it. */
type Change = { readonly value: FactRecord[string] } | "absent";

/** Records that differ from a witness in one fact, the facts in their order, plain values first. */
export function* neighbours(problem: Problem, witness: Witness): Generator<Witness> {
  for (const variable of problem.variables.all) {
    if (variable.of !== "base") continue;
    for (const change of changes(problem, variable, witness)) yield changed(witness, variable.name, change);
  }
}

/** Records that differ from a witness in two facts. */
export function* farNeighbours(problem: Problem, witness: Witness): Generator<Witness> {
  for (const near of neighbours(problem, witness)) yield* neighbours(problem, near);
}

function changed({ record, absent, asOf }: Witness, name: string, change: Change): Witness {
  const rest = Object.fromEntries(Object.entries(record).filter(([fact]) => fact !== name));
  const others = absent.filter((fact) => fact !== name);
  if (change === "absent") return { record: rest, absent: [...others, name], asOf };
  return {
    record: change.value === undefined ? rest : { ...record, [name]: change.value },
    absent: others,
    asOf,
  };
}

function changes(
  problem: Problem,
  { type, cells, name, isOutside }: Variable,
  witness: Witness,
): readonly Change[] {
  const found = new Map<string, Change>();
  const add = (value: FactValue): void => {
    if (value !== witness.record[name]) found.set(JSON.stringify(value), { value });
  };
  for (const value of type === "number" ? numbers(problem, witness) : []) add(value);
  for (const value of type === "date" ? dates(problem, witness) : []) add(value);
  const result = [...found.values()];
  for (const cell of cells) {
    if (cell.kind === "value" && cell.value !== witness.record[name]) result.push({ value: cell.value });
    if (cell.kind === "empty" && isOutside !== true && witness.record[name] !== undefined)
      result.push({ value: undefined });
    if (cell.kind === "empty" && isOutside === true && witness.record[name] !== null)
      result.push({ value: null });
    if (cell.kind === "unreadable" && !(witness.record[name] instanceof Unreadable))
      result.push({ value: unreadable("?") });
    if (cell.kind === "absent" && isOutside !== true && !witness.absent.includes(name)) result.push("absent");
  }
  // Not handed over.
  if (isOutside === true && witness.record[name] !== undefined) result.push({ value: undefined });
  if (type === "text")
    for (const { value } of problem.comparisons)
      for (const literal of literalsOf(value))
        if (typeof literal === "string") result.push({ value: literal });
  return result;
}

function figuresOf({ comparisons, rules }: Problem): readonly number[] {
  const literals = comparisons.flatMap(({ value }) =>
    literalsOf(value).filter((literal) => typeof literal === "number"),
  );
  return [...new Set([...literals, ...rules.flatMap(({ due }) => (due === undefined ? [] : [due.days]))])];
}

const smallest = Array.from({ length: 21 }, (_, number) => number);

function numbers(problem: Problem, { record }: Witness): readonly number[] {
  const others = Object.values(record).filter((value) => typeof value === "number");
  const near = [...figuresOf(problem), ...others].flatMap((number) => [number, number + 1, number - 1]);
  return [...new Set([...near, 40, 100, ...smallest])];
}

function dates(problem: Problem, { record, asOf }: Witness): readonly string[] {
  const written = [
    ...Object.values(record),
    ...problem.comparisons.flatMap(({ value }) => [...literalsOf(value)]),
  ].filter((value) => typeof value === "string" && isCalendarDate(value));
  const fromClock = figuresOf(problem).filter(Number.isInteger);
  const days = [0, ...fromClock, ...fromClock.map((days) => -days)].flatMap((days) => [
    days,
    days + 1,
    days - 1,
  ]);
  const around = written.flatMap((date) => [0, 1, -1].map((by) => addDays(String(date), by)));
  return [...new Set([...around, ...days.map((by) => addDays(asOf, by))])].filter(
    (date) => date !== undefined,
  );
}
