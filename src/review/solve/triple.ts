import type { Formula, Formulas } from "./formula.ts";

/**
 * Where a condition is true, unknown and false. Each may hold in more records than it truly does, and never in fewer:
 * what cannot hold is then certain.
 */
export interface Triple {
  readonly yes: Formula;
  readonly unknown: Formula;
  readonly no: Formula;
}

export function turned({ yes, unknown, no }: Triple): Triple {
  return { yes: no, unknown, no: yes };
}

export function allOf(parts: readonly Triple[], formulas: Formulas): Triple {
  return {
    yes: formulas.and(parts.map(({ yes }) => yes)),
    unknown: formulas.and([
      formulas.or(parts.map(({ unknown }) => unknown)),
      ...parts.map(({ yes, unknown }) => formulas.or([yes, unknown])),
    ]),
    no: formulas.or(parts.map(({ no }) => no)),
  };
}

export function anyOf(parts: readonly Triple[], formulas: Formulas): Triple {
  // json-rules-engine holds an empty `any` for true.
  return parts.length === 0 ? allOf([], formulas) : turned(allOf(parts.map(turned), formulas));
}
