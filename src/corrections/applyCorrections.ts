import { type Checker, createChecker } from "../checker/checker.ts";
import type { Judgement } from "../checker/judge.ts";
import { compareText } from "../compareText.ts";
import { mayBeEvent } from "../events/mayBeEvent.ts";
import type { EmsEvent } from "../events/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { requireFindings } from "../findings/requireFindings.ts";
import { isObject, optionError, refuseUnknownOptions } from "../optionError.ts";
import { type Confidence, confidences, severities } from "../rules/schema.ts";
import type { Scalar } from "../rules/value.ts";
import { type PatchOperation, patchOperation } from "./jsonPatch.ts";

/** Every option has a default. */
export interface CorrectionOptions {
  /**
   * What found the findings: with the same rules, clock and configuration. Default: a checker with the shipped rules and
   * today's date. What another checker found and this one does not is left out as changed, and so is what rests on a
   * look-up: the check is `check`, which makes none.
   */
  readonly checker?: Pick<Checker, "check">;
  /** How sure a proposal must be. Default: `likely`, all that are proposed. */
  readonly minimum?: Confidence;
  /** The stored version, where the findings are of a check with one; see `check`. */
  readonly previous?: EmsEvent | null;
}

/** A value that was put into the event. */
export interface AppliedCorrection {
  /** Fingerprint of the finding that proposed it. */
  readonly finding: string;
  readonly ruleId: string;
  readonly field: string;
  readonly value: Scalar;
  readonly confidence: Confidence;
}

/** Why a proposal was left out. */
export type SkipReason =
  /** Another finding proposes another value for the field, and is as sure or surer. */
  | "conflict"
  /** It would bring an error that is not there now, or a rule that fails to run. */
  | "would cause an error"
  | "below the minimum"
  /** The event, or what a correction before it made of the event, no longer asks for it. */
  | "changed meanwhile";

/** A proposal that was left out. */
export interface SkippedCorrection {
  /** Fingerprint of the finding that proposed it. */
  readonly finding: string;
  readonly ruleId: string;
  readonly field: string;
  readonly reason: SkipReason;
}

/** The caller's event with fields of the canonical event changed: what is its own stays as it is. */
export type Corrected<Event extends EmsEvent> = Omit<Event, keyof EmsEvent> & EmsEvent;

/** What became of the proposals of findings: each is applied, or skipped with the reason. */
export interface Corrections<Event extends EmsEvent = EmsEvent> {
  /** A new object, also where nothing was corrected. */
  readonly event: Corrected<Event>;
  /** What was changed, as a JSON Patch (RFC 6902): applied to the old event as JSON it gives the new one. */
  readonly patch: readonly PatchOperation[];
  readonly applied: readonly AppliedCorrection[];
  readonly skipped: readonly SkippedCorrection[];
}

const optionNames = ["checker", "minimum", "previous"];

/**
 * Puts the values that findings propose (`fields[].suggested`) into a copy of the event.
 *
 * It never makes an event worse: after each finding's values the event is checked again, and those that would bring an
 * error which was not there are left out. What a finding proposes for several fields belongs together: all of it is applied
 * or nothing. Where two findings propose different values for a field, the surer one wins, and of equally sure ones none.
 * A proposal counts only while the check still makes it for this event: findings may come back from a browser, or be old.
 *
 * @param event With the canonical names; a plain object. It is not changed.
 * @param findings Of this event, in any order.
 * @throws {DataQualityError} where an option is wrong, the event is no object, or something is no finding.
 *
 * @example
 * ```ts
 * const checker = createChecker({ asOf: "2025-06-30" });
 * const event = { eventId: "EMS-1", unit: "CWM", eventType: "wrkshop", learningRelated: true, objectiveAssessment: false };
 * const { event: corrected, patch } = applyCorrections(event, checker.check(event).findings, { checker });
 * corrected.eventType; // "workshop"
 * patch; // [{ "op": "test", "path": "/eventType", "value": "wrkshop" }, { "op": "replace", "path": "/eventType", "value": "workshop" }]
 * ```
 */
