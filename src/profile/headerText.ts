import { fold } from "../fold.ts";

const bracketed = /\s*[([{<]([^()[\]{}<>]*)[)\]}>]\s*/g;

/** What stands in brackets behind a name without changing what it means: units, formats, hints for who fills it in. */
const units: ReadonlySet<string> = new Set(
  [
    "%",
    "#",
    "percent",
    "per cent",
    "percentage",
    "pct",
    "pourcentage",
    "porcentaje",
    "in %",
    "en %",
    "n",
    "no",
    "no.",
    "nb",
    "nbr",
    "num",
    "number",
    "numbers",
    "nombre",
    "número",
    "count",
    "total",
    "people",
    "persons",
    "pers",
    "persones",
    "personnes",
    "personas",
    "participants",
    "learners",
    "days",
    "jours",
    "días",
    "date",
    "UTC",
    "GMT",
    "ISO",
    "ISO 8601",
    "ISO 3166",
    "ISO 3166-1",
    "ISO 639",
    "ISO 639-1",
    "ISO code",
    "code",
    "yes/no",
    "y/n",
    "oui/non",
    "o/n",
    "sí/no",
    "true/false",
    "0/1",
    "1/0",
    "1-5",
    "1 to 5",
    "out of 5",
    "/5",
    "0-100",
    "required",
    "mandatory",
    "optional",
    "obligatoire",
    "facultatif",
    "obligatorio",
    "opcional",
    "auto",
    "s",
    "es",
  ].map(unitKey),
);
const dateFormat =
  /^(?:d{1,2}|m{1,3}|y{2,4}|j{2}|a{2,4})(?:[-/. ](?:d{1,2}|m{1,3}|y{2,4}|j{2}|a{2,4})){1,2}$/i;

/** `3. Status`, as forms number their fields. */
const numbering = /^\s*\d{1,3}\s?[.)]\s+/;
/** Longer text is no name of a column, and looking for its parts takes time with its square. */
export const longestHeader = 300;
/** Between the same name in two languages: `Title / Titre`, or one below the other. */
const between = /\s+[/|]\s+|\s*[\r\n]+\s*/;

/** Signs have no letters to fold to, so a unit made of them stands for itself. */
function unitKey(text: string): string {
  return fold(text) || text.trim();
}

/**
 * A header as it is compared: without case, accents, spaces and signs. Only the percent sign counts: `CoC %` and `# CoC`
 * are a rate and a number.
 */
export function headerKey(header: string): string {
  return `${fold(header)}${header.includes("%") ? "%" : ""}`;
}

/** The parts of a header that may be the same name in several languages; none where it is one name. */
export function namesIn(header: string): readonly string[] {
  if (header.length > longestHeader) return [];
  const parts = header.trim().split(between);
  return parts.length < 2 || parts.includes("") ? [] : parts;
}

/**
 * The same without numbering, percent sign and bracketed units: `CoC rate (%)` and `CoC rate` are one;
 * `Participants (female)` stays.
 */
export function headerKeyWithoutUnits(header: string): string {
  if (header.length > longestHeader) return fold(header);
  return fold(
    header
      .replace(numbering, "")
      .replace(bracketed, (all, inside: string) =>
        units.has(unitKey(inside)) || dateFormat.test(inside.trim()) || unitKey(inside) === "" ? " " : all,
      ),
  );
}
