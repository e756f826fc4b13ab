import type { Miner, SuggestionKind } from "./draft.ts";
import { mineCodeLists } from "./kinds/codeList.ts";
import { mineImplications } from "./kinds/implication.ts";
import { mineOrders } from "./kinds/order.ts";
import { minePatterns } from "./kinds/pattern.ts";
import { minePresence } from "./kinds/presence.ts";
import { mineRanges } from "./kinds/range.ts";
import { mineSums } from "./kinds/sum.ts";

/** What looks for each kind of regularity: a new kind is its name in `suggestionKinds`, a file in `kinds/` and a line here. */
export const miners: Readonly<Record<SuggestionKind, Miner>> = {
  sum: mineSums,
  order: mineOrders,
  implication: mineImplications,
  presence: minePresence,
  codeList: mineCodeLists,
  pattern: minePatterns,
  range: mineRanges,
};
