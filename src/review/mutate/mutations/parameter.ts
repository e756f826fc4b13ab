import type { Rule, Value } from "../../../rules/schema.ts";
import type { Edit, Mutation } from "../mutation.ts";
import { comparisonsOf } from "../places.ts";

export const parameter: Mutation = {
  name: "parameter",
  doc: "A parameter is mistaken for another of the rule that has the same unit.",
  *edits(rule) {
    for (const { path, condition, with: put } of comparisonsOf(rule))
      for (const { at, name, with: putName } of namesIn(condition.value))
        for (const other of othersOf(rule, name))
          yield edit(`${path}.value${at}.param`, name, other, put({ ...condition, value: putName(other) }));
    const { due } = rule;
    if (due === undefined || typeof due.days !== "object") return;
    for (const other of othersOf(rule, due.days.param))
      yield edit("$.due.days.param", due.days.param, other, {
        ...rule,
        due: { ...due, days: { param: other } },
      });
  },
};

function edit(path: string, before: string, after: string, rule: Rule): Edit {
  return { path, what: `${before} → ${after}`, before, after, rule };
}

interface Named {
  readonly at: string;
  readonly name: string;
  readonly with: (name: string) => Value;
}

/** The value's parameters; those in a list are left as they are: which of them is which seldom matters. */
function namesIn(value: Value): readonly Named[] {
  if (typeof value !== "object") return [];
  if ("param" in value) return [{ at: "", name: value.param, with: (param) => ({ param }) }];
  if (!("points" in value) || typeof value.points !== "object" || !("param" in value.points)) return [];
  const { of, points } = value;
  return [{ at: ".points", name: points.param, with: (param) => ({ of, points: { param } }) }];
}

function othersOf({ params = {} }: Rule, name: string): readonly string[] {
  const used = Object.hasOwn(params, name) ? params[name] : undefined;
  return Object.entries(params).flatMap(([other, { unit, default: value }]) =>
    other !== name && unit === used?.unit && typeof value === typeof used.default ? [other] : [],
  );
}
