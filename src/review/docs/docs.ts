import type { Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";

/** A rule with its file, as it is told to people. */
export interface RuleFileOf {
  readonly rule: Rule;
  readonly file: string;
}

/** What pages are made from. */
export interface DocsInput {
  readonly rules: readonly RuleFileOf[];
  readonly context: RuleContext;
}

/** Where the pages lead to, from one of them. */
export interface Links {
  readonly index: string;
  /** `undefined` for a rule that has no page. */
  readonly rule: (id: string) => string | undefined;
  /** To the file of the rule, or to any other. */
  readonly file: (file: string) => string;
}

/** A page before it is written. */
export interface Page {
  /** In the folder of the pages, with `/`. */
  readonly path: string;
  readonly title: string;
  readonly markdown: string;
  /** Of a rule. */
  readonly rule?: Rule;
}

/** The group of a rule, which is the name of a folder: its first tag. */
export function groupOf(rule: Rule): string {
  const name = (rule.tags[0] ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return name.replace(/^-+|-+$/g, "") || "other";
}
