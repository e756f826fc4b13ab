import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Ruleset } from "../rules/schema.ts";
import { shippedRules, shippedRulesSha256 } from "../shipped/rules.generated.ts";

/** Identifies a rule set in a report. Examples decide nothing, so they are left out. */
export function sha256OfRules(ruleset: Ruleset): string {
  if (ruleset === shippedRules) return shippedRulesSha256;
  return bytesToHex(
    sha256(
      utf8ToBytes(
        JSON.stringify({ ...ruleset, rules: ruleset.rules.map((rule) => ({ ...rule, examples: [] })) }),
      ),
    ),
  );
}
