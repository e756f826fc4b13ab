import type { Condition } from "../../rules/schema.ts";
import type { Keys, Part } from "./keys.ts";

/** One difference between two conditions. */
export type ConditionChange =
  /** A part that must hold as well, or is enough by itself, came or went. */
  | {
      readonly kind: "added" | "dropped";
      readonly group: "all" | "any";
      readonly part: Part;
      readonly path: string;
    }
  | { readonly kind: "changed"; readonly from: Part; readonly to: Part; readonly path: string }
  /** A condition that rules share by name. */
  | { readonly kind: "shared"; readonly name: string; readonly path: string };

/** The two rule sets that are compared. */
export interface Sides {
  readonly base: Keys;
  readonly head: Keys;
  /** Parameters that both versions have: that their values differ is told for the parameter. */
  readonly sharedParams: ReadonlySet<string>;
}

/** What differs between two conditions, part by part. Nothing where they mean the same. */
export function conditionChanges(
  base: Part,
  head: Part,
  sides: Sides,
  path = "",
): readonly ConditionChange[] {
  if (isSame(base, head, sides)) return [];
  const [one, other] = [base.condition, head.condition];
  if ("condition" in one && "condition" in other)
    return one.condition === other.condition
      ? [{ kind: "shared", name: one.condition, path }]
      : [{ kind: "changed", from: base, to: head, path }];
  if ("not" in one && "not" in other)
    return conditionChanges(
      { ...base, condition: one.not },
      { ...head, condition: other.not },
      sides,
      `${path}.not`,
    );
  const group = commonGroup(base, head, sides);
  if (group !== undefined) return groupChanges(group, base, head, sides, path);
  // A name against what it may stand for.
  const opened = [open(base, sides.base), open(head, sides.head)] as const;
  const isOpened = opened[0] !== base || opened[1] !== head;
  const kind = groupOf(opened[0].condition);
  if (isOpened && kind !== undefined && kind === groupOf(opened[1].condition))
    return conditionChanges(...opened, sides, path);
  return [{ kind: "changed", from: base, to: head, path }];
}

type Group = "all" | "any";

function groupOf(condition: Condition): Group | undefined {
  return "all" in condition ? "all" : "any" in condition ? "any" : undefined;
}

function open(part: Part, { conditions }: Keys): Part {
  if (!("condition" in part.condition)) return part;
  const condition = conditions[part.condition.condition];
  return condition === undefined ? part : { condition, params: {} };
}

function partsOf({ condition, params }: Part, group: Group): readonly Part[] {
  const parts =
    group === "all" && "all" in condition
      ? condition.all
      : group === "any" && "any" in condition
        ? condition.any
        : [condition];
  return parts.map((part) => ({ condition: part, params }));
}

/** The group that both can be seen as: a condition by itself is a group of one. */
function commonGroup(base: Part, head: Part, sides: Sides): Group | undefined {
  const [one, other] = [groupOf(base.condition), groupOf(head.condition)];
  if (one === other) return one;
  if (other !== undefined && partsOf(head, other).some((part) => isSame(base, part, sides))) return other;
  if (one !== undefined && partsOf(base, one).some((part) => isSame(part, head, sides))) return one;
  const single = one === undefined ? base : head;
  return (one === undefined || other === undefined) && "fact" in single.condition
    ? (one ?? other)
    : undefined;
}

function isSame(base: Part, head: Part, sides: Sides): boolean {
  return (
    sides.base.valueKey(base) === sides.head.valueKey(head) ||
    sides.base.nameKey(base, sides.sharedParams) === sides.head.nameKey(head, sides.sharedParams)
  );
}

interface Placed extends Part {
  readonly place: number;
  readonly valueKey: number;
  readonly nameKey: number;
}

function groupChanges(
  group: Group,
  base: Part,
  head: Part,
  sides: Sides,
  path: string,
): readonly ConditionChange[] {
  const placed = (whole: Part, keys: Keys): Placed[] =>
    partsOf(whole, group).map((part, place) => ({
      ...part,
      place,
      valueKey: keys.valueKey(part),
      nameKey: keys.nameKey(part, sides.sharedParams),
    }));
  const before = placed(base, sides.base);
  const after = placed(head, sides.head);
  const same = takePairs(
    before,
    after,
    (one, other) => one.valueKey === other.valueKey || one.nameKey === other.nameKey,
  );
  // What is left is put together with its likeliest other version: the same name, the same fact, a group of the same kind.
  const pairs = [
    ...takePairs(before, after, isSameName),
    ...takePairs(before, after, isSameFact),
    ...takePairs(before, after, (one, other) => isSameGroup(one, other, sides)),
    ...takePairs(before, after, (one, other) => isAlike(one.condition, other.condition)),
  ];
  if (same.length + pairs.length === 0 && before.length > 0 && after.length > 0)
    return [{ kind: "changed", from: base, to: head, path }];
  const at = (part: Placed): string => `${path}.${group}[${part.place}]`;
  return [
    ...pairs
      .sort(([, one], [, other]) => one.place - other.place)
      .flatMap(([one, other]) => conditionChanges(one, other, sides, at(other))),
    ...before.map((part) => ({ kind: "dropped" as const, group, part, path })),
    ...after.map((part) => ({ kind: "added" as const, group, part, path })),
  ];
}

/** Takes out of both lists the parts that belong together, each once. */
function takePairs(
  before: Placed[],
  after: Placed[],
  belong: (one: Placed, other: Placed) => boolean,
): readonly (readonly [Placed, Placed])[] {
  const pairs: (readonly [Placed, Placed])[] = [];
  for (const one of [...before]) {
    const place = after.findIndex((other) => belong(one, other));
    const other = after[place];
    if (other === undefined) continue;
    after.splice(place, 1);
    before.splice(before.indexOf(one), 1);
    pairs.push([one, other]);
  }
  return pairs;
}

function isSameName({ condition: one }: Part, { condition: other }: Part): boolean {
  return "condition" in one && "condition" in other && one.condition === other.condition;
}

function isSameFact({ condition: one }: Part, { condition: other }: Part): boolean {
  return "fact" in one && "fact" in other && one.fact === other.fact;
}

function isSameGroup(one: Part, other: Part, sides: Sides): boolean {
  const group = groupOf(one.condition);
  if (group === undefined || group !== groupOf(other.condition)) return false;
  const parts = partsOf(other, group);
  return partsOf(one, group).some((part) => parts.some((each) => isSame(part, each, sides)));
}

function isAlike(one: Condition, other: Condition): boolean {
  return ("not" in one && "not" in other) || (groupOf(one) !== undefined && groupOf(one) === groupOf(other));
}
