import type { Severity } from "../../rules/schema.ts";
import type { Found } from "./diagnostic.ts";
import type { Questions } from "./questions.ts";
import type { Subject } from "./subject.ts";

interface CheckHead {
  /** In kebab-case; stable. */
  readonly code: string;
  readonly severity: Severity;
  /** One line: what is reported, and why it matters. */
  readonly doc: string;
}

/** Something that is looked for in the text of rules. They stand in `checks/`; the registry is `checks.ts`. */
export interface Check extends CheckHead {
  readonly check: (subject: Subject) => Iterable<Found>;
}

/** What a check of meaning has found, or could not decide. */
export interface FoundInMeaning extends Found {
  /** Why it could not be decided; `message` then says what. */
  readonly undecided?: string;
}

/** Something that is looked for in what rules mean, by asking for records. */
export interface MeaningCheck extends CheckHead {
  readonly check: (subject: Subject, questions: Questions) => Iterable<FoundInMeaning>;
}
