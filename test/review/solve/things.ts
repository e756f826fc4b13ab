import { addDays, daysBetween } from "../../../src/rules/calendar.ts";
import type { Vocabulary } from "../../../src/rules/check.ts";
import type { DerivedFact, FactDefinition } from "../../../src/rules/fact.ts";

/** A vocabulary of things that are no events: what the solver says holds for records of any kind. */

export const clock = "2025-06-30";
export const day = (days: number): string => addDays(clock, days) ?? clock;

const boxes: DerivedFact = {
  name: "boxes",
  type: "number",
  doc: "Large and small boxes together.",
  from: ["large", "small"],
  derive: (large, small) =>
    typeof large === "number" && typeof small === "number" ? large + small : undefined,
  behaviour: { kind: "sum" },
};

const share: DerivedFact = {
  name: "share",
  type: "number",
  doc: "Small boxes per hundred large ones.",
  from: ["small", "large"],
  derive: (small, large) =>
    typeof small === "number" && typeof large === "number" && large > 0 ? (100 * small) / large : undefined,
  behaviour: { kind: "percentage" },
};

const age: DerivedFact = {
  name: "age",
  type: "number",
  doc: "Days since it was made.",
  from: ["made", "asOf"],
  derive: (made, asOf) =>
    typeof made === "string" && typeof asOf === "string" ? daysBetween(made, asOf) : undefined,
  behaviour: { kind: "days", from: "made", to: "asOf", plus: 0 },
};

const isLate: DerivedFact = {
  name: "isLate",
  type: "boolean",
  doc: "Whether it was sold before it was made.",
  from: ["made", "sold"],
  derive: (made, sold) => (made === undefined || sold === undefined ? undefined : sold < made),
  behaviour: { kind: "cases", constants: [] },
};

const state: DerivedFact = {
  name: "state",
  type: "text",
  doc: "How the large boxes stand, always known.",
  from: ["large", { isEmpty: "large" }, "small"],
  derive: (large, isEmpty, small) => {
    if (typeof large !== "number") return isEmpty === true ? "empty" : isEmpty === false ? "odd" : "absent";
    if (large < 0) return "negative";
    return typeof small === "number" && small > large ? "few" : "many";
  },
  behaviour: { kind: "cases", constants: [0] },
};

const isBright: DerivedFact = {
  name: "isBright",
  type: "boolean",
  doc: "Whether the colour is bright.",
  from: ["colour", "isNew"],
  derive: (colour, isNew) => (colour === undefined ? undefined : colour === "red" && isNew === true),
  behaviour: { kind: "cases", constants: ["red"] },
};

/** Flags are tried all: nothing need be said. */
const isFresh: DerivedFact = {
  name: "isFresh",
  type: "boolean",
  doc: "Whether it is new and not sold.",
  from: ["isNew", "isSold"],
  derive: (isNew, isSold) => (isNew === undefined || isSold === undefined ? undefined : isNew && !isSold),
};

/** Of a text nothing is known beforehand, whatever its code list says. */
const shade: DerivedFact = {
  name: "shade",
  type: "text",
  doc: "The colour once more.",
  from: ["colour"],
  derive: (colour) => colour,
};

/** Anything may be derived of text that is free: nothing is known of it. */
const initial: DerivedFact = {
  name: "initial",
  type: "text",
  doc: "The first letter of the label.",
  from: ["label"],
  derive: (label) => (typeof label === "string" ? label.slice(0, 1) : undefined),
};

const facts: readonly FactDefinition[] = [
  { name: "large", type: "number", doc: "Large boxes.", whole: true },
  { name: "small", type: "number", doc: "Small boxes.", whole: true },
  { name: "weight", type: "number", doc: "Weight in kilograms." },
  { name: "made", type: "date", doc: "Day of making." },
  { name: "sold", type: "date", doc: "Day of sale." },
  { name: "endDate", type: "date", doc: "Last day." },
  { name: "isNew", type: "boolean", doc: "Whether it is new." },
  { name: "isSold", type: "boolean", doc: "Whether it is sold." },
  { name: "colour", type: "text", doc: "Its colour.", codeList: "colour" },
  { name: "label", type: "text", doc: "What stands on it." },
  { name: "note", type: "text", doc: "What stands beside it." },
  { name: "tags", type: "list", doc: "Its tags." },
  boxes,
  share,
  age,
  isLate,
  state,
  isBright,
  isFresh,
  shade,
  initial,
];

export const things: Vocabulary = {
  facts,
  codeLists: { colour: { codes: ["red", "green", "blue"] } },
};
