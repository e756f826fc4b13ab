import type { Problem } from "../errors.ts";
import { describe } from "../issues.ts";
import { nearest } from "../nearest.ts";
import { shorten } from "../shorten.ts";
import { isCalendarDate } from "./calendar.ts";
import type { CodeList, FactDefinition, FactType } from "./fact.ts";
import { isDerived } from "./fact.ts";
import { isItems } from "./isItems.ts";
import { countWritten, measureConditions } from "./levels.ts";
import { type Placeholder, parseMessage, placeholdersOf } from "./message.ts";
import { type AnyOperator, asksPresence, type Operator } from "./operator.ts";
import { pattern } from "./pattern.ts";
import { mayBePersonal } from "./personal.ts";
import { partsOf } from "./references.ts";
import {
  type Comparison,
  type Condition,
  limits,
  type Operand,
  type Param,
  type Rule,
  type Value,
} from "./schema.ts";
import type { Scalar } from "./value.ts";
import { decorators, operators as shippedOperators } from "./vocabulary.ts";

/** What the rules may speak of. What is not given is not checked. */
export interface Vocabulary {
  /** Default: any name is a fact of the record. */
  readonly facts?: readonly FactDefinition[];
  /** Operators besides those of the language. */
  readonly operators?: readonly Operator[];
  /** Lists of right values, for `oneOf` and suggestions. */
  readonly codeLists?: Readonly<Record<string, CodeList>>;
  /** Conditions with names that rules may use besides their own; one of their own with the same name comes first. */
  readonly conditions?: Readonly<Record<string, Condition>>;
}

export interface Names {
  readonly facts: ReadonlyMap<string, FactDefinition> | undefined;
  readonly operators: ReadonlyMap<string, AnyOperator>;
  readonly codeLists: Readonly<Record<string, CodeList>> | undefined;
  readonly conditions: Readonly<Record<string, Condition>>;
  /** How many levels deep a named condition is; endless where it refers to itself. */
  readonly levelsOf: (name: string) => number;
  /** How many conditions a condition is, with named ones written out. */
  readonly writtenSize: (condition: Condition) => number;
}

interface Place extends Names {
  readonly params: Readonly<Record<string, Param>>;
  readonly file: string | undefined;
}

export function namesOf(vocabulary: Vocabulary, conditions: Readonly<Record<string, Condition>>): Names {
  return {
    facts: vocabulary.facts && new Map(vocabulary.facts.map((fact) => [fact.name, fact])),
    operators: new Map(
      [...shippedOperators, ...(vocabulary.operators ?? [])].map((operator) => [operator.name, operator]),
    ),
    codeLists: vocabulary.codeLists,
    conditions,
    levelsOf: measureConditions(conditions),
    writtenSize: countWritten(conditions),
  };
}

export function problem(
  code: string,
  message: string,
  file: string | undefined,
  path: string,
  more: Partial<Problem> = {},
): Problem {
  return { code, message, ...(file === undefined ? {} : { file }), path, ...more };
}

/** Characters of an unknown name that are repeated in a message. */
const longestName = 100;

function unknownName(
  kind: string,
  found: string,
  valid: readonly string[],
  place: Place,
  path: string,
): Problem {
  const near = nearest(found, valid);
  return problem(
    `unknown-${kind.replaceAll(" ", "-")}`,
    `There is no ${kind} ${JSON.stringify(shorten(found, longestName))}.`,
    place.file,
    path,
    {
      expected: valid.length <= 30 ? `one of ${valid.join(", ")}` : `a known ${kind}`,
      ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
    },
  );
}

