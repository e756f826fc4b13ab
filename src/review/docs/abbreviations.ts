/** What the sources of the shipped rules are short for. */
export const abbreviations: readonly (readonly [short: string, long: string])[] = [
  [
    "MR",
    "the Management Response (July 2024) to the evaluation of UNITAR's learning-related event certifications (March 2024)",
  ],
  ["EV", "the evaluation's public summary"],
  ["RR", "UNITAR results reports 2018–2021"],
  ["AC/UNITAR", "UNITAR's award nomenclature AC/UNITAR/2008/05"],
  ["ours", "our own judgement: a default that a unit may change"],
];
