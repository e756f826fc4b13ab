import type { EventExplanation } from "../checker/explainEvent.ts";
import type { RuleOutcomeLine } from "../report/explanationDocument.ts";

/** An event of the file with what the rules say of it. */
export interface ExplainedEvent {
  readonly eventId: string | null;
  readonly unit: string | null;
  readonly line: number;
  readonly row: number;
  /** The gravest first; only where no rule was asked for. */
  readonly outcomes?: readonly RuleOutcomeLine[];
  readonly explanations: readonly EventExplanation[];
}
