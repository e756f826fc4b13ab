import { type Silenced, silencedRules } from "../engine/silenced.ts";
import type { Problem } from "../errors.ts";
import { eventFacts } from "../events/facts.ts";
import { type FieldName, fieldNames, fields } from "../events/fields.ts";
import { vocabularies } from "../events/vocabularies/codes.ts";
import { defaultWording, type Wording } from "../locale/wording.ts";
import type { RootCause } from "../report/schema.ts";
import type { DerivedFact, FactDefinition } from "../rules/fact.ts";
import type { Ruleset } from "../rules/schema.ts";
import { cellFix } from "./cells.ts";
import { mainField } from "./judge.ts";

/** A column whose cells read in two ways: which is meant must be asked for. */
export interface Ambiguous {
  readonly column: string;
  readonly field: string;
  /** What to tell the user, and what to write into the profile. */
  readonly problem: Problem;
}

export interface CauseContext {
  /** Its active rules that are not switched off: the silence of others is no fault of the file. */
  readonly ruleset: Ruleset;
  readonly asOf: string;
  /** Facts of the caller. */
  readonly facts: readonly FactDefinition[];
  readonly file: string | null;
  readonly events: number;
  readonly absent: readonly string[];
  /** Headers of the columns that are used, by field. */
  readonly columns: ReadonlyMap<string, string>;
  /** Headers that look like those of absent fields, by field. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Fields whose columns cannot be read, with the number of cells. */
  readonly unreadable: readonly { readonly field: FieldName; readonly unreadable: number }[];
  readonly ambiguous: readonly Ambiguous[];
  /** Default: English. */
  readonly wording?: Wording;
}

/** What is wrong with a source as a whole: told once, with the rules that it silences, those that silence most first. */
export function rootCauses(context: CauseContext): readonly RootCause[] {
  const silenced = silencedWith(context, context.absent);
  const ids = new Set(silenced.map(({ ruleId }) => ruleId));
  const rules = context.ruleset.rules.filter(({ id }) => ids.has(id));
  const about = { ...context, ruleset: { ...context.ruleset, rules } };
  const causes = [
    ...context.unreadable.map((column) => unreadableCause(column, context)),
    ...absentCauses(silenced, about),
  ];
  return causes.sort(
    (one, other) => other.rules.length - one.rules.length || order(one.field) - order(other.field),
  );
}

const names: readonly string[] = fieldNames;

function order(field: string): number {
  return names.indexOf(field);
}

function silencedWith(
  { ruleset, asOf, facts }: CauseContext,
  absent: readonly string[],
  constant: readonly DerivedFact[] = [],
): readonly Silenced[] {
  const replaced = new Set(constant.map(({ name }) => name));
  const known: readonly FactDefinition[] = [...eventFacts, ...facts].filter(
    ({ name }) => !replaced.has(name),
  );
  return silencedRules(ruleset, { asOf, absent, codeLists: vocabularies, facts: [...known, ...constant] });
}

/**
 * A rule may lack several columns: it is told under each that would silence it alone, or else under all that do so
 * together.
 *
 * @param context Of the rules that are silenced only.
 */
function absentCauses(silenced: readonly Silenced[], context: CauseContext): readonly RootCause[] {
  const lacking = context.absent.map((field) => {
    const ids = new Set(silenced.flatMap(({ ruleId, absent }) => (absent.includes(field) ? [ruleId] : [])));
    const rules = context.ruleset.rules.filter(({ id }) => ids.has(id));
    const alone = silencedWith({ ...context, ruleset: { ...context.ruleset, rules } }, [field]);
    return { field, rules, alone: new Set(alone.map(({ ruleId }) => ruleId)) };
  });
  const told = new Set(lacking.flatMap(({ alone }) => [...alone]));
  return lacking.flatMap(({ field, rules, alone }) =>
    absentCause(
      field,
      silenced,
      rules.filter(({ id }) => alone.has(id) || !told.has(id)).map(({ id }) => id),
      context,
    ),
  );
}

