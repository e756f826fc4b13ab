import type { Formats } from "../engine/formats.ts";
import { DataQualityError } from "../errors.ts";
import { type Message, parseMessage } from "../rules/message.ts";
import { own } from "./own.ts";

/** What is put into a text, by the names of its placeholders. */
export type TextValues = Readonly<Record<string, string | number>>;

/**
 * Fills texts, each parsed when it is first needed.
 *
 * @param section Where in a catalogue they stand.
 * @param find The text of a key; where there is none, the key is shown.
 */
export function createTexts<Key extends string>(
  section: "texts" | "explanation",
  find: (key: Key) => string | undefined,
  formats: Formats,
): (key: Key, values?: TextValues) => string {
  const parsed = new Map<Key, Message>();

  function messageOf(key: Key): Message {
    const known = parsed.get(key);
    if (known !== undefined) return known;
    const result = parseMessage(find(key) ?? key);
    if ("mistake" in result) {
      const { message, at } = result.mistake;
      throw new DataQualityError([
        {
          code: "catalogue-text",
          message: `${message} It is at character ${at + 1}.`,
          path: `$.${section}.${key}`,
        },
      ]);
    }
    parsed.set(key, result.parts);
    return result.parts;
  }

  return (key, values = {}) => fill(messageOf(key), values, formats);
}

function fill(message: Message, values: TextValues, formats: Formats): string {
  return message
    .map((part) => {
      if (part.kind === "text") return part.text;
      const value = own(values, part.name);
      if (part.kind !== "plural")
        return value === undefined ? formats.none : typeof value === "number" ? formats.number(value) : value;
      const chosen =
        typeof value === "number"
          ? (part.exact.get(value) ?? part.cases.get(formats.plural(value)))
          : undefined;
      return fill(chosen ?? part.other, values, formats);
    })
    .join("");
}
