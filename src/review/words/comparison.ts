import { isItems } from "../../rules/isItems.ts";
import { asksPresence, type OperatorWords } from "../../rules/operator.ts";
import type { Operand, Value } from "../../rules/schema.ts";
import { decorators, operators } from "../../rules/vocabulary.ts";
import { definitionOf, nounOf, plural } from "./names.ts";
import { listed, type Phrase } from "./phrase.ts";
import type { Leaf } from "./tree.ts";
import { codeListInWords, itemsOf, operandInWords, withUnit } from "./values.ts";
import type { WordsContext } from "./wordsContext.ts";

/** A clause in two parts, so that clauses about one thing can share it: `the status` · `is empty`. */
export interface Clause {
  readonly subject: Phrase;
  readonly predicate: Phrase;
}

/** A comparison as a clause. */
export function clauseOf({ comparison, negated, params }: Leaf, outer: WordsContext): Clause {
  const context = { ...outer, params };
  const { fact, value } = comparison;
  const names = comparison.operator.split(":");
  const name = names.pop() ?? "";
  const { vocabulary } = context;
  const definition = definitionOf(fact, vocabulary);
  const operator = [...operators, ...(vocabulary.operators ?? [])].find((each) => each.name === name);

  const statement = statementOf(names, name, value, negated);
  const says = definition?.says;
  if (says !== undefined && statement !== undefined) return whole([statement ? says.true : says.false]);

  if (says?.whether !== undefined && operator !== undefined && asksPresence(operator)) {
    const turns = names.length + (negated ? 1 : 0);
    const asksEmpty = operator.presence(true) === (turns % 2 === 0);
    return whole([`it is ${asksEmpty ? "not " : ""}recorded whether ${says.whether}`]);
  }

  // What the two sides are called; decorators change their places, or speak of their items.
  let subject: Phrase = [nounOf(fact, vocabulary)];
  let object: Phrase = [];
  let isSwapped = false;
  let isContrary = negated;
  let prefix: Phrase = [];
  let ofItems = false;
  const kind = operator?.value;
  const side = { unit: definition?.unit, isDate: kind === "date" || definition?.type === "date" };
  if (operator === undefined || !asksPresence(operator)) object = objectOf(value, kind, side, context);
  for (const each of names) {
    const decorator = decorators.find((one) => one.name === each);
    if (each === "not") isContrary = !isContrary;
    else if (each === "swap") {
      [subject, object] = [object, subject];
      isSwapped = !isSwapped;
    } else if (decorator?.words !== undefined) {
      const { side: which, is, isNot } = decorator.words;
      ofItems = true;
      if (which === "fact") {
        subject = [`${isContrary ? isNot : is} `, ...subject];
      } else {
        if (isContrary) prefix = ["it is not so that "];
        object = [`${is} `, ...object];
      }
      isContrary = false;
    } else prefix = [...prefix, "by ", { code: each }, " "];
  }

  const words = operator?.words;
  if (words === undefined)
    return {
      subject: [...prefix, ...subject],
      predicate: [isContrary ? "does not fulfil " : "fulfils ", { code: name }, ...space(object)],
    };
  const verb = isContrary ? words.isNot : words.is;
  const predicate =
    kind === "tolerance"
      ? [...withPoints(verb, value, context), ...space(object)]
      : kind === "list" && !isSwapped && !ofItems
        ? ofList(words, isContrary, value, context)
        : [verb, ...space(object)];
  return { subject: [...prefix, ...subject], predicate };
}

/** Whether the fact is said to be true or false: `equal true`, `not:equal false`. */
function statementOf(
  names: readonly string[],
  operator: string,
  value: Value,
  negated: boolean,
): boolean | undefined {
  if (typeof value !== "boolean" || (operator !== "equal" && operator !== "notEqual")) return undefined;
  if (names.some((name) => name !== "not")) return undefined;
  const turns = names.length + (operator === "notEqual" ? 1 : 0) + (negated ? 1 : 0);
  return turns % 2 === 0 ? value : !value;
}

function objectOf(
  value: Value,
  kind: string | undefined,
  side: { readonly unit: string | undefined; readonly isDate: boolean },
  context: WordsContext,
): Phrase {
  if (kind === "codeList" && typeof value === "string") return codeListInWords(value, plural);
  if (kind === "pattern" && typeof value === "string") return ["the pattern ", { code: value }];
  if (isItems(value)) return itemsInWords(value, "and", context);
  if (typeof value === "object" && "of" in value) return operandInWords(value.of, context);
  return operandInWords(value, context, side);
}

function itemsInWords(items: readonly Operand[], last: string, context: WordsContext): Phrase {
  if (items.length === 0) return ["an empty list"];
  return listed(
    items.map((item) => operandInWords(item, context)),
    last,
  );
}

/** `is either "planned" or "ongoing"`, `is neither … nor …`, `is one of …` */
function ofList(words: OperatorWords, isContrary: boolean, value: Value, context: WordsContext): Phrase {
  const verb = isContrary ? words.isNot : words.is;
  const items = itemsOf(value, context);
  if (items === undefined) return [`${verb} `, ...operandInWords(asOperand(value), context)];
  // `notIn` has its two verbs the other way round.
  const isNone = verb.includes("none");
  const name: Phrase =
    typeof value === "object" && !isItems(value) && "param" in value
      ? [" (", { code: value.param }, ")"]
      : [];
  const each = items.map((item) => operandInWords(item, context));
  if (each.length === 1) return [isNone ? "is not " : "is ", ...(each[0] ?? []), ...name];
  if (each.length === 2)
    return [isNone ? "is neither " : "is either ", ...listed(each, isNone ? "nor" : "or"), ...name];
  return [`${verb} `, ...itemsInWords(items, "or", context), ...name];
}

function withPoints(verb: string, value: Value, context: WordsContext): Phrase {
  const points: Phrase =
    typeof value === "object" && !isItems(value) && "of" in value
      ? typeof value.points === "number"
        ? [withUnit(value.points, "points")]
        : operandInWords(value.points, context)
      : ["the points"];
  const [before = "", after = ""] = verb.split("{points}");
  return [before, ...points, after];
}

function asOperand(value: Value): Operand {
  if (typeof value === "object" && (isItems(value) || "of" in value)) return "";
  return value;
}

function whole(subject: Phrase): Clause {
  return { subject, predicate: [] };
}

function space(phrase: Phrase): Phrase {
  return phrase.length === 0 ? [] : [" ", ...phrase];
}
