import type { Finding } from "../../findings/finding.ts";
import { type Severity, severities } from "../../rules/schema.ts";

/** Keeps the findings that a person should see first: errors before warnings before the rest, each in the order found. */
export interface Selection {
  readonly add: (finding: Finding) => void;
  readonly size: () => number;
  readonly findings: () => readonly Finding[];
}

/** @param most Findings of one severity are kept up to this number, so that memory stays bounded. */
export function createSelection(most: number): Selection {
  const kept: Record<Severity, Finding[]> = { error: [], warning: [], info: [] };
  return {
    add(finding) {
      const list = kept[finding.severity];
      if (list.length < most) list.push(finding);
    },
    size: () => Math.min(most, kept.error.length + kept.warning.length + kept.info.length),
    findings: () => severities.flatMap((severity) => kept[severity]).slice(0, most),
  };
}
