import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { meaningOf } from "../../rules/meaning.ts";
import type { Condition, Rule } from "../../rules/schema.ts";

/** Hexadecimal digits of a {@link meaningKey}: enough to tell the versions of one rule apart. */
const meaningDigits = 16;

/** Identifies what a rule means, in the ledger: the same as long as `meaningOf` is. */
export function meaningKey(rule: Rule, conditions: Readonly<Record<string, Condition>>): string {
  return bytesToHex(sha256(utf8ToBytes(meaningOf(rule, conditions)))).slice(0, meaningDigits);
}
