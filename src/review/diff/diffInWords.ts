import { shareText } from "../../report/shareText.ts";
import { counted, grouped } from "../../report/table/counted.ts";
import { severities } from "../../rules/schema.ts";
import { evaluatedOf } from "./failures.ts";
import { outcomeWords } from "./outcomeWords.ts";
import {
  type ChangedFinding,
  changeKinds,
  type DiffCost,
  type Differences,
  type DiffSide,
  type Effect,
  type RuleChange,
  type RulesDiff,
  type SeverityCounts,
} from "./schema.ts";
import { textChange } from "./textChange.ts";

const kindWords: Readonly<Record<RuleChange["kinds"][number], string>> = {
  added: "added",
  removed: "removed",
  renamed: "renamed",
  meaning: "meaning",
  state: "state",
  severity: "severity",
  fields: "fields",
  labels: "tags or dimension",
  text: "text",
  wording: "written in another way",
  examples: "examples",
  version: "version",
};

/** `meaning, text` */
export function kindsInWords({ kinds }: RuleChange): string {
  return kinds.map((kind) => kindWords[kind]).join(", ");
}

/** `1 → 2`, `new`, `gone`. */
export function versionInWords({ base, head }: RuleChange): string {
  if (base === null) return `${head?.version ?? ""}`;
  if (head === null || head.version === base.version) return `${base.version}`;
  return `${base.version} → ${head.version}`;
}

/** `3 rules changed (1 added, 2 in meaning), 65 unchanged` */
export function rulesInWords({ changes, summary }: RulesDiff): string {
  const unchanged = `${grouped(summary.unchanged)} unchanged`;
  if (changes.length === 0) return `No rule changed, ${unchanged}`;
  const kinds = Object.entries(summary.rules).map(([kind, count]) => `${grouped(count)} ${kindOf(kind)}`);
  return `${counted(changes.length, "rule")} changed (${kinds.join(", ")}), ${unchanged}`;
}

function kindOf(kind: string): string {
  return Object.entries(kindWords).find(([name]) => name === kind)?.[1] ?? kind;
}

/** `main (abc1234), 68 rules` */
export function sideInWords({ name, commit, rules }: DiffSide): readonly [name: string, more: string] {
  return [name, `${commit === null ? "" : `${commit.slice(0, 7)}, `}${counted(rules, "rule")}`];
}

/** `12 new findings (10 errors, 2 warnings), 3 dropped, 5 changed`; `undefined` without data. */
export function findingsInWords({ summary }: RulesDiff): string | undefined {
  const { findings } = summary;
  if (findings === null) return undefined;
  const { new: added, dropped, changed } = findings;
  if (added + dropped + changed === 0) return "no finding is new, dropped or changed";
  return [
    `${counted(added, "new finding")}${severitiesInWords(findings.newBySeverity)}`,
    `${grouped(dropped)} dropped${severitiesInWords(findings.droppedBySeverity)}`,
    `${grouped(changed)} changed`,
  ].join(", ");
}

/** ` (10 errors, 2 warnings)`; nothing where there is none. */
function severitiesInWords(counts: SeverityCounts): string {
  const names = { error: "error", warning: "warning", info: "note" } as const;
  const parts = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => counted(counts[severity], names[severity]));
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

/** `1,203 events of 2 files as of 2025-06-30 (3 rows refused)`; `undefined` without data. */
export function dataInWords({ data }: RulesDiff): string | undefined {
  if (data === null) return undefined;
  const refused = data.inputs.reduce((sum, input) => sum + input.refused, 0);
  const more = refused === 0 ? "" : ` (${counted(refused, "row")} refused)`;
  return `${counted(data.events, "event")} of ${counted(data.inputs.length, "file")} as of ${data.asOf}${more}`;
}

/** `12 (1.2%)`: of the events that were evaluated. */
export function countInWords(count: number, whole: number): string {
  return count === 0 ? "0" : `${grouped(count)} (${shareText(count, whole)})`;
}

/** New of those evaluated in head, dropped and changed of those evaluated in base. */
export function wholesOf(effect: Effect): { readonly new: number; readonly dropped: number } {
  return { new: effect.head?.evaluated ?? 0, dropped: evaluatedOf(effect) };
}

/** `40 → 45`, `40`. */
export function fromTo(before: number | undefined, after: number | undefined): string {
  const text = (count: number | undefined): string => (count === undefined ? "–" : grouped(count));
  return before === after ? text(before) : `${text(before)} → ${text(after)}`;
}

/** `12 passed → failed, 3 not assessed → failed` */
export function movesInWords({ moves }: Effect): string | undefined {
  if (moves.length === 0) return undefined;
  return moves
    .map(({ from, to, events }) => `${grouped(events)} ${outcomeWords[from]} → ${outcomeWords[to]}`)
    .join(", ");
}

/** How a line marks the name of a rule, and the text around it. */
export interface Marks {
  readonly name: (id: string) => string;
  readonly text: (text: string) => string;
}

