import { DataQualityError, type Problem } from "../errors.ts";
import { castField } from "../events/cells/cast.ts";
import { type FieldDefinition, type FieldName, fieldNames, fields } from "../events/fields.ts";
import { vocabularies } from "../events/vocabularies/codes.ts";
import { describe, isTooDeep, jsonPath, problemsOf } from "../issues.ts";
import { Unreadable } from "../rules/value.ts";
import { extendProfile } from "./extend.ts";
import { headerKey, headerKeyWithoutUnits } from "./headerText.ts";
import { extendingProfileSchema, type Meaning, type Profile, wholeProfileSchema } from "./schema.ts";

/** Deeper than any profile; deeper data is refused before anything walks it. */
const deepest = 12;

/**
 * Reads a mapping profile from data and tells every mistake at once.
 *
 * @throws {DataQualityError} with one problem for each mistake: JSON path, what was found, what was expected, and the
 * nearest valid name.
 */
export function readProfile(json: unknown, file?: string): Profile {
  const where = file === undefined ? {} : { file };
  if (isTooDeep(json, deepest)) {
    throw new DataQualityError([
      { code: "too-deep", message: "The profile is nested too deeply.", ...where },
    ]);
  }
  // Not read as one of two forms: each mistake is told of the form that was meant.
  const builds = typeof json === "object" && json !== null && Object.hasOwn(json, "extends");
  const parsed = builds ? readExtending(json, where) : readWhole(json, where);
  const [first, ...rest] = parsed.problems;
  if (first !== undefined) throw new DataQualityError([first, ...rest]);
  if (parsed.profile === undefined) throw new Error("a profile is read or its mistakes are told");
  return parsed.profile;
}

interface Read {
  readonly profile?: Profile;
  readonly problems: readonly Problem[];
}

function readWhole(json: unknown, where: Where): Read {
  const { data: profile, error } = wholeProfileSchema.safeParse(json);
  if (error === undefined) return { profile, problems: meaningProblems(profile, profile.fields, where) };
  const problems = problemsOf(error.issues, json, knownKeys, where.file);
  const first = problems.findIndex(isHeadMissing);
  return { problems: problems.map((problem, at) => (at === first ? { ...problem, hint } : problem)) };
}

const hint = `To build on the profile ems, write "extends": "ems": then only what is different has to be there.`;

function isHeadMissing({ code, path }: Problem): boolean {
  return code === "missing-key" && path !== undefined && /^\$\.[a-z]+$/.test(path);
}

function readExtending(json: unknown, where: Where): Read {
  const { data: own, error } = extendingProfileSchema.safeParse(json);
  if (error !== undefined) return { problems: problemsOf(error.issues, json, knownKeys, where.file) };
  const profile = extendProfile(own);
  return { profile, problems: meaningProblems(profile, own.fields ?? {}, where) };
}

const knownKeys: readonly string[] = [
  ...Object.keys(extendingProfileSchema.shape),
  ...fieldNames,
  "columns",
  "values",
  "separator",
  "value",
  "also",
  "reason",
];

interface Where {
  readonly file?: string;
}

/** Mistakes that a schema cannot see: values that a field cannot have, headers that stand for two fields by accident. */
function meaningProblems(profile: Profile, own: Profile["fields"], where: Where): readonly Problem[] {
  return [...valueProblems(profile, where), ...headerProblems(profile, own, where)];
}

