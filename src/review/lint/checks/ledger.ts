import { nearest } from "../../../nearest.ts";
import type { Check } from "../check.ts";
import type { Found } from "../diagnostic.ts";
import { added, type Ledger, type LedgerEntry, ledgerSpot, ledgerText, marked } from "../ledger.ts";
import { meaningKey } from "../meaningKey.ts";
import { type LocatedRule, type Subject, spotIn } from "../subject.ts";

function entryOf({ rule }: LocatedRule, { conditions }: Subject): LedgerEntry {
  return { id: rule.id, version: rule.version, meaning: meaningKey(rule, conditions), state: "used" };
}

/** What the ledger knows of an id, in the order of its lines. */
function entriesFor(id: string, { lines }: Ledger): readonly LedgerEntry[] {
  return lines.flatMap(({ entry }) => (entry?.id === id ? [entry] : []));
}

/** Rules with what the ledger knows of their ids; none where there is no ledger. */
function* knownRules(
  subject: Subject,
): Generator<{ located: LocatedRule; ledger: Ledger; known: readonly LedgerEntry[] }> {
  const { ledger, rules } = subject;
  if (ledger === undefined) return;
  for (const located of rules) yield { located, ledger, known: entriesFor(located.rule.id, ledger) };
}

/** A folder without a ledger. */
export const ledgerMissing: Check = {
  code: "ledger-missing",
  severity: "info",
  doc: "The folder has no ledger of the ids that were ever used: a removed id may be given again unnoticed.",
  *check(subject) {
    const { ledger, ledgerFile, rules, hasAllConditions } = subject;
    if (ledger !== undefined || ledgerFile === undefined || rules.length === 0 || !hasAllConditions) return;
    const content = ledgerText(rules.map((located) => entryOf(located, subject)));
    yield {
      at: { file: ledgerFile, line: 1, column: 1 },
      message: "The folder has no ledger of the ids that were ever used.",
      fix: "Let --fix write it, and keep it beside the rules.",
      edits: [{ file: ledgerFile, offset: 0, length: 0, content }],
    };
  },
};

/** A line of the ledger that says nothing. */
export const ledgerLine: Check = {
  code: "ledger-line",
  severity: "error",
  doc: "A line of the ledger cannot be read, or stands twice.",
  *check({ ledger }) {
    const seen = new Set<string>();
    for (const line of ledger?.lines ?? []) {
      const { entry } = line;
      const key = entry === undefined ? undefined : `${entry.id},${entry.version}`;
      const isTwin = key !== undefined && seen.has(key);
      if (key !== undefined) seen.add(key);
      if (ledger === undefined || (entry !== undefined && !isTwin)) continue;
      yield {
        at: ledgerSpot(ledger, line),
        message: isTwin
          ? `Version ${entry?.version} of ${entry?.id} stands in the ledger twice.`
          : "The line cannot be read.",
        expected: isTwin
          ? "one line for each version"
          : "id,version,meaning,state, as in coc-zero,1,0123456789abcdef,used",
        fix: isTwin
          ? "Keep the line that the history of the file has first."
          : "Restore the line from the history of the file.",
      };
    }
  },
};

/** A rule that is new to the ledger. */
export const idNotInLedger: Check = {
  code: "id-not-in-ledger",
  severity: "warning",
  doc: "The ledger does not know the id, or not this version of the rule.",
  *check(subject) {
    if (!subject.hasAllConditions) return;
    for (const { located, ledger, known } of knownRules(subject)) {
      const { rule } = located;
      if (known.some(({ version, state }) => version === rule.version || state === "removed")) continue;
      // What is wrong with the version is told first.
      if (versionFault(rule.version, known) !== undefined) continue;
      const isNew = known.length === 0;
      yield {
        rule: rule.id,
        at: spotIn(located, [isNew ? "id" : "version"]),
        message: isNew
          ? `The ledger does not know ${rule.id}.`
          : `The ledger does not know version ${rule.version}.`,
        fix: "Let --fix add it to the ledger.",
        edits: [added(ledger, entryOf(located, subject))],
      };
    }
  },
};

