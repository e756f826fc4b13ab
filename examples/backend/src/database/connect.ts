import postgres from "postgres";
import { locales } from "../languages.ts";
import { startTemporaryDatabase } from "./temporary.ts";

export type Sql = postgres.Sql;

export interface Database {
  readonly sql: Sql;
  /** Other connections to the same database, for look-ups: one that hangs keeps no connection from a save. */
  readonly lookupSql: Sql;
  /** Closes the connections, and ends the server where it is our own. */
  readonly close: () => Promise<void>;
}

/** How long a look-up may take, in milliseconds: the check waits no longer, and PostgreSQL ends its query. */
export const lookupLimit = 1_000;
/** How many look-ups of one language may go on at a time. */
export const lookupsAtATime = 8;

/** What PostgreSQL remarks, such as that a table is there already, may name values. */
const common = { onnotice: () => undefined, connect_timeout: 5 } as const;
const forSaves = { ...common, connection: { statement_timeout: 5_000 } } as const;
const forLookups = {
  ...common,
  max: lookupsAtATime * locales.length,
  connection: { statement_timeout: lookupLimit },
} as const;

/** Connects to the database of the address; without one, to a server of our own in a temporary folder. */
export async function connect(url: string | undefined): Promise<Database> {
  if (url !== undefined) {
    return closedTogether(postgres(url, forSaves), postgres(url, forLookups));
  }
  const { host, username, stop } = await startTemporaryDatabase();
  const own = { host, username, database: "postgres" };
  return closedTogether(postgres({ ...forSaves, ...own }), postgres({ ...forLookups, ...own }), stop);
}

function closedTogether(sql: Sql, lookupSql: Sql, stop?: () => Promise<void>): Database {
  return {
    sql,
    lookupSql,
    async close() {
      await Promise.all([sql.end({ timeout: 5 }), lookupSql.end({ timeout: 5 })]);
      await stop?.();
    },
  };
}
