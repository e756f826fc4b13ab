import type { FieldName } from "../../events/fields.ts";
import { type Antecedent, joined } from "./antecedents.ts";
import { type Bits, both, countOf, either } from "./bits.ts";
import { significant } from "./draft.ts";
import { chanceOfDraw } from "./statistics.ts";

/** Something that may be true of an event because of something else. */
export interface Consequent {
  readonly field: FieldName;
  /** Tells it from others of the field. */
  readonly key: string;
  /** Rows of which it is true. */
  readonly rows: Bits;
  /** Rows of which it can be said. */
  readonly known: Bits;
}

/** One thing is always true, or almost, where another is. */
export interface Dependence {
  readonly antecedent: Antecedent;
  readonly consequent: Consequent;
  readonly support: number;
  readonly holds: number;
  readonly chance: number;
}

/**
 * What is true of almost all events is true of almost all of any part of them: among the other events it must be false
 * for one in five.
 */
const mostElsewhere = 0.8;
/** Part of the events that another dependence may speak of already. */
const mostShared = 0.9;

/**
 * Dependences that are no chance finds (Fisher's exact test, Holm over all pairs). Values of one field with the same
 * consequence are put together, and of dependences with the same consequence about almost the same events the one about
 * most events is kept.
 */
export function findDependences(
  antecedents: readonly Antecedent[],
  consequents: readonly Consequent[],
  isPair: (antecedent: Antecedent, consequent: Consequent) => boolean,
  {
    minSupport,
    minShare,
    risk,
  }: { readonly minSupport: number; readonly minShare: number; readonly risk: number },
): { readonly found: readonly Dependence[]; readonly tried: number } {
  let tried = 0;
  const finds: Dependence[] = [];
  for (const antecedent of antecedents)
    for (const consequent of consequents) {
      if (antecedent.field === consequent.field || !isPair(antecedent, consequent)) continue;
      const known = both(antecedent.known, consequent.known);
      const support = countOf(antecedent.rows, known);
      const total = countOf(known);
      if (support < minSupport || total - support < minSupport) continue;
      tried++;
      const holds = countOf(antecedent.rows, known, consequent.rows);
      if (holds < minShare * support) continue;
      const having = countOf(known, consequent.rows);
      if (having - holds > mostElsewhere * (total - support)) continue;
      const chance = chanceOfDraw(holds, support, having, total);
      finds.push({ antecedent, consequent, support, holds, chance });
    }
  return { found: mostGeneral(grouped(significant(finds, tried, risk))), tried };
}

/** Values of a field that have the same consequence without exception, as one. */
function grouped(finds: readonly Dependence[]): readonly Dependence[] {
  const groups = new Map<string, [Dependence, ...Dependence[]]>();
  const alone: Dependence[] = [];
  for (const find of finds) {
    const { antecedent, consequent, support, holds } = find;
    if (holds < support || antecedent.values === undefined) {
      alone.push(find);
      continue;
    }
    const key = JSON.stringify([antecedent.field, consequent.field, consequent.key]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [find]);
    else group.push(find);
  }
  return [...[...groups.values()].map(together), ...alone];
}

function together(group: readonly [Dependence, ...Dependence[]]): Dependence {
  const [first, ...others] = group;
  return {
    antecedent: joined([first.antecedent, ...others.map(({ antecedent }) => antecedent)]),
    consequent: first.consequent,
    support: group.reduce((sum, { support }) => sum + support, 0),
    holds: group.reduce((sum, { holds }) => sum + holds, 0),
    chance: Math.max(...group.map(({ chance }) => chance)),
  };
}

function mostGeneral(finds: readonly Dependence[]): readonly Dependence[] {
  const spoken = new Map<string, Bits>();
  return [...finds]
    .sort((one, other) => other.support - one.support || one.chance - other.chance)
    .filter(({ antecedent, consequent }) => {
      const key = `${consequent.field}\n${consequent.key}`;
      const rows = both(antecedent.rows, consequent.known);
      const before = spoken.get(key);
      if (before !== undefined && countOf(rows, before) >= mostShared * countOf(rows)) return false;
      spoken.set(key, before === undefined ? rows : either(before, rows));
      return true;
    });
}
