import type { Problem } from "../errors.ts";
import { jsonPath } from "../issues.ts";
import type { Rule } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { type Change, type Config, changeName, changePath, type Scope } from "./config.ts";

/** One thing that a configuration changes of one rule, for some events. */
export interface Entry extends Scope {
  readonly ruleId: string;
  /** `enabled`, `severity`, `params.<name>`, `stages.<stage>`. */
  readonly name: string;
  readonly change: Change;
  /** As it stands in the rule; `null` for a stage that the rule says nothing of. */
  readonly from: FactValue | null;
  readonly reason: string;
  readonly file: string | null;
  /** Where it stands, as a problem has it. */
  readonly place: () => Pick<Problem, "line" | "column" | "path">;
  /** The later counts. */
  readonly order: number;
  /** The number of its block among all; entries of one block are for the same events. */
  readonly block: number;
}

/** What is changed of rules, of each thing the earlier before the later: id of the rule → name of the thing → entries. */
export type Entries = ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>>;

/** Takes a configuration apart, for rules that it is sound for. */
export function entriesOf({ layers }: Config, rules: readonly Rule[]): Entries {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const entries = new Map<string, Map<string, Entry[]>>();
  let order = 0;
  let block = 0;
  for (const { file, blocks, locate } of layers) {
    for (const { units, eventTypes, settings, path } of blocks) {
      for (const [ruleId, { changes, reason }] of settings) {
        const rule = known.get(ruleId);
        if (rule === undefined) continue;
        const ofRule = entries.get(ruleId) ?? new Map<string, Entry[]>();
        entries.set(ruleId, ofRule);
        for (const change of changes) {
          const name = changeName(change);
          const entry: Entry = {
            ruleId,
            name,
            change,
            from: standing(rule, change),
            units,
            eventTypes,
            reason,
            file,
            place: () =>
              locate({
                code: "place",
                message: "",
                path: jsonPath([...path, ruleId, ...changePath(change)]),
              }),
            order: order++,
            block,
          };
          const before = ofRule.get(name);
          if (before === undefined) ofRule.set(name, [entry]);
          else before.push(entry);
        }
      }
      block++;
    }
  }
  return entries;
}

/** What the rule itself says; `null` where it says nothing. */
function standing(rule: Rule, change: Change): FactValue | null {
  switch (change.kind) {
    case "enabled":
      return true;
    case "severity":
      return rule.severity;
    case "param":
      return rule.params?.[change.name]?.default ?? null;
    case "stage":
      return rule.stages?.[change.name] ?? null;
  }
}

/** Whether it makes the rule another than it is. */
export function differs({ from, change }: Entry): boolean {
  return JSON.stringify(from) !== JSON.stringify(change.value);
}
