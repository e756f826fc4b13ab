import { DataQualityError, type Problem, refuseProblems } from "../../errors.ts";
import { vocabularies } from "../../events/vocabularies/codes.ts";
import { nearestUnit } from "../../events/vocabularies/nearestUnit.ts";
import { isTooDeep, jsonPath, problemsOf } from "../../issues.ts";
import { givesAway } from "../../rules/masked.ts";
import { shorten } from "../../shorten.ts";
import { cellRule } from "../cellRule.ts";
import { unknownRule } from "../unknownRule.ts";
import { type Waiver, type WaiverFields, waiverLimits, waiverSchema, waiversSchema } from "./schema.ts";

/** What is known where waivers are read. */
export interface ParseWaiversOptions {
  /** Ids of all rules, retired ones too; another id is then a mistake. Not given: a waiver of another rule is unused. */
  readonly rules?: Iterable<string>;
  /** For the mistakes. */
  readonly file?: string;
}

const scopes = ["events", "units", "pattern"] as const;
const keys = ["$schema", "waivers", ...Object.keys(waiverSchema.shape), "findings", "share"];

/**
 * Reads waivers and tells every mistake at once.
 *
 * @param json What a file of waivers holds, `{ "waivers": […] }`, or the list of them.
 * @returns The waivers, with units by their codes, in the order of their ids.
 * @throws {DataQualityError} with one problem for each mistake: JSON path, what was found, what was expected, the nearest
 * valid name.
 *
 * @example
 * ```ts
 * const waivers = parseWaivers([
 *   {
 *     id: "joint-workshops",
 *     rules: ["certificate-type-missing"],
 *     units: ["SCYCLE"],
 *     reason: "Joint workshops award no certificates.",
 *     responsible: "head of unit",
 *     from: "2025-01-01",
 *     until: "2025-12-31",
 *   },
 * ]);
 * ```
 */
