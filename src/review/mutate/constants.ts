import type { CodeList, FactDefinition } from "../../rules/fact.ts";
import { isDerived } from "../../rules/fact.ts";
import { isItems } from "../../rules/isItems.ts";
import type { Comparison, Operand, Rule, Value } from "../../rules/schema.ts";
import type { Scalar } from "../../rules/value.ts";
import type { MutationVocabulary } from "./mutation.ts";
import { comparisonsOf } from "./places.ts";

/** Something written out in a rule, a value or a parameter's default, with what it is held against. */
export interface Constant {
  readonly path: string;
  readonly value: Scalar | readonly Operand[];
  readonly role: "figure" | "days" | "date" | "pattern" | "other";
  /** Whether it stands for a number without a fraction. */
  readonly isWhole: boolean;
  /** The list whose entries are its right values. */
  readonly codeList: CodeList | undefined;
  readonly with: (value: Scalar | readonly Operand[]) => Rule;
}

/** Every constant of a rule: those written in conditions, then the days of grace, then the parameters that are used. */
export function constantsOf(rule: Rule, vocabulary: MutationVocabulary): readonly Constant[] {
  return [
    ...comparisonsOf(rule).flatMap((place) =>
      literalsIn(place.condition.value).map(({ path, value, with: put }) => ({
        ...usedBy([place.condition], value, vocabulary),
        path: `${place.path}.value${path}`,
        value,
        with: (other: Scalar | readonly Operand[]) => place.with({ ...place.condition, value: put(other) }),
      })),
    ),
    ...daysOf(rule),
    ...paramsOf(rule, vocabulary),
  ];
}

interface Literal {
  readonly path: string;
  readonly value: Scalar | readonly Operand[];
  readonly with: (value: Scalar | readonly Operand[]) => Value;
}

function literalsIn(value: Value): readonly Literal[] {
  if (typeof value !== "object") return [{ path: "", value, with: (other) => other }];
  if (isItems(value)) return [{ path: "", value, with: (other) => other }];
  if (!("of" in value)) return [];
  return (["of", "points"] as const).flatMap((key) => {
    const inner = value[key];
    return typeof inner === "object"
      ? []
      : [
          {
            path: `.${key}`,
            value: inner,
            with: (other: Scalar | readonly Operand[]) =>
              isItems(other) ? value : { ...value, [key]: other },
          },
        ];
  });
}

function daysOf(rule: Rule): readonly Constant[] {
  const { due } = rule;
  if (due === undefined || typeof due.days !== "number") return [];
  return [
    {
      path: "$.due.days",
      value: due.days,
      role: "days",
      isWhole: true,
      codeList: undefined,
      with: (days) => (typeof days === "number" ? { ...rule, due: { ...due, days } } : rule),
    },
  ];
}

function paramsOf(rule: Rule, vocabulary: MutationVocabulary): readonly Constant[] {
  const { params = {}, due } = rule;
  const comparisons = comparisonsOf(rule).map(({ condition }) => condition);
  return Object.entries(params).map(([name, param]) => {
    const isDays = typeof due?.days === "object" && due.days.param === name;
    const users = comparisons.filter(({ value }) => paramsIn(value).includes(name));
    return {
      ...(isDays
        ? { role: "days" as const, isWhole: true, codeList: undefined }
        : usedBy(users, param.default, vocabulary)),
      path: `$.params.${name}.default`,
      value: param.default,
      with: (value) => ({
        ...rule,
        params: { ...params, [name]: { ...param, default: scalars(value) } },
      }),
    };
  });
}

/** The names of the parameters in a value. */
function paramsIn(value: Value): readonly string[] {
  if (typeof value !== "object") return [];
  if (isItems(value)) return value.flatMap(paramsIn);
  if ("of" in value) return [...paramsIn(value.of), ...paramsIn(value.points)];
  return "param" in value ? [value.param] : [];
}

function usedBy(
  users: readonly Comparison[],
  value: Scalar | readonly Operand[],
  vocabulary: MutationVocabulary,
): Pick<Constant, "role" | "isWhole" | "codeList"> {
  const facts = users.map(({ fact }) => vocabulary.fact(fact));
  const kinds = new Set(users.map(({ operator }) => vocabulary.operator(lastName(operator))?.value));
  const codeList = facts.map((fact) => codeListOf(fact, vocabulary)).find((list) => list !== undefined);
  return {
    role: kinds.has("pattern")
      ? "pattern"
      : kinds.has("codeList") || kinds.has("true")
        ? "other"
        : typeof value === "number"
          ? "figure"
          : typeof value === "string" && (kinds.has("date") || facts.some((fact) => fact?.type === "date"))
            ? "date"
            : "other",
    isWhole: facts.length > 0 && facts.every((fact) => fact?.whole === true),
    codeList,
  };
}

function codeListOf(
  fact: FactDefinition | undefined,
  { codeLists }: MutationVocabulary,
): CodeList | undefined {
  if (fact === undefined || isDerived(fact) || fact.codeList === undefined) return undefined;
  return Object.hasOwn(codeLists, fact.codeList) ? codeLists[fact.codeList] : undefined;
}

/** `matches` of `not:matches`. */
export function lastName(operator: string): string {
  return operator.split(":").at(-1) ?? operator;
}

/** A parameter is written out: its items are no facts. */
function scalars(value: Scalar | readonly Operand[]): Scalar | Scalar[] {
  return typeof value === "object"
    ? value.flatMap((item) => (typeof item === "object" ? [] : [item]))
    : value;
}
