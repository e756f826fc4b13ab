import type { Missing } from "../../engine/outcome.ts";
import { isDerived, type Outside } from "../../rules/fact.ts";
import type { Example, Rule, Severity } from "../../rules/schema.ts";
import { exampleClock } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";
import { conditionPhrase } from "../words/conditionInWords.ts";
import { definitionOf, labelOf, nounOf, outsideOf } from "../words/names.ts";
import { abbreviations } from "./abbreviations.ts";
import { type Chosen, chooseExamples, type Shown } from "./chooseExamples.ts";
import type { Links, RuleFileOf } from "./docs.ts";
import { jsonText } from "./jsonText.ts";
import { capitalised, code, codeBlock, escaped, shown, table } from "./markdown.ts";
import { factsOf, type Gap, neededFields } from "./notAssessed.ts";
import { unitsOf } from "./units.ts";
import { whatItChecks } from "./whatItChecks.ts";
import { cellOf, heading, named, parameterValue, readable, wantedIn, withLinks } from "./words.ts";

/** What each severity means. */
export const severityMeans: Readonly<Record<Severity, string>> = {
  error: "wrong, or missing where the policy asks for it",
  warning: "implausible; it may be right",
  info: "worth a look",
};

/** Fields without a value in both examples are shown up to this number; more would hide what they are about. */
const mostEmpty = 3;
/** Reasons for which an example is not assessed. */
const mostReasons = 3;

/**
 * The page of a rule: first for who has to mend an event, then for who reviews or changes the rule. Markdown in which
 * every text of the rule is escaped.
 */
export function rulePage({ rule, file }: RuleFileOf, context: RuleContext, links: Links): string {
  const chosen = chooseExamples(rule, context);
  const sections: readonly (readonly [string, string])[] = [
    ["What it checks", [whatItChecks(rule, context), unitSentence(rule, context)].join("\n\n")],
    ["Why", withLinks(rule.rationale, rule, links)],
    ["What to do", whatToDo(rule, context, links)],
    ["Wrong and right", wrongAndRight(rule, chosen, context)],
    ["What else it can say", otherOutcomes(rule, chosen, context, links)],
    ["What “not assessed” means here", notAssessed(rule, context)],
    ["Parameters", parameters(rule)],
    ["Sources", sources(rule, links)],
    ["History", history(rule)],
    ["For developers", forDevelopers(rule, file, context, links)],
  ];
  return [
    `# ${escaped(rule.title)}`,
    box(rule),
    ...stateNote(rule),
    ...sections.filter(([, text]) => text !== "").map(([title, text]) => `## ${title}\n\n${text}`),
  ].join("\n\n");
}

function box({ severity, dimension, version, state, id }: Rule): string {
  return `> **${capitalised(severity)}** (${severityMeans[severity]}) · ${dimension} · version ${version} · ${state} · ${code(id)}`;
}

function stateNote({ state }: Rule): readonly string[] {
  if (state === "shadow")
    return ["The rule is on trial: it runs, and what it finds is told apart, but it changes no exit code."];
  if (state === "retired") return ["The rule is retired: it runs no more. Its id is never used again."];
  return [];
}

function unitSentence(rule: Rule, context: RuleContext): string {
  const { only, restsOn } = unitsOf(rule, context);
  const about =
    only === undefined
      ? "It is for every unit."
      : `It is for ${only.length === 1 ? "one unit" : "these units"} only: ${only.map((each) => escaped(each)).join(", ")}.`;
  const rests =
    restsOn.length === 0
      ? ""
      : ` What ${joined(restsOn.map((each) => escaped(each)))} said stands behind it.`;
  return about + rests;
}

