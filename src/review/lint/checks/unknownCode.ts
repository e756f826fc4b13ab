import { nearest } from "../../../nearest.ts";
import type { Comparison, Value } from "../../../rules/schema.ts";
import type { Check } from "../check.ts";
import { comparisonsIn, comparisonsOf } from "../conditions.ts";
import type { Found } from "../diagnostic.ts";
import type { Path } from "../document.ts";
import { type LocatedCondition, type LocatedRule, type Subject, spotIn } from "../subject.ts";

/** A text that a fact with a code list is compared with, and that the list does not have. */
export const unknownCode: Check = {
  code: "unknown-code",
  severity: "error",
  doc: "A fact is compared with a text that its code list does not have: that never holds, or always.",
  *check(subject) {
    for (const located of subject.rules)
      for (const { condition, path } of comparisonsOf(located.rule))
        for (const found of unknownIn(condition, path, located, subject))
          yield { rule: located.rule.id, ...found };
    for (const located of subject.named)
      for (const { condition, path } of comparisonsIn(located.condition, []))
        yield* unknownIn(condition, path, located, subject);
  },
};

/** Operators that compare whole values. */
const whole = /^(?:not:)*(?:equal|notEqual|in|notIn)$/;

function* unknownIn(
  { fact, operator, value }: Comparison,
  path: Path,
  located: LocatedRule | LocatedCondition,
  { facts, vocabulary }: Subject,
): Generator<Found> {
  const definition = facts?.get(fact);
  const name = definition !== undefined && "codeList" in definition ? definition.codeList : undefined;
  const list = name === undefined ? undefined : vocabulary.codeLists?.[name];
  if (list === undefined || !whole.test(operator)) return;
  const params = "rule" in located ? (located.rule.params ?? {}) : {};
  for (const [at, text] of textsIn(value, [...path, "value"], params)) {
    if (list.codes.includes(text)) continue;
    const near = nearest(text, list.codes) ?? list.nearest?.(text);
    yield {
      at: spotIn(located, at),
      message: `The list ${name} has no entry ${JSON.stringify(text)}.`,
      expected: list.codes.length <= 30 ? `one of ${list.codes.join(", ")}` : `an entry of the list ${name}`,
      fix:
        near === undefined
          ? `Write an entry of the list ${name}.`
          : `Write ${JSON.stringify(near)}, if that is meant.`,
    };
  }
}

/** The texts of a value with their places: those of a parameter stand in the parameter. */
function* textsIn(
  value: unknown,
  path: Path,
  params: NonNullable<LocatedRule["rule"]["params"]>,
): Generator<[Path, string]> {
  if (typeof value === "string") yield [path, value];
  else if (Array.isArray(value))
    for (const [index, item] of (value as readonly Value[]).entries())
      yield* textsIn(item, [...path, index], params);
  else if (typeof value === "object" && value !== null && "param" in value && typeof value.param === "string")
    yield* textsIn(params[value.param]?.default, ["params", value.param, "default"], {});
}