export function checkRule(
  rule: Rule,
  names: Names & { readonly file: string | undefined },
  path: string,
): readonly Problem[] {
  const place: Place = { ...names, params: rule.params ?? {} };
  const tooMany = checkSize(countNodes(rule.when) + countNodes(rule.violation), place.file, path);
  if (tooMany.length > 0) return tooMany;
  const written = names.writtenSize(rule.when) + names.writtenSize(rule.violation);
  if (written > limits.written) {
    const message = `With the conditions that it names written out, the rule has ${written} conditions; at most ${limits.written} are allowed.`;
    return [problem("too-many-conditions", message, place.file, path)];
  }
  return [
    ...checkCondition(rule.when, place, `${path}.when`),
    ...checkCondition(rule.violation, place, `${path}.violation`),
    ...(rule.due === undefined ? [] : checkDue(rule, place, path)),
    ...rule.fields.flatMap((field, index) => checkField(field, place, `${path}.fields[${index}]`)),
    ...checkText(rule.message, place, `${path}.message`),
    ...checkText(rule.fix, place, `${path}.fix`),
  ];
}

export function checkSize(nodes: number, file: string | undefined, path: string): readonly Problem[] {
  if (nodes <= limits.nodes) return [];
  const message = `There are ${nodes} conditions; at most ${limits.nodes} are allowed.`;
  return [problem("too-many-conditions", message, file, path)];
}

export function countNodes(condition: Condition): number {
  return partsOf(condition).reduce((sum, part) => sum + countNodes(part), 1);
}

export function checkCondition(
  condition: Condition,
  place: Place,
  path: string,
  depth = 1,
): readonly Problem[] {
  const named = "condition" in condition ? place.levelsOf(condition.condition) : 0;
  // One that is too deep by itself is told once, where it stands.
  if (depth + (named <= limits.depth ? named : 0) > limits.depth)
    return [
      problem("too-deep", `A condition is nested more than ${limits.depth} levels deep.`, place.file, path),
    ];
  if ("all" in condition)
    return condition.all.flatMap((part, index) =>
      checkCondition(part, place, `${path}.all[${index}]`, depth + 1),
    );
  if ("any" in condition)
    return condition.any.flatMap((part, index) =>
      checkCondition(part, place, `${path}.any[${index}]`, depth + 1),
    );
  if ("not" in condition) return checkCondition(condition.not, place, `${path}.not`, depth + 1);
  if ("condition" in condition) {
    return condition.condition in place.conditions
      ? []
      : [
          unknownName(
            "condition",
            condition.condition,
            Object.keys(place.conditions),
            place,
            `${path}.condition`,
          ),
        ];
  }
  return checkComparison(condition, place, path);
}

function checkComparison(
  { fact, operator: written, value }: Comparison,
  place: Place,
  path: string,
): readonly Problem[] {
  const names = written.split(":");
  const last = names.at(-1) ?? "";
  const operator = place.operators.get(last);
  const known = decorators.map(({ name }) => name);
  const problems: Problem[] = [...checkFact(fact, place, `${path}.fact`)];
  for (const name of names.slice(0, -1)) {
    if (!known.includes(name))
      problems.push(unknownName("operator decorator", name, known, place, `${path}.operator`));
  }
  if (operator === undefined) {
    problems.push(unknownName("operator", last, [...place.operators.keys()], place, `${path}.operator`));
    return [...problems, ...checkOperands(value, place, `${path}.value`)];
  }
  if (asksPresence(operator)) {
    const definition = place.facts?.get(fact);
    if (value !== true)
      problems.push(
        problem("invalid-value", `${last} takes the value true.`, place.file, `${path}.value`, {
          found: describe(value),
          expected: "true",
        }),
      );
    if (definition !== undefined && isDerived(definition))
      problems.push(
        problem(
          "presence-of-derived",
          `${fact} is derived from other facts: no cell of it can be empty.`,
          place.file,
          `${path}.fact`,
        ),
      );
    if (names.slice(0, -1).some((name) => name !== "not"))
      problems.push(
        problem("presence-decorated", `${last} takes no decorator but not.`, place.file, `${path}.operator`),
      );
    return problems;
  }
  if (operator.value === "pattern" && names.slice(0, -1).some((name) => !onTheLeft.has(name)))
    problems.push(
      problem(
        "pattern-decorated",
        `${last} takes its pattern from the rule only, as it is written there.`,
        place.file,
        `${path}.operator`,
        { expected: `no decorator but ${[...onTheLeft].join(", ")}` },
      ),
    );
  const type = place.facts?.get(fact)?.type;
  // A decorator may take the list apart or swap the sides, so that types are told without decorators only.
  if (type !== undefined && names.length === 1 && !operator.fact.includes(type)) {
    problems.push(
      problem(
        "operator-type",
        `${last} makes no sense for ${fact}, which is a ${type}.`,
        place.file,
        `${path}.operator`,
        { expected: `a fact of type ${operator.fact.join(" or ")}` },
      ),
    );
  }
  return [...problems, ...checkValue(value, operator, names.length > 1, type, place, `${path}.value`)];
}

