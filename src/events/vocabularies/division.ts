import type { Entry } from "./vocabulary.ts";

/** UNITAR's divisions, and the offices that stand for themselves. */
export const divisions: readonly Entry[] = [
  { code: "Peace", synonyms: ["Division for Peace", "Peace Division", "Paix", "Paz"] },
  {
    code: "People",
    synonyms: [
      "Division for People",
      "People Division",
      "Division for People and Social Inclusion",
      "Population",
      "Personas",
    ],
  },
  { code: "Planet", synonyms: ["Division for Planet", "Planet Division", "Planète", "Planeta"] },
  {
    code: "Prosperity",
    synonyms: ["Division for Prosperity", "Prosperity Division", "Prospérité", "Prosperidad"],
  },
  {
    code: "Multilateral Diplomacy",
    synonyms: [
      "Division for Multilateral Diplomacy",
      "Multilateral Diplomacy Division",
      "Diplomatie multilatérale",
      "Diplomacia multilateral",
    ],
  },
  {
    code: "Satellite Analysis and Applied Research",
    synonyms: [
      "Division for Satellite Analysis and Applied Research",
      "Satellite Analysis & Applied Research",
      "Satellite",
      "SAAR",
    ],
  },
  { code: "New York Office", synonyms: ["NYO", "New York"] },
  { code: "NCD", synonyms: ["NDC", "Defeat-NCD", "Defeat-NCD Partnership"] },
  { code: "A2030", synonyms: ["Agenda 2030", "2030 Agenda"] },
];