function valueProblems(profile: Profile, where: Where): readonly Problem[] {
  const problems: Problem[] = [];
  const check = (field: FieldName, value: Meaning | undefined, path: readonly PropertyKey[]) => {
    if (value === undefined || value === null || typeof value === "object") return;
    if (!(castField(field, value) instanceof Unreadable)) return;
    problems.push(wrongValue(field, value, path, where));
  };
  for (const field of fieldNames) {
    const constant = profile.constants?.[field];
    if (constant !== undefined) check(field, constant.value, ["constants", field, "value"]);
    const mapping = profile.fields[field];
    if (mapping === undefined) continue;
    if (mapping.separator !== undefined && mapping.values === undefined) {
      problems.push({
        code: "separator-without-values",
        message: "A list of parts says something only where `values` names the parts.",
        ...where,
        path: jsonPath(["fields", field, "separator"]),
        hint: `Add "values" beside it, as in { "online": "virtual" }.`,
      });
    }
    for (const [text, meaning] of Object.entries(mapping.values ?? {})) {
      const path = ["fields", field, "values", text];
      if (meaning === null || typeof meaning !== "object") {
        check(field, meaning, path);
        continue;
      }
      check(field, meaning.value, [...path, "value"]);
      for (const other of fieldNames) check(other, meaning.also?.[other], [...path, "also", other]);
      if (meaning.also?.[field] !== undefined) {
        problems.push({
          code: "also-own-field",
          message: `"also" is for other fields; the value of ${field} itself is "value".`,
          ...where,
          path: jsonPath([...path, "also", field]),
        });
      }
    }
  }
  return problems;
}

function wrongValue(
  field: FieldName,
  value: string | number | boolean,
  path: readonly PropertyKey[],
  where: Where,
): Problem {
  const { kind, codeList }: FieldDefinition = fields[field];
  const list = codeList === undefined ? undefined : vocabularies[codeList];
  const near = typeof value === "string" ? list?.nearest(value) : undefined;
  return {
    code: "invalid-value",
    message: `The field ${field} cannot have this value.`,
    ...where,
    path: jsonPath(path),
    found: describe(value),
    expected: list === undefined ? (expectations[kind] ?? "a text") : `one of ${list.codes.join(", ")}`,
    ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
  };
}

const expectations: Partial<Record<FieldDefinition["kind"], string>> = {
  flag: "true or false",
  date: "a date such as 2025-06-30",
  count: "a whole number",
  percent: "a number from 0 to 100",
  score: "a number",
};

/** @param own The fields as the file has them: of two names that clash, those of the base have no place in it. */
function headerProblems(profile: Profile, own: Profile["fields"], where: Where): readonly Problem[] {
  const problems: Problem[] = [];
  const named = new Map<string, { field: FieldName; text: string; path: readonly PropertyKey[] }[]>();
  const add = (field: FieldName, text: string, path: readonly PropertyKey[]) => {
    const key = headerKey(text);
    const all = named.get(key) ?? [];
    all.push({ field, text: text.trim(), path });
    named.set(key, all);
  };
  for (const field of fieldNames) {
    add(field, field, ["fields", field]);
    for (const [at, column] of (profile.fields[field]?.columns ?? []).entries()) {
      const path = ["fields", field, "columns", at];
      if (headerKeyWithoutUnits(column) === "") {
        problems.push({
          code: "header-without-letters",
          message: "A header without a letter or digit cannot be told from others.",
          ...where,
          path: jsonPath(path),
          found: describe(column),
        });
      } else add(field, column, path);
    }
  }
  for (const all of named.values()) {
    for (const { field, text, path } of all) {
      const [, , , at] = path;
      if (typeof at !== "number" || own[field]?.columns?.[at] === undefined) continue;
      const theirs = all.filter((other) => other.field !== field);
      const [clash] = theirs;
      // The same text under both fields says that one column is meant for both.
      if (clash === undefined || theirs.some((other) => other.text === text)) continue;
      problems.push({
        code: "header-for-two-fields",
        message: `This header also stands for ${clash.field}, where it is written ${JSON.stringify(clash.text)}.`,
        ...where,
        path: jsonPath(path),
        found: describe(text),
        hint: "Take it out of one of them; where one column is meant for both, write the same text under both.",
      });
    }
  }
  for (const [at, header] of (profile.ignore ?? []).entries()) {
    const clash = named.get(headerKey(header))?.find(({ path }) => path.length === 4);
    if (clash === undefined) continue;
    problems.push({
      code: "header-ignored-and-used",
      message: `This header is to be left out, and it stands for ${clash.field}.`,
      ...where,
      path: jsonPath(["ignore", at]),
      found: describe(header),
    });
  }
  return problems;
}
