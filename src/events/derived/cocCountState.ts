import type { DerivedFact } from "../../rules/fact.ts";

export const cocCountState: DerivedFact = {
  name: "cocCountState",
  type: "text",
  doc: "How the number of Certificates of Completion stands in the record, always known: absent, empty, unreadable, negative, zero, above participants, below completions, or recorded.",
  label: "state of the count of Certificates of Completion",
  from: ["cocIssued", { isEmpty: "cocIssued" }, "participants", "completions"],
  derive: (cocIssued, cocIssuedIsEmpty, participants, completions) => {
    if (typeof cocIssued !== "number") {
      if (cocIssuedIsEmpty === undefined) return "absent";
      return cocIssuedIsEmpty === true ? "empty" : "unreadable";
    }
    if (cocIssued < 0) return "negative";
    if (cocIssued === 0) return "zero";
    if (typeof participants === "number" && cocIssued > participants) return "above participants";
    if (typeof completions === "number" && cocIssued < completions) return "below completions";
    return "recorded";
  },
  behaviour: { kind: "cases", constants: [0] },
};
