import type { Severity } from "../../src/rules/schema.ts";

/** Rules of three severities, each about a number of participants of its own. */
export const participantsOf: Readonly<Record<Severity, number>> = { error: 1, warning: 2, info: 3 };

export function ruleOf(severity: Severity, more: object = {}): object {
  return {
    id: `found-${severity}`,
    version: 1,
    state: "active",
    title: `Found as ${severity}`,
    severity,
    dimension: "validity",
    tags: ["sample", severity],
    when: { all: [] },
    violation: { fact: "participants", operator: "equal", value: participantsOf[severity] },
    fields: ["participants"],
    message: `There are {participants} participants.`,
    fix: "Choose another number.",
    rationale: "A sample.",
    sources: ["ours: a sample"],
    examples: [{ title: "So many", event: { participants: participantsOf[severity] }, expect: "failed" }],
    ...more,
  };
}
