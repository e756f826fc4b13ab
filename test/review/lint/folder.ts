import { sharedVocabulary } from "../../../src/checker/parseEventRules.ts";
import { readRuleTexts } from "../../../src/node/ruleFolder.ts";
import { ledgerText } from "../../../src/review/lint/ledger.ts";
import type { LintInput } from "../../../src/review/lint/subject.ts";

/** A folder of rules in which there is nothing to mend: file by file, as people write them. */
export const files: Readonly<Record<string, string>> = {
  "rules/ruleset.json": `{
  "$schema": "../schemas/ruleset.schema.json",
  "name": "sample",
  "version": "1",
  "conditions": {
    "is-over": { "fact": "hasEnded", "operator": "equal", "value": true }
  },
  "rules": []
}
`,
  "rules/participation/crowd-too-large.json": `{
  "$schema": "../../schemas/rule.schema.json",
  "id": "crowd-too-large",
  "version": 2,
  "state": "active",
  "title": "More people than the room holds",
  "severity": "warning",
  "dimension": "accuracy",
  "tags": ["participation", "rooms"],
  "when": {
    "all": [
      { "condition": "is-over" },
      { "fact": "eventType", "operator": "in", "value": ["course", "workshop"] }
    ]
  },
  "violation": {
    "any": [
      { "fact": "participants", "operator": "greaterThan", "value": { "param": "most" } },
      { "fact": "city", "operator": "matches", "value": "^(?:Cloud|Mars \\\\d+)$" }
    ]
  },
  "due": { "after": "endDate", "days": { "param": "graceDays" } },
  "effective": { "from": "2001-01-01", "to": "2099-12-31" },
  "params": {
    "most": { "default": 100, "unit": "people", "source": "ours: no room of the house holds more" },
    "graceDays": { "default": 30, "unit": "days", "source": "ours: a month to count" }
  },
  "fields": [
    { "field": "participants", "expected": "at most {params.most} people" },
    "city"
  ],
  "message": "The record shows {participants} participants, and a \\"room\\" holds {params.most}. It is due on {due}.",
  "fix": "Count again, or say where the event was.",
  "rationale": "A crowd that no room holds was miscounted, or met elsewhere.",
  "sources": ["ours: a sample", "ours: another sample"],
  "history": [
    { "version": 2, "date": "2025-05-02", "change": "Names of places that are none." }
  ],
  "examples": [
    {
      "title": "One too many",
      "event": { "eventType": "course", "endDate": "2025-03-01", "participants": 101, "city": "Geneva" },
      "expect": "failed"
    },
    {
      "title": "A place that is none",
      "event": { "eventType": "course", "endDate": "2025-03-01", "participants": 100, "city": "Mars 2" },
      "expect": "failed"
    },
    {
      "title": "As many as fit",
      "event": { "eventType": "workshop", "endDate": "2025-03-01", "participants": 100, "city": "Geneva" },
      "expect": "passed"
    },
    {
      "title": "Time is left to count",
      "event": { "eventType": "course", "endDate": "2025-06-15", "participants": 101, "city": "Geneva" },
      "expect": "notDue"
    },
    {
      "title": "A webinar has no room",
      "event": { "eventType": "webinar", "endDate": "2025-03-01", "participants": 101, "city": "Geneva" },
      "expect": "notApplicable"
    },
    {
      "title": "Nobody counted",
      "event": { "eventType": "course", "endDate": "2025-03-01", "participants": { "unreadable": "a lot" }, "city": "Geneva" },
      "absent": ["title"],
      "expect": "notAssessed"
    }
  ]
}
`,
  "rules/participation/nobody-came.json": `{
  "$schema": "../../schemas/rule.schema.json",
  "id": "nobody-came",
  "version": 1,
  "state": "shadow",
  "title": "Nobody came",
  "severity": "info",
  "dimension": "accuracy",
  "tags": ["participation"],
  "when": { "all": [] },
  "violation": { "fact": "participants", "operator": "equal", "value": 0 },
  "fields": ["participants"],
  "message": "Nobody is recorded as having come.",
  "fix": "Count again.",
  "rationale": "An event without people is rare.",
  "sources": ["ours: a sample"],
  "examples": [
    { "title": "None", "event": { "participants": 0 }, "expect": "failed" },
    { "title": "One", "event": { "participants": 1 }, "expect": "passed" },
    { "title": "Not entered", "event": {}, "expect": "notAssessed" }
  ]
}
`,
};

export const crowd = "rules/participation/crowd-too-large.json";
export const nobody = "rules/participation/nobody-came.json";
export const head = "rules/ruleset.json";
export const ledger = "rules/ledger.csv";

/** Texts as the command reads them from a folder. */
export function inputOf(texts: Readonly<Record<string, string>>): LintInput {
  const { [ledger]: kept, ...rules } = texts;
  const names = Object.keys(rules).sort();
  const { files: read, problems } = readRuleTexts(
    "rules",
    names.map((file) => ({ file, text: rules[file] ?? "" })),
  );
  return {
    folder: "rules",
    files: read,
    problems,
    vocabulary: sharedVocabulary({}),
    ...(kept === undefined ? {} : { ledger: { file: ledger, text: kept } }),
    schemas: {
      wanted: (file, kind) => `${"../".repeat(file.split("/").length - 1)}schemas/${kind}.schema.json`,
      leads: (_, reference) => /^(?:\.\.\/)+schemas\//.test(reference),
    },
  };
}

/** A ledger that knows the sample, and a rule that is gone. */
export const kept = (meanings: readonly [string, string, string]): string =>
  ledgerText([
    { id: "crowd-too-large", version: 1, meaning: meanings[0], state: "used" },
    { id: "crowd-too-large", version: 2, meaning: meanings[1], state: "used" },
    { id: "nobody-came", version: 1, meaning: meanings[2], state: "used" },
    { id: "too-few", version: 1, meaning: "0123456789abcdef", state: "removed" },
  ]);
