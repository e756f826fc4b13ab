import { type Draft, type Mined, type Miner, significant } from "../draft.ts";
import { groupOf, idOf, labelOf, titled } from "../naming.ts";
import { partsOf, strange } from "../shape.ts";
import { chanceOfShare } from "../statistics.ts";
import { type Column, countsOf } from "../table.ts";
import { rareShare } from "./range.ts";

/** Forms that one pattern may have. */
const mostForms = 3;
/** Share of the identifiers that must begin the same, or have one of the forms. */
const sameShare = 0.98;
/** Parts of a beginning that many forms share. */
const mostHead = 4;
/** How often the rarest form must have been seen. */
const rarest = 5;

/** The form that the identifiers of a column have. */
export interface IdPattern {
  /** RE2. */
  readonly source: string;
  /** For people: `PRJ-9999-A…-9`. */
  readonly form: string;
  readonly valid: string;
  readonly support: number;
  readonly holds: number;
}

/**
 * Identifiers have one form, or a few: what stands between hyphens and slashes is generalised to letters and digits, a
 * length is fixed only where all have the same. That 5 % of events or more have another form must be refuted.
 */
export const minePatterns: Miner = (table, { minSupport, minShare, risk, source }): Mined => {
  let tried = 0;
  const drafts: Draft[] = [];
  for (const column of table.columns) {
    // The number of the event has a rule with a pattern of its own: a parameter to narrow.
    if (column.type !== "shape" || column.field === "eventId") continue;
    const found = patternOf(column);
    if (found === undefined || found.support < minSupport) continue;
    tried++;
    if (found.holds < minShare * found.support) continue;
    drafts.push(draftOf(column, found, source));
  }
  return { drafts: significant(drafts, tried, risk), tried };
};

interface Part {
  readonly signs: Set<string>;
  least: number;
  most: number;
}

interface Form {
  readonly separators: readonly string[];
  readonly parts: Part[];
  readonly leads: Map<string, number>;
  count: number;
}

/** The pattern of a column of identifiers; `undefined` where they have no form in common. */
export function patternOf(column: Column): IdPattern | undefined {
  const forms = new Map<string, Form>();
  let support = 0;
  const leads = new Map<string, number>();
  const counts = countsOf(column);
  const shapes = column.texts.map((text, index) => ({ ...partsOf(text), count: counts[index] ?? 0 }));
  for (const { lead, count } of shapes) leads.set(lead, (leads.get(lead) ?? 0) + count);
  const total = shapes.reduce((sum, { count }) => sum + count, 0);
  const [common] = [...leads].filter(([lead, count]) => lead !== "" && count >= sameShare * total);
  for (const { lead, rest, count } of shapes) {
    if (count === 0) continue;
    support += count;
    const isCommon = common !== undefined && lead === common[0];
    const shape = isCommon ? rest : lead.replace(/[A-Z]/g, "A") + rest;
    if (shape.includes(strange)) continue;
    const separators = shape.match(/[^Aa9]+/g) ?? [];
    const key = JSON.stringify([isCommon, separators]);
    const runs = shape.split(/[^Aa9]+/);
    const form = forms.get(key) ?? {
      separators,
      parts: runs.map(() => ({ signs: new Set<string>(), least: Number.POSITIVE_INFINITY, most: 0 })),
      leads: new Map<string, number>(),
      count: 0,
    };
    form.count += count;
    if (isCommon) form.leads.set(lead, count);
    for (const [index, run] of runs.entries()) {
      const part = form.parts[index];
      if (part === undefined) continue;
      for (const sign of run) part.signs.add(sign);
      part.least = Math.min(part.least, run.length);
      part.most = Math.max(part.most, run.length);
    }
    forms.set(key, form);
  }
  const usual = [...forms.values()]
    .filter(({ count }) => count >= rarest)
    .sort((one, other) => other.count - one.count)
    .slice(0, mostForms);
  const [first] = usual;
  if (first === undefined) return undefined;
  const holds = usual.reduce((sum, { count }) => sum + count, 0);
  if (holds < sameShare * support) return headPatternOf([...forms.values()], support);
  const sources = usual.map((form) => write(form, sourceOf)).join("|");
  return {
    source: usual.length === 1 ? `^${sources}$` : `^(?:${sources})$`,
    form: usual.map((form) => write(form, shownAs)).join(" or "),
    valid: write(first, validOf),
    support,
    holds,
  };
}

