import type { EmsEvent, Finding } from "ems-data-quality";
import type { Sql } from "../database/connect.ts";
import type { Locale } from "../languages.ts";

export const stages = ["draft", "submit", "final"] as const;
export type Stage = (typeof stages)[number];

export interface StoredEvent {
  readonly eventId: string;
  readonly version: number;
  readonly stage: Stage;
  readonly updatedAt: Date;
  readonly event: EmsEvent;
  readonly previous: EmsEvent | null;
}

export interface EventLine {
  readonly eventId: string;
  readonly title: string | null;
  readonly unit: string | null;
  readonly stage: Stage;
  readonly version: number;
  readonly updatedAt: Date;
  readonly errors: number;
  readonly warnings: number;
}

export interface NewVersion {
  readonly id: string;
  readonly event: EmsEvent;
  readonly stage: Stage;
  /** The version that it takes the place of; `undefined` for a new event. */
  readonly version: number | undefined;
  readonly locale: Locale;
  readonly findings: readonly Finding[];
}

export async function listEvents(sql: Sql, limit = 100): Promise<readonly EventLine[]> {
  return sql<EventLine[]>`
    select event_id as "eventId", title, unit, stage, version, updated_at as "updatedAt",
      count(*) filter (where severity = 'error')::int as errors,
      count(*) filter (where severity = 'warning')::int as warnings
    from (select * from events order by updated_at desc, event_id limit ${limit}) as latest
    left join findings using (event_id)
    group by event_id, title, unit, stage, version, updated_at
    order by updated_at desc, event_id`;
}

export async function readEvent(sql: Sql, id: string): Promise<StoredEvent | undefined> {
  const [row] = await sql<StoredEvent[]>`
    select event_id as "eventId", version, stage, updated_at as "updatedAt", event, previous
    from events where event_id = ${id}`;
  return row;
}

export async function readFindings(sql: Sql, id: string): Promise<readonly Finding[]> {
  const rows = await sql<{ finding: Finding }[]>`
    select finding from findings where event_id = ${id} order by severity, rule_id, fingerprint`;
  return rows.map(({ finding }) => finding);
}

/**
 * Stores the event and what was found in it, or neither. Gives the new version; `undefined` where another one is stored
 * than the one it was to take the place of.
 */
export async function storeEvent(
  sql: Sql,
  { id, event, stage, version, locale, findings }: NewVersion,
): Promise<number | undefined> {
  return sql.begin(async (transaction) => {
    const [row] =
      version === undefined
        ? await transaction<{ version: number }[]>`
            insert into events (event_id, event, stage) values (${id}, ${sql.json(event)}, ${stage})
            on conflict do nothing returning version`
        : await transaction<{ version: number }[]>`
            update events set previous = event, event = ${sql.json(event)}, stage = ${stage},
              version = version + 1, updated_at = now()
            where event_id = ${id} and version = ${version} returning version`;
    if (row === undefined) return undefined;
    await transaction`delete from findings where event_id = ${id}`;
    await transaction`
      insert into findings (event_id, fingerprint, rule_id, severity, status, locale, finding)
      select ${id}, item ->> 'fingerprint', item ->> 'ruleId', item ->> 'severity', item ->> 'status', ${locale}, item
      from jsonb_array_elements(${sql.json(findings)}) as item`;
    return row.version;
  });
}
