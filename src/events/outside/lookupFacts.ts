import type { OutsideFact } from "../../rules/fact.ts";

/** Facts that a backend can look up in another system; see `defineLookup`. */
export const lookupFacts: readonly OutsideFact[] = [
  {
    name: "projectCodeExists",
    type: "boolean",
    doc: "Whether the project code is in the list of projects.",
    label: "existence of the project code",
    says: {
      true: "the project code is in the list of projects",
      false: "the project code is not in the list of projects",
    },
    outside: "lookup",
  },
  {
    name: "cocIssuedOnPlatform",
    type: "number",
    doc: "Certificates of Completion that the learning platform has issued for the course.",
    label: "Certificates of Completion issued on the platform",
    whole: true,
    outside: "lookup",
  },
];
