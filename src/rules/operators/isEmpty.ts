import type { PresenceOperator } from "../operator.ts";

export const isEmpty: PresenceOperator = {
  name: "isEmpty",
  doc: "The fact's cell is empty; unknown only where the source has no such column.",
  fact: ["text", "number", "boolean", "date", "list"],
  value: "true",
  words: { is: "is empty", isNot: "is not empty" },
  presence: (isEmpty) => isEmpty,
};
