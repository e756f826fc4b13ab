import { asksPresence } from "../../rules/operator.ts";
import { factsOfComparison } from "../../rules/references.ts";
import type { Answers, ComparisonScope, Margin } from "./answers.ts";
import { constantAnswers } from "./constantAnswers.ts";
import { distanceAnswers } from "./distanceAnswers.ts";
import type { Formula } from "./formula.ts";
import { relatedAnswers } from "./relatedAnswers.ts";
import type { Parsed } from "./tests.ts";
import { type Triple, turned } from "./triple.ts";

/** Sums of fractions are off by a little in binary; nothing is concluded from so little. */
const slack = 1e-6;

/** Where a comparison is true, unknown and false. */
export function comparisonTriple(parsed: Parsed, scope: ComparisonScope): Triple {
  const { terms } = scope;
  const { formulas } = terms;
  const { comparison, operator } = parsed;
  if (operator === undefined) throw new RangeError(`there is no operator ${comparison.operator}`);
  if (asksPresence(operator)) return presence(parsed, scope);
  const names = factsOfComparison(comparison);
  const unknown = formulas.or(
    names.flatMap((name) =>
      terms.casesOf(name).flatMap(({ guard, worth }) => (worth.kind === "none" ? [guard] : [])),
    ),
  );
  const known = names.flatMap((name) => [
    formulas.or(terms.casesOf(name).flatMap(({ guard, worth }) => (worth.kind === "none" ? [] : [guard]))),
  ]);
  const answers = settledAnswers(parsed, scope);
  return {
    yes: formulas.and([...known, answers.yes]),
    unknown,
    no: formulas.and([...known, answers.no]),
  };
}

/** The answers; where they hang on a margin or nothing is known of them they are free, but one and the same for all rules. */
function settledAnswers(parsed: Parsed, scope: ComparisonScope): Answers {
  const { formulas } = scope.terms;
  const wide = answersOf(parsed, { ...scope, margin: slack });
  if (wide === undefined) {
    const yes = scope.free(parsed);
    return { yes, no: opposite(yes, scope) };
  }
  const narrow = answersOf(parsed, { ...scope, margin: -2 * slack });
  if (narrow === undefined || (narrow.yes === wide.yes && narrow.no === wide.no)) return wide;
  const yes = scope.free(parsed);
  return {
    yes: formulas.or([narrow.yes, formulas.and([wide.yes, yes])]),
    no: formulas.or([narrow.no, formulas.and([wide.no, opposite(yes, scope)])]),
  };
}

/** A free comparison is a variable with two cells. */
function opposite(free: Formula, { terms }: ComparisonScope): Formula {
  return free.kind === "cell" ? terms.formulas.cell(free.variable, free.cells === 1n ? 2n : 1n) : free;
}

function presence({ comparison, operator, decorators }: Parsed, { terms, base }: ComparisonScope): Triple {
  const { formulas, variables } = terms;
  const variable = base.get(comparison.fact);
  if (operator === undefined || !asksPresence(operator) || variable === undefined)
    throw new RangeError(`${comparison.fact} is not a fact of the record`);
  const where = (kind: "empty" | "absent" | "filled"): Formula =>
    formulas.cell(
      variable,
      variables.where(variable, (cell) =>
        kind === "filled" ? cell.kind !== "empty" && cell.kind !== "absent" : cell.kind === kind,
      ),
    );
  const plain: Triple = operator.presence(true)
    ? { yes: where("empty"), unknown: where("absent"), no: where("filled") }
    : { yes: where("filled"), unknown: where("absent"), no: where("empty") };
  return decorators.length % 2 === 1 ? turned(plain) : plain;
}

/** `undefined` where the comparison is beyond what is reasoned about. */
function answersOf(parsed: Parsed, scope: ComparisonScope & Margin): Answers | undefined {
  const { operator, isOfLanguage, constant, comparison } = parsed;
  if (!isOfLanguage || operator === undefined) return undefined;
  if (operator.name === "withinPoints" || operator.name === "sumOf") return distanceAnswers(parsed, scope);
  if (constant !== undefined) return constantAnswers(parsed, constant, scope);
  const { value } = comparison;
  return typeof value === "object" && "fact" in value ? relatedAnswers(parsed, value.fact, scope) : undefined;
}