export function applyCorrections<Event extends EmsEvent>(
  event: Event,
  findings: readonly Finding[],
  options: CorrectionOptions = {},
): Corrections<Event> {
  refuseUnknownOptions(options, optionNames);
  const { checker = checkerOfToday(), minimum = "likely" } = options;
  if (!isObject(checker) || typeof checker.check !== "function")
    throw optionError("checker", checker, "a checker from createChecker");
  if (!confidences.includes(minimum))
    throw optionError("minimum", minimum, `one of ${confidences.join(", ")}`);
  if (!mayBeEvent(event))
    throw optionError("event", typeof event, "an event as an object with the canonical names");
  const how = options.previous === undefined ? {} : { previous: options.previous };
  const check = (each: EmsEvent): Judgement => checker.check(each, how);

  const before = check(event);
  // Its values and names would not be those of the event.
  if (before.findings.some(({ fields }) => fields.some(({ column }) => column !== undefined)))
    throw optionError(
      "checker",
      "a checker with a profile",
      "one without: events are corrected by their canonical names",
    );
  const { groups, skipped } = chosen(groupsOf(requireFindings(findings)), before, minimum);
  const applied: AppliedCorrection[] = [];
  let now: State = { event: copyOf(event), judgement: before, errors: errorsOf(before) };

  for (const group of groups) {
    const skip = (reason: SkipReason): void => {
      skipped.push(...group.proposals.map((proposal) => skippedOf(group, proposal, reason)));
    };
    const open = group.proposals.filter(({ field, value }) => Reflect.get(now.event, field) !== value);
    if (open.length > 0) {
      if (!isStillProposed(group, now.judgement)) {
        skip("changed meanwhile");
        continue;
      }
      const next = stateOf(withValues(now.event, open), check);
      if (!isSubset(next.errors, now.errors)) {
        skip("would cause an error");
        continue;
      }
      now = next;
    }
    for (const { field, value, confidence } of group.proposals)
      applied.push({ finding: group.fingerprint, ruleId: group.ruleId, field, value, confidence });
  }

  const changed = [...new Set(applied.map(({ field }) => field))].sort(compareText);
  return {
    // What is not a field of the event was copied as it was.
    event: now.event as Corrected<Event>,
    patch: changed.flatMap((field) => patchOperation(event, field, Reflect.get(now.event, field))),
    applied,
    skipped: skipped.sort(
      (one, other) => compareText(one.finding, other.finding) || compareText(one.field, other.field),
    ),
  };
}

interface Proposal {
  readonly field: string;
  readonly observed: unknown;
  readonly value: Scalar;
  readonly confidence: Confidence;
}

/** What one finding proposes. */
interface Group {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly severity: Finding["severity"];
  readonly proposals: readonly Proposal[];
}

/** One for each finding that proposes something, in an order that does not hang on theirs: the surest and gravest first. */
function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { fingerprint, ruleId, severity, fields } of findings) {
    const proposals = fields.flatMap(({ field, observed, suggested, confidence = "likely" }): Proposal[] =>
      suggested === undefined || typeof suggested === "object"
        ? []
        : [{ field, observed, value: suggested, confidence }],
    );
    if (proposals.length === 0) continue;
    proposals.sort((one, other) => compareText(one.field, other.field));
    const group = { fingerprint, ruleId, severity, proposals };
    // The same finding twice is one.
    groups.set(JSON.stringify(group), group);
  }
  const rank = ({ severity, proposals }: Group): number =>
    (isSure(proposals) ? 0 : severities.length) + severities.indexOf(severity);
  return [...groups]
    .sort(
      ([key, one], [otherKey, other]) =>
        rank(one) - rank(other) || compareText(one.ruleId, other.ruleId) || compareText(key, otherKey),
    )
    .map(([, group]) => group);
}