/** Decorators that leave the right side as it is. */
const onTheLeft: ReadonlySet<string> = new Set(["not", "someFact", "everyFact"]);

function checkFact(name: string, place: Place, path: string): readonly Problem[] {
  if (name === "asOf" || place.facts === undefined || place.facts.has(name)) return [];
  return [unknownName("fact", name, [...place.facts.keys()], place, path)];
}

function checkValue(
  value: Value,
  operator: Operator,
  decorated: boolean,
  type: FactType | undefined,
  place: Place,
  path: string,
): readonly Problem[] {
  const wrong = (expected: string): Problem =>
    problem("invalid-value", `${operator.name} takes ${expected}.`, place.file, path, {
      found: describe(value),
    });
  const isTolerance = typeof value === "object" && "of" in value;
  if (operator.value === "tolerance")
    return isTolerance
      ? [
          ...checkOperands(value.of, place, `${path}.of`),
          ...checkOperands(value.points, place, `${path}.points`),
          ...checkPoints(value.points, place, `${path}.points`),
        ]
      : [wrong("{ of, points }")];
  if (isTolerance) return [wrong("no { of, points }; that goes with withinPoints")];
  const inside = checkOperands(value, place, path);
  if (operator.value === "sum")
    return Array.isArray(value) ? inside : [wrong("a list of numbers, facts or parameters")];
  if (operator.value === "codeList") {
    if (typeof value !== "string") return [wrong("the name of a code list")];
    return place.codeLists === undefined || Object.hasOwn(place.codeLists, value)
      ? []
      : [unknownName("code list", value, Object.keys(place.codeLists), place, path)];
  }
  if (operator.value === "pattern") {
    const source = defaultOf(value, place);
    if (source === undefined) return inside;
    return typeof source === "string"
      ? checkPattern(source, place, path)
      : [wrong("a pattern, or a parameter that is one")];
  }
  const fixed = defaultOf(value, place);
  if (
    !decorated &&
    typeof value === "object" &&
    "param" in value &&
    fixed !== undefined &&
    typeof fixed !== "object"
  ) {
    return checkLiteral(fixed, operator, type, wrong);
  }
  if (decorated || typeof value === "object") {
    return operator.value === "list" &&
      !decorated &&
      typeof value === "object" &&
      !Array.isArray(value) &&
      !("fact" in value) &&
      !("param" in value)
      ? [wrong("a list")]
      : inside;
  }
  return checkLiteral(value, operator, type, wrong);
}

/** A value that is written out, or the default of a parameter. */
function checkLiteral(
  value: Scalar,
  operator: Operator,
  type: FactType | undefined,
  wrong: (expected: string) => Problem,
): readonly Problem[] {
  if (operator.value === "list") return [wrong("a list")];
  if (operator.value === "number" && typeof value !== "number") return [wrong("a number")];
  if (operator.value === "date" && !(typeof value === "string" && isCalendarDate(value)))
    return [wrong("a date such as 2025-06-30")];
  if (operator.value === "any" && type !== undefined && !fits(value, type))
    return [wrong(`a ${type}, since the fact is one`)];
  return [];
}

