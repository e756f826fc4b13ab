import { fold } from "../../fold.ts";

/** January to December in English, French, Spanish and German, with their usual short forms. */
const names = [
  "january januar jän jan janvier janv enero ene",
  "february februar feb février fév févr febrero",
  "march märz mrz mär mar mars marzo",
  "april apr avril avr abril abr",
  "may mai mayo",
  "june juni jun juin junio",
  "july juli jul juillet juil julio",
  "august aug août aoû agosto ago",
  "september sep sept septembre septiembre setiembre set",
  "october oktober okt oct octobre octubre",
  "november nov novembre noviembre",
  "december dezember dez dec décembre déc diciembre dic",
];

const monthByName: ReadonlyMap<string, number> = new Map(
  names.flatMap((line, index) => line.split(" ").map((name) => [fold(name), index + 1] as const)),
);

/** 1–12 for the name of a month or its short form; `undefined` for another word. */
export function monthOf(name: string): number | undefined {
  return monthByName.get(fold(name));
}
