import type { Condition, Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";
import { conditionAsList, levelsOf } from "../words/conditionAsList.ts";
import { conditionPhrase } from "../words/conditionInWords.ts";
import { nounOf } from "../words/names.ts";
import { plain } from "../words/phrase.ts";
import { paramInWords, withUnit } from "../words/values.ts";
import type { WordsContext } from "../words/wordsContext.ts";
import { capitalised, escaped, shown } from "./markdown.ts";

/** A sentence longer than this, or with groups in groups in groups, is told as a list. */
const longest = 420;

/** What a rule checks, in a sentence made from its conditions, as Markdown. */
export function whatItChecks(rule: Rule, outer: RuleContext): string {
  const context: WordsContext = { ...outer, params: rule.params ?? {} };
  const verdict = rule.severity === "info" ? "it is worth a look" : "it is wrong";
  const isAlways = isConstant(rule.when, context);
  const sentences = [dueSentence(rule, context), effectiveSentence(rule)].filter((each) => each !== "");
  const when = isReadable(rule.when, context) ? shown(conditionPhrase(rule.when, context)) : undefined;
  const wrong = isReadable(rule.violation, context)
    ? shown(conditionPhrase(rule.violation, context))
    : undefined;
  if (wrong !== undefined && (isAlways || when !== undefined)) {
    const about = isAlways ? "In every event" : `Where ${when}:`;
    return [`${about} **${verdict} if** ${wrong}.`, ...sentences].join(" ");
  }
  const about = isAlways
    ? "It is about every event."
    : when !== undefined
      ? `It is about events where ${when}.`
      : listOf("It is about events where", rule.when, context);
  const bad =
    wrong !== undefined
      ? `**${capitalised(verdict)} if** ${wrong}.`
      : listOf(`**${capitalised(verdict)} if**`, rule.violation, context);
  return [about, bad, ...(sentences.length === 0 ? [] : [sentences.join(" ")])].join("\n\n");
}

function isConstant(condition: Condition, context: WordsContext): boolean {
  return plain(conditionPhrase(condition, context)) === "it holds in every case";
}

function isReadable(condition: Condition, context: WordsContext): boolean {
  return levelsOf(condition, context) < 3 && plain(conditionPhrase(condition, context)).length <= longest;
}

/** A sentence that ends with a list; what joins the outermost group stands in the sentence. */
function listOf(lead: string, condition: Condition, context: WordsContext): string {
  const [first = "", ...others] = conditionAsList(condition, context, shown).split("\n");
  const head = /^- (all of these|at least one of these):$/.exec(first)?.[1];
  if (head === undefined) return `${lead}\n\n${[first, ...others].join("\n")}`;
  const verb = head.startsWith("all") ? "hold" : "holds";
  return `${lead} ${head} ${verb}:\n\n${others.map((line) => line.slice(2)).join("\n")}`;
}

function dueSentence({ due, params }: Rule, { vocabulary }: RuleContext): string {
  if (due === undefined) return "";
  const after = escaped(nounOf(due.after, vocabulary)).trim();
  if (typeof due.days === "number")
    return due.days === 0
      ? `It counts from ${after} on.`
      : `It counts from ${withUnit(due.days, "days")} after ${after}; before that it is _not due_.`;
  const param =
    params !== undefined && Object.hasOwn(params, due.days.param) ? params[due.days.param] : undefined;
  return `It counts from ${shown(paramInWords(due.days.param, param))} after ${after}; before that it is _not due_.`;
}

function effectiveSentence({ effective }: Rule): string {
  if (effective?.from === undefined && effective?.to === undefined) return "";
  const from = effective.from === undefined ? "" : ` on ${effective.from} or later`;
  const to = effective.to === undefined ? "" : ` on ${effective.to} or earlier`;
  return `It is only about events that ended${from}${from !== "" && to !== "" ? ", and" : ""}${to}.`;
}
