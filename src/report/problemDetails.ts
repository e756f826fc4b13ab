import type { Finding } from "../findings/finding.ts";
import { findingSchema } from "../findings/finding.ts";
import { isBlocking } from "../findings/isBlocking.ts";
import { requireFindings } from "../findings/requireFindings.ts";
import type { Wording } from "../locale/wording.ts";
import { wordingOf } from "../locale/wordingOf.ts";
import { optionError, refuseUnknownOptions } from "../optionError.ts";
import * as z from "../zod.ts";

/** The media type of a problem document in JSON, RFC 9457. */
export const problemMediaType = "application/problem+json";

/** Says that a problem document is about an event that was not accepted. A name, not an address: nothing lies there. */
export const eventNotAcceptable = "urn:ems-data-quality:problem:event-not-acceptable";

const { suggested, confidence } = findingSchema.shape.fields.element.shape;

const problemEntrySchema = z.strictObject({
  /** What is wrong, and why it matters. */
  detail: z.string(),
  /** Of the field in the document that was sent, by its `column` where the finding has one: a JSON Pointer (RFC 6901) as a URI fragment. None for a finding about no field. */
  pointer: z.string().optional(),
  /** The rule's id. */
  code: z.string(),
  severity: findingSchema.shape.severity,
  /** What to do next. */
  fix: z.string(),
  /** A value that follows from the data. */
  suggested,
  /** How sure the suggestion is; given where there is one. */
  confidence,
});

/** An RFC 9457 problem document that says why an event was not accepted. */
export const problemDetailsSchema = z.strictObject({
  /** A URI reference that names the kind of problem. */
  type: z.string().min(1),
  title: z.string(),
  /** The status of the HTTP answer. */
  status: z.int().min(400).max(599),
  detail: z.string(),
  /** A URI reference that names this occurrence. */
  instance: z.string().optional(),
  /** One for each field of each finding that stands in the way. */
  errors: z.array(problemEntrySchema),
});

/** Why an event was not accepted, for an HTTP answer; see {@link problemDetailsSchema}. */
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;

export interface ProblemDetailsOptions {
  /** Default: {@link eventNotAcceptable}. */
  readonly type?: string;
  /** Between 400 and 599; the answer has to be sent with the same. Default: 422. */
  readonly status?: number;
  /** Of `title` and `detail`, as for `createChecker`: the language that the findings are in. Default: `en`. */
  readonly locale?: string | Wording;
  /** The same for every problem of the type. Default: that the event cannot be accepted, in the words of the locale. */
  readonly title?: string;
  /** What is said of this problem, from the number of findings. Default: how many there are, in the words of the locale. */
  readonly detail?: (findings: number) => string;
  /** Names this occurrence, as a URI reference. Default: none. */
  readonly instance?: string;
  /** Where the event stands in the document that was sent, as a JSON Pointer: `/event`. Default: it is the document. */
  readonly pointerPrefix?: string;
}

const optionNames = ["type", "status", "locale", "title", "detail", "instance", "pointerPrefix"];

/**
 * The body of an HTTP answer that refuses an event (RFC 9457), with a pointer to each field that has to be mended. Only
 * findings that stand in the way are in it: new ones that block at the stage of the check, or new errors where it was told
 * none. As the findings it is without personal data, but messages tell figures and dates of the event.
 *
 * @throws {DataQualityError} where an option is wrong.
 *
 * @example
 * ```ts
 * const checker = createChecker({ asOf: "2025-06-30" });
 * const { findings } = checker.check({ eventId: "EMS-1", startDate: "2025-03-07", endDate: "2025-03-03" });
 * problemDetails(findings, { pointerPrefix: "/event" }).errors.map(({ pointer }) => pointer).includes("#/event/endDate"); // true
 * ```
 */
export function problemDetails(
  findings: Iterable<Finding>,
  options: ProblemDetailsOptions = {},
): ProblemDetails {
  refuseUnknownOptions(options, optionNames);
  const { type = eventNotAcceptable, status = 422, instance, pointerPrefix = "" } = options;
  const wording = wordingOf(options.locale);
  const {
    title = wording.text("problem.title"),
    detail = (count: number) => wording.text("problem.detail", { findings: count }),
  } = options;
  for (const [name, text] of Object.entries({
    type,
    title,
    ...(instance === undefined ? {} : { instance }),
  })) {
    if (typeof text !== "string") throw optionError(name, text, "a text");
  }
  if (type === "") throw optionError("type", type, "a URI reference, about:blank for none of one's own");
  if (typeof detail !== "function")
    throw optionError("detail", detail, "a function from the number of findings to a text");
  if (!Number.isInteger(status) || status < 400 || status > 599)
    throw optionError("status", status, "a status of an HTTP error, between 400 and 599");
  if (!isPointer(pointerPrefix))
    throw optionError("pointerPrefix", pointerPrefix, "a JSON Pointer such as /event");
  const blocking = requireFindings(findings).filter(isBlocking);
  const told: unknown = detail(blocking.length);
  if (typeof told !== "string") throw optionError("detail", told, "a function that gives a text");
  return {
    type,
    title,
    status,
    detail: told,
    ...(instance === undefined ? {} : { instance }),
    errors: blocking.flatMap((finding) => entriesOf(finding, pointerPrefix)),
  };
}

function entriesOf(
  { message, ruleId, severity, fix, fields }: Finding,
  prefix: string,
): readonly ProblemDetails["errors"][number][] {
  const about = { code: ruleId, severity, fix };
  if (fields.length === 0) return [{ detail: message, ...about }];
  return fields.map(({ field, column = field, suggested, confidence }) => ({
    detail: message,
    pointer: fragment(`${prefix}/${token(column)}`),
    ...about,
    ...(suggested === undefined ? {} : { suggested }),
    ...(confidence === undefined ? {} : { confidence }),
  }));
}

/** RFC 6901: a slash before each name, and `~` before 0 or 1 alone. What a caller without types gives may be no text. */
function isPointer(text: unknown): boolean {
  return typeof text === "string" && (text === "" || text.startsWith("/")) && !/~(?![01])/.test(text);
}

/** RFC 6901, section 3. */
function token(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** RFC 6901, section 6. Half a character has no bytes in UTF-8; it is written as the sign for what cannot be written. */
function fragment(pointer: string): string {
  const whole = pointer.replace(/\p{Surrogate}/gu, "\ufffd");
  return `#${whole.split("/").map(encodeURIComponent).join("/")}`;
}
