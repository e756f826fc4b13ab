import { type OutcomeName, severities } from "../../../rules/schema.ts";
import type { Verdict } from "../../solve/solver.ts";
import type { FoundInMeaning, MeaningCheck } from "../check.ts";
import { decisiveFacts } from "../conditions.ts";
import { type CorpusRow, merged } from "../corpus.ts";
import { meaningKey } from "../meaningKey.ts";
import type { Questions } from "../questions.ts";
import { type LocatedRule, type Subject, spotIn } from "../subject.ts";
import { shown } from "../witness.ts";

/** Two rules, by their places in the corpus, the first before the other. */
interface Pair {
  readonly one: LocatedRule;
  readonly other: LocatedRule;
  readonly first: number;
  readonly second: number;
}

/** Pairs of rules that can fire and pass, and speak of a fact that the other speaks of too. */
function pairsOf(subject: Subject, questions: Questions): readonly Pair[] {
  const sound = questions.corpus.rules.map((located, index) => ({
    located,
    index,
    facts: decisiveFacts(located.rule, subject.conditions, subject.facts),
    isSound:
      questions.says(located, "violated").verdict === "possible" &&
      questions.says(located, "passed").verdict === "possible",
  }));
  return sound.flatMap((one, at) =>
    sound.slice(at + 1).flatMap((other) => {
      // The clock alone ties nothing together.
      const share = [...one.facts].some((fact) => fact !== "asOf" && other.facts.has(fact));
      return one.isSound && other.isSound && share
        ? [{ one: one.located, other: other.located, first: one.index, second: other.index }]
        : [];
    }),
  );
}

/** Two rules that nobody can satisfy. */
export const rulesContradict: MeaningCheck = {
  code: "rules-contradict",
  severity: "error",
  doc: "Two rules are about the same record, and no record passes both: whoever satisfies the one violates the other.",
  *check(subject, questions) {
    for (const { one, other, first, second } of pairsOf(subject, questions)) {
      if (canMerge(questions, [first, "passed"], [second, "passed"])) continue;
      // Most pairs are about different records, or whatever the one is about violates the other: no record passes one
      // of them and violates the other, and there is nothing to choose between.
      const onlyOne = passesAlone(questions, first, second);
      if (onlyOne.verdict === "impossible") continue;
      const onlyOther = passesAlone(questions, second, first);
      if (onlyOther.verdict === "impossible") continue;
      const bothPass = questions.both(
        { index: first, outcomes: ["passed"] },
        { index: second, outcomes: ["passed"] },
      );
      if (bothPass.verdict === "possible") continue;
      for (const verdict of [onlyOne, onlyOther, bothPass]) {
        if (verdict.verdict !== "undecided") continue;
        yield undecidedPair({ one, other }, "a record can pass both", verdict.why);
        break;
      }
      if (
        bothPass.verdict === "undecided" ||
        onlyOne.verdict !== "possible" ||
        onlyOther.verdict !== "possible"
      )
        continue;
      yield {
        rule: other.rule.id,
        at: spotIn(other, ["violation"]),
        message: `No record passes both ${other.rule.id} and ${one.rule.id}: what satisfies one of them violates the other.`,
        fix: "Keep one of the two from being about the records of the other, or give up one.",
        related: [{ ...spotIn(one, ["violation"]), message: `What ${one.rule.id} holds for wrong.` }],
        witness: shown(onlyOther.witness, subject),
      };
    }
  },
};

/** Records of each rule that are put together with those of the other. */
const mostMerged = 6;

/** Whether a record passes one of two rules and violates the other. */
function passesAlone(questions: Questions, passes: number, violates: number): Verdict {
  return questions.both({ index: passes, outcomes: ["passed"] }, { index: violates, outcomes: ["violated"] });
}

/** What a rule, by its place in the corpus, says of a record. */
type Said = readonly [index: number, outcome: OutcomeName];

/** Whether a record of which one rule says so, put together with one of which the other says so, does both. */
function canMerge({ corpus }: Questions, [first, said]: Said, [second, saidToo]: Said): boolean {
  const isBoth = ({ outcomes }: CorpusRow): boolean =>
    outcomes[first] === said && outcomes[second] === saidToo;
  const ones = corpus.rowsOf(first, said);
  if (ones.some(isBoth)) return true;
  const others = corpus.rowsOf(second, saidToo).slice(0, mostMerged);
  for (const one of ones.slice(0, mostMerged))
    for (const other of others)
      for (const witness of [merged(one, other), merged(other, one)]) {
        const row = witness === undefined ? undefined : corpus.evaluate(witness);
        if (row === undefined || !isBoth(row)) continue;
        corpus.add(row);
        return true;
      }
  return false;
}

