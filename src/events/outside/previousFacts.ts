import type { FactWords, OutsideFact } from "../../rules/fact.ts";
import { baseFact } from "../baseFact.ts";
import { type FieldName, fieldNames, fields } from "../fields.ts";

/** A field whose stored value rules may use: all but those that may hold personal data. */
export type PreviousField = {
  readonly [Name in FieldName]: (typeof fields)[Name]["kind"] extends "text" | "person" | "email"
    ? never
    : Name;
}[FieldName];
/** `previousParticipants` for `participants`. */
export type PreviousName = `previous${Capitalize<PreviousField>}`;

/** The fact that holds the stored value of a field; rules know none of a field that may hold personal data. */
export function previousNameOf(field: FieldName): string {
  return `previous${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

/** The event as it is stored before a save; see `check(event, { previous })`. */
export const previousFacts: readonly OutsideFact[] = [
  {
    name: "isStored",
    type: "boolean",
    doc: "Whether there is a stored version of the event; false for a new one.",
    label: "stored version of the event",
    says: { true: "the event has been saved before", false: "the event is new" },
    outside: "previous",
  },
  ...fieldNames
    .map((name) => ({ name, fact: baseFact(name, fields[name]) }))
    .filter(({ fact }) => fact.personal !== true)
    .map(({ name, fact }): OutsideFact => {
      const { name: _, doc, label, says, ...rest } = fact;
      return {
        ...rest,
        name: previousNameOf(name),
        doc: `In the stored version: ${doc}`,
        ...wordsOf(name, {
          ...(label === undefined ? {} : { label }),
          ...(says === undefined ? {} : { says }),
        }),
        outside: "previous",
      };
    }),
];

function wordsOf(name: string, { label, says }: FactWords): FactWords {
  const plain = label ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (says === undefined) return { label: `stored ${plain}` };
  const stored = (clause: string): string => `in the stored version ${clause}`;
  return {
    label: `stored ${plain}`,
    says: {
      true: stored(says.true),
      false: stored(says.false),
      ...(says.whether === undefined ? {} : { whether: stored(says.whether) }),
    },
  };
}
