import type { Vocabulary } from "../../rules/check.ts";
import type { Condition, Param, Rule } from "../../rules/schema.ts";
import { conditionInWords } from "../words/conditionInWords.ts";
import { type ConditionChange, conditionChanges, type Sides } from "./conditionChanges.ts";
import type { Keys, Params, Part } from "./keys.ts";
import { canonicalEqual } from "./keys.ts";
import { outcomeWords } from "./outcomeWords.ts";
import type { ChangeKind } from "./schema.ts";
import { textChange } from "./textChange.ts";

/** A line about what changed. */
export interface Words {
  readonly kind: ChangeKind;
  readonly text: string;
}

/** The rule sets, and what their conditions speak of. */
export interface WordsOptions {
  readonly base: Keys;
  readonly head: Keys;
  readonly vocabulary: Vocabulary;
}

/** What a rule that is new, or gone, says. */
export function ruleInWords(rule: Rule, keys: Keys, vocabulary: Vocabulary): readonly string[] {
  const params = rule.params ?? {};
  const clause = (condition: Condition): string => clauseOf({ condition, params }, keys, vocabulary);
  return [
    `applies where: ${clause(rule.when)}`,
    `wrong where: ${clause(rule.violation)}`,
    ...(rule.due === undefined ? [] : [`due: ${dueInWords(rule)}`]),
    ...(rule.effective === undefined ? [] : [`in force: ${forceInWords(rule)}`]),
    ...Object.entries(params).map(([name, param]) => `${name}: ${valueInWords(param)} (${param.source})`),
  ];
}

/** Every difference between two versions of a rule, in words: what decides outcomes first. */
export function changeInWords(base: Rule, head: Rule, options: WordsOptions): readonly Words[] {
  const isMeaning = options.base.meaningKey(base) !== options.head.meaningKey(head);
  const deciding = isMeaning ? decidingWords(base, head, options) : [];
  return [
    ...historyWords(base, head),
    ...(isMeaning && deciding.length === 0
      ? [{ kind: "meaning" as const, text: "what decides its outcomes changed" }]
      : deciding.map((text) => ({ kind: "meaning" as const, text }))),
    ...changed("state", "state", base.state, head.state),
    ...changed("severity", "severity", base.severity, head.severity),
    ...fieldWords(base, head, options),
    ...changed("labels", "dimension", base.dimension, head.dimension),
    ...listWords("labels", "tag", base.tags, head.tags),
    ...textWords(base, head),
    ...paramTextWords(base, head, isMeaning),
    ...(!isMeaning && isRewritten(base, head)
      ? [{ kind: "wording" as const, text: "the conditions are written in another way, and mean the same" }]
      : []),
    ...exampleWords(base, head),
  ];
}

/** What changed in a condition that rules share. */
export function sharedInWords(base: Condition, head: Condition, options: WordsOptions): readonly string[] {
  const sides: Sides = { ...options, sharedParams: new Set() };
  return conditionChanges({ condition: base, params: {} }, { condition: head, params: {} }, sides).map(
    (change) => inWords(change, "holds", options),
  );
}

function decidingWords(base: Rule, head: Rule, options: WordsOptions): readonly string[] {
  const params = { base: base.params ?? {}, head: head.params ?? {} };
  const sides: Sides = {
    ...options,
    sharedParams: new Set(Object.keys(params.base).filter((name) => Object.hasOwn(params.head, name))),
  };
  const parts = (key: "when" | "violation", verb: string): readonly string[] =>
    conditionChanges(
      { condition: base[key], params: params.base },
      { condition: head[key], params: params.head },
      sides,
      key,
    ).map((change) => inWords(change, verb, options));
  const used = new Set([...deciders(base), ...deciders(head)]);
  return [
    ...Object.entries(params.head).flatMap(([name, param]) => {
      const before = Object.hasOwn(params.base, name) ? params.base[name] : undefined;
      if (before === undefined || !used.has(name)) return [];
      return canonicalEqual(before.default, param.default) ? [] : [paramInWords(name, before, param)];
    }),
    ...parts("when", "applies"),
    ...parts("violation", "wrong"),
    ...dueWords(base, head),
    ...(canonicalEqual(base.effective ?? null, head.effective ?? null)
      ? []
      : [`in force: ${forceInWords(base)} → ${forceInWords(head)}`]),
  ];
}