/** An id that no rule has any more. */
export const idRemoved: Check = {
  code: "id-removed",
  severity: "error",
  doc: "The ledger knows an id that no file has: reports that name it lead nowhere.",
  *check({ ledger, rules, idsElsewhere }) {
    if (ledger === undefined) return;
    const ids = new Set(rules.map(({ rule }) => rule.id));
    const fresh = [...ids].filter((id) => entriesFor(id, ledger).length === 0);
    const told = new Set<string>();
    for (const line of ledger.lines) {
      const { entry } = line;
      if (entry === undefined || entry.state === "removed" || told.has(entry.id)) continue;
      if (ids.has(entry.id) || idsElsewhere.has(entry.id)) continue;
      told.add(entry.id);
      const near = nearest(entry.id, fresh);
      yield {
        rule: entry.id,
        at: ledgerSpot(ledger, line),
        message: `No file has the rule ${entry.id} any more.`,
        fix: `${near === undefined ? "" : `If it was renamed to ${near}, give it its id back. `}Keep the file, with the state retired; where it has to go, --fix marks the id as removed, so that it is not given again.`,
        edits: marked(ledger, entry.id),
      };
    }
  },
};

/** An id that was removed, and is there again. */
export const idRecycled: Check = {
  code: "id-recycled",
  severity: "error",
  doc: "A rule has an id that another had before it was removed: old reports would speak of the wrong rule.",
  *check(subject) {
    for (const { located, ledger, known } of knownRules(subject)) {
      const removed = known.find(({ state }) => state === "removed");
      if (removed === undefined) continue;
      const line = ledger.lines.find(({ entry }) => entry === removed);
      yield {
        rule: located.rule.id,
        at: spotIn(located, ["id"]),
        message: `The id ${located.rule.id} was used by a rule that is removed.`,
        fix: "Give the rule an id that was never used. If it is the old rule come back, write used in the ledger's line.",
        ...(line === undefined
          ? {}
          : { related: [{ ...ledgerSpot(ledger, line), message: "The rule that had it." }] }),
      };
    }
  },
};

/** A rule that means something else under the same version. */
export const meaningChanged: Check = {
  code: "meaning-changed",
  severity: "error",
  doc: "The rule means something else than the ledger has for its version: figures would change without a reason.",
  *check(subject) {
    if (!subject.hasAllConditions) return;
    for (const { located, ledger, known } of knownRules(subject)) {
      const { rule } = located;
      const before = known.find(({ version, state }) => version === rule.version && state === "used");
      if (versionFault(rule.version, known) !== undefined) continue;
      const { meaning } = entryOf(located, subject);
      if (before === undefined || before.meaning === meaning) continue;
      const line = ledger.lines.find(({ entry }) => entry === before);
      yield {
        rule: rule.id,
        at: spotIn(located, ["version"]),
        message: `Version ${rule.version} of ${rule.id} meant something else before: its conditions, its parameters, its due date or what they rest on changed.`,
        fix: `Make it version ${rule.version + 1}, and say in the history what changed. If rules diff proves that it is only written in another way, put ${meaning} in its line of the ledger instead.`,
        ...(line === undefined
          ? {}
          : { related: [{ ...ledgerSpot(ledger, line), message: "What it meant." }] }),
      };
    }
  },
};

/** A version that does not follow the last one. */
export const versionOrder: Check = {
  code: "version-order",
  severity: "error",
  doc: "The version is lower than the last one that the ledger knows, or leaves some out.",
  *check(subject) {
    for (const { located, known } of knownRules(subject)) {
      const { rule } = located;
      const fault = known.some(({ state }) => state === "removed")
        ? undefined
        : versionFault(rule.version, known);
      if (fault !== undefined) yield { rule: rule.id, at: spotIn(located, ["version"]), ...fault };
    }
  },
};

function versionFault(
  version: number,
  known: readonly LedgerEntry[],
): Pick<Found, "message" | "fix"> | undefined {
  if (known.length === 0) return undefined;
  const last = Math.max(...known.map((entry) => entry.version));
  if (version < last)
    return {
      message: `The version is ${version}, and there was a version ${last} before.`,
      fix: `Make it version ${last} again, or version ${last + 1} where the rule changed.`,
    };
  return version > last + 1
    ? {
        message: `The version is ${version}, and the last one was ${last}.`,
        fix: `Make it version ${last + 1}.`,
      }
    : undefined;
}
