import { sharedVocabulary } from "../checker/parseEventRules.ts";
import type { Profile } from "../profile/schema.ts";
import { compareRulesets, type RulePair } from "../review/diff/compareRulesets.ts";
import { type DiffLimits, failuresOf } from "../review/diff/failures.ts";
import {
  type ChangeKind,
  changeKinds,
  type Differences,
  type RuleChange,
  type RulesDiff,
} from "../review/diff/schema.ts";
import { tellPairsApart } from "../review/diff/tellApart.ts";
import type { Progress } from "./checkFiles.ts";
import { type CompareOptions, compareOnFiles } from "./compareOnFiles.ts";
import type { InputFile } from "./inputs.ts";
import type { RuleVersion } from "./ruleVersion.ts";

/** How two versions of a rule set are compared. */
export interface DiffRulesOptions extends DiffLimits {
  readonly base: RuleVersion;
  readonly head: RuleVersion;
  /** Exports to compare the findings on; none compares the rules alone. */
  readonly files: readonly InputFile[];
  readonly profile: Profile;
  readonly asOf: string;
  readonly examples: number;
  /** See {@link CompareOptions}. */
  readonly now?: () => number;
  readonly progress?: (progress: Progress) => void;
}

/**
 * What changed between two versions of a rule set, and what that does to data.
 *
 * @throws {DataQualityError} where a file cannot be read as events.
 */
export async function diffRules(options: DiffRulesOptions): Promise<RulesDiff> {
  const { base, head, files } = options;
  const vocabulary = sharedVocabulary({});
  const { pairs, unchanged, conditions } = compareRulesets(base.ruleset, head.ruleset, vocabulary);
  const differences = tellPairsApart(pairs, base.ruleset, head.ruleset, vocabulary);
  const compare: CompareOptions = { ...options, base: base.ruleset, head: head.ruleset, pairs };
  const compared = files.length === 0 ? undefined : await compareOnFiles(files, compare);
  const changes = pairs.map(
    ({ change }, place): RuleChange => ({
      ...(differences[place]?.verdict === "impossible" ? provedTheSame(change) : change),
      difference: differences[place] ?? null,
      effect: compared?.effects[place] ?? null,
    }),
  );
  const cells = compared?.cells ?? null;
  const failures = failuresOf(changes, cells, options);
  return {
    schema: "ems-data-quality/rules-diff/1",
    verdict: failures.length === 0 ? "passed" : "failed",
    failures: [...failures],
    base: base.side,
    head: head.side,
    data: compared?.data ?? null,
    summary: {
      rules: countKinds(changes),
      unchanged,
      findings:
        compared === undefined
          ? null
          : {
              ...sum([...changes.map(({ effect }) => effect?.findings), compared.cells]),
              newBySeverity: compared.bySeverity.new,
              droppedBySeverity: compared.bySeverity.dropped,
            },
      shadow: compared === undefined ? null : sum(changes.map(({ effect }) => effect?.shadow)),
    },
    conditions: [...conditions],
    changes,
    cells,
    cost: compared?.cost ?? null,
  };
}

/** What was proved to say the same of every event is written in another way, and needs no new version. */
function provedTheSame(change: RulePair["change"]): RulePair["change"] {
  const kindOf = (kind: ChangeKind): ChangeKind => (kind === "meaning" ? "wording" : kind);
  const kinds = new Set(change.kinds.map(kindOf));
  return {
    ...change,
    kinds: changeKinds.filter((kind) => kinds.has(kind)),
    words: change.words.map(({ kind, text }) => ({ kind: kindOf(kind), text })),
  };
}

function countKinds(changes: readonly RuleChange[]): Record<string, number> {
  const gravest = changes.map(({ kinds }) => kinds[0]);
  return Object.fromEntries(
    changeKinds.flatMap((kind) => {
      const count = gravest.filter((each) => each === kind).length;
      return count === 0 ? [] : [[kind, count]];
    }),
  );
}

function sum(all: readonly (Differences | undefined)[]): Omit<Differences, "examples"> {
  const counts = { new: 0, dropped: 0, changed: 0, sameEvent: 0 };
  for (const each of all) {
    if (each === undefined) continue;
    counts.new += each.new;
    counts.dropped += each.dropped;
    counts.changed += each.changed;
    counts.sameEvent += each.sameEvent;
  }
  return counts;
}
