import { createCellTally } from "../checker/cells.ts";
import { alone, createJudge, type Judge, type JudgeOptions } from "../checker/judge.ts";
import type { EventRecord } from "../events/record.ts";
import type { Finding } from "../findings/finding.ts";
import type { Profile } from "../profile/schema.ts";
import { openEvents } from "../read/events.ts";
import type { EventSource } from "../read/types.ts";
import { createFindingsComparison } from "../review/diff/compareFindings.ts";
import type { RulePair } from "../review/diff/compareRulesets.ts";
import { measureInTurn, type Work } from "../review/diff/measureCost.ts";
import type { DiffCost, DiffData, Differences, Effect, SeverityCounts } from "../review/diff/schema.ts";
import type { Rule, Ruleset } from "../rules/schema.ts";
import type { Progress } from "./checkFiles.ts";
import { type InputFile, openCounted, prepareInputs } from "./inputs.ts";

/** What two rule sets are compared on. */
export interface CompareOptions {
  readonly base: Ruleset;
  readonly head: Ruleset;
  /** The rules that differ; the others say the same of every event. */
  readonly pairs: readonly RulePair[];
  readonly profile: Profile;
  readonly asOf: string;
  /** Findings that are kept of each kind and rule. */
  readonly examples: number;
  /** Milliseconds of a clock, to measure what the rules cost; nothing is measured without one. */
  readonly now?: () => number;
  readonly progress?: (progress: Progress) => void;
}

/** What two rule sets say of the same events. */
export interface DataComparison {
  readonly data: DiffData;
  /** One for each pair. */
  readonly effects: readonly Effect[];
  readonly cells: Differences;
  readonly bySeverity: { readonly new: SeverityCounts; readonly dropped: SeverityCounts };
  readonly cost: DiffCost | null;
}

/** Events whose judgement is timed. */
const measured = 500;

/**
 * Reads files of events once and has every event judged by both rule sets. Keeps counts and a few examples, so that it
 * does not matter how many events there are.
 *
 * @throws {DataQualityError} where a file cannot be read as events.
 */
