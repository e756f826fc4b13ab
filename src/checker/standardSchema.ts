import type { StandardSchemaV1 } from "@standard-schema/spec";
import { mayBeEvent } from "../events/mayBeEvent.ts";
import type { EmsEvent } from "../events/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { isBlocking } from "../findings/isBlocking.ts";

/** What a check has to say for {@link standardSchemaOf}; a judgement does. */
export interface Checked {
  readonly findings: readonly Finding[];
}

/** What stands behind `~standard`. Always synchronous, so that a form may validate while it is typed into. */
export interface StandardEventSchema<Event = EmsEvent> extends StandardSchemaV1.Props<Event, Event> {
  readonly vendor: "ems-data-quality";
  readonly validate: (value: unknown) => StandardSchemaV1.Result<Event>;
}

export interface StandardSchemaOptions {
  /** What is said of a value that is no object. Default: in English. */
  readonly notAnEvent?: string;
}

/**
 * A check as a Standard Schema (https://standardschema.dev), for whatever takes one: forms, procedures, validators.
 *
 * An event is accepted, as it was given, unless a finding stands in its way: a new one that blocks at the stage of the
 * check, or a new error where it was told none. Each field of such a finding has an issue of its own, with the same
 * words, since a form shows an issue beside one field and a person may have to mend any of them. A value that is no
 * object is one issue without a path.
 *
 * @example
 * ```ts
 * const checker = createChecker({ asOf: "2025-06-30" });
 * const schema = { "~standard": standardSchemaOf(checker.check) };
 * const result = schema["~standard"].validate({ eventId: "EMS-1", startDate: "2025-03-07", endDate: "2025-03-03" });
 * result.issues?.some(({ path }) => path?.[0] === "endDate"); // true
 * ```
 */
export function standardSchemaOf<Event = EmsEvent>(
  check: (event: Event) => Checked,
  { notAnEvent = "An event is an object with a value for each field." }: StandardSchemaOptions = {},
): StandardEventSchema<Event> {
  return Object.freeze({
    version: 1,
    vendor: "ems-data-quality",
    validate(value: unknown): StandardSchemaV1.Result<Event> {
      if (!mayBeEvent(value)) return { issues: [{ message: notAnEvent }] };
      // An event is any object: what is wrong with it is what the check is there to say.
      const event = value as Event;
      const issues = check(event).findings.filter(isBlocking).flatMap(issuesOf);
      return issues.length === 0 ? { value: event } : { issues };
    },
  });
}

function issuesOf({ message, fix, fields }: Finding): readonly StandardSchemaV1.Issue[] {
  const text = `${message} ${fix}`;
  if (fields.length === 0) return [{ message: text }];
  // The caller's own name of the field, where a profile tells it.
  return fields.map(({ field, column = field }) => ({ message: text, path: [column] }));
}