function isSure(proposals: readonly Proposal[]): boolean {
  return proposals.every(({ confidence }) => confidence === "certain");
}

/** Those that may be tried, and what is skipped without a try. */
function chosen(
  all: readonly Group[],
  judgement: Judgement,
  minimum: Confidence,
): { readonly groups: readonly Group[]; readonly skipped: SkippedCorrection[] } {
  const skipped: SkippedCorrection[] = [];
  function keep(groups: readonly Group[], reason: SkipReason, isKept: (group: Group) => boolean): Group[] {
    return groups.filter((group) => {
      if (isKept(group)) return true;
      skipped.push(...group.proposals.map((proposal) => skippedOf(group, proposal, reason)));
      return false;
    });
  }
  const current = keep(
    all,
    "changed meanwhile",
    (group) => isStillProposed(group, judgement) && isStillObserved(group, judgement),
  );
  const sure = keep(
    current,
    "below the minimum",
    ({ proposals }) => minimum === "likely" || isSure(proposals),
  );
  const proposals = sure.flatMap((group) => group.proposals);
  const isBeaten = ({ field, value, confidence }: Proposal): boolean =>
    proposals.some(
      (other) =>
        other.field === field &&
        other.value !== value &&
        (other.confidence === "certain" || confidence === "likely"),
    );
  return { groups: keep(sure, "conflict", (group) => !group.proposals.some(isBeaten)), skipped };
}

function skippedOf(
  { fingerprint, ruleId }: Group,
  { field }: Proposal,
  reason: SkipReason,
): SkippedCorrection {
  return { finding: fingerprint, ruleId, field, reason };
}

/** Whether a check finds the same now, and proposes the same. A field that is none of the event is never proposed. */
function isStillProposed({ fingerprint, ruleId, proposals }: Group, { findings }: Judgement): boolean {
  const finding = findings.find((each) => each.ruleId === ruleId && each.fingerprint === fingerprint);
  return (
    finding !== undefined &&
    proposals.every(({ field, value }) =>
      finding.fields.some((each) => each.field === field && each.suggested === value),
    )
  );
}

function isStillObserved({ fingerprint, proposals }: Group, { findings }: Judgement): boolean {
  const finding = findings.find((each) => each.fingerprint === fingerprint);
  return proposals.every(({ field, observed }) =>
    finding?.fields.some((each) => each.field === field && each.observed === observed),
  );
}

interface State {
  readonly event: EmsEvent;
  readonly judgement: Judgement;
  readonly errors: ReadonlySet<string>;
}

function stateOf(event: EmsEvent, check: (event: EmsEvent) => Judgement): State {
  const judgement = check(event);
  return { event, judgement, errors: errorsOf(judgement) };
}

/** By rule and field, so that a finding that names fewer fields than before is not new; and rules that failed to run. */
function errorsOf({ findings, outcomes }: Judgement): ReadonlySet<string> {
  const errors = new Set<string>();
  for (const { ruleId, severity, fields } of findings) {
    if (severity !== "error") continue;
    errors.add(JSON.stringify([ruleId]));
    for (const { field } of fields) errors.add(JSON.stringify([ruleId, field]));
  }
  for (const { ruleId, outcome } of outcomes)
    if (outcome === "error") errors.add(JSON.stringify([ruleId, null]));
  return errors;
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const each of some) if (!all.has(each)) return false;
  return true;
}

function copyOf(event: EmsEvent): EmsEvent {
  return { ...event };
}

/** Fields of a known name only, see `isStillProposed`: `__proto__` is none. */
function withValues(event: EmsEvent, proposals: readonly Proposal[]): EmsEvent {
  return { ...event, ...Object.fromEntries(proposals.map(({ field, value }) => [field, value])) };
}

let memoised: Checker | undefined;

/** Its clock is the machine's, so that it may be kept. */
function checkerOfToday(): Checker {
  memoised ??= createChecker();
  return memoised;
}