function fits(value: string | number | boolean, type: FactType): boolean {
  if (type === "number") return typeof value === "number";
  if (type === "boolean") return typeof value === "boolean";
  return typeof value === "string";
}

function checkPattern(source: string, place: Place, path: string): readonly Problem[] {
  try {
    pattern(source);
    return [];
  } catch (error) {
    return [
      problem(
        "invalid-pattern",
        `The pattern is not valid: ${error instanceof Error ? error.message : "?"}.`,
        place.file,
        path,
        {
          found: describe(source),
          expected: "RE2 syntax, which has no look-around and no back-references",
        },
      ),
    ];
  }
}

function checkOperands(value: Value, place: Place, path: string): readonly Problem[] {
  if (typeof value !== "object") return [];
  if (isItems(value)) return value.flatMap((item, index) => checkItem(item, place, `${path}[${index}]`));
  if ("fact" in value) return checkFact(value.fact, place, `${path}.fact`);
  if ("param" in value) return checkParam(value.param, place, `${path}.param`);
  return [];
}

function checkItem(item: Operand, place: Place, path: string): readonly Problem[] {
  if (!Array.isArray(defaultOf(item, place))) return checkOperands(item, place, path);
  return [
    problem("invalid-value", "An item of a list cannot be a list itself.", place.file, path, {
      found: describe(item),
      expected: "a single value",
    }),
  ];
}

function checkPoints(points: Operand, place: Place, path: string): readonly Problem[] {
  const width = defaultOf(points, place);
  if (width === undefined || typeof width === "number" || (typeof width === "object" && "fact" in width))
    return [];
  return [
    problem("invalid-value", "The points must be a number.", place.file, path, {
      found: describe(width),
      expected: "a number",
    }),
  ];
}

/** The value itself, or what a parameter stands for; `undefined` for a parameter that is not there. */
function defaultOf(value: Value, { params }: Place): Value | undefined {
  if (typeof value !== "object" || isItems(value) || !("param" in value)) return value;
  return Object.hasOwn(params, value.param) ? params[value.param]?.default : undefined;
}

function checkParam(name: string, place: Place, path: string): readonly Problem[] {
  return Object.hasOwn(place.params, name)
    ? []
    : [unknownName("parameter", name, Object.keys(place.params), place, path)];
}

function checkDue(rule: Rule, place: Place, path: string): readonly Problem[] {
  const { after, days } = rule.due ?? { after: "", days: 0 };
  const problems = [...checkFact(after, place, `${path}.due.after`)];
  const type = place.facts?.get(after)?.type;
  if (type !== undefined && type !== "date")
    problems.push(
      problem("due-type", `${after} is no date.`, place.file, `${path}.due.after`, {
        expected: "a date fact",
      }),
    );
  if (typeof days === "object") {
    problems.push(...checkParam(days.param, place, `${path}.due.days.param`));
    const value = rule.params?.[days.param]?.default;
    if (
      value !== undefined &&
      !(typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 36_500)
    ) {
      problems.push(
        problem(
          "due-days",
          `The parameter ${days.param} must be a whole number of days.`,
          place.file,
          `${path}.params.${days.param}.default`,
          { found: describe(value), expected: "0 to 36500" },
        ),
      );
    }
  }
  return problems;
}

function checkField(field: Rule["fields"][number], place: Place, path: string): readonly Problem[] {
  if (typeof field === "string") return checkMarked(field, place, path);
  const { suggest } = field;
  return [
    ...checkMarked(field.field, place, `${path}.field`),
    ...(field.if === undefined ? [] : checkCondition(field.if, place, `${path}.if`)),
    ...(field.expected === undefined ? [] : checkText(field.expected, place, `${path}.expected`)),
    ...(suggest === undefined
      ? []
      : "fact" in suggest
        ? [
            ...checkFact(suggest.fact, place, `${path}.suggest.fact`),
            ...checkSuggestion(suggest.fact, place, `${path}.suggest.fact`),
          ]
        : checkList(suggest.nearest, place, `${path}.suggest.nearest`)),
  ];
}

