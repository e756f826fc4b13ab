import type { Entry } from "./vocabulary.ts";

export interface UnitEntry extends Entry {
  /** The division it belongs to; none for units of support. */
  readonly division?: string;
}

const entries: readonly UnitEntry[] = [
  {
    code: "A2030",
    division: "A2030",
    synonyms: [
      "Agenda 2030",
      "2030 Agenda",
      "Agenda 2030 Unit",
      "Strategic Implementation of the 2030 Agenda",
      "SITAU",
    ],
  },
  {
    code: "CWM",
    division: "Planet",
    synonyms: ["CWMP", "Chemicals and Waste Management", "Chemicals and Waste Management Programme"],
  },
  {
    code: "GCP",
    division: "Planet",
    synonyms: [
      "Green Development and Climate Change",
      "Green Development and Climate Change Programme",
      "Climate Change Programme",
    ],
  },
  { code: "HO", division: "Prosperity", synonyms: ["Hiroshima", "Hiroshima Office", "UNITAR Hiroshima"] },
  {
    code: "MDP",
    division: "Multilateral Diplomacy",
    synonyms: ["MDPU", "Multilateral Diplomacy Programme", "Multilateral Diplomacy Programme Unit"],
  },
  {
    code: "NDC",
    division: "NCD",
    synonyms: ["NCD", "Defeat-NCD", "Defeat-NCD Partnership", "The Defeat-NCD Partnership"],
  },
  { code: "NYO", division: "New York Office", synonyms: ["New York", "New York Office", "UNITAR New York"] },
  {
    code: "UNOSAT",
    division: "Satellite Analysis and Applied Research",
    synonyms: ["UN Satellite Centre", "United Nations Satellite Centre", "Satellite Centre"],
  },
  {
    code: "PTP",
    division: "Peace",
    synonyms: ["PTPU", "Peacekeeping Training Programme", "Peacekeeping Training Programme Unit"],
  },
  {
    code: "PMCP",
    division: "Peace",
    synonyms: [
      "PMCPU",
      "Peacemaking and Conflict Prevention",
      "Peacemaking and Conflict Prevention Programme",
      "Peacemaking and Conflict Prevention Programme Unit",
    ],
  },
  {
    code: "PFTP",
    division: "Prosperity",
    synonyms: [
      "PFTPU",
      "PFT",
      "Public Finance and Trade",
      "Public Finance and Trade Programme",
      "Public Finance and Trade Programme Unit",
    ],
  },
  {
    code: "SDP",
    division: "People",
    synonyms: [
      "SDPU",
      "SDP/CGN",
      "SDP and CGN",
      "SDP & CGN",
      "Social Development Programme",
      "Social Development Programme Unit",
    ],
  },
  { code: "CGN", division: "People", synonyms: ["CIFAL", "CIFAL Global Network"] },
  {
    code: "SCYCLE",
    division: "Planet",
    synonyms: ["Sustainable Cycles", "Sustainable Cycles Programme", "SCYCLE Programme"],
  },
  {
    code: "CITSU",
    synonyms: [
      "Communication and Information Technology Support Unit",
      "Communications and Information Technology Support Unit",
    ],
  },
  {
    code: "PPME",
    synonyms: [
      "PPMEU",
      "Planning, Performance Monitoring and Evaluation",
      "Planning, Performance Monitoring and Evaluation Unit",
      "Planning, Performance and Results",
    ],
  },
];

/**
 * Programme units with their divisions, from the answers of the Management Response of July 2024. That SDP and CGN stand
 * under People, HO and PFTP under Prosperity, is our own reading, and so is that `SDP/CGN`, who answered together, are
 * SDP. Each unit is also known with UNITAR before its name.
 */
export const units: readonly UnitEntry[] = entries.map((entry) => {
  const names = [entry.code, ...(entry.synonyms ?? [])].filter((name) => !name.startsWith("UNITAR"));
  return {
    ...entry,
    synonyms: [...new Set([...(entry.synonyms ?? []), ...names.map((name) => `UNITAR ${name}`)])],
  };
});