export function parseWaivers(json: unknown, options: ParseWaiversOptions = {}): readonly Waiver[] {
  const where = options.file === undefined ? {} : { file: options.file };
  if (isTooDeep(json, waiverLimits.depth))
    throw new DataQualityError([
      { code: "too-deep", message: "The waivers are nested too deeply.", ...where },
    ]);
  const schema = Array.isArray(json) ? waiversSchema.shape.waivers : waiversSchema;
  const { error } = schema.safeParse(json);
  const problems: Problem[] =
    error === undefined ? [] : problemsOf(error.issues, json, keys, options.file).map(withoutPersonal);
  const base = Array.isArray(json) ? [] : ["waivers"];
  const known = options.rules === undefined ? undefined : [...new Set([...options.rules, cellRule])];
  const waivers: Waiver[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of listOf(json).entries()) {
    const path = [...base, index];
    const id = idOf(entry);
    if (id !== undefined) {
      if (seen.has(id)) problems.push({ ...duplicateId(id), ...where, path: jsonPath([...path, "id"]) });
      seen.add(id);
    }
    const { data } = waiverSchema.safeParse(entry);
    if (data === undefined) continue;
    const read = check(data, path, known);
    for (const problem of read.problems) problems.push({ ...problem, ...where });
    if (read.waiver !== undefined) waivers.push(read.waiver);
  }
  refuseProblems(problems);
  return waivers.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function listOf(json: unknown): readonly unknown[] {
  const list: unknown =
    Array.isArray(json) || typeof json !== "object" || json === null || !Object.hasOwn(json, "waivers")
      ? json
      : Reflect.get(json, "waivers");
  return Array.isArray(list) ? list.slice(0, waiverLimits.waivers) : [];
}

function idOf(entry: unknown): string | undefined {
  if (typeof entry !== "object" || entry === null || !Object.hasOwn(entry, "id")) return undefined;
  const id: unknown = Reflect.get(entry, "id");
  return typeof id === "string" ? id : undefined;
}

interface Checked {
  readonly waiver?: Waiver;
  readonly problems: readonly Problem[];
}

/** What a schema cannot say. */
function check(
  data: WaiverFields,
  path: readonly PropertyKey[],
  known: readonly string[] | undefined,
): Checked {
  const problems: Problem[] = [];
  const at = (...inside: readonly PropertyKey[]): string => jsonPath([...path, ...inside]);
  const { events, units, pattern, ...rest } = data;
  for (const [index, id] of data.rules.entries())
    if (known !== undefined && !known.includes(id))
      problems.push({ ...unknownRule(id, known), path: at("rules", index) });
  if (data.until < data.from)
    problems.push({
      code: "invalid-value",
      message: "The last day of the waiver is before its first.",
      path: at("until"),
      found: JSON.stringify(data.until),
      expected: `${data.from} or later`,
    });
  if (data.most !== undefined && "share" in data.most && data.rules.includes(cellRule))
    problems.push({
      code: "invalid-value",
      message: `A share is of the events that a rule decides, and ${cellRule} decides none.`,
      path: at("most"),
      expected: "a number of findings, or a waiver without this rule",
    });
  problems.push(...personal(data, at));
  const codes = units?.map((unit, index) => {
    const code = vocabularies.unit.lookUp(unit);
    if (code === undefined && !givesAway(unit)) problems.push(unknownUnit(unit, at("units", index)));
    return code ?? unit;
  });
  const named = scopes.filter((scope) => data[scope] !== undefined);
  if (named.length !== 1) problems.push(wrongScope(named, at()));
  const scope =
    events !== undefined
      ? { events }
      : codes !== undefined
        ? { units: codes }
        : pattern === undefined
          ? undefined
          : { pattern };
  return { problems, ...(scope === undefined ? {} : { waiver: { ...rest, ...scope } }) };
}

function personal(data: WaiverFields, at: (...inside: readonly PropertyKey[]) => string): readonly Problem[] {
  const texts: readonly (readonly [string, string])[] = [
    [data.reason, at("reason")],
    [data.responsible, at("responsible")],
    [data.pattern ?? "", at("pattern")],
    ...(data.events ?? []).map((text, index) => [text, at("events", index)] as const),
    ...(data.units ?? []).map((text, index) => [text, at("units", index)] as const),
  ];
  const problems: Problem[] = texts
    .filter(([text]) => givesAway(text))
    .map(([, path]) => ({
      code: "personal-data",
      message: "An e-mail address or a telephone number does not belong into a waiver.",
      path,
      expected: path === at("responsible") ? "a role, such as head of unit" : "text without personal data",
    }));
  // A name cannot be told from a role, but nobody addresses a role as Ms.
  if (/^(?:mr|mrs|ms|miss|mme|mlle|dr|prof)\b/i.test(data.responsible) && !givesAway(data.responsible))
    problems.push({
      code: "personal-data",
      message: "Who answers for a waiver is a role, and this looks like a person.",
      path: at("responsible"),
      expected: "a role, such as head of unit",
    });
  return problems;
}

function withoutPersonal(problem: Problem): Problem {
  if (problem.found === undefined || !givesAway(problem.found)) return problem;
  const { found: _, ...rest } = problem;
  return rest;
}

function wrongScope(named: readonly string[], path: string): Problem {
  return {
    code: "waiver-scope",
    message:
      named.length === 0
        ? "The waiver does not say what it covers."
        : `The waiver says in ${named.length} ways what it covers: ${named.join(" and ")}.`,
    path,
    expected: "exactly one of events, units, pattern",
    hint: named.length === 0 ? 'All events of all units: "pattern": "*".' : "Write a waiver for each.",
  };
}

function unknownUnit(unit: string, path: string): Problem {
  const near = nearestUnit(unit);
  return {
    code: "unknown-unit",
    message: `There is no unit ${JSON.stringify(shorten(unit, 100))}.`,
    path,
    expected: `one of ${vocabularies.unit.codes.join(", ")}`,
    ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
  };
}

function duplicateId(id: string): Problem {
  return {
    code: "duplicate-id",
    message: `There are two waivers with the id ${JSON.stringify(shorten(id, 100))}.`,
    hint: "Give each an id of its own.",
  };
}
