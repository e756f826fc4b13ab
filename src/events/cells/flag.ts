import { fold } from "../../fold.ts";

/** In lower case; `-1` is how Microsoft Access writes yes. */
const yes = "yes y true t 1 1.0 -1 oui vrai ja wahr sí si verdadero x on checked ✓ ✔ ☑ ✅";
const no = "no n false f 0 0.0 non faux nein falsch falso off unchecked ✗ ✘ ☐ ❌";

const values: ReadonlyMap<string, boolean> = new Map([
  ...yes.split(" ").map((word) => [word, true] as const),
  ...no.split(" ").map((word) => [word, false] as const),
]);
const letter = /\p{L}/u;
/** Asks for the coloured picture of a tick. */
const variation = /\ufe0f/g;

/** Yes or no, in English, French, Spanish and German, in numbers and in ticks. */
export function readFlag(text: string): boolean | undefined {
  return (
    values.get(text.toLowerCase().replace(variation, "")) ??
    (letter.test(text) ? values.get(fold(text)) : undefined)
  );
}
