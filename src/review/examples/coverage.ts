import {
  createExplainer,
  type ExplainedComparison,
  type ExplainedCondition,
  type Explanation,
  type TruthName,
} from "../../engine/explain.ts";
import type { Comparison, Example, Rule } from "../../rules/schema.ts";
import { type FactRecord, unreadable } from "../../rules/value.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Verdict, Witness } from "../solve/solver.ts";
import { isDecisive, type TruthTable, tableOf, type Way } from "./truthTable.ts";

/**
 * How much of a rule its examples show.
 *
 * For each comparison, wherever it stands (the conditions that are called by name written out in their place), two things
 * are asked:
 *
 * - *seen*: an example in which it is true, one in which it is false, and one in which it is unknown;
 * - *decides*: an example in which it is true and decides the outcome alone, and one in which it is false and does. It
 *   decides alone where the rule would say something else of that example if this comparison were the other way round and
 *   all others as they are.
 *
 * Both sides of *decides* together are modified condition/decision coverage in its masking form: the two examples of a
 * comparison may differ in others too, as long as these cannot be what changes the outcome. The definition is that of
 * "Rationale for Accepting Masking MC/DC in Certification Projects" (Certification Authorities Software Team, position
 * paper CAST-6, 2001) and of J. J. Chilenski, "An Investigation of Three Forms of the Modified Condition Decision Coverage
 * (MCDC) Criterion" (FAA report DOT/FAA/AR-01/18, 2001). Their decision is true or false; ours is the outcome of the rule.
 *
 * The date on which a rule is due is no comparison, and is asked for as one: seen ahead, past, and unknown because there is
 * no date that it follows.
 */
export interface RuleCoverage {
  readonly ruleId: string;
  readonly places: readonly CoveredPlace[];
  readonly counts: CoverageCounts;
}

/** A comparison in a rule, or its due date. */
export interface CoveredPlace {
  /** Where it stands in the rule; for one inside a named condition, where that is called. */
  readonly path: string;
  /** Where it is written: the same, but below `$.conditions` for one inside a named condition. */
  readonly writtenAt: string;
  /** The named conditions that it is inside of, the outermost first. */
  readonly inside: readonly string[];
  /** Not given for the due date. */
  readonly comparison?: Comparison;
  readonly obligations: readonly Obligation[];
}

/** One thing that the examples of a rule are to show. */
export interface Obligation {
  /** That it comes to this, or that it decides the outcome alone where it does. */
  readonly asks: "seen" | "decides";
  readonly of: TruthName | "ahead" | "past";
  /** `cannot`: it is proved that no record shows it, so that it counts for nothing. */
  readonly state: "shown" | "missing" | "cannot";
  /** The first example that shows it: its index. */
  readonly example?: number;
  /** A record that would show it, where one was found. */
  readonly witness?: Witness;
}

/** Things shown, of those that can be. */
export interface Share {
  readonly shown: number;
  readonly of: number;
}

export interface CoverageCounts {
  readonly seen: Share;
  readonly decides: Share;
  /** Both together; what `--min` is held against. */
  readonly total: Share;
  /** Things that no record can show; in none of the other figures. */
  readonly cannotBeShown: number;
}

/** An explained example. */
export interface ExplainedExample {
  readonly example: Example;
  readonly explanation: Explanation;
}

/** Something that no example shows: can any record? */
export interface CoverageQuestion {
  readonly rule: Rule;
  readonly place: Omit<CoveredPlace, "obligations">;
  /** The way from the root of the written-out condition to the comparison; empty for the due date. */
  readonly way: Way;
  readonly asks: Obligation["asks"];
  readonly of: Obligation["of"];
}

/** Whether a record can show it. */
export type CanBe = (question: CoverageQuestion) => Verdict;

export interface CoverageOptions {
  /** Asked of what no example shows. Without it everything is taken to be possible. */
  readonly canBe?: CanBe;
}

