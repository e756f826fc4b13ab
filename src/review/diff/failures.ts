import { shareText } from "../../report/shareText.ts";
import { counted, grouped } from "../../report/table/counted.ts";
import type { Differences, DiffFailure, RuleChange } from "./schema.ts";
import type { Share } from "./share.ts";

/** What is not to be accepted, besides what never is. */
export interface DiffLimits {
  /** No finding may be new. */
  readonly failOnNew: boolean;
  /** Most new and dropped findings of a rule, as a share of the events that it evaluated. */
  readonly maxChange: Share | undefined;
}

/** Why the change cannot be accepted as it is; nothing where it can. */
export function failuresOf(
  changes: readonly RuleChange[],
  cells: Differences | null,
  { failOnNew, maxChange }: DiffLimits,
): readonly DiffFailure[] {
  return [
    ...changes.flatMap(versionFailures),
    ...(failOnNew ? newFindings(changes, cells) : []),
    ...(maxChange === undefined ? [] : changes.flatMap((change) => tooMuchChange(change, maxChange))),
  ];
}

function versionFailures({ id, kinds, base, head }: RuleChange): readonly DiffFailure[] {
  // Under another id the versions count anew.
  if (base === null || head === null || base.id !== head.id) return [];
  if (head.version < base.version)
    return [
      {
        code: "version-went-back",
        rule: id,
        message: `the version went back from ${base.version} to ${head.version}; a report that names the version would mean two things`,
      },
    ];
  if (!kinds.includes("meaning") || head.version > base.version) return [];
  return [
    {
      code: "meaning-without-version",
      rule: id,
      message: `the meaning changed, and the version is still ${head.version}: make it ${head.version + 1} and say in the history what changed`,
    },
  ];
}

function newFindings(changes: readonly RuleChange[], cells: Differences | null): readonly DiffFailure[] {
  const failures = changes.flatMap(({ id, effect }): readonly DiffFailure[] => {
    const count = effect?.findings.new ?? 0;
    return count === 0
      ? []
      : [{ code: "new-findings", rule: id, message: `${counted(count, "new finding")}` }];
  });
  const ofCells = cells?.new ?? 0;
  if (ofCells === 0) return failures;
  const message = `${counted(ofCells, "new finding")} of cells that cannot be read`;
  return [...failures, { code: "new-findings", rule: null, message }];
}

function tooMuchChange({ id, effect }: RuleChange, most: Share): readonly DiffFailure[] {
  if (effect === null) return [];
  const count = effect.findings.new + effect.findings.dropped;
  const whole = evaluatedOf(effect);
  if (!most.isExceededBy(count, whole)) return [];
  const share = whole === 0 ? "" : ` (${shareText(count, whole)})`;
  return [
    {
      code: "too-much-change",
      rule: id,
      message: `${counted(count, "finding")} new or dropped, of ${grouped(whole)} evaluated${share}: more than ${most.text}`,
    },
  ];
}

/** The events that a share of a rule's findings is of: those evaluated in base; in head, where base evaluated none. */
export function evaluatedOf({
  base,
  head,
}: Pick<NonNullable<RuleChange["effect"]>, "base" | "head">): number {
  return base === null || base.evaluated === 0 ? (head?.evaluated ?? 0) : base.evaluated;
}