/** For identifiers that begin in one form and go on in many: `9999-99-99-…`. */
function headPatternOf(forms: readonly Form[], support: number): IdPattern | undefined {
  for (let length = mostHead; length >= 1; length--) {
    const heads = new Map<string, Form[]>();
    for (const form of forms) {
      const parts = form.parts.slice(0, length);
      // A beginning is one where each part has a length of its own and something follows.
      if (form.separators.length < length || parts.some(({ least, most }) => least !== most || most === 0))
        continue;
      const key = JSON.stringify([
        [...form.leads.keys()],
        form.separators.slice(0, length),
        parts.map(({ signs, most }) => [[...signs].sort(), most]),
      ]);
      heads.set(key, [...(heads.get(key) ?? []), form]);
    }
    const sizeOf = (group: readonly Form[]): number => group.reduce((sum, { count }) => sum + count, 0);
    const [best] = [...heads.values()].sort((one, other) => sizeOf(other) - sizeOf(one));
    const [first] = best ?? [];
    if (best === undefined || first === undefined || sizeOf(best) < sameShare * support) continue;
    const head: Form = {
      ...first,
      separators: first.separators.slice(0, length),
      parts: first.parts.slice(0, length),
    };
    const tails = best.map(({ parts, separators }) => ({
      parts: parts.slice(length),
      separators: separators.slice(length),
    }));
    const signs = ["A", "a", "9"].filter((sign) =>
      tails.some(({ parts }) => parts.some((part) => part.signs.has(sign))),
    );
    const between = [
      ...new Set(tails.flatMap(({ separators }) => separators.flatMap((text) => [...text]))),
    ].sort();
    const longest = Math.max(
      ...tails.map(({ parts, separators }) =>
        parts.reduce((sum, { most }) => sum + most, separators.join("").length),
      ),
    );
    const set = `[${signs.map((sign) => classes[sign] ?? "").join("")}${between.map((sign) => sign.replace(/[-\]\\^]/, "\\$&")).join("")}]`;
    return {
      source: `^${write(head, sourceOf)}${set}{1,${longest * 2}}$`,
      form: `${write(head, shownAs)}…`,
      valid: write(head, validOf) + (signs[0] === "9" ? "1" : (signs[0] ?? "")),
      support,
      holds: sizeOf(best),
    };
  }
  return undefined;
}

const classes: Readonly<Record<string, string>> = { A: "A-Z", a: "a-z", 9: "0-9" };

function write(
  { separators, parts, leads }: Form,
  part: (part: Part, literal: (text: string) => string) => string,
): string {
  const quote = part === sourceOf ? escaped : (text: string): string => text;
  const [lead = ""] = leads.keys();
  return (
    quote(lead) + parts.map((each, index) => part(each, quote) + quote(separators[index] ?? "")).join("")
  );
}

function escaped(text: string): string {
  return text.replace(/[.\\+*?()[\]{}|^$]/g, "\\$&");
}

/** Longer ones may come: a length that is not always the same is bounded at twice the longest. */
function sourceOf({ signs, least, most }: Part): string {
  if (most === 0) return "";
  const set = `[${["A", "a", "9"].map((sign) => (signs.has(sign) ? classes[sign] : "")).join("")}]`;
  if (least !== most) return `${set}{${Math.min(1, least)},${most * 2}}`;
  return most === 1 ? set : `${set}{${most}}`;
}

function shownAs(part: Part): string {
  const sign = signOf(part);
  return part.least === part.most ? sign.repeat(part.most) : `${sign}…`;
}

function validOf(part: Part): string {
  return (signOf(part) === "9" ? "1" : signOf(part)).repeat(part.most);
}

function signOf({ signs }: Part): string {
  return ["A", "a", "9"].find((each) => signs.has(each)) ?? "";
}

function draftOf(
  { field }: Column,
  { source: text, form, valid, holds, support }: IdPattern,
  source: string,
): Draft {
  const label = labelOf(field);
  return {
    kind: "pattern",
    claim: `The ${label} has the form ${form}.`,
    chance: chanceOfShare(holds, support, rareShare),
    weight: 1,
    rule: {
      id: idOf(field, "of-unusual-form"),
      version: 1,
      state: "shadow",
      title: titled(`The ${label} has an unusual form`),
      severity: "info",
      dimension: "validity",
      tags: [groupOf(field), "suggested", "identifier"],
      when: { fact: field, operator: "isPresent", value: true },
      violation: { fact: field, operator: "not:matches", value: { param: "pattern" } },
      params: {
        pattern: {
          default: text,
          unit: "pattern",
          source: `ours: suggested from ${source}: the form that all have`,
        },
      },
      fields: [{ field, expected: `the form ${form}, with letters for A and a and digits for 9` }],
      message: `The ${label} does not have the form that the others have. Two systems find each other's records by it, and a slip makes it a different one.`,
      fix: "Copy it from where it was given out. If it is right as it is, nothing needs to be done.",
      rationale:
        "Identifiers are given out in one form; one of another form was often typed by hand or cut off.",
      examples: [
        { title: "Words in its place", event: { [field]: "to be confirmed!" }, expect: "failed" },
        { title: "Something before it", event: { [field]: `!${valid}` }, expect: "failed" },
        { title: "Something behind it", event: { [field]: `${valid}!` }, expect: "failed" },
        { title: "The usual form", event: { [field]: valid }, expect: "passed" },
        { title: "Nothing entered", event: {}, expect: "notApplicable" },
        { title: "The export has no such column", event: {}, absent: [field], expect: "notAssessed" },
      ],
    },
    breaks: (record) => {
      const value = record[field];
      return typeof value === "string"
        ? [
            { ...record, [field]: `${value}!` },
            { ...record, [field]: value.slice(1) },
            { ...record, [field]: "tbc" },
          ]
        : [];
    },
  };
}
