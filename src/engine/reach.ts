import type { CodeList } from "../rules/fact.ts";
import { factsIn } from "../rules/references.ts";
import type { Condition, Value } from "../rules/schema.ts";
import type { FactValue, Scalar } from "../rules/value.ts";
import type { FactTable } from "./facts.ts";
import { ANY_TRUTH, allOf, anyOf, FALSE, notOf, setOf, TRUE, type TruthSet, UNKNOWN } from "./kleene.ts";

export interface ReachScope {
  readonly conditions: Readonly<Record<string, Condition>>;
  readonly table: FactTable;
  readonly codeLists: Readonly<Record<string, CodeList>>;
}

interface Reach {
  /** What the condition can come to; never too few, so that "cannot be true" is certain where probing was whole. */
  readonly truths: TruthSet;
  /** Facts of the record that it rests on. */
  readonly facts: readonly string[];
}

/**
 * What a condition can come to, given that some facts are absent. It is used to tell people which rules an absent
 * column silences; nothing is evaluated by it.
 */
export function reachOf(condition: Condition, scope: ReachScope): Reach {
  if ("all" in condition) return combine(condition.all, allOf, scope);
  if ("any" in condition) return combine(condition.any, anyOf, scope);
  if ("not" in condition) {
    const part = reachOf(condition.not, scope);
    return { ...part, truths: notOf(part.truths) };
  }
  if ("condition" in condition) return reachOf(scope.conditions[condition.condition] ?? { all: [] }, scope);
  const { fact, operator, value } = condition;
  const operands = [fact, ...factsIn(value)];
  const facts = [...new Set(operands.flatMap((name) => scope.table.baseOf(scope.table.slotOf(name))))];
  if (operands.some((name) => !hasValue(name, scope))) return { truths: setOf(UNKNOWN), facts };
  const possible = possibleValues(fact, scope);
  const holds = plainTest(operator, value);
  if (possible === undefined || holds === undefined) return { truths: ANY_TRUTH, facts };
  const truths = possible.reduce<TruthSet>(
    (set, each) => set | setOf(each === undefined ? UNKNOWN : holds(each) ? TRUE : FALSE),
    0,
  );
  return { truths, facts };
}

/** The comparisons with values of the rule that tell entries of a list apart; of others anything may come. */
function plainTest(operator: string, value: Value): ((fact: FactValue) => boolean) | undefined {
  if (typeof value !== "object") {
    if (operator === "equal") return (fact) => fact === value;
    return operator === "notEqual" ? (fact) => fact !== value : undefined;
  }
  if (!isScalars(value)) return undefined;
  if (operator === "in") return (fact) => value.some((item) => item === fact);
  return operator === "notIn" ? (fact) => !value.some((item) => item === fact) : undefined;
}

function isScalars(value: Value): value is readonly Scalar[] {
  return Array.isArray(value) && value.every((item) => typeof item !== "object");
}

/** Whether a fact can have a value at all. */
export function hasValue(name: string, scope: ReachScope): boolean {
  const possible = possibleValues(name, scope);
  return possible === undefined || possible.some((value) => value !== undefined);
}

function combine(
  conditions: readonly Condition[],
  join: (sets: readonly TruthSet[]) => TruthSet,
  scope: ReachScope,
): Reach {
  const parts = conditions.map((part) => reachOf(part, scope));
  return {
    truths: join(parts.map(({ truths }) => truths)),
    facts: [...new Set(parts.flatMap(({ facts }) => facts))],
  };
}

/** More combinations of inputs than this are not tried; the fact is then taken to be able to have any value. */
const probesAtMost = 20_000;

/**
 * The values that a fact can have: those of a flag or a code list, nothing where it is absent, and for a derived fact
 * what it gives for every combination of its inputs. `undefined` where it may be anything.
 */
function possibleValues(name: string, scope: ReachScope): readonly (FactValue | undefined)[] | undefined {
  const { values, whole } = probe(scope.table.slotOf(name), scope);
  return whole || values.every((value) => value === undefined) ? values : undefined;
}

interface Probe {
  readonly values: readonly (FactValue | undefined)[];
  /** Whether these are all values that it can have, and not only some of each sort. */
  readonly whole: boolean;
}

/** Many rules ask for the same facts, and some have thousands of combinations. */
const probes = new WeakMap<FactTable, Map<number, Probe>>();

function probe(index: number, scope: ReachScope): Probe {
  const ofTable = probes.get(scope.table) ?? new Map<number, Probe>();
  probes.set(scope.table, ofTable);
  const known = ofTable.get(index);
  if (known !== undefined) return known;
  const fresh = probeSlot(index, scope);
  ofTable.set(index, fresh);
  return fresh;
}

function probeSlot(index: number, scope: ReachScope): Probe {
  const slot = scope.table.slots[index];
  if (slot === undefined) return { values: [undefined], whole: false };
  if (slot.kind === "constant") return { values: [slot.value], whole: true };
  if (slot.kind === "base")
    return slot.absent ? { values: [undefined], whole: true } : probeBase(slot.name, scope);
  const inputs = slot.inputs.map(({ slot: source, isEmpty }): Probe => {
    if (!isEmpty) return probe(source, scope);
    const from = scope.table.slots[source];
    return { values: from?.kind === "base" && from.absent ? [undefined] : [true, false], whole: true };
  });
  const combinations = inputs.reduce((product, { values }) => product * values.length, 1);
  if (combinations > probesAtMost) return { values: [true, undefined], whole: false };
  const found = new Set<FactValue | undefined>();
  for (const combination of product(inputs.map(({ values }) => values)))
    found.add(attempt(() => slot.fact.derive(...combination)));
  return { values: [...found], whole: inputs.every(({ whole }) => whole) };
}

/** A fact that throws on what is tried here has no value for it. */
function attempt(derive: () => FactValue | undefined): FactValue | undefined {
  try {
    return derive();
  } catch {
    return undefined;
  }
}

function probeBase(name: string, scope: ReachScope): Probe {
  const definition = scope.table.definition(name);
  const list =
    definition !== undefined && "codeList" in definition && definition.codeList !== undefined
      ? scope.codeLists[definition.codeList]?.codes
      : undefined;
  if (list !== undefined) {
    return list.length > 50
      ? { values: [...list.slice(0, 5), undefined], whole: false }
      : { values: [...list, "another text", undefined], whole: true };
  }
  switch (definition?.type) {
    case "boolean":
      return { values: [true, false, undefined], whole: true };
    case "date":
      // Before, on and after the clock: all that a flag derived from a date tells apart.
      return { values: ["0001-01-01", asOfOf(scope), "9999-12-31", undefined], whole: true };
    case "number":
      return { values: [0, 1, 100, undefined], whole: false };
    default:
      return { values: ["text", undefined], whole: false };
  }
}

function asOfOf(scope: ReachScope): string {
  const slot = scope.table.slots[scope.table.slotOf("asOf")];
  return slot?.kind === "constant" && typeof slot.value === "string" ? slot.value : "2000-01-01";
}

function* product<T>(lists: readonly (readonly T[])[]): Generator<readonly T[]> {
  const [first, ...rest] = lists;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const tail of product(rest)) for (const item of first) yield [item, ...tail];
}