/** Why the comparison failed; rules that fail for the same reason are told in one line. */
export function failuresInWords({ failures, changes }: RulesDiff, { name, text }: Marks): readonly string[] {
  const of = (code: RulesDiff["failures"][number]["code"]): readonly string[] =>
    failures.flatMap((failure) => (failure.code === code && failure.rule !== null ? [failure.rule] : []));
  const unversioned = of("meaning-without-version");
  const found = of("new-findings");
  const grouping = new Set([
    ...(unversioned.length > 1 ? ["meaning-without-version"] : []),
    ...(found.length > 1 ? ["new-findings"] : []),
  ]);
  const newOf = (id: string): number => changes.find((change) => change.id === id)?.effect?.findings.new ?? 0;
  return [
    ...(unversioned.length > 1
      ? [
          `${text(`the meaning of ${counted(unversioned.length, "rule")} changed without a new version:`)} ${unversioned.map(name).join(", ")}; ${text("raise each version by one, and say in the history what changed")}`,
        ]
      : []),
    ...(found.length > 1
      ? [`${text("new findings:")} ${found.map((id) => `${name(id)} ${grouped(newOf(id))}`).join(", ")}`]
      : []),
    ...failures
      .filter(({ code, rule }) => rule === null || !grouping.has(code))
      .map(({ rule, message }) => `${rule === null ? "" : `${name(rule)}: `}${text(message)}`),
  ];
}

/** More titles of examples than these are counted: a rule may have forty. */
const fewExamples = 2;

/** What changed in a rule, for a person: examples that came or went alike are one line with the first titles. */
export function linesOf({ words }: Pick<RuleChange, "words">): readonly string[] {
  const alike = new Map<string, string[]>();
  const lines: (string | readonly string[])[] = [];
  for (const { kind, text } of words) {
    const [, what, example] =
      (kind === "examples" && /^example (added|changed|dropped): (.*)$/s.exec(text)) || [];
    if (what === undefined || example === undefined) lines.push(text);
    else alike.set(what, [...(alike.get(what) ?? []), example]);
  }
  for (const [what, examples] of alike)
    lines.push(
      examples.length <= fewExamples
        ? examples.map((example) => `example ${what}: ${example}`)
        : `${grouped(examples.length)} examples ${what}, such as ${examples.slice(0, fewExamples).join(" and ")}`,
    );
  return lines.flat();
}

/** Rules of which the examples changed, and nothing else of weight. */
export function isExamplesAlone(change: RuleChange): boolean {
  return isMinor(change) && change.kinds.every((kind) => kind === "examples" || kind === "wording");
}

/** Rules whose conditions are written in another way, and nothing else: there is no more to say of them. */
export function isWordingAlone({ kinds }: RuleChange): boolean {
  return kinds.length === 1 && kinds[0] === "wording";
}

const minor: ReadonlySet<RuleChange["kinds"][number]> = new Set([
  "labels",
  "text",
  "wording",
  "examples",
  "version",
]);

/** Whether nothing that decides anything changed, and no outcome or finding of the data differs. */
export function isMinor({ kinds, effect }: RuleChange): boolean {
  return kinds.every((kind) => minor.has(kind)) && (effect === null || !hasEffect(effect));
}

/** Whether any event has another outcome, or any finding differs. */
export function hasEffect({ base, head, moves, findings, shadow }: Effect): boolean {
  return base === null || head === null || moves.length > 0 || !isEmpty(findings) || !isEmpty(shadow);
}

/** What differs in a finding that is in both; texts come as `old` and `new`. */
export function changesOfFinding({ base, head, what }: ChangedFinding): readonly string[] {
  return what.map((key) => {
    switch (key) {
      case "severity":
      case "dimension":
      case "status":
        return `${key} ${base[key]} → ${head[key]}`;
      case "due":
        return `due ${base.due ?? "at once"} → ${head.due ?? "at once"}`;
      case "message":
      case "fix":
        return `${key} ${textChange(base[key], head[key])}`;
      default:
        return "what it says of the fields";
    }
  });
}

export function isEmpty({ new: added, dropped, changed }: Differences): boolean {
  return added + dropped + changed === 0;
}

/** Whole rule sets, then the rules that cost most; `undefined` where nothing was measured. */
export function costInWords({ cost }: RulesDiff): readonly string[] | undefined {
  if (cost === null) return undefined;
  const rules = [...cost.rules]
    .sort((one, other) => weight(other) - weight(one))
    .slice(0, 5)
    .map(({ id, base, head }) => `${id} ${microseconds(base)} → ${microseconds(head)}`);
  return [
    `Cost of evaluation, a median over ${counted(cost.events, "event")}: ${microseconds(cost.base)} → ${microseconds(cost.head)} µs an event for all rules`,
    ...(rules.length === 0
      ? []
      : [
          `alone, where the conditions changed${cost.rules.length > rules.length ? ", the 5 dearest" : ""}: ${rules.join(", ")}`,
        ]),
  ];
}

function weight({ base, head }: DiffCost["rules"][number]): number {
  return Math.max(base ?? 0, head ?? 0);
}

function microseconds(nanoseconds: number | null): string {
  return nanoseconds === null ? "–" : (nanoseconds / 1_000).toFixed(2);
}

/** The changes that touch most findings first, then the gravest. */
export function byWeight(changes: readonly RuleChange[]): readonly RuleChange[] {
  const touched = ({ effect }: RuleChange): number =>
    effect === null ? 0 : effect.findings.new + effect.findings.dropped + effect.findings.changed;
  const gravity = ({ kinds }: RuleChange): number => changeKinds.indexOf(kinds[0] ?? "version");
  return [...changes].sort((one, other) => touched(other) - touched(one) || gravity(one) - gravity(other));
}
