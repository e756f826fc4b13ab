import { addDays } from "../../rules/calendar.ts";
import type { DerivedFact } from "../../rules/fact.ts";
import type { FactValue } from "../../rules/value.ts";
import { type OrderTree, orderTree, type Standing } from "./orders.ts";

/** One of the ways in which an input stands; those with the same key are the same to the fact. */
export interface InputOption {
  readonly key: string;
  readonly standing: Standing;
}

/** What a derived fact comes to where its inputs stand in a certain way. */
export type Result =
  | { readonly kind: "value"; readonly value: FactValue | undefined }
  | { readonly kind: "order"; readonly tree: OrderTree }
  /** The sum of all inputs, those without a value counted as 0. */
  | { readonly kind: "sum" }
  /** The figure of this input. */
  | { readonly kind: "input"; readonly input: number };

/** A fact as choices one after the other: how an input stands, then what follows. Equal shapes are one object. */
export type Shape =
  | { readonly kind: "end"; readonly result: Result }
  | {
      readonly kind: "choice";
      readonly input: number;
      readonly branches: readonly { readonly options: readonly number[]; readonly next: Shape }[];
    };

/** Combinations of inputs that are derived for one fact; one with more is taken for one of which nothing is known. */
const combinationsAtMost = 20_000;

const known = new WeakMap<DerivedFact, Map<string, Shape | undefined>>();

/**
 * The shape of a fact, found by deriving it for every combination of how its inputs stand. It is the same for all rules
 * that leave the inputs the same options, and is kept. `undefined` where there are too many combinations.
 */
export function shapeOf(fact: DerivedFact, inputs: readonly (readonly InputOption[])[]): Shape | undefined {
  const ofFact = known.get(fact) ?? new Map<string, Shape | undefined>();
  known.set(fact, ofFact);
  const key = JSON.stringify(inputs.map((options) => options.map((option) => option.key)));
  if (ofFact.has(key)) return ofFact.get(key);
  const shape = findShape(fact, inputs);
  if (ofFact.size >= 1_000) ofFact.clear();
  ofFact.set(key, shape);
  return shape;
}

function findShape(fact: DerivedFact, inputs: readonly (readonly InputOption[])[]): Shape | undefined {
  const { behaviour } = fact;
  const numbers = new Map<Shape, number>();
  const shapes = new Map<string, Shape>();
  let left = combinationsAtMost;

  function same(key: string, make: () => Shape): Shape {
    const before = shapes.get(key);
    if (before !== undefined) return before;
    const fresh = make();
    shapes.set(key, fresh);
    numbers.set(fresh, shapes.size);
    return fresh;
  }

  function derive(values: readonly (FactValue | undefined)[]): FactValue | undefined {
    left--;
    try {
      return fact.derive(...values);
    } catch {
      // Where it throws the rule is an error, which is no outcome that is looked for.
      return undefined;
    }
  }

  function build(input: number, standing: readonly Standing[]): Shape | undefined {
    const options = inputs[input];
    if (options === undefined) {
      const result = end(standing);
      return result && same(JSON.stringify(result), () => ({ kind: "end", result }));
    }
    const branches = new Map<Shape, number[]>();
    for (const [index, option] of options.entries()) {
      if (!isConsistent(input, option, standing)) continue;
      if (left <= 0) return undefined;
      const next = build(input + 1, [...standing, option.standing]);
      if (next === undefined) return undefined;
      const group = branches.get(next);
      if (group === undefined) branches.set(next, [index]);
      else group.push(index);
    }
    const [only] = branches.keys();
    // For a sum it matters how an input stands even where all goes on alike: one without a value counts as 0.
    if (branches.size === 1 && only !== undefined && behaviour?.kind !== "sum") return only;
    const key = JSON.stringify([input, [...branches].map(([next, group]) => [numbers.get(next), group])]);
    return same(key, () => ({
      kind: "choice",
      input,
      branches: [...branches].map(([next, group]) => ({ options: group, next })),
    }));
  }

  /** A cell with a value is not empty. */
  function isConsistent(input: number, option: InputOption, standing: readonly Standing[]): boolean {
    const asked = fact.from[input];
    if (typeof asked !== "object" || option.standing.kind !== "given") return true;
    const at = fact.from.indexOf(asked.isEmpty);
    const cell = at === -1 || at > input ? undefined : standing[at];
    const hasValue = cell !== undefined && (cell.kind === "figure" || cell.value !== undefined);
    return !hasValue || option.standing.value === false;
  }

  function end(standing: readonly Standing[]): Result | undefined {
    if (behaviour?.kind === "sum") {
      const value = derive(standing.map((each) => (each.kind === "figure" ? 1 : each.value)));
      return value === undefined ? { kind: "value", value } : { kind: "sum" };
    }
    if (behaviour?.kind === "choice") {
      const marks = standing.map((each, index) =>
        each.kind === "given"
          ? each.value
          : each.type === "date"
            ? addDays("2001-01-01", index)
            : index + 0.25,
      );
      const value = derive(marks);
      const chosen = standing.findIndex((each, index) => each.kind === "figure" && marks[index] === value);
      return chosen === -1 ? { kind: "value", value } : { kind: "input", input: chosen };
    }
    const constants = behaviour?.kind === "cases" ? behaviour.constants : [];
    const tree = orderTree(
      standing,
      constants.filter((constant) => typeof constant === "number"),
      derive,
    );
    if (tree === undefined || left < 0) return undefined;
    return tree.kind === "value" ? { kind: "value", value: tree.value } : { kind: "order", tree };
  }

  return build(0, []);
}
