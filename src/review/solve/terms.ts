import type { Vocabulary } from "../../rules/check.ts";
import { type DerivedFact, type FactType, isDerived } from "../../rules/fact.ts";
import { derivedCases } from "./derivedCases.ts";
import { definitionsOf } from "./facts.ts";
import type { Formula, Formulas } from "./formula.ts";
import { type Sum, sumOfFigure } from "./linear.ts";
import type { Cell, Variables } from "./variables.ts";
import type { Case, Terms, Worth } from "./worth.ts";

interface Given {
  readonly vocabulary: Vocabulary;
  readonly base: ReadonlyMap<string, number>;
  readonly variables: Variables;
  readonly formulas: Formulas;
  readonly asOf: number;
  /** Cells for a derived text of which nothing is known. */
  readonly textsFor: (name: string) => readonly Cell[];
}

export function createTerms(given: Given): Terms {
  const { vocabulary, base, variables, formulas, asOf } = given;
  const definitions = definitionsOf(vocabulary);
  const known = new Map<string, readonly Case[]>();
  const loose = new Set<string>();
  const rates = new Map<number, { readonly part: Sum; readonly whole: Sum }>();

  const terms: Terms = { casesOf, emptyCases, formulas, variables, asOf, loose, rates };

  function casesOf(name: string): readonly Case[] {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fresh = findCases(name);
    known.set(name, fresh);
    return fresh;
  }

  function findCases(name: string): readonly Case[] {
    if (name === "asOf")
      return [{ guard: formulas.yes, worth: { kind: "figure", type: "date", sum: sumOfFigure(asOf) } }];
    const fact = definitions.get(name);
    if (fact === undefined || !isDerived(fact)) return cellCases(base.get(name) ?? -1);
    return derivedCases(fact, terms) ?? looseCases(fact);
  }

  function cellCases(variable: number): readonly Case[] {
    const described = variables.all[variable];
    if (described === undefined) return [{ guard: formulas.yes, worth: { kind: "none" } }];
    const none: Case = {
      guard: formulas.cell(
        variable,
        variables.where(
          variable,
          ({ kind }) => kind === "empty" || kind === "unreadable" || kind === "absent",
        ),
      ),
      worth: { kind: "none" },
    };
    const cases = described.cells.flatMap((cell, index): readonly Case[] => {
      const guard = formulas.cell(variable, 1n << BigInt(index));
      const worth = worthOf(cell, described.type, described.figure);
      return worth === undefined ? [] : [{ guard, worth }];
    });
    return [none, ...cases];
  }

  /** Nothing is known of the derived fact: it is as free as a fact of the record. */
  function looseCases({ name, type }: DerivedFact): readonly Case[] {
    loose.add(name);
    const isFigure = type === "number" || type === "date";
    const cells = (): readonly Cell[] => {
      if (isFigure) return [{ kind: "figure" }];
      if (type === "boolean") return [true, false].map((value): Cell => ({ kind: "value", value }));
      return given.textsFor(name);
    };
    const figure = isFigure
      ? { figure: variables.linears.add({ name, isWhole: type === "date", kind: type }) }
      : {};
    return cellCases(
      variables.add({ name, of: "derived", type, cells: [{ kind: "empty" }, ...cells()], ...figure }),
    );
  }

  /** Whether the cell is empty, as a derived fact is told: nothing where the source has no such fact. */
  function emptyCases(name: string): readonly Case[] {
    const variable = base.get(name) ?? -1;
    const where = (holds: (cell: Cell) => boolean): Formula =>
      formulas.cell(variable, variables.where(variable, holds));
    const of = (kind: Cell["kind"]) => where((cell) => cell.kind === kind);
    return [
      { guard: of("absent"), worth: { kind: "none" } },
      { guard: of("empty"), worth: { kind: "scalar", value: true } },
      {
        guard: where(({ kind }) => kind !== "absent" && kind !== "empty"),
        worth: { kind: "scalar", value: false },
      },
    ];
  }

  return terms;
}

function worthOf(cell: Cell, type: FactType, figure: number | undefined): Worth | undefined {
  switch (cell.kind) {
    case "value":
      return { kind: "scalar", value: cell.value };
    case "unnamed":
      return { kind: "unnamed", finds: cell.finds };
    case "figure":
      return figure === undefined
        ? undefined
        : { kind: "figure", type: type === "date" ? "date" : "number", sum: sumOfFigure(figure) };
    default:
      return undefined;
  }
}
