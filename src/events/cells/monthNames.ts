import { fold } from "../../fold.ts";

/** January to December in English, French and Spanish, with their usual short forms. */
const names = [
  "january jan janvier janv enero ene",
  "february feb février fév févr febrero",
  "march mar mars marzo",
  "april apr avril avr abril abr",
  "may mai mayo",
  "june jun juin junio",
  "july jul juillet juil julio",
  "august aug août aoû agosto ago",
  "september sep sept septembre septiembre setiembre set",
  "october oct octobre octubre",
  "november nov novembre noviembre",
  "december dec décembre déc diciembre dic",
];

const monthByName: ReadonlyMap<string, number> = new Map(
  names.flatMap((line, index) => line.split(" ").map((name) => [fold(name), index + 1] as const)),
);

/** 1–12 for the name of a month or its short form; `undefined` for another word. */
export function monthOf(name: string): number | undefined {
  return monthByName.get(fold(name));
}