/** `applies only where also: …`: one change of a condition; where it lies deep inside, its place is told. */
function inWords(change: ConditionChange, verb: string, options: WordsOptions): string {
  // `when.all[1]` is a part of the whole, `when` is the whole.
  const isDeep = /[.[]/.test(change.path.replace(/^\./, ""));
  const where = isDeep ? `, in ${change.path.replace(/^\./, "")}` : "";
  const clause = (part: Part, keys: Keys): string => clauseOf(part, keys, options.vocabulary);
  switch (change.kind) {
    case "added":
      return change.group === "all"
        ? `${verb} only where also${where}: ${clause(change.part, options.head)}`
        : `${verb} also where${where}: ${clause(change.part, options.head)}`;
    case "dropped":
      return change.group === "all"
        ? `${verb} no longer only where${where}: ${clause(change.part, options.base)}`
        : `${verb} no longer where${where}: ${clause(change.part, options.base)}`;
    case "changed":
      return `${verb} where${where}: ${clause(change.from, options.base)} → ${clause(change.to, options.head)}`;
    case "shared":
      return `${verb} where: the shared condition ${change.name} changed`;
  }
}

/** A sentence of more parts is read by nobody. */
const longestClause = 200;

function clauseOf({ condition, params }: Part, keys: Keys, vocabulary: Vocabulary): string {
  const size = keys.sizeOf(condition);
  return size > longestClause
    ? `a condition of more than ${longestClause} parts`
    : conditionInWords(condition, { vocabulary, conditions: keys.conditions, params });
}

function dueWords(base: Rule, head: Rule): readonly string[] {
  const sameDays =
    canonicalEqual(base.due?.days ?? null, head.due?.days ?? null) ||
    (base.due !== undefined && head.due !== undefined && daysOf(base) === daysOf(head));
  if (base.due?.after === head.due?.after && sameDays) return [];
  return [`due: ${dueInWords(base)} → ${dueInWords(head)}`];
}

function daysOf({ due, params = {} }: Rule): unknown {
  return typeof due?.days === "object" ? params[due.days.param]?.default : due?.days;
}

function dueInWords(rule: Rule): string {
  return rule.due === undefined ? "at once" : `${String(daysOf(rule))} days after ${rule.due.after}`;
}

function forceInWords({ effective }: Rule): string {
  const { from, to } = effective ?? {};
  if (from === undefined && to === undefined) return "always";
  return [from === undefined ? [] : `from ${from}`, to === undefined ? [] : `to ${to}`].flat().join(" ");
}

/** The parameters that decide outcomes; those of texts alone do not. */
function deciders({ when, violation, due }: Rule): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("param" in value && typeof value.param === "string") names.add(value.param);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit([when, violation, due]);
  return names;
}

function paramInWords(name: string, before: Param, after: Param): string {
  const source =
    before.source === after.source
      ? `source: ${after.source}`
      : `source: ${textChange(before.source, after.source)}`;
  const value =
    typeof before.default === "string" && typeof after.default === "string"
      ? `${textChange(before.default, after.default)} (${after.unit})`
      : `${valueInWords(before)} → ${valueInWords(after)}`;
  return `${name}: ${value} (${source})`;
}

/** `90 days`, `“^[A-Z]+$” (pattern)`. */
function valueInWords({ default: value, unit }: Param): string {
  const one = (each: unknown): string => (typeof each === "string" ? quoted(each) : String(each));
  if (Array.isArray(value)) return `${value.map(one).join(", ")} (${unit})`;
  return typeof value === "number" ? `${value} ${unit}` : `${one(value)} (${unit})`;
}

function paramTextWords(base: Rule, head: Rule, isMeaning: boolean): readonly Words[] {
  const before: Params = base.params ?? {};
  const after: Params = head.params ?? {};
  const used = new Set([...deciders(base), ...deciders(head)]);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): readonly Words[] => {
    const one = Object.hasOwn(before, name) ? before[name] : undefined;
    const other = Object.hasOwn(after, name) ? after[name] : undefined;
    if (one === undefined && other !== undefined)
      return [{ kind: "text", text: `parameter added, ${name}: ${valueInWords(other)} (${other.source})` }];
    if (other === undefined && one !== undefined)
      return [{ kind: "text", text: `parameter dropped, ${name}: ${valueInWords(one)}` }];
    if (one === undefined || other === undefined || canonicalEqual(one, other)) return [];
    const sameValue = canonicalEqual(one.default, other.default);
    if (!sameValue && isMeaning && used.has(name)) return [];
    return [
      {
        kind: "text",
        text: sameValue
          ? `${name}: ${[
              ...(one.unit === other.unit ? [] : [`unit ${quoted(one.unit)} → ${quoted(other.unit)}`]),
              ...(one.source === other.source
                ? []
                : [`source ${quoted(one.source)} → ${quoted(other.source)}`]),
            ].join(", ")}`
          : paramInWords(name, one, other),
      },
    ];
  });
}

function isRewritten(base: Rule, head: Rule): boolean {
  const written = ({ when, violation, due, effective }: Rule): unknown => [
    when,
    violation,
    due ?? null,
    effective ?? null,
  ];
  return !canonicalEqual(written(base), written(head));
}