/** What the examples of a rule show of it. Examples of which the rule is an error show nothing. */
export function coverageOf(
  rule: Rule,
  examples: readonly ExplainedExample[],
  context: RuleContext,
  options: CoverageOptions = {},
): RuleCoverage {
  const blanks = blankRecords(rule, context);
  const tables = examples.map(({ explanation }) => tableOf(explanation));
  const usable = tables
    .map((table, index) => ({ table, index }))
    .filter(({ table }) => table.outcome !== "error");
  const [shape] = blanks;

  const places = shape.leaves.map((leaf, at): CoveredPlace => {
    const { path, writtenAt, inside, comparison } = leaf;
    const place = { path, writtenAt, inside, comparison };
    const obligation = obligations(rule, place, leaf.way, options);
    const isSeen = ({ leaves }: TruthTable, of: TruthName) =>
      leaves[at]?.truth === of && !leaves[at].isBroken;
    const seen = (of: TruthName) =>
      obligation("seen", of, usable.find(({ table }) => isSeen(table, of))?.index);
    const decides = (of: "true" | "false") =>
      obligation(
        "decides",
        of,
        usable.find(({ table }) => table.leaves[at]?.truth === of && isDecisive(table, at))?.index,
      );
    const canBeUnknown = [...blanks, ...tables].some((table) => isSeen(table, "unknown"));
    return {
      ...place,
      obligations: [
        seen("true"),
        seen("false"),
        ...(canBeUnknown ? [seen("unknown")] : []),
        decides("true"),
        decides("false"),
      ],
    };
  });
  if (rule.due !== undefined) {
    const place = { path: "$.due", writtenAt: "$.due", inside: [] };
    const obligation = obligations(rule, place, { part: "due", steps: [] }, options);
    const seen = (of: "ahead" | "past" | "unknown") =>
      obligation("seen", of, usable.find(({ table }) => table.isDueAsked && table.due === of)?.index);
    const canBeUnknown = [...blanks, ...tables].some(({ due }) => due === "unknown");
    places.push({
      ...place,
      obligations: [seen("ahead"), seen("past"), ...(canBeUnknown ? [seen("unknown")] : [])],
    });
  }
  return { ruleId: rule.id, places, counts: countsOf(places.flatMap((place) => place.obligations)) };
}

function obligations(rule: Rule, place: CoverageQuestion["place"], way: Way, { canBe }: CoverageOptions) {
  return (asks: Obligation["asks"], of: Obligation["of"], example: number | undefined): Obligation => {
    if (example !== undefined) return { asks, of, state: "shown", example };
    const { verdict, ...answer } = canBe?.({ rule, place, way, asks, of }) ?? { verdict: "undecided" };
    return {
      asks,
      of,
      state: verdict === "impossible" ? "cannot" : "missing",
      ...("witness" in answer ? { witness: answer.witness } : {}),
    };
  };
}

/** The sum of the counts of several rules. */
export function totalOf(all: readonly CoverageCounts[]): CoverageCounts {
  const sum = (pick: (counts: CoverageCounts) => Share): Share => ({
    shown: all.reduce((count, each) => count + pick(each).shown, 0),
    of: all.reduce((count, each) => count + pick(each).of, 0),
  });
  return {
    seen: sum(({ seen }) => seen),
    decides: sum(({ decides }) => decides),
    total: sum(({ total }) => total),
    cannotBeShown: all.reduce((count, each) => count + each.cannotBeShown, 0),
  };
}

function countsOf(all: readonly Obligation[]): CoverageCounts {
  const possible = all.filter(({ state }) => state !== "cannot");
  const share = (those: readonly Obligation[]): Share => ({
    shown: those.filter(({ state }) => state === "shown").length,
    of: those.length,
  });
  return {
    seen: share(possible.filter(({ asks }) => asks === "seen")),
    decides: share(possible.filter(({ asks }) => asks === "decides")),
    total: share(possible),
    cannotBeShown: all.length - possible.length,
  };
}

/** Whether at least so many of a hundred are shown; on exact counts. Where there is nothing to show, all is shown. */
export function reaches({ shown, of }: Share, percent: number): boolean {
  return shown * 100 >= percent * of;
}

/**
 * A comparison can be unknown where it is so in a record of which nothing is known: every column absent, every cell
 * empty, or none to be read. What is known even then, as the clock or a fact that makes up for what is missing, is known
 * always, since a derived fact keeps its value however gaps are filled.
 */
function blankRecords(
  rule: Rule,
  { vocabulary, conditions }: RuleContext,
): readonly [TruthTable, ...TruthTable[]] {
  const explain = (absent: readonly string[], record: FactRecord): TruthTable =>
    tableOf(createExplainer(rule, { ...vocabulary, conditions, asOf: "2000-01-01", absent })(record));
  const probe = createExplainer(rule, { ...vocabulary, conditions, asOf: "2000-01-01" });
  const empty = probe({});
  const names = namesIn(empty);
  return [
    tableOf(empty),
    explain(names, {}),
    tableOf(probe(Object.fromEntries(names.map((name) => [name, unreadable("")])))),
  ];
}

/** The facts of the record that a rule rests on. */
function namesIn({ when, effective, violation, due }: Explanation): readonly string[] {
  const names = new Set<string>();
  const ofFact = (fact: ExplainedComparison["fact"]): void => {
    if (fact.origin !== "derived" && fact.origin !== "clock") names.add(fact.name);
    for (const from of fact.from ?? []) ofFact(from);
  };
  const ofCondition = (node: ExplainedCondition): void => {
    if (node.kind === "comparison") for (const fact of [node.fact, ...node.value.facts]) ofFact(fact);
    else for (const part of "part" in node ? [node.part] : node.parts) ofCondition(part);
  };
  for (const part of [when, effective, violation]) if (part !== undefined) ofCondition(part);
  if (due !== undefined) ofFact(due.after);
  return [...names];
}
