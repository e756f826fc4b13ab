import { compareText } from "../../compareText.ts";
import type { Vocabulary } from "../../rules/check.ts";
import { partsOf } from "../../rules/references.ts";
import type { Condition, Rule, Ruleset } from "../../rules/schema.ts";
import { changeInWords, ruleInWords, sharedInWords, type WordsOptions } from "./changeWords.ts";
import { canonicalEqual, createKeys, type Keys } from "./keys.ts";
import { type ChangeKind, type ConditionSetChange, changeKinds, type RuleChange } from "./schema.ts";

/** A rule that is not the same in both rule sets, with its two versions. */
export interface RulePair {
  readonly base: Rule | undefined;
  readonly head: Rule | undefined;
  readonly change: Omit<RuleChange, "effect" | "difference">;
}

/** What differs between two rule sets, without any data. */
export interface RulesetComparison {
  /** By id of the rule. */
  readonly pairs: readonly RulePair[];
  readonly unchanged: number;
  readonly conditions: readonly ConditionSetChange[];
}

/**
 * Compares two rule sets rule by rule: which rules came, went or changed, and whether the change is one of meaning.
 *
 * @example
 * ```ts
 * const { pairs } = compareRulesets(base, head, vocabulary);
 * pairs[0]?.change.words[0]?.text; // "severity: warning → error"
 * ```
 */
export function compareRulesets(base: Ruleset, head: Ruleset, vocabulary: Vocabulary): RulesetComparison {
  const [baseKeys, headKeys] = createKeys(base, head);
  const options: WordsOptions = { base: baseKeys, head: headKeys, vocabulary };
  const before = new Map(base.rules.map((rule) => [rule.id, rule]));
  const after = new Map(head.rules.map((rule) => [rule.id, rule]));
  const removed = base.rules.filter(({ id }) => !after.has(id)).sort(byId);
  const added = head.rules.filter(({ id }) => !before.has(id)).sort(byId);
  const pairs: RulePair[] = [];
  for (const rule of head.rules) {
    const old = before.get(rule.id);
    const pair = old === undefined ? undefined : changedPair(old, rule, options);
    if (pair !== undefined) pairs.push(pair);
  }
  const unchanged = head.rules.length - added.length - pairs.length;
  for (const rule of added) {
    const place = removed.findIndex((old) => baseKeys.meaningKey(old) === headKeys.meaningKey(rule));
    const [old] = place < 0 ? [] : removed.splice(place, 1);
    pairs.push(old === undefined ? addedPair(rule, options) : renamedPair(old, rule, options));
  }
  for (const rule of removed) pairs.push(removedPair(rule, options));
  return {
    pairs: pairs.sort((one, other) => compareText(one.change.id, other.change.id)),
    unchanged,
    conditions: conditionChangesOf(base, head, options),
  };
}

function byId(one: Rule, other: Rule): number {
  return compareText(one.id, other.id);
}

function changedPair(base: Rule, head: Rule, options: WordsOptions): RulePair | undefined {
  const words = [...changeInWords(base, head, options)];
  if (words.length === 0) {
    const { $schema: _, ...one } = base;
    const { $schema: __, ...other } = head;
    if (canonicalEqual(one, other)) return undefined;
    words.push({ kind: "text", text: "tags, sources or the history stand in another order, or repeated" });
  }
  return {
    base,
    head,
    change: {
      id: head.id,
      kinds: kindsOf(words.map(({ kind }) => kind)),
      base: headOf(base),
      head: headOf(head),
      versionBumped: head.version > base.version,
      words,
    },
  };
}

/** The gravest first. A new version goes with most changes: it is one by itself only where it comes alone. */
function kindsOf(kinds: readonly ChangeKind[]): ChangeKind[] {
  const found = changeKinds.filter((kind) => kinds.includes(kind));
  return found.length > 1 ? found.filter((kind) => kind !== "version") : found;
}

function addedPair(head: Rule, { head: keys, vocabulary }: WordsOptions): RulePair {
  const words = [
    `new rule, ${head.severity}, ${head.state}: “${head.title}”`,
    ...ruleInWords(head, keys, vocabulary),
  ];
  return {
    base: undefined,
    head,
    change: {
      id: head.id,
      kinds: ["added"],
      base: null,
      head: headOf(head),
      versionBumped: false,
      words: words.map((text) => ({ kind: "added", text })),
    },
  };
}