function absentCause(
  field: string,
  silenced: readonly Silenced[],
  rules: readonly string[],
  context: CauseContext,
): readonly RootCause[] {
  const header = context.renamed.get(field);
  if (rules.length === 0 && header === undefined) return [];
  const narrows = silenced.some(
    ({ ruleId, narrowing }) => rules.includes(ruleId) && narrowing.includes(field),
  );
  const { wording = defaultWording() } = context;
  const silence = wording.text("cause.silence", { rules: rules.length });
  const base = { field, file: context.file, events: context.events, rules: [...rules] };
  if (header !== undefined) {
    return [
      {
        cause: "header-renamed",
        severity: "warning",
        ...base,
        column: header,
        message: wording.text("cause.renamed.message", { field, column: header, silence }),
        fix: wording.text("cause.renamed.fix", { field, column: `"${header}"` }),
      },
    ];
  }
  const woken = narrows && isSame(field) ? wokenBy(field, rules, context) : 0;
  return [
    {
      cause: "column-absent",
      severity: "info",
      ...base,
      message: wording.text("cause.absent.message", { field, silence }),
      fix: woken === 0 ? wording.text("cause.absent.fix") : wakeText(field, woken, wording),
    },
  ];
}

/**
 * How many of these rules could fail if this one field were there: a date as any date, another with the value that is
 * the same for all events. A rule about the field itself stays silent then, since nobody recorded the value.
 */
function wokenBy(field: string, ids: readonly string[], context: CauseContext): number {
  const rest = context.absent.filter((name) => name !== field);
  const constant = constantOf(field);
  const rules = context.ruleset.rules.filter(
    (rule) => ids.includes(rule.id) && (constant.length === 0 || mainField(rule) !== field),
  );
  const still = silencedWith({ ...context, ruleset: { ...context.ruleset, rules } }, rest, constant);
  return rules.length - still.length;
}

function constantOf(field: string): readonly DerivedFact[] {
  const value = exampleOf(field);
  const definition = eventFacts.find(({ name }) => name === field);
  if (value === undefined || definition === undefined) return [];
  return [{ name: field, type: definition.type, doc: definition.doc, from: [], derive: () => value }];
}

function exampleOf(field: string): string | boolean | undefined {
  return Object.entries(exampleConstants).find(([name]) => name === field)?.[1];
}

/** A value that would be the same for every event of an export, as an example. */
const exampleConstants: Readonly<Partial<Record<FieldName, string | boolean>>> = {
  status: "completed",
  eventType: "course",
  certificateType: "completion",
  deliveryMode: "e-learning",
  platform: "moodle",
  masterProgramme: false,
  learningRelated: true,
  objectiveAssessment: true,
  donorFunded: false,
  evaluationConducted: true,
};

function isDate(field: string): boolean {
  return Object.entries(fields).some(([name, { kind }]) => name === field && kind === "date");
}

/** Whether all events of an export may well have the same value of a field, or the value of another column. */
function isSame(field: string): boolean {
  return isDate(field) || field in exampleConstants;
}

function wakeText(field: string, woken: number, wording: Wording): string {
  if (isDate(field)) return wording.text("cause.absent.fixDate", { field, rules: woken });
  const value = JSON.stringify(exampleOf(field));
  return wording.text("cause.absent.fixConstant", {
    constant: `"${field}": { "value": ${value}, "reason": "…" }`,
    rules: woken,
  });
}

function unreadableCause(
  { field, unreadable }: { readonly field: FieldName; readonly unreadable: number },
  context: CauseContext,
): RootCause {
  const gone = silencedWith(context, [...context.absent, field]);
  const before = new Set(silencedWith(context, context.absent).map(({ ruleId }) => ruleId));
  const column = context.columns.get(field);
  const rules = gone.map(({ ruleId }) => ruleId).filter((ruleId) => !before.has(ruleId));
  const base = {
    severity: "error" as const,
    field,
    file: context.file,
    ...(column === undefined ? {} : { column }),
    events: unreadable,
    rules,
  };
  const { wording = defaultWording() } = context;
  const silence = wording.text("cause.silence", { rules: rules.length });
  const asked = context.ambiguous.find((each) => each.field === field)?.problem;
  if (asked !== undefined) {
    return {
      cause: "column-ambiguous",
      ...base,
      // The reader tells it in English, with the cell that it met.
      message:
        wording.language === "en"
          ? `${asked.message} ${silence}`
          : wording.text("cause.ambiguous.message", { column: column ?? field, silence }),
      // What to write into the profile is the same in every language.
      fix: asked.hint ?? wording.text("cause.ambiguous.fix"),
    };
  }
  return {
    cause: "column-unreadable",
    ...base,
    message: wording.text("cause.unreadable.message", {
      column: column ?? field,
      cells: unreadable,
      silence,
    }),
    fix: wording.text("cause.unreadable.fix", { field, enter: cellFix(field, wording) }),
  };
}
