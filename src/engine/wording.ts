import { hidden } from "../rules/masked.ts";
import type { Rule } from "../rules/schema.ts";
import { createFormats, type Formats } from "./formats.ts";

/** In which words a rule speaks when it fails; see `CompileOptions.wording`. */
export interface RuleWording {
  /** How values are written in the texts of the rules themselves. */
  readonly ownFormats: Formats;
  /** The texts of a rule in another language; `undefined`: its own. */
  readonly rule?: (rule: Rule) => RuleTranslation | undefined;
}

/** The texts of a rule in another language. */
export interface RuleTranslation {
  readonly message: string;
  readonly fix: string;
  /** What a right value looks like, by field. */
  readonly expected: Readonly<Record<string, string>>;
  /** How values are written in these texts. */
  readonly formats: Formats;
}

/** The texts of the rules, with values as in British English, which the UN writes. */
export const englishWording: RuleWording = {
  ownFormats: createFormats("en-GB", { yes: "yes", no: "no", none: "(no value)", hidden }),
};
