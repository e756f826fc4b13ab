import type { RuleOutcome } from "../../engine/outcome.ts";
import type { Finding } from "../../findings/finding.ts";
import { type OutcomeName, outcomeNames, type Severity } from "../../rules/schema.ts";
import type { RulePair } from "./compareRulesets.ts";
import type { Differences, Effect, Evaluated, SeverityCounts } from "./schema.ts";

/** What one of the rule sets says of an event. */
export interface Judged {
  readonly outcomes: readonly RuleOutcome[];
  /** Of every outcome that failed or is waived, in their order; of shadow rules too. */
  readonly findings: readonly Finding[];
}

/** Counts what two rule sets say of the same events; keeps a few examples and nothing else. */
export interface FindingsComparison {
  readonly add: (base: Judged, head: Judged) => void;
  /** New, dropped and changed findings so far, shadow rules left out. */
  readonly found: () => number;
  /** One for each pair, in their order. */
  readonly effects: () => readonly Effect[];
  readonly bySeverity: () => { readonly new: SeverityCounts; readonly dropped: SeverityCounts };
}

/** Keys of a finding whose change a reader of the report would see; its row and the rule's version are none. */
const told = ["severity", "dimension", "status", "message", "fix", "fields", "due"] as const;

/**
 * @param base The rules that judged for base, in the order of their outcomes.
 * @param examples How many findings to keep of each kind and rule.
 */
export function createFindingsComparison(
  pairs: readonly RulePair[],
  rules: {
    readonly base: readonly { readonly id: string }[];
    readonly head: readonly { readonly id: string }[];
  },
  examples: number,
): FindingsComparison {
  const placesBase = new Map(rules.base.map(({ id }, place) => [id, place]));
  const placesHead = new Map(rules.head.map(({ id }, place) => [id, place]));
  const bySeverity = { new: noSeverities(), dropped: noSeverities() };
  const places = pairs.map(({ base, head }) => ({
    base: base === undefined ? undefined : placesBase.get(base.id),
    head: head === undefined ? undefined : placesHead.get(head.id),
    isShadowBase: base?.state === "shadow",
    isShadowHead: head?.state === "shadow",
    outcomes: { base: noOutcomes(), head: noOutcomes() },
    moves: new Map<string, number>(),
    findings: createDifferences(examples, bySeverity),
    shadow: createDifferences(examples),
  }));
  const width = { base: rules.base.length, head: rules.head.length };
  let found = 0;

  function add(base: Judged, head: Judged): void {
    const findingsBase = byOutcome(base, width.base);
    const findingsHead = byOutcome(head, width.head);
    for (const place of places) {
      const one = place.base === undefined ? undefined : base.outcomes[place.base];
      const other = place.head === undefined ? undefined : head.outcomes[place.head];
      if (one !== undefined) place.outcomes.base[one.outcome]++;
      if (other !== undefined) place.outcomes.head[other.outcome]++;
      if (one !== undefined && other !== undefined && one.outcome !== other.outcome) {
        const move = `${one.outcome} ${other.outcome}`;
        place.moves.set(move, (place.moves.get(move) ?? 0) + 1);
      }
      const before = place.base === undefined ? undefined : findingsBase[place.base];
      const after = place.head === undefined ? undefined : findingsHead[place.head];
      if (before === undefined && after === undefined) continue;
      const real = [place.isShadowBase ? undefined : before, place.isShadowHead ? undefined : after] as const;
      if (real[0] !== undefined || real[1] !== undefined) found += place.findings.add(...real);
      // A rule that left the shadow, or went into it, has its findings told as real ones.
      else place.shadow.add(before, after);
    }
  }

  return {
    add,
    found: () => found,
    effects: () =>
      places.map(({ base, head, outcomes, moves, findings, shadow }) => ({
        base: base === undefined ? null : evaluated(outcomes.base),
        head: head === undefined ? null : evaluated(outcomes.head),
        moves: movesOf(moves),
        findings: findings.result(),
        shadow: shadow.result(),
      })),
    bySeverity: () => bySeverity,
  };
}

/** The findings at the places of their outcomes. */
function byOutcome({ outcomes, findings }: Judged, width: number): readonly (Finding | undefined)[] {
  if (findings.length === 0) return none;
  const placed: (Finding | undefined)[] = new Array(width);
  let next = 0;
  outcomes.forEach(({ outcome }, place) => {
    if (outcome === "failed" || outcome === "waived") placed[place] = findings[next++];
  });
  return placed;
}

const none: readonly undefined[] = [];

/** Gathers findings that are in one of both, or differ. */
interface DifferenceTally {
  /** The two findings of a rule and an event, where there are; gives how many differences they make. */
  readonly add: (base: Finding | undefined, head: Finding | undefined) => number;
  readonly result: () => Differences;
}

function createDifferences(
  examples: number,
  bySeverity: { readonly new: Record<Severity, number>; readonly dropped: Record<Severity, number> } = {
    new: noSeverities(),
    dropped: noSeverities(),
  },
): DifferenceTally {
  const counts = { new: 0, dropped: 0, changed: 0, sameEvent: 0 };
  const kept: Differences["examples"] = { new: [], dropped: [], changed: [] };

  function isNew(finding: Finding): void {
    counts.new++;
    bySeverity.new[finding.severity]++;
    if (kept.new.length < examples) kept.new.push(finding);
  }
  function isDropped(finding: Finding): void {
    counts.dropped++;
    bySeverity.dropped[finding.severity]++;
    if (kept.dropped.length < examples) kept.dropped.push(finding);
  }

  return {
    add(base, head) {
      if (base !== undefined && head !== undefined && base.fingerprint === head.fingerprint) {
        const what = told.filter((key) => !isEqual(base[key], head[key]));
        if (what.length === 0) return 0;
        counts.changed++;
        if (kept.changed.length < examples) kept.changed.push({ base, head, what });
        return 1;
      }
      if (base !== undefined) isDropped(base);
      if (head !== undefined) isNew(head);
      if (base === undefined || head === undefined) return base === head ? 0 : 1;
      counts.sameEvent++;
      return 2;
    },
    result: () => ({ ...counts, examples: kept }),
  };
}

function isEqual(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other));
}

function evaluated(counts: Readonly<Record<OutcomeName, number>>): Evaluated {
  const sum = counts.passed + counts.failed + counts.waived;
  const total = outcomeNames.reduce((all, name) => all + counts[name], 0);
  return { total, evaluated: sum, ...counts };
}

/** In the order of the outcomes' names. */
function movesOf(moves: ReadonlyMap<string, number>): Effect["moves"] {
  return outcomeNames.flatMap((from) =>
    outcomeNames.flatMap((to) => {
      const events = moves.get(`${from} ${to}`) ?? 0;
      return events === 0 ? [] : [{ from, to, events }];
    }),
  );
}

function noOutcomes(): Record<OutcomeName, number> {
  return { passed: 0, failed: 0, waived: 0, notDue: 0, notApplicable: 0, notAssessed: 0, error: 0 };
}

function noSeverities(): Record<Severity, number> {
  return { error: 0, warning: 0, info: 0 };
}