/** Two rules that mean the same. */
export const rulesSame: MeaningCheck = {
  code: "rules-same",
  severity: "warning",
  doc: "Two rules have the same conditions: every finding comes twice.",
  *check(subject, questions) {
    const seen = new Map<string, LocatedRule>();
    for (const located of questions.corpus.rules) {
      const key = meaningKey(located.rule, subject.conditions);
      const before = seen.get(key);
      if (before === undefined) seen.set(key, located);
      else {
        const fires = questions.says(located, "violated");
        yield {
          rule: located.rule.id,
          at: spotIn(located, ["violation"]),
          message: `${before.rule.id} means the same: every finding comes twice.`,
          fix: "Retire one of the two.",
          related: [{ ...spotIn(before, ["violation"]), message: "The same conditions." }],
          ...(fires.verdict === "possible" ? { witness: shown(fires.witness, subject) } : {}),
        };
      }
    }
  },
};

/** A rule that says nothing that another does not say. */
export const ruleRedundant: MeaningCheck = {
  code: "rule-redundant",
  severity: "warning",
  doc: "Wherever the rule fails, another of the same severity or a graver one fails as well: its findings all come twice.",
  *check(subject, questions) {
    for (const pair of pairsOf(subject, questions)) {
      if (meaningKey(pair.one.rule, subject.conditions) === meaningKey(pair.other.rule, subject.conditions))
        continue;
      const { one, other, first, second } = pair;
      const found = covers(subject, questions, other, second, one, first);
      if (found !== undefined) yield found;
      else {
        const reversed = covers(subject, questions, one, first, other, second);
        if (reversed !== undefined) yield reversed;
      }
    }
  },
};

/** Whether every record that fails the narrow rule fails the wide one. */
function covers(
  subject: Subject,
  questions: Questions,
  narrow: LocatedRule,
  narrowAt: number,
  wide: LocatedRule,
  wideAt: number,
): FoundInMeaning | undefined {
  // A graver word about a part of the cases is what a second rule is for.
  if (severities.indexOf(narrow.rule.severity) < severities.indexOf(wide.rule.severity)) return undefined;
  // So is a word about how late it is, which reminders are made of.
  if (narrow.rule.dimension === "timeliness" && wide.rule.dimension !== "timeliness") return undefined;
  const failures = questions.corpus.rowsOf(narrowAt, "failed");
  if (failures.some(({ outcomes }) => outcomes[wideAt] !== "failed")) return undefined;
  if (canMerge(questions, [narrowAt, "failed"], [wideAt, "passed"])) return undefined;
  const alone = questions.both(
    { index: narrowAt, outcomes: ["failed"] },
    { index: wideAt, outcomes: ["passed", "notDue", "notApplicable", "notAssessed"] },
  );
  if (alone.verdict === "possible") return undefined;
  if (alone.verdict === "undecided")
    return undecidedPair({ one: wide, other: narrow }, `${narrow.rule.id} can fail alone`, alone.why);
  const both = questions.both(
    { index: narrowAt, outcomes: ["failed"] },
    { index: wideAt, outcomes: ["failed"] },
  );
  // It may be that it is never failed, but only not due.
  if (both.verdict !== "possible") return undefined;
  return {
    rule: narrow.rule.id,
    at: spotIn(narrow, ["violation"]),
    message: `Wherever ${narrow.rule.id} fails, ${wide.rule.id} fails as well.`,
    fix: `Retire ${narrow.rule.id}, or keep one of the two from being about the records of the other.`,
    related: [{ ...spotIn(wide, ["violation"]), message: `What ${wide.rule.id} holds for wrong.` }],
    witness: shown(both.witness, subject),
  };
}

function undecidedPair(
  { one, other }: Pick<Pair, "one" | "other">,
  what: string,
  why: string,
): FoundInMeaning {
  return {
    rule: other.rule.id,
    at: spotIn(other, ["violation"]),
    message: `Whether ${what}, of ${other.rule.id} and ${one.rule.id}`,
    fix: "Add an example that shows it.",
    related: [{ ...spotIn(one, ["violation"]), message: "The other rule." }],
    undecided: why,
  };
}
