import { meaningKey } from "../../../src/review/lint/meaningKey.ts";
import { subjectOf } from "../../../src/review/lint/subject.ts";
import { inputOf } from "./folder.ts";

/** What the rules of the sample mean, for its ledger: an old version, and the ones that are there. */
export function meaningsOf(texts: Readonly<Record<string, string>>): readonly [string, string, string] {
  const { rules, conditions } = subjectOf(inputOf(texts));
  const [crowd = "", nobody = ""] = rules.map(({ rule }) => meaningKey(rule, conditions));
  return ["fedcba9876543210", crowd, nobody];
}
