import { addDays, isCalendarDate } from "../../../rules/calendar.ts";
import { roundOff } from "../../../rules/numeric.ts";
import type { Rule } from "../../../rules/schema.ts";
import type { Scalar } from "../../../rules/value.ts";
import { type Constant, constantsOf } from "../constants.ts";
import type { Edit, Mutation } from "../mutation.ts";

/** As long as a grace may be; see the schema of a rule. */
const longestGrace = 36_500;

export const bound: Mutation = {
  name: "bound",
  doc: "A number is one more or one less, or a hundredth where it is of a fact that has fractions; a date is a day off.",
  *edits(rule, vocabulary) {
    for (const constant of constantsOf(rule, vocabulary))
      for (const value of neighbours(constant))
        yield edit(constant.path, constant.value, value, constant.with(value));
    for (const key of ["from", "to"] as const) {
      const date = rule.effective?.[key];
      if (date === undefined) continue;
      for (const other of daysAround(date))
        yield edit(`$.effective.${key}`, date, other, moved(rule, key, other));
    }
  },
};

function edit(path: string, before: unknown, after: unknown, rule: Rule): Edit {
  return { path, what: `${String(before)} → ${String(after)}`, before, after, rule };
}

function moved(rule: Rule, key: "from" | "to", date: string): Rule {
  return { ...rule, effective: { ...rule.effective, [key]: date } };
}

function neighbours({ value, role, isWhole }: Constant): readonly Scalar[] {
  if (role === "date") return typeof value === "string" ? daysAround(value) : [];
  if (typeof value !== "number" || !(role === "figure" || role === "days")) return [];
  const steps = isWhole ? [1] : [1, finestStep(value)];
  const others = steps.flatMap((step) => [roundOff(value + step), roundOff(value - step)]);
  return role === "days" ? others.filter((days) => days >= 0 && days <= longestGrace) : others;
}

/** A hundredth, as fine as percentages are recorded; finer where the number is. */
function finestStep(value: number): number {
  const places = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return 10 ** -Math.max(2, places + 1);
}

function daysAround(date: string): readonly string[] {
  if (!isCalendarDate(date)) return [];
  return [addDays(date, 1), addDays(date, -1)].filter((day) => day !== undefined);
}
