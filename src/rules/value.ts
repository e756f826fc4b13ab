/** A single value of a fact. Calendar dates are text: `2024-03-05`. */
export type Scalar = string | number | boolean;
/** A value that a fact can have. */
export type FactValue = Scalar | readonly Scalar[];

/**
 * A cell that holds something, but nothing that can be read as its field's kind. It is neither empty nor a value.
 * A class, so that one `instanceof` tells it from every other object, in a record from anywhere.
 */
export class Unreadable {
  /** What stands in the source. May be personal: never put it into a log. */
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Why something that is looked up elsewhere gave no answer. */
export type UnavailableReason = "failed" | "late" | "cancelled";

/** Stands in a record for a fact that was asked for elsewhere, and did not come. */
export class Unavailable {
  readonly reason: UnavailableReason;
  constructor(reason: UnavailableReason) {
    this.reason = reason;
  }
}

/**
 * Marks a value of a record as there but not readable.
 *
 * @example
 * ```ts
 * compiled.evaluate({ eventId: "E-1", participants: unreadable("about thirty") });
 * ```
 */
export function unreadable(text: string): Unreadable {
  return new Unreadable(text);
}

/** A record to check. Values are read as {@link FactValue}; missing, `undefined`, `null` and blank text are empty. */
export type FactRecord = Readonly<Record<string, unknown>>;
