import type { Problem } from "./errors.ts";
import { nearest } from "./nearest.ts";
import { shorten } from "./shorten.ts";
import type { core } from "./zod.ts";

type Issue = core.$ZodIssue;

/** What zod says of a value where the schema says nothing. */
const unsaid = "Invalid input";

/** Characters of a name or value that are repeated in a message. */
const longest = 60;

/**
 * Tells zod's issues as problems for a person: JSON path, what was found, what was expected, the nearest valid name.
 * Of a union only the alternative that was meant is told.
 *
 * @param keys Every key that the schema knows, to suggest the nearest of a mistyped one.
 */
export function problemsOf(
  issues: readonly Issue[],
  data: unknown,
  keys: readonly string[],
  file?: string,
): readonly Problem[] {
  return issues
    .flatMap((issue) => expand(issue, [], data))
    .flatMap((issue) => toProblems(issue, data, keys, file));
}

interface Placed {
  readonly issue: Issue;
  readonly path: readonly PropertyKey[];
}

function expand(issue: Issue, base: readonly PropertyKey[], data: unknown): readonly Placed[] {
  const path = [...base, ...issue.path];
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ issue, path }];
  const meant = [...issue.errors].sort((one, other) => distance(one) - distance(other))[0] ?? [];
  // Where nothing inside any alternative fits, the value as a whole is of a wrong kind.
  if (
    issue.errors.every((alternative) =>
      alternative.every(({ path: inside, code }) => inside.length === 0 && code === "invalid_type"),
    ) ||
    isEmptyObject(valueAt(data, path))
  ) {
    return [{ issue, path }];
  }
  return meant.flatMap((inner) => expand(inner, path, data));
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** How far an alternative of a union is from what was written: an unknown key weighs most, then a wrong kind. */
function distance(alternative: readonly Issue[]): number {
  return alternative.reduce((sum, issue) => {
    if (issue.code === "unrecognized_keys") return sum + 10 * issue.keys.length;
    const isKind = issue.code === "invalid_type" || issue.code === "invalid_union";
    return sum + (issue.path.length === 0 ? 100 : isKind ? 5 : 1);
  }, 0);
}

function toProblems(
  { issue, path }: Placed,
  data: unknown,
  keys: readonly string[],
  file: string | undefined,
): readonly Problem[] {
  const where = { ...(file === undefined ? {} : { file }) };
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const near = nearest(
        key,
        keys.filter((known) => known !== key),
      );
      return {
        code: "unknown-key",
        message: `The key ${JSON.stringify(shorten(key, longest))} is not known here.`,
        ...where,
        path: jsonPath([...path, key]),
        ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
      };
    });
  }
  const found = valueAt(data, path);
  const near =
    issue.code === "invalid_value" && typeof found === "string"
      ? nearest(found, issue.values.map(String))
      : undefined;
  return [
    {
      code: found === undefined ? "missing-key" : "invalid-value",
      message: found === undefined ? "A value is missing." : "The value is not valid.",
      ...where,
      path: jsonPath(path),
      ...(found === undefined ? {} : { found: describe(found) }),
      expected: expectation(issue),
      ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
    },
  ];
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_value":
      return `${issue.values.length === 1 ? "" : "one of "}${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "invalid_type":
      return article(issue.expected);
    case "invalid_union":
      // A schema may say itself what it takes, better than the kinds of its alternatives do.
      return issue.message === unsaid ? formsOf(issue) : issue.message;
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`;
    case "too_big":
      return `at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`;
    case "invalid_format":
      return issue.format === "date" ? "a date such as 2025-06-30" : issue.message;
    default:
      return issue.message;
  }
}

/** The forms that a union takes, by the keys that each needs. */
function formsOf(issue: Extract<Issue, { code: "invalid_union" }>): string {
  const forms = issue.errors.flatMap((alternative) => {
    const needed = alternative.flatMap(({ code, path }) =>
      (code === "invalid_type" || code === "invalid_union") && path.length === 1 ? [String(path[0])] : [],
    );
    const kinds = alternative.flatMap((inner) =>
      inner.code === "invalid_type" && inner.path.length === 0 ? [article(inner.expected)] : [],
    );
    return needed.length > 0 ? [`{ ${needed.join(", ")} }`] : kinds;
  });
  return forms.length === 0 ? "another value" : [...new Set(forms)].join(" or ");
}

function unitOf(origin: string, count: number | bigint): string {
  const unit = origin === "string" ? " character" : origin === "array" ? " item" : "";
  return unit === "" || Number(count) === 1 ? unit : `${unit}s`;
}

function article(kind: string): string {
  if (kind === "array") return "a list";
  if (kind === "record") return "an object";
  if (kind === "int") return "a whole number";
  if (kind === "string") return "a text";
  if (kind === "boolean") return "true or false";
  return /^[aeio]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

/** The value at a path, looking at own keys only. */
export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** A value, short enough for a message. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "function") return "a function";
  // JSON has none, and refuses to write one.
  if (typeof value === "bigint") return shorten(`${value}n`, longest);
  if (isEmptyObject(value)) return "an empty object";
  if (typeof value === "object" && value !== null)
    return `an object with the keys ${shorten(Object.keys(value).join(", "), longest)}`;
  return shorten(JSON.stringify(value) ?? String(value), longest);
}

/** `$.when.all[0].fact` */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name)
      ? `${text}.${name}`
      : `${text}[${JSON.stringify(shorten(name, longest))}]`;
  }, "$");
}

/** Whether data is nested deeper than any file of ours; looked at without recursion, since it may be hostile. */
export function isTooDeep(data: unknown, most: number): boolean {
  let level: unknown[] = [data];
  for (let depth = 0; depth <= most; depth++) {
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
