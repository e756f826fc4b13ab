import type { PresenceOperator } from "../operator.ts";

export const isPresent: PresenceOperator = {
  name: "isPresent",
  doc: "The fact's cell holds something, readable or not; unknown only where the source has no such column.",
  fact: ["text", "number", "boolean", "date", "list"],
  value: "true",
  words: { is: "is not empty", isNot: "is empty" },
  presence: (isEmpty) => !isEmpty,
};
