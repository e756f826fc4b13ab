import type { Entry } from "./vocabulary.ts";

/** What an event awards, by the award nomenclature AC/UNITAR/2008/05. */
export const certificateTypes: readonly Entry[] = [
  {
    code: "none",
    synonyms: [
      "no",
      "no certificate",
      "no certificates",
      "without certificate",
      "aucun",
      "aucune",
      "sans certificat",
      "pas de certificat",
      "ninguno",
      "ninguna",
      "sin certificado",
    ],
  },
  {
    code: "participation",
    synonyms: [
      "CoP",
      "certificate of participation",
      "certificates of participation",
      "participation certificate",
      "attendance",
      "certificate of attendance",
      "certificat de participation",
      "attestation de participation",
      "participación",
      "certificado de participación",
      "certificado de asistencia",
    ],
  },
  {
    code: "completion",
    synonyms: [
      "CoC",
      "certificate of completion",
      "certificates of completion",
      "completion certificate",
      "certificat de réussite",
      "certificat d'achèvement",
      "finalización",
      "certificado de finalización",
      "certificado de aprobación",
    ],
  },
  {
    code: "both",
    synonyms: [
      "CoC and CoP",
      "CoP and CoC",
      "CoC & CoP",
      "CoP & CoC",
      "CoC + CoP",
      "completion and participation",
      "participation and completion",
      "both certificates",
      "les deux",
      "ambos",
      "ambas",
    ],
  },
  {
    code: "diploma",
    synonyms: ["diplomas", "award", "degree", "master's degree", "diplôme", "título", "diploma degree"],
  },
];