function joined(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

function whatToDo(rule: Rule, context: RuleContext, links: Links): string {
  const fields = rule.fields.map((field) => (typeof field === "string" ? { field } : field));
  const lines = fields.map(({ field, expected, suggest, if: condition }) => {
    const wanted = expected === undefined ? "" : `: ${readable(expected, rule, context, links)}`;
    const proposed =
      suggest === undefined
        ? ""
        : "fact" in suggest
          ? ` (proposed: the ${escaped(labelOf(suggest.fact, context.vocabulary))})`
          : " (proposed: the nearest entry of the list)";
    const only =
      condition === undefined
        ? ""
        : `, if ${shown(conditionPhrase(condition, { ...context, params: rule.params ?? {} }))}`;
    return `- **${heading(field, context)}**${wanted}${proposed}${only}`;
  });
  return `${readable(rule.fix, rule, context, links)}\n\nThe fields to look at:\n\n${lines.join("\n")}`;
}

function wrongAndRight(rule: Rule, { wrong, right }: Chosen, context: RuleContext): string {
  const shownOnes = [wrong, right].filter((each) => each !== undefined);
  if (shownOnes.length === 0) return "";
  const heads = [...(wrong === undefined ? [] : ["Wrong"]), ...(right === undefined ? [] : ["Right"])];
  const examples = shownOnes.map(({ example }) => example);
  const rows = fieldsShown(rule, examples, context).map((fact) => {
    const cells = examples.map((example) => cellOf(example, fact, context));
    const differs = cells.length === 2 && cells[0] !== cells[1];
    return [
      named(fact, context),
      ...cells.map((cell) => (differs ? `**${cell.replace(/^_(.*)_$/, "$1")}**` : cell)),
    ];
  });
  const clocks = examples.map(({ asOf = exampleClock }) => asOf);
  const failure =
    wrong !== undefined && wrong.outcome.outcome === "failed" ? wrong.outcome.failure : undefined;
  return [
    ...(wrong === undefined ? [] : [`Wrong: _${escaped(wrong.example.title)}_.`]),
    ...(right === undefined ? [] : [`Right: _${escaped(right.example.title)}_.`]),
    table(["Field", ...heads], [...rows, ["Day of the check", ...clocks]]),
    ...(failure === undefined
      ? []
      : [
          "Of the wrong one the finding says:",
          `> ${escaped(failure.message)}\n>\n> ${escaped(failure.fix)}${failure.due === undefined || failure.message.includes(failure.due) ? "" : `\n>\n> It was due on ${failure.due}.`}`,
        ]),
  ].join("\n\n");
}

/** The fields that an example has, and those that it is about but does not have. */
function fieldsShown(rule: Rule, examples: readonly Example[], context: RuleContext): readonly string[] {
  const recorded = examples.flatMap(({ event, absent = [] }) => [...Object.keys(event), ...absent]);
  const known = new Set(recorded);
  const about = [
    ...rule.fields.map((field) => (typeof field === "string" ? field : field.field)),
    ...factsOf({ ...rule, when: { all: [] } }, context),
  ].filter((fact) => {
    const definition = definitionOf(fact, context.vocabulary);
    return !known.has(fact) && (definition === undefined || !isDerived(definition));
  });
  const empty = [...new Set(about)];
  return [...known, ...(empty.length > mostEmpty ? [] : empty)];
}

function otherOutcomes(rule: Rule, { others }: Chosen, context: RuleContext, links: Links): string {
  if (others.length === 0) return "";
  return table(
    ["Outcome", "Example", "Record"],
    others.map((each) => [
      outcomeInWords(each, context),
      withLinks(each.example.title, rule, links),
      record(each.example, context),
    ]),
  );
}

function outcomeInWords({ outcome }: Shown, context: RuleContext): string {
  switch (outcome.outcome) {
    case "notDue":
      return `**Not due** until ${outcome.due}`;
    case "notApplicable":
      return "**Not about this event**";
    case "notAssessed":
      return `**Not assessed**: ${reasonsInWords(outcome.reasons, context)}`;
    default:
      return `**${capitalised(outcome.outcome)}**`;
  }
}

function reasonsInWords(reasons: readonly Missing[], context: RuleContext): string {
  const all = [...new Set(reasons.flatMap((reason) => reasonInWords(reason, context)))];
  const more = all.length - mostReasons;
  return all.slice(0, mostReasons).join("; ") + (more > 0 ? `; and ${more} more` : "");
}

function reasonInWords(reason: Missing, context: RuleContext): readonly string[] {
  const name = escaped(nounOf(reason.fact, context.vocabulary));
  const whether = definitionOf(reason.fact, context.vocabulary)?.says?.whether;
  switch (reason.why) {
    case "absent":
      return [`no column for ${name}`];
    case "empty":
      return [whether === undefined ? `${name} is empty` : `it is not recorded whether ${escaped(whether)}`];
    case "unreadable":
      return [`${name} cannot be read`];
    case "undefined":
      return [`${name} has no value`];
    case "noPrevious":
      return ["the stored version is not at hand"];
    case "notLookedUp":
      return [`${name} was not looked up`];
    case "otherRecords":
      return [`only the other events tell ${name}`];
    case "lookupFailed":
    case "lookupLate":
    case "lookupCancelled":
      return [`${name} was looked up without an answer`];
    case "derived":
      return reason.from.flatMap((each) => reasonInWords(each, context));
  }
}

function record(example: Example, context: RuleContext): string {
  const fields = [...new Set([...Object.keys(example.event), ...(example.absent ?? [])])];
  const parts = fields.map(
    (fact) => `${escaped(labelOf(fact, context.vocabulary))}: ${cellOf(example, fact, context)}`,
  );
  const clock = example.asOf === undefined ? [] : [`day of the check: ${example.asOf}`];
  return [...parts, ...clock].join("; ") || "_(nothing recorded)_";
}

const gapWords: Readonly<Record<Gap, string>> = {
  absent: "no column",
  empty: "empty",
  unreadable: "unreadable",
};

/** What it is called that a fact from elsewhere is not handed over. */
const notHandedOver: Readonly<Record<Outside, string>> = {
  previous: "not at hand",
  lookup: "not looked up",
  dataset: "not known of this event alone",
};

const origins: Readonly<Record<Outside, string>> = {
  previous: "the stored version",
  lookup: "a look-up",
  dataset: "the other events",
};

function notAssessed(rule: Rule, context: RuleContext): string {
  const needed = neededFields(rule, context);
  const outside = [...new Set(needed.map((each) => each.outside).filter((each) => each !== undefined))];
  const handedOver =
    outside.length === 0
      ? ""
      : ` Nobody has to record what comes from ${joined(outside.map((each) => origins[each]))}: the system that saves the event hands it over. A check of a file does not have it, so there the rule is not assessed.`;
  const what =
    "The rule cannot tell whether the event is right or wrong, because something that it needs is missing. It is not a pass, and not a fault of its own: record what is missing, and the rule can tell.";
  const all = `${what}${handedOver}`;
  if (needed.length === 0) return `${all} Nothing that can be missing keeps this rule from telling.`;
  const rows = needed.map(({ fact, gaps, outside: from }) => [
    named(fact, context),
    listOfGaps(gaps, from),
    from === undefined
      ? wantedIn(fact, context).replace(/\.$/, "")
      : `Nothing; it comes from ${origins[from]}`,
  ]);
  return `${all}\n\nWhere nothing else decides, it is not assessed if one of these is missing:\n\n${table(["Field", "Missing", "What to record"], rows)}`;
}

function listOfGaps(gaps: readonly Gap[], outside: Outside | undefined): string {
  const words = gaps.map((gap) =>
    gap === "absent" && outside !== undefined ? notHandedOver[outside] : gapWords[gap],
  );
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function parameters({ params = {} }: Rule): string {
  const entries = Object.entries(params);
  if (entries.length === 0) return "It has none.";
  const rows = entries.map(([name, param]) => [
    code(name, "cell"),
    parameterValue(param),
    escaped(param.unit),
    sourceInWords(param.source),
  ]);
  return table(["Name", "Default", "Unit", "Where it comes from"], rows);
}

/** `ours: …` says of a source that there is none but ourselves. */
function sourceInWords(source: string): string {
  const own = /^ours\b:?\s*/.exec(source);
  return own === null
    ? escaped(source)
    : `**Our own judgement**${source.length > own[0].length ? `: ${middle(source.slice(own[0].length))}` : ""}`;
}

function middle(text: string): string {
  return escaped(`.${text}`).slice(1);
}

function sources(rule: Rule, links: Links): string {
  const used = abbreviations.filter(
    ([short]) =>
      short !== "ours" &&
      [...rule.sources, ...Object.values(rule.params ?? {}).map(({ source }) => source)].some((source) =>
        source.includes(short),
      ),
  );
  const legend = used.map(([short, long]) => `${short} is ${escaped(long)}.`).join(" ");
  const list = rule.sources.map((source) => `- ${sourceInWords(source)}`).join("\n");
  return [list, ...(legend === "" ? [] : [`${legend} [All sources](${links.index}#sources)`])].join("\n\n");
}

function history({ version, history: entries = [] }: Rule): string {
  const first = entries.some((entry) => entry.version === 1) ? [] : ["- **Version 1**: first version"];
  const lines = entries.map(
    ({ version: number, date, change }) => `- **Version ${number}** (${date}): ${middle(change)}`,
  );
  const untold = version > 1 && !entries.some((entry) => entry.version === version);
  return [...first, ...lines, ...(untold ? [`- **Version ${version}**: what changed is not told`] : [])].join(
    "\n",
  );
}

function forDevelopers(rule: Rule, file: string, context: RuleContext, links: Links): string {
  const { when, violation, due, effective } = rule;
  const facts = factsOf(rule, context).map((fact) => {
    const definition = definitionOf(fact, context.vocabulary);
    const origin = outsideOf(fact, context.vocabulary);
    const from =
      definition !== undefined && isDerived(definition)
        ? [...new Set(definition.from.map((input) => (typeof input === "string" ? input : input.isEmpty)))]
            .map((each) => code(each, "cell"))
            .join(", ")
        : origin === undefined
          ? "the record"
          : origins[origin];
    return [code(fact, "cell"), escaped(definition?.doc ?? ""), from];
  });
  const names = namesIn(rule, context);
  const named =
    names.length === 0
      ? []
      : [
          `Named conditions (in the rule set's head):`,
          codeBlock(jsonText(Object.fromEntries(names)), "json"),
        ];
  const examples = rule.examples.map(({ title, expect }) => [escaped(title), code(expect, "cell")]);
  return [
    `The rule is in [${escaped(file)}](${links.file(file)}). Tags: ${rule.tags.map((tag) => code(tag)).join(", ")}.`,
    table(["Fact", "What it is", "From"], facts),
    codeBlock(jsonText({ when, violation, due, effective }), "json"),
    ...named,
    `<details>\n<summary>All ${rule.examples.length} examples of the file</summary>\n\n${table(["Example", "Outcome"], examples)}\n\n</details>`,
  ].join("\n\n");
}

/** The named conditions on which the rule rests, each once. */
function namesIn(
  rule: Rule,
  { conditions, vocabulary }: RuleContext,
): readonly (readonly [string, unknown])[] {
  const found = new Map<string, unknown>();
  JSON.stringify([rule.when, rule.violation], function visit(key, value: unknown): unknown {
    if (key === "condition" && typeof value === "string" && !found.has(value)) {
      const named = Object.hasOwn(conditions, value) ? conditions[value] : vocabulary.conditions?.[value];
      if (named !== undefined) {
        found.set(value, named);
        JSON.stringify(named, visit);
      }
    }
    return value;
  });
  return [...found];
}
