import type { Checker, EmsEvent, Judgement } from "ems-data-quality";
import type { Sql } from "../database/connect.ts";
import type { Locale } from "../languages.ts";
import { readEvent, type Stage, storeEvent } from "./store.ts";

export interface Save {
  readonly id: string;
  readonly event: EmsEvent;
  readonly stage: Stage;
  /** The version that was on the screen; `undefined` for a new event. */
  readonly version: number | undefined;
  readonly locale: Locale;
  /** Fires when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

export type Saved =
  | { readonly result: "saved"; readonly version: number; readonly judgement: Judgement }
  | { readonly result: "blocked"; readonly judgement: Judgement }
  /** Nobody waits for the answer any more; nothing is stored, so that the same save can be sent again. */
  | { readonly result: "abandoned" }
  /** Somebody else was faster; `version` is what is stored now, if anything is. */
  | { readonly result: "conflict"; readonly version: number | undefined };

/** What of a checker a save needs; `npm run load` puts something in its place that does not check. */
export type Check = Pick<Checker, "checkAsync">;

/**
 * Checks an event and stores it with what was found. The check runs before the transaction, so that no row is locked while
 * it looks something up; the transaction then makes sure that the stored version is still the one that was compared with.
 */
export async function saveEvent(
  sql: Sql,
  checker: Check,
  { id, event, stage, version, locale, signal }: Save,
): Promise<Saved> {
  const stored = await readEvent(sql, id);
  if (stored?.version !== version) return { result: "conflict", version: stored?.version };
  const judgement = await checker.checkAsync(event, {
    stage,
    previous: stored?.event ?? null,
    ...(signal === undefined ? {} : { signal }),
  });
  // Called off, look-ups leave rules not assessed that might have refused the event.
  if (signal?.aborted === true) return { result: "abandoned" };
  if (judgement.blocked) return { result: "blocked", judgement };
  const { findings } = judgement;
  const saved = await storeEvent(sql, { id, event, stage, version, locale, findings });
  if (saved !== undefined) return { result: "saved", version: saved, judgement };
  return { result: "conflict", version: (await readEvent(sql, id))?.version };
}
