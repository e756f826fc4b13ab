import type { Waiver } from "../findings/waivers/schema.ts";

/** Characters; with a number after it, it is still an id. */
const longest = 90;

/** An id that says what the waiver is about: `coc-zero-mdp`; with a number where that is taken. */
export function waiverId(waiver: Waiver, isTaken: (id: string) => boolean): string {
  const names = "events" in waiver ? waiver.events : "units" in waiver ? waiver.units : [waiver.pattern];
  const base = slug([...some(waiver.rules), ...some(names)].join("-"));
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!isTaken(id)) return id;
  }
}

function some(names: readonly string[]): readonly string[] {
  const [first = "", ...others] = names;
  return others.length === 0 ? [first] : [first, "and", String(others.length), "more"];
}

function slug(text: string): string {
  const words = text
    .replace(/\*+/g, "-all-")
    .replaceAll("?", "-any-")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mn}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-|-$/g, "");
  return words === "" ? "waiver" : words;
}
