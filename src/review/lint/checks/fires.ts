import type { FoundInMeaning, MeaningCheck } from "../check.ts";
import type { Questions } from "../questions.ts";
import { type LocatedRule, spotIn } from "../subject.ts";
import { shown } from "../witness.ts";

type Fault =
  | { readonly kind: "when" | "violation" | "together" | "other" }
  | { readonly kind: "undecided"; readonly why: string }
  | undefined;

/** Why a rule never fires; `undefined` where it does. */
function faultOf(located: LocatedRule, questions: Questions): Fault {
  const fires = questions.says(located, "violated");
  if (fires.verdict === "possible") return undefined;
  if (fires.verdict === "undecided") return { kind: "undecided", why: fires.why };
  const when = questions.holds(located, "when");
  if (when.verdict === "impossible") return { kind: "when" };
  const violation = questions.holds(located, "violation");
  if (violation.verdict === "impossible") return { kind: "violation" };
  const isTold = when.verdict === "possible" && violation.verdict === "possible";
  return { kind: isTold && questions.holds(located, "both").verdict === "impossible" ? "together" : "other" };
}

function never(
  kind: "when" | "violation" | "together" | "other",
  found: (located: LocatedRule) => FoundInMeaning,
): MeaningCheck["check"] {
  return function* (_, questions) {
    for (const located of questions.corpus.rules) {
      const fault = faultOf(located, questions);
      // Days in force that are none are told where they stand.
      const { from = "", to = "9999-12-31" } = located.rule.effective ?? {};
      if (from > to) continue;
      if (fault?.kind === kind) yield { rule: located.rule.id, ...found(located) };
      // Asked by four checks, told by one.
      if (kind === "other" && fault?.kind === "undecided")
        yield {
          rule: located.rule.id,
          at: spotIn(located, ["violation"]),
          message: `Whether ${located.rule.id} can ever fire`,
          fix: "Add an example that fails.",
          undecided: fault.why,
        };
    }
  };
}

/** A rule that is about no record. */
export const whenNeverTrue: MeaningCheck = {
  code: "when-never-true",
  severity: "error",
  doc: "No record can make the rule's when true: the rule is about nothing.",
  check: never("when", (located) => ({
    at: spotIn(located, ["when"]),
    message: "No record can make this true: the rule is about nothing.",
    fix: "Look for parts that exclude each other, such as two values of one field.",
  })),
};

/** A rule whose violation cannot be. */
export const violationNeverTrue: MeaningCheck = {
  code: "violation-never-true",
  severity: "error",
  doc: "No record can make the rule's violation true: the rule never fires.",
  check: never("violation", (located) => ({
    at: spotIn(located, ["violation"]),
    message: "No record can make this true: the rule never fires.",
    fix: "Look for parts that exclude each other, such as two values of one field.",
  })),
};

/** A rule whose conditions cannot both be. */
export const whenExcludesViolation: MeaningCheck = {
  code: "when-excludes-violation",
  severity: "error",
  doc: "The when and the violation can each be true, and never both: the rule never fires.",
  check: never("together", (located) => ({
    at: spotIn(located, ["violation"]),
    message: "This is never true where the rule's when is: the rule never fires.",
    fix: "Look for what the when says of the same fields, and take one of the two back.",
    related: [{ ...spotIn(located, ["when"]), message: "What excludes it." }],
  })),
};

/** A rule that never fires for another reason. */
export const neverFires: MeaningCheck = {
  code: "never-fires",
  severity: "error",
  doc: "No record can make the rule fire, with the days that it is in force and its due date.",
  check: never("other", (located) => ({
    at: spotIn(located, ["violation"]),
    message: "No record can make the rule fire.",
    fix: "Hold what the when, the violation, the due date and the days in force say of the same fields against each other.",
  })),
};

/** A rule that every record violates that it is about. */
export const alwaysFires: MeaningCheck = {
  code: "always-fires",
  severity: "error",
  doc: "Every record that the rule is about violates it: nobody can pass.",
  *check(subject, questions) {
    for (const located of questions.corpus.rules) {
      const fires = questions.says(located, "violated");
      if (fires.verdict !== "possible") continue;
      const passes = questions.says(located, "passed");
      if (passes.verdict === "possible") continue;
      const head = { rule: located.rule.id, at: spotIn(located, ["violation"]) };
      if (passes.verdict === "undecided")
        yield {
          ...head,
          message: `Whether a record can pass ${located.rule.id}`,
          fix: "Add an example that passes.",
          undecided: passes.why,
        };
      else
        yield {
          ...head,
          message: "Every record that the rule is about violates it.",
          fix: "Leave out of the violation what the when says already, or widen the when.",
          witness: shown(fires.witness, subject),
        };
    }
  },
};
