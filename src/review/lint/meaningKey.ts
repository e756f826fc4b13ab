import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { meaningOf, written } from "../../rules/meaning.ts";
import type { Condition, Rule } from "../../rules/schema.ts";
import { simplify } from "./simplify.ts";

/** Hexadecimal digits of a {@link meaningKey}: enough to tell the versions of one rule apart. */
const meaningDigits = 16;

/**
 * Identifies what a rule means, in the ledger: the same as long as the rule has the same outcome for every record as far
 * as that is told by its text. What {@link simplify} leaves out makes no difference.
 */
export function meaningKey(rule: Rule, conditions: Readonly<Record<string, Condition>>): string {
  const plain = (condition: Condition): Condition =>
    simplify(written(condition, conditions, rule.params ?? {}, 0));
  const text = meaningOf({ ...rule, when: plain(rule.when), violation: plain(rule.violation) }, {});
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, meaningDigits);
}
