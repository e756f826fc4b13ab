import type { Finding } from "../finding.ts";
import { createWaiverCover, type WaiverCover, waiverForce } from "./cover.ts";
import type { Waiver } from "./schema.ts";
import { createWaiverSight, type Unread } from "./sight.ts";
import { type WaiverUse, waiverUse } from "./use.ts";

/** What a run has checked. */
export interface Extent extends Unread {
  /** Whether a rule was asked, and could decide something. */
  readonly isAsked: (ruleId: string) => boolean;
}

/** A finding that a waiver is about, and whether it covers it. */
export interface Settled<Item> {
  readonly item: Item;
  readonly waived: boolean;
}

/**
 * Decides over a whole run what waivers cover. A waiver with a bound covers its findings only if the whole run has no more
 * than it allows, so they are held back until that is known. Every item that is taken is given back exactly once, by `take`
 * or by `settle`, and whether it is waived does not depend on the order of events or the number of files.
 *
 * @typeParam Item What is held back: a finding, with whatever the caller has to know of it.
 */
export interface WaiverTally<Item = Finding> {
  /** The waiver that is about a finding; see {@link createWaiverCover}. */
  readonly cover: WaiverCover;
  /** Tells that an event was checked; a waiver of events that were not is not said to have nothing to cover. */
  readonly event: (eventId: string | null, unit: string | null) => void;
  /** Rules whose decided outcomes have to be told with `evaluated`; empty without a bound by share. */
  readonly counted: ReadonlySet<string>;
  /** Tells that a rule was decided for an event: passed, failed or waived. */
  readonly evaluated: (ruleId: string, eventId: string | null, unit: string | null) => void;
  /**
   * Hands over a finding that `cover` gave a waiver for.
   *
   * @returns What is decided now: the finding itself where the waiver has no bound; nothing while it is held back; all that
   * was held back, not waived, as soon as the bound is known to be exceeded. Of a bound by number no more findings are held
   * than it allows.
   */
  readonly take: (waiver: Waiver, item: Item) => readonly Settled<Item>[];
  /**
   * At the end of the run: what was held back, in the order in which it came, and each waiver in the order of ids.
   *
   * @param checked What the run has checked. Not given: all rules, and all that was there to read.
   */
  readonly settle: (checked?: Extent) => {
    readonly settled: readonly Settled<Item>[];
    readonly uses: readonly WaiverUse[];
  };
}

interface Account<Item> {
  findings: number;
  evaluated: number;
  exceeded: boolean;
  held: { readonly item: Item; readonly at: number }[];
}

/**
 * Counts waivers over a run.
 *
 * @example
 * ```ts
 * const tally = createWaiverTally(waivers, "2025-06-30");
 * tally.event(finding.eventId, finding.unit);
 * const waiver = tally.cover(finding.ruleId, finding.eventId, finding.unit);
 * const decided = waiver === undefined ? [{ item: finding, waived: false }] : tally.take(waiver, finding);
 * // … and at the end of the run:
 * const { settled, uses } = tally.settle();
 * ```
 */
export function createWaiverTally<Item = Finding>(
  waivers: readonly Waiver[],
  asOf: string,
): WaiverTally<Item> {
  const cover = createWaiverCover(waivers, asOf);
  const sight = createWaiverSight(waivers.filter((waiver) => waiverForce(waiver, asOf) === "inForce"));
  const accounts = new Map<Waiver, Account<Item>>(
    waivers.map((waiver) => [waiver, { findings: 0, evaluated: 0, exceeded: false, held: [] }]),
  );
  const counted = new Set(
    waivers.flatMap((waiver) =>
      shareOf(waiver) !== undefined && waiverForce(waiver, asOf) === "inForce" ? waiver.rules : [],
    ),
  );
  let taken = 0;

  function accountOf(waiver: Waiver): Account<Item> {
    const account = accounts.get(waiver);
    if (account === undefined) throw new RangeError("a waiver of another run");
    return account;
  }

  return {
    cover,
    event: waivers.length === 0 ? () => undefined : sight.event,
    counted,
    evaluated(ruleId, eventId, unit) {
      // An event counts for the waiver that its finding would: else findings and events were of different sets.
      const waiver = cover(ruleId, eventId, unit);
      if (waiver !== undefined) accountOf(waiver).evaluated++;
    },
    take(waiver, item) {
      const account = accountOf(waiver);
      account.findings++;
      if (waiver.most === undefined) return [{ item, waived: true }];
      if (account.exceeded) return [{ item, waived: false }];
      account.held.push({ item, at: taken++ });
      if (!("findings" in waiver.most) || account.findings <= waiver.most.findings) return [];
      const released = account.held.map((each) => ({ item: each.item, waived: false }));
      account.exceeded = true;
      account.held = [];
      return released;
    },
    settle(checked = all) {
      const held: { readonly item: Item; readonly at: number; readonly waived: boolean }[] = [];
      for (const [waiver, account] of accounts) {
        const share = shareOf(waiver);
        // The quotient is exact enough: it is the double nearest to the true one, as the share that was written is.
        if (share !== undefined && account.findings > 0)
          account.exceeded = !(account.findings / account.evaluated <= share);
        for (const each of account.held) held.push({ ...each, waived: !account.exceeded });
        account.held = [];
      }
      return {
        settled: held.sort((one, other) => one.at - other.at).map(({ item, waived }) => ({ item, waived })),
        uses: [...accounts]
          .sort(([one], [other]) => (one.id < other.id ? -1 : 1))
          .map(([waiver, account]) => {
            const force = waiverForce(waiver, asOf);
            if (force !== "inForce") return waiverUse(waiver, force, account, []);
            if (account.findings > 0)
              return waiverUse(waiver, account.exceeded ? "exceeded" : "used", account, []);
            const unchecked = [
              ...(waiver.rules.every(checked.isAsked) ? [] : (["rules"] as const)),
              ...(sight.isWhole(waiver, checked) ? [] : (["events"] as const)),
            ];
            return waiverUse(waiver, unchecked.length > 0 ? "notChecked" : "unused", account, unchecked);
          }),
      };
    },
  };
}

const all: Extent = { isAsked: () => true, otherUnits: false, rows: false };

function shareOf({ most }: Waiver): number | undefined {
  return most !== undefined && "share" in most ? most.share : undefined;
}