function removedPair(base: Rule, { base: keys, vocabulary }: WordsOptions): RulePair {
  const words = [
    `the rule is gone, ${base.severity}, ${base.state}: “${base.title}”`,
    "ids are kept for ever: a rule that is not wanted any more stays in its file with the state retired",
    ...ruleInWords(base, keys, vocabulary),
  ];
  return {
    base,
    head: undefined,
    change: {
      id: base.id,
      kinds: ["removed"],
      base: headOf(base),
      head: null,
      versionBumped: false,
      words: words.map((text) => ({ kind: "removed", text })),
    },
  };
}

function renamedPair(base: Rule, head: Rule, options: WordsOptions): RulePair {
  const words = [
    {
      kind: "renamed" as const,
      text: `renamed, from ${base.id}; ids are kept for ever, and waivers, baselines and reports know the rule by its id: better keep ${base.id}`,
    },
    // Under another id its versions count anew.
    ...changeInWords(base, head, options).filter(({ kind }) => kind !== "version"),
  ];
  return {
    base,
    head,
    change: {
      id: head.id,
      kinds: kindsOf(words.map(({ kind }) => kind)),
      base: headOf(base),
      head: headOf(head),
      versionBumped: false,
      words,
    },
  };
}

function headOf({ id, version, state, severity, title }: Rule): NonNullable<RuleChange["base"]> {
  return { id, version, state, severity, title };
}

function conditionChangesOf(base: Ruleset, head: Ruleset, options: WordsOptions): ConditionSetChange[] {
  const before = base.conditions ?? {};
  const after = head.conditions ?? {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
  const users = new Map(names.map((name) => [name, new Set<string>()]));
  for (const { rules, conditions = {} } of [base, head]) {
    const reach = reachOf(conditions);
    for (const rule of rules)
      for (const name of namesIn(rule).flatMap((each) => [...reach(each)])) users.get(name)?.add(rule.id);
  }
  const carrier = head.rules[0] ?? base.rules[0];
  return names.flatMap((name): ConditionSetChange[] => {
    const one = Object.hasOwn(before, name) ? before[name] : undefined;
    const other = Object.hasOwn(after, name) ? after[name] : undefined;
    const rules = [...(users.get(name) ?? [])].sort(compareText);
    if (one === undefined) return [{ name, kind: "added", words: [], rules }];
    if (other === undefined) return [{ name, kind: "removed", words: [], rules }];
    const isSame =
      keyOf(one, options.base) === keyOf(other, options.head) ||
      (carrier !== undefined &&
        keyInRule(one, carrier, options.base) === keyInRule(other, carrier, options.head));
    return isSame ? [] : [{ name, kind: "meaning", words: [...sharedInWords(one, other, options)], rules }];
  });
}

function keyOf(condition: Condition, keys: Keys): number {
  return keys.valueKey({ condition, params: {} });
}

/** As what decides a rule's outcomes is told apart: another way to write the same is no change. */
function keyInRule(condition: Condition, carrier: Rule, keys: Keys): number {
  return keys.meaningKey({ ...carrier, when: condition, violation: condition, params: {} });
}

/** The conditions with names that a rule uses itself. */
function namesIn({ when, violation, fields }: Rule): readonly string[] {
  return [
    when,
    violation,
    ...fields.flatMap((field) => (typeof field === "object" && field.if ? [field.if] : [])),
  ].flatMap(namesInCondition);
}

function namesInCondition(condition: Condition): readonly string[] {
  return "condition" in condition ? [condition.condition] : partsOf(condition).flatMap(namesInCondition);
}

/** A condition with a name, and those that it uses in turn. */
function reachOf(conditions: Readonly<Record<string, Condition>>): (name: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  function reach(name: string): ReadonlySet<string> {
    const found = known.get(name);
    if (found !== undefined) return found;
    const condition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    const inner = condition === undefined ? [] : [...new Set(namesInCondition(condition))];
    const all = new Set([name, ...inner.flatMap((each) => [...reach(each)])]);
    known.set(name, all);
    return all;
  }
  return reach;
}