/** What a form marks and a person mends stands in the record. */
function checkMarked(name: string, place: Place, path: string): readonly Problem[] {
  const fact = place.facts?.get(name);
  if (fact === undefined || isDerived(fact) || fact.outside === undefined)
    return checkFact(name, place, path);
  return [
    problem(
      "field-outside",
      `The fact ${name} is no part of the record: no form has a field for it.`,
      place.file,
      path,
      {
        expected: "a fact of the record",
        hint: `Name the field that is to be mended. ${name} may stand in conditions, texts and suggestions.`,
      },
    ),
  ];
}

function isPersonal(name: string, { facts }: Place): boolean {
  return mayBePersonal(name, (each) => facts?.get(each));
}

function checkSuggestion(name: string, place: Place, path: string): readonly Problem[] {
  return isPersonal(name, place)
    ? [problem("suggestion-personal", `The suggestion ${name} could show personal data.`, place.file, path)]
    : [];
}

function checkList(name: string, place: Place, path: string): readonly Problem[] {
  return place.codeLists === undefined || Object.hasOwn(place.codeLists, name)
    ? []
    : [unknownName("code list", name, Object.keys(place.codeLists), place, path)];
}

function checkText(text: string, place: Place, path: string): readonly Problem[] {
  const parsed = parseMessage(text);
  if ("mistake" in parsed) {
    const { message, at, expected } = parsed.mistake;
    return [
      problem("invalid-message", message, place.file, path, {
        found: `${JSON.stringify(shorten(text.slice(at), 40))} at character ${at + 1}`,
        ...(expected === undefined ? {} : { expected }),
      }),
    ];
  }
  const told = new Set<string>();
  return placeholdersOf(parsed.parts).flatMap((placeholder) => {
    const key = `${placeholder.name} ${placeholder.isPlural}`;
    if (told.has(key)) return [];
    told.add(key);
    return checkPlaceholder(placeholder, place, path);
  });
}

function checkPlaceholder({ name, isPlural }: Placeholder, place: Place, path: string): readonly Problem[] {
  const params = Object.keys(place.params).map((each) => `params.${each}`);
  const param = params.includes(name) ? place.params[name.slice("params.".length)] : undefined;
  const definition = place.facts?.get(name);
  if (param === undefined && isPersonal(name, place)) {
    return [
      problem(
        "placeholder-personal",
        `The placeholder {${name}} could show personal data.`,
        place.file,
        path,
        { hint: "Say it without the value." },
      ),
    ];
  }
  const isKnown =
    name === "due" ||
    name === "asOf" ||
    param !== undefined ||
    (!name.includes(".") && (place.facts === undefined || definition !== undefined));
  if (!isKnown)
    return [
      unknownName("placeholder", name, ["due", ...params, ...(place.facts?.keys() ?? [])], place, path),
    ];
  if (!isPlural) return [];
  const isNumber =
    param !== undefined
      ? typeof param.default === "number"
      : name !== "due" && name !== "asOf" && (definition === undefined || definition.type === "number");
  return isNumber
    ? []
    : [
        problem(
          "plural-type",
          `{${name}, plural, …} needs a number, which ${name} is not.`,
          place.file,
          path,
          {
            expected: "a fact that is a number, or a parameter that is one",
          },
        ),
      ];
}

/** Conditions that refer to themselves, or to others more levels deep than any rule may be. */
export function checkCycles(
  { levelsOf }: Names,
  places: readonly { readonly name: string; readonly path: string; readonly file: string | undefined }[],
): readonly Problem[] {
  return places.flatMap(({ name, path, file }) => {
    if (levelsOf(name) <= limits.depth) return [];
    return [
      problem(
        "condition-cycle",
        `The condition ${JSON.stringify(name)} refers to itself, or to conditions more than ${limits.depth} levels deep.`,
        file,
        path,
      ),
    ];
  });
}