export async function compareOnFiles(
  files: readonly InputFile[],
  options: CompareOptions,
): Promise<DataComparison> {
  const { base, head, pairs, profile, asOf, examples } = options;
  const inputs = await prepareInputs(files, profile);
  const sizes = inputs.map(({ size }) => size);
  const totalBytes = sizes.reduce<number | undefined>(
    (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
    0,
  );
  const changed = { base: changedRules(base, pairs, "base"), head: changedRules(head, pairs, "head") };
  const comparison = createFindingsComparison(
    pairs,
    { base: changed.base.rules, head: changed.head.rules },
    examples,
  );
  const cells = createCellDifferences(examples);
  const sample: EventRecord[] = [];
  let sampled: SourceOptions | undefined;
  const told: DiffData["inputs"] = [];
  let events = 0;
  let rows = 0;
  let bytesBefore = 0;
  for (const input of inputs) {
    const opened = openCounted(input);
    const source = await openEvents(opened.bytes, { profile, name: input.name });
    const { file } = source;
    const shared = sourceOptionsOf(source, asOf);
    const judges = {
      base: createJudge({ ...shared, ruleset: changed.base }),
      head: createJudge({ ...shared, ruleset: changed.head }),
    };
    const ofCells = cells.source(
      createJudge({ ...shared, ruleset: base }).fieldsOf(anyEvent),
      createJudge({ ...shared, ruleset: head }).fieldsOf(anyEvent),
      source,
    );
    const counts = { rows: 0, events: 0, refused: 0 };
    try {
      for await (const batch of source.batches) {
        for (const item of batch) {
          counts.rows++;
          if (item.kind === "refused") {
            counts.refused++;
            continue;
          }
          counts.events++;
          const { event, line, row } = item;
          const place = { file, line, row };
          const circumstances = { source: place, stage: null };
          const one = judges.base.judge(event, circumstances);
          comparison.add(one, judges.head.judge(event, circumstances));
          ofCells?.add(event, { eventId: one.eventId, unit: one.unit, source: place });
          if (sample.length < measured && (sampled ?? shared) === shared) {
            sampled = shared;
            sample.push(event);
          }
        }
        options.progress?.({
          file,
          rowsOfFile: counts.rows,
          rows: rows + counts.rows,
          findings: comparison.found(),
          bytes: bytesBefore + opened.read(),
          totalBytes,
        });
      }
    } finally {
      await source.close();
    }
    ofCells?.end(source);
    rows += counts.rows;
    events += counts.events;
    bytesBefore += opened.read();
    told.push({ file, sha256: source.result().sha256, ...counts });
  }
  const ofRules = comparison.bySeverity();
  const ofCells = cells.result();
  return {
    data: { asOf, profile: profile.name, inputs: told, events },
    effects: comparison.effects(),
    cells: ofCells,
    bySeverity: {
      new: { ...ofRules.new, error: ofRules.new.error + ofCells.new },
      dropped: { ...ofRules.dropped, error: ofRules.dropped.error + ofCells.dropped },
    },
    cost:
      options.now === undefined || sampled === undefined
        ? null
        : costOf({ base, head, pairs, sample, shared: sampled, now: options.now }),
  };
}

/** The rules that differ, those on trial among them as if they were active, so that what they would find is made. */
function changedRules(ruleset: Ruleset, pairs: readonly RulePair[], key: "base" | "head"): Ruleset {
  const rules = pairs.flatMap(({ [key]: rule }): readonly Rule[] =>
    rule === undefined || rule.state === "retired" ? [] : [{ ...rule, state: "active" }],
  );
  return { ...ruleset, rules };
}

type SourceOptions = Omit<JudgeOptions, "ruleset">;

function sourceOptionsOf(source: EventSource, asOf: string): SourceOptions {
  const { absent, assumptions, partial, columns } = source;
  return {
    asOf,
    absent,
    assumed: [...assumptions.map(({ field }) => field), ...partial],
    columns: new Map(columns.map(({ field, column }) => [field, column])),
    facts: [],
    operators: [],
  };
}

/** Without a configuration rules are the same for all events. */
const anyEvent = { unit: undefined, eventType: undefined };

type CellTally = ReturnType<typeof createCellTally>;

interface CellSource {
  readonly add: CellTally["add"];
  readonly end: (source: EventSource) => void;
}

/** A cell that cannot be read is a finding where a rule needs its field: of fields that one rule set alone needs. */
function createCellDifferences(examples: number): {
  readonly source: (
    base: ReadonlySet<string>,
    head: ReadonlySet<string>,
    source: EventSource,
  ) => CellSource | undefined;
  readonly result: () => Differences;
} {
  const counts = { new: 0, dropped: 0, changed: 0, sameEvent: 0 };
  const kept: { readonly new: Finding[]; readonly dropped: Finding[] } = { new: [], dropped: [] };

  function take(kind: "new" | "dropped", tally: CellTally, source: EventSource): void {
    // Known in full only now: a column may come into question late.
    const { findings, total } = tally.result(new Set(source.ambiguous.map(({ field }) => field)));
    counts[kind] += total;
    kept[kind].push(...findings.slice(0, examples - kept[kind].length));
  }

  return {
    source(base, head, { columns: listed }) {
      const columns = new Map(listed.map(({ field, column }) => [field, column]));
      const only = (fields: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> =>
        new Set([...fields].filter((field) => !others.has(field)));
      const [dropped, added] = [only(base, head), only(head, base)];
      if (dropped.size + added.size === 0) return undefined;
      const tallies = {
        new: createCellTally({ columns, fieldsOf: () => added, keep: examples }),
        dropped: createCellTally({ columns, fieldsOf: () => dropped, keep: examples }),
      };
      return {
        add(event, judged) {
          tallies.new.add(event, judged);
          tallies.dropped.add(event, judged);
        },
        end(source) {
          take("new", tallies.new, source);
          take("dropped", tallies.dropped, source);
        },
      };
    },
    result: () => ({ ...counts, examples: { ...kept, changed: [] } }),
  };
}

interface CostOptions extends Pick<CompareOptions, "base" | "head" | "pairs"> {
  readonly sample: readonly EventRecord[];
  readonly shared: SourceOptions;
  readonly now: () => number;
}

/** Both whole rule sets, and each rule whose conditions changed alone, on the same events in turn. */
function costOf({ base, head, pairs, sample, shared, now }: CostOptions): DiffCost {
  // A few events take less than the clock can tell.
  const times = Math.max(1, Math.ceil(measured / sample.length));
  const works: Work[] = [];
  const workOf = (ruleset: Ruleset): number => {
    const { judge }: Judge = createJudge({ ...shared, ruleset });
    return (
      works.push(() => {
        for (let time = 0; time < times; time++) for (const event of sample) judge(event, alone);
      }) - 1
    );
  };
  const workOfRule = (ruleset: Ruleset, rule: Rule | undefined): number | undefined =>
    rule === undefined || rule.state === "retired" ? undefined : workOf({ ...ruleset, rules: [rule] });
  const whole = { base: workOf(base), head: workOf(head) };
  const rules = pairs
    .filter(({ change }) => change.kinds.some((kind) => deciding.has(kind)))
    .map((pair) => ({
      id: pair.change.id,
      base: workOfRule(base, pair.base),
      head: workOfRule(head, pair.head),
    }));
  const milliseconds = measureInTurn(works, now);
  const perEvent = (work: number): number =>
    Math.round(((milliseconds[work] ?? 0) * 1e6) / (times * sample.length));
  return {
    events: sample.length,
    base: perEvent(whole.base),
    head: perEvent(whole.head),
    rules: rules.map((rule) => ({
      id: rule.id,
      base: rule.base === undefined ? null : perEvent(rule.base),
      head: rule.head === undefined ? null : perEvent(rule.head),
    })),
  };
}

const deciding: ReadonlySet<string> = new Set(["added", "removed", "meaning", "state", "wording"]);
