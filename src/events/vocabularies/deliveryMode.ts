import type { Entry } from "./vocabulary.ts";

/**
 * How an event is held. `online` alone is read as *virtual* (ours): it says where, not whether learners go at their own
 * pace. A unit that means its e-learning courses by it says so in its profile (`values`).
 */
export const deliveryModes: readonly Entry[] = [
  {
    code: "face-to-face",
    synonyms: [
      "F2F",
      "FTF",
      "in person",
      "in-person",
      "on site",
      "onsite",
      "classroom",
      "physical",
      "face a face",
      "présentiel",
      "en présentiel",
      "en présence",
      "presencial",
      "cara a cara",
    ],
  },
  {
    code: "e-learning",
    synonyms: [
      "elearning",
      "e learning",
      "online course",
      "online learning",
      "self-paced",
      "self paced online",
      "web-based",
      "MOOC",
      "e-course",
      "distance learning",
      "apprentissage en ligne",
      "formation en ligne",
      "e-formation",
      "à distance",
      "aprendizaje en línea",
      "formación en línea",
      "a distancia",
    ],
  },
  {
    code: "blended",
    synonyms: [
      "hybrid",
      "mixed",
      "blended learning",
      "mixte",
      "hybride",
      "mixto",
      "híbrido",
      "semipresencial",
    ],
  },
  {
    code: "virtual",
    synonyms: [
      "online",
      "on line",
      "remote",
      "webinar",
      "live online",
      "virtual classroom",
      "virtuel",
      "virtuelle",
      "en ligne",
      "en línea",
    ],
  },
];
