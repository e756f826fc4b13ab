import { DataQualityError, type Problem, refuseProblems } from "../../errors.ts";
import { vocabularies } from "../../events/vocabularies/codes.ts";
import { nearestUnit } from "../../events/vocabularies/nearestUnit.ts";
import { isTooDeep, jsonPath, problemsOf } from "../../issues.ts";
import { givesAway } from "../../rules/masked.ts";
import type { DeepReadonly } from "../../rules/schema.ts";
import { shorten } from "../../shorten.ts";
import type * as z from "../../zod.ts";
import { cellRule } from "../cellRule.ts";
import { unknownRule } from "../unknownRule.ts";
import { namesRole } from "./role.ts";
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
    const fields = fieldsOf(entry);
    if (fields === undefined) continue;
    for (const problem of check(fields, path, known)) problems.push({ ...problem, ...where });
    const { data } = waiverSchema.safeParse(entry);
    const waiver = data && waiverOf(data);
    if (waiver !== undefined) waivers.push(waiver);
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

const soundSchema = waiverSchema.partial();

/** The fields of an entry that are sound, whatever is wrong beside them; `undefined` where it is no entry. */
function fieldsOf(entry: unknown): SoundFields | undefined {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return undefined;
  const fields: Record<string, unknown> = {};
  const said = scopes.filter(
    (scope) => Object.hasOwn(entry, scope) && Reflect.get(entry, scope) !== undefined,
  );
  for (const [key, schema] of Object.entries(waiverSchema.shape)) {
    const { data } = schema.safeParse(Object.hasOwn(entry, key) ? Reflect.get(entry, key) : undefined);
    if (data !== undefined) fields[key] = data;
  }
  const reason: unknown = Object.hasOwn(entry, "reason") ? Reflect.get(entry, "reason") : undefined;
  return { ...soundSchema.parse(fields), said, told: typeof reason === "string" ? reason : "" };
}

interface SoundFields extends DeepReadonly<z.infer<typeof soundSchema>> {
  /** What it says of its scope, also where that is not sound. */
  readonly said: readonly string[];
  /** Its reason, also where that is too short. */
  readonly told: string;
}

/** What a schema cannot say. */
function check(
  data: SoundFields,
  path: readonly PropertyKey[],
  known: readonly string[] | undefined,
): readonly Problem[] {
  const problems: Problem[] = [];
  const at = (...inside: readonly PropertyKey[]): string => jsonPath([...path, ...inside]);
  const { rules = [], from, until, most } = data;
  for (const [index, id] of rules.entries())
    if (known !== undefined && !known.includes(id))
      problems.push({ ...unknownRule(id, known), path: at("rules", index) });
  if (from !== undefined && until !== undefined && until < from)
    problems.push({
      code: "invalid-value",
      message: "The last day of the waiver is before its first.",
      path: at("until"),
      found: JSON.stringify(until),
      expected: `${from} or later`,
    });
  if (most !== undefined && "share" in most && rules.includes(cellRule))
    problems.push({
      code: "invalid-value",
      message: `A share is of the events that a rule decides, and ${cellRule} decides none.`,
      path: at("most"),
      expected: "a number of findings, or a waiver without this rule",
    });
  problems.push(...personal(data, at));
  for (const [index, unit] of (data.units ?? []).entries())
    if (vocabularies.unit.lookUp(unit) === undefined && !givesAway(unit))
      problems.push(unknownUnit(unit, at("units", index)));
  if (data.said.length !== 1) problems.push(wrongScope(data.said, at()));
  return problems;
}

/** `undefined` where it does not say what it covers. */
function waiverOf({ events, units, pattern, ...rest }: WaiverFields): Waiver | undefined {
  if (events !== undefined) return { ...rest, events };
  if (units !== undefined)
    return { ...rest, units: units.map((unit) => vocabularies.unit.lookUp(unit) ?? unit) };
  return pattern === undefined ? undefined : { ...rest, pattern };
}

function personal(data: SoundFields, at: (...inside: readonly PropertyKey[]) => string): readonly Problem[] {
  const { responsible = "" } = data;
  const texts: readonly (readonly [string, string])[] = [
    [data.told, at("reason")],
    [responsible, at("responsible")],
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
      expected: path === at("responsible") ? aRole : "text without personal data",
    }));
  if (responsible === "" || givesAway(responsible)) return problems;
  // Nobody addresses a role as Ms.
  if (/^(?:mr|mrs|ms|miss|mme|mlle|dr|prof)\b/i.test(responsible))
    problems.push({
      code: "personal-data",
      message: "Who answers for a waiver is a role, and this looks like a person.",
      path: at("responsible"),
      expected: aRole,
    });
  else if (!namesRole(responsible))
    problems.push({
      code: "personal-data",
      message: "Who answers for a waiver is a role. This names none that is known, and may be a person.",
      path: at("responsible"),
      expected: aRole,
      hint: "Say it in English, French or Spanish with a word such as officer, head, coordinator or team; or name a unit.",
    });
  return problems;
}

const aRole = "a role, such as head of unit or data quality officer";

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
