import { type FieldName, type Finding, fields, problemDetails } from "ems-data-quality";
import type { FastifyReply } from "fastify";
import type { Locale } from "./languages.ts";
import { type Texts, texts } from "./texts.ts";

/** One thing that is wrong with the request; `pointer` is a JSON Pointer (RFC 6901) as a URI fragment. */
interface ProblemEntry {
  readonly detail: string;
  readonly pointer?: string;
}

/** What Ajv says of one place in the request. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

type ProblemTitle = Extract<
  keyof Texts["problems"],
  "malformed" | "notFound" | "tooLarge" | "mediaType" | "failure" | "conflict"
>;

/** Answers with a problem document, RFC 9457. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  locale: Locale,
  title: ProblemTitle,
  more: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  return reply
    .code(status)
    .type("application/problem+json")
    .header("content-language", locale)
    .send({ type: "about:blank", status, title: texts[locale].problems[title], ...more });
}

/** Answers that the event is refused: where to mend what, and all that was found. */
export function sendBlocked(reply: FastifyReply, locale: Locale, findings: readonly Finding[]): FastifyReply {
  const { blocked, blockedDetail } = texts[locale].problems;
  const problem = problemDetails(findings, { title: blocked, detail: () => blockedDetail });
  return reply
    .code(problem.status)
    .type("application/problem+json")
    .header("content-language", locale)
    .send({ ...problem, findings });
}

/** Each wrong place once: a value that may be one of two types has an error for both. */
export function entriesOf(
  errors: readonly SchemaError[],
  locale: Locale,
  isEvent: boolean,
): readonly ProblemEntry[] {
  const entries = new Map<string, string>();
  for (const { instancePath, keyword, params } of errors) {
    const extra = params.additionalProperty;
    const path = typeof extra === "string" ? `${instancePath}/${token(extra)}` : instancePath;
    const { problems } = texts[locale];
    const said =
      keyword === "additionalProperties"
        ? problems.unknownField
        : isEvent
          ? wanted(path.slice(1), problems)
          : keyword === "type"
            ? problems.wrongType
            : problems.wrongValue;
    if (!entries.has(path)) entries.set(path, said);
  }
  return [...entries].map(([path, detail]) => ({ detail, pointer: fragment(path) }));
}

/** Text that PostgreSQL does not store: NUL, and half a character. */
export function notStorable(event: object, locale: Locale): readonly ProblemEntry[] {
  return Object.entries(event)
    .filter(([, value]) => typeof value === "string" && /\0|\p{Surrogate}/u.test(value))
    .map(([field]) => ({
      detail: texts[locale].problems.notStorable,
      pointer: fragment(`/${token(field)}`),
    }));
}

function wanted(name: string, problems: Texts["problems"]): string {
  if (!isField(name)) return problems.wrongType;
  const { kind } = fields[name];
  if (kind === "flag" || kind === "date" || kind === "count") return problems[kind];
  return kind === "percent" || kind === "score" ? problems.number : problems.text;
}

function isField(name: string): name is FieldName {
  return Object.hasOwn(fields, name);
}

function token(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function fragment(path: string): string {
  return `#${path
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/")}`;
}