function fieldWords(base: Rule, head: Rule, options: WordsOptions): readonly Words[] {
  const before = base.fields.map(fieldOf);
  const after = head.fields.map(fieldOf);
  const names = (fields: readonly { readonly field: string }[]): readonly string[] =>
    fields.map(({ field }) => field);
  const lists = listWords("fields", "field", names(before), names(after));
  const both = after.flatMap((field) => {
    const old = before.find((each) => each.field === field.field);
    return old === undefined ? [] : [[old, field] as const];
  });
  const moved = both.filter(
    ([old, field]) => ifKey(base, old, options.base) !== ifKey(head, field, options.head),
  );
  return [
    ...lists,
    ...(moved.length === 0
      ? []
      : [
          {
            kind: "fields" as const,
            text: `named under another condition than before: ${moved.map(([, { field }]) => field).join(", ")}`,
          },
        ]),
    ...both.flatMap(([old, field]): readonly Words[] => [
      ...changed("text", `what is expected in ${field.field}`, old.expected, field.expected),
      ...(canonicalEqual(old.suggest ?? null, field.suggest ?? null)
        ? []
        : [{ kind: "text" as const, text: `what is suggested for ${field.field}` }]),
    ]),
    ...(lists.length === 0 && !canonicalEqual(names(before), names(after))
      ? [{ kind: "fields" as const, text: `fields in another order: ${names(after).join(", ")}` }]
      : []),
  ];
}

/** By its meaning, since a condition that rules share may have changed under the same name. */
function ifKey(rule: Rule, field: Exclude<Rule["fields"][number], string>, keys: Keys): number | undefined {
  return field.if === undefined
    ? undefined
    : keys.valueKey({ condition: field.if, params: rule.params ?? {} });
}

function fieldOf(field: Rule["fields"][number]): Exclude<Rule["fields"][number], string> {
  return typeof field === "string" ? { field } : field;
}

function textWords(base: Rule, head: Rule): readonly Words[] {
  return [
    ...(["title", "message", "fix", "rationale"] as const).flatMap((key) =>
      changed("text", key, base[key], head[key]),
    ),
    ...listWords("text", "source", base.sources, head.sources),
  ];
}

function historyWords(base: Rule, head: Rule): readonly Words[] {
  const before = new Set((base.history ?? []).map((entry) => JSON.stringify(entry)));
  const added = (head.history ?? []).filter((entry) => !before.has(JSON.stringify(entry)));
  const now = new Set((head.history ?? []).map((entry) => JSON.stringify(entry)));
  const dropped = (base.history ?? []).filter((entry) => !now.has(JSON.stringify(entry)));
  return [
    ...(base.version === head.version
      ? []
      : [{ kind: "version" as const, text: `version: ${base.version} → ${head.version}` }]),
    ...added.map(({ version, date, change }) => ({
      kind: "version" as const,
      text: `history of version ${version} (${date}): ${quoted(change)}`,
    })),
    ...dropped.map(({ version, date, change }) => ({
      kind: "version" as const,
      text: `dropped from the history, version ${version} (${date}): ${quoted(change)}`,
    })),
  ];
}

function exampleWords(base: Rule, head: Rule): readonly Words[] {
  const titles = (rule: Rule): ReadonlyMap<string, Rule["examples"][number]> =>
    new Map(rule.examples.map((example) => [example.title, example]));
  const [before, after] = [titles(base), titles(head)];
  const words = [
    ...[...after.values()].flatMap((example): readonly string[] => {
      const old = before.get(example.title);
      if (old === undefined)
        return [`example added: ${quoted(example.title)} (${outcomeWords[example.expect]})`];
      if (old.expect !== example.expect)
        return [
          `example ${quoted(example.title)}: ${outcomeWords[old.expect]} → ${outcomeWords[example.expect]}`,
        ];
      return canonicalEqual(old, example) ? [] : [`example changed: ${quoted(example.title)}`];
    }),
    ...[...before.values()]
      .filter(({ title }) => !after.has(title))
      .map(({ title, expect }) => `example dropped: ${quoted(title)} (${outcomeWords[expect]})`),
  ];
  if (words.length === 0 && !canonicalEqual(base.examples, head.examples))
    words.push("examples in another order, or repeated");
  return words.map((text) => ({ kind: "examples", text }));
}

function changed(
  kind: ChangeKind,
  name: string,
  before: string | undefined,
  after: string | undefined,
): readonly Words[] {
  if (before === after) return [];
  if (kind === "text" && before !== undefined && after !== undefined)
    return [{ kind, text: `${name}: ${textChange(before, after)}` }];
  const shown = (text: string | undefined): string =>
    text === undefined ? "nothing" : kind === "text" ? quoted(text) : text;
  return [{ kind, text: `${name}: ${shown(before)} → ${shown(after)}` }];
}

function listWords(
  kind: ChangeKind,
  name: string,
  before: readonly string[],
  after: readonly string[],
): readonly Words[] {
  const shown = (text: string): string => (kind === "text" ? quoted(text) : text);
  return [
    ...after
      .filter((item) => !before.includes(item))
      .map((item) => ({ kind, text: `${name} added: ${shown(item)}` })),
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => ({ kind, text: `${name} dropped: ${shown(item)}` })),
  ];
}

function quoted(text: string): string {
  return `“${text}”`;
}
