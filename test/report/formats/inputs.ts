import { parseEventRules } from "../../../src/checker/parseEventRules.ts";
import type { Ruleset } from "../../../src/rules/schema.ts";
import { ruleOf } from "../../cli/rule.ts";

/** Files by name, and what is checked of them. */
export interface CheckInput {
  readonly files: Readonly<Record<string, string>>;
  readonly rules: Ruleset;
}

const active = ["error", "warning", "info"] as const;
/** The number of participants that only the shadow rule finds. */
const onTrial = 4;

export const rules: Ruleset = parseEventRules([
  ...active.map((severity) => ruleOf(severity, { message: "{unit} has {participants} participants." })),
  ruleOf("error", {
    id: "on-trial",
    state: "shadow",
    title: "Found | on <b>trial</b>",
    violation: { fact: "participants", operator: "equal", value: onTrial },
  }),
]);

function table(...rows: readonly string[]): string {
  return `${["Event ID,Unit,Participants", ...rows].join("\n")}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Text that some format, or a program that reads it, takes for more than text. */
export const hostile: readonly string[] = [
  "A|B",
  "a ] ]> b ]]> c ]]> d",
  "<script>alert(1)</script>",
  "</failure></testcase>",
  "&lt;b&gt; &amp; &#60;",
  "<!-- x -->",
  "![x](http://example.org/a.png)",
  "[x](javascript:alert(1))",
  "[link](1)",
  "http://example.org www.example.org",
  "`code` *b* _i_ ~~s~~ # h",
  "{{ x }} $x$",
  "#1 !2 ~3 GH-4",
  "::error file=x::y",
  "x ::set-output name=a::b",
  "x\n::stop-commands::z",
  "x\r\n##[error]y",
  "##vso[task.setvariable variable=a]b",
  "%0A::warning::x %25 %",
  "a:b,c=d",
  "a · b",
  "=HYPERLINK(1)",
  "+1",
  "SARIF_BUILDER_INVALID",
  "[[ATTACHMENT|/etc/passwd]]",
  "\u001b[2J\u202e\u0007",
  "\ufffe\uffff",
  "💥 émoji 数据",
  "__proto__",
  "constructor",
  "\\|\\`\\n",
  "- x",
  "1. x",
  "/close",
];

export const inputs: Readonly<Record<string, CheckInput>> = {
  clean: { files: { "export.csv": table("EMS-1,CWM,9") }, rules },
  "no events": { files: { "export.csv": table() }, rules },
  "warnings alone": { files: { "export.csv": table("EMS-1,CWM,2", "EMS-2,CWM,9", "EMS-3,MDP,2") }, rules },
  "notes alone": { files: { "export.csv": table("EMS-1,CWM,3") }, rules },
  "errors among others": {
    files: { "export.csv": table("EMS-1,CWM,3", "EMS-2,CWM,1", "EMS-3,CWM,2", "EMS-4,CWM,1") },
    rules,
  },
  "a cell that cannot be read": {
    files: {
      "export.csv": table("EMS-1,CWM,about thirty", ...[1, 2, 3, 4, 5].map((n) => `EMS-9${n},CWM,9`)),
    },
    rules,
  },
  "refused rows": { files: { "export.csv": table("EMS-1,CWM,9", "EMS-2", ",CWM,9", "Total,,18") }, rules },
  "a total": { files: { "export.csv": table("EMS-1,CWM,9", "Total,,9") }, rules },
  "an absent column": { files: { "export.csv": "Event ID,Unit\nEMS-1,CWM\n" }, rules },
  "a renamed column": { files: { "export.csv": "Event ID,Unit,Particpants\nEMS-1,CWM,1\n" }, rules },
  "an unreadable column": {
    files: { "export.csv": table(...[1, 2, 3, 4, 5, 6].map((n) => `EMS-${n},CWM,many`)) },
    rules,
  },
  "a rule on trial": { files: { "export.csv": table("EMS-1,CWM,4", "EMS-2,CWM,9", "EMS-3,CWM,4") }, rules },
  "a rule on trial that alone reads a column": {
    files: {
      "export.csv": table("EMS-1,CWM,9", "EMS-2,CWM,about", ...[1, 2, 3, 4].map((n) => `EMS-9${n},CWM,4`)),
    },
    rules: { ...rules, rules: rules.rules.filter(({ id }) => id === "on-trial") },
  },
  "an event twice": { files: { "export.csv": table("EMS-1,CWM,1", "EMS-1,CWM,1") }, rules },
  "several files": {
    files: {
      "2023.csv": table("EMS-1,CWM,1", "EMS-2"),
      "folder of 100%/2024, é.csv": table("EMS-3,CWM,2"),
      "2025.ndjson": '{"eventId":"EMS-4","unit":"CWM","participants":1}\n',
    },
    rules,
  },
  "hostile text": {
    files: { "export.csv": table(...hostile.map((text) => `${quoted(text)},${quoted(text)},1`)) },
    rules,
  },
};
