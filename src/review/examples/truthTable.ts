import type {
  ExplainedComparison,
  ExplainedCondition,
  Explanation,
  TruthName,
} from "../../engine/explain.ts";
import type { Comparison, OutcomeName } from "../../rules/schema.ts";

/** Which part of a rule, and then which part of each group; a step through `not` is 0. */
export interface Way {
  readonly part: "when" | "effective" | "violation" | "due";
  readonly steps: readonly number[];
}

/** A comparison of a rule as it is in one record. */
export interface Leaf {
  /** Where it stands in the rule; for one inside a named condition, where that is called. */
  readonly path: string;
  /** Where it is written. */
  readonly writtenAt: string;
  /** The named conditions that it is inside of, the outermost first. */
  readonly inside: readonly string[];
  readonly comparison: Comparison;
  readonly way: Way;
  readonly truth: TruthName;
  /** Its operator threw, where the rule did not need it. */
  readonly isBroken: boolean;
  /** The outcome of the rule if this comparison were so, and all others as they are. */
  readonly outcomeIf: By<OutcomeName>;
}

/** The comparisons of a rule as they are in one record, and what the rule makes of them. */
export interface TruthTable {
  /** In their order, the same for every record. */
  readonly leaves: readonly Leaf[];
  readonly outcome: OutcomeName;
  /** `beyond`: it follows what is no date, or one near the end of the calendar. */
  readonly due: "none" | "ahead" | "past" | "unknown" | "beyond";
  /** Whether the rule gets to its due date. */
  readonly isDueAsked: boolean;
}

/** Something for each truth. */
type By<T> = Readonly<Record<TruthName, T>>;

/** Whether the rule would say something else if this comparison came out the other way and all others stayed. */
export function isDecisive({ leaves, outcome }: TruthTable, at: number): boolean {
  const leaf = leaves[at];
  if (leaf === undefined || leaf.truth === "unknown") return false;
  return leaf.outcomeIf[leaf.truth === "true" ? "false" : "true"] !== outcome;
}

/** Takes an explanation apart. One walk, however many comparisons there are. */
export function tableOf({ when, effective, violation, due, outcome }: Explanation): TruthTable {
  const leaves: Leaf[] = [];

  function visit(
    node: ExplainedCondition,
    from: Omit<Leaf, keyof LeafItself>,
    path: string | undefined,
  ): void {
    const { way, outcomeIf, inside } = from;
    switch (node.kind) {
      case "comparison":
        leaves.push({ ...from, ...itself(node), path: path ?? node.path });
        return;
      case "condition":
        visit(node.part, { ...from, inside: [...inside, node.name] }, path ?? node.path);
        return;
      case "not":
        visit(
          node.part,
          {
            ...from,
            way: step(way, 0),
            outcomeIf: { ...outcomeIf, true: outcomeIf.false, false: outcomeIf.true },
          },
          path,
        );
        return;
      default: {
        const others = othersOf(
          node.kind,
          node.parts.map(({ truth }) => truth),
        );
        for (const [index, part] of node.parts.entries()) {
          const other = others[index] ?? "true";
          const inner = byTruth((truth) => outcomeIf[joined(node.kind, truth, other)]);
          visit(part, { ...from, way: step(way, index), outcomeIf: inner }, path);
        }
      }
    }
  }

  const isBeyond = due?.state === "unknown" && (due.after.value !== undefined || due.after.hidden === true);
  const state = isBeyond ? "beyond" : (due?.state ?? "none");
  const inForce = effective?.truth ?? "true";
  const start = (part: Way["part"], outcomeIf: (truth: TruthName) => OutcomeName) => ({
    way: { part, steps: [] },
    inside: [],
    outcomeIf: byTruth(outcomeIf),
  });
  visit(
    when,
    start("when", (truth) => outcomeFrom(truth, inForce, violation.truth, state)),
    undefined,
  );
  if (effective !== undefined)
    visit(
      effective,
      start("effective", (truth) => outcomeFrom(when.truth, truth, violation.truth, state)),
      undefined,
    );
  visit(
    violation,
    start("violation", (truth) => outcomeFrom(when.truth, inForce, truth, state)),
    undefined,
  );
  const isDueAsked = [when.truth, inForce, violation.truth].every((truth) => truth === "true");
  return { leaves, outcome: outcome.outcome, due: state, isDueAsked };
}

type LeafItself = Pick<Leaf, "path" | "writtenAt" | "comparison" | "truth" | "isBroken">;

function itself({
  path,
  fact,
  operator,
  value,
  truth,
  error,
}: ExplainedComparison): Omit<LeafItself, "path"> {
  const comparison = { fact: fact.name, operator, value: value.written };
  return { writtenAt: path, comparison, truth, isBroken: error !== undefined };
}

function step(way: Way, index: number): Way {
  return { ...way, steps: [...way.steps, index] };
}

function byTruth<T>(of: (truth: TruthName) => T): By<T> {
  return { true: of("true"), false: of("false"), unknown: of("unknown") };
}

/** For each part of a group, what all the others together come to. */
function othersOf(kind: "all" | "any", truths: readonly TruthName[]): readonly TruthName[] {
  const nothing = (kind === "all" ? "true" : "false") satisfies TruthName;
  const before: TruthName[] = [nothing];
  for (const truth of truths) before.push(joined(kind, before.at(-1) ?? nothing, truth));
  const others: TruthName[] = [];
  let after: TruthName = nothing;
  for (let index = truths.length - 1; index >= 0; index--) {
    others[index] = joined(kind, before[index] ?? nothing, after);
    after = joined(kind, after, truths[index] ?? nothing);
  }
  return others;
}

function joined(kind: "all" | "any", one: TruthName, other: TruthName): TruthName {
  const alone: TruthName = kind === "all" ? "false" : "true";
  if (one === alone || other === alone) return alone;
  return one === "unknown" || other === "unknown" ? "unknown" : one;
}

function outcomeFrom(
  when: TruthName,
  inForce: TruthName,
  violation: TruthName,
  due: TruthTable["due"],
): OutcomeName {
  if (when === "false" || inForce === "false") return "notApplicable";
  if (when === "unknown" || inForce === "unknown" || violation === "unknown") return "notAssessed";
  if (violation === "false") return "passed";
  if (due === "unknown" || due === "beyond") return "notAssessed";
  return due === "ahead" ? "notDue" : "failed";
}
