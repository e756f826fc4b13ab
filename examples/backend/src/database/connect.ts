import postgres from "postgres";
import { startTemporaryDatabase } from "./temporary.ts";

export type Sql = postgres.Sql;

export interface Database {
  readonly sql: Sql;
  /** Closes the connections, and ends the server where it is our own. */
  readonly close: () => Promise<void>;
}

/** What PostgreSQL remarks, such as that a table is there already, may name values. */
const quiet = { onnotice: () => undefined } as const;

/** Connects to the database of the address; without one, to a server of our own in a temporary folder. */
export async function connect(url: string | undefined): Promise<Database> {
  if (url !== undefined) {
    const sql = postgres(url, quiet);
    return { sql, close: () => sql.end({ timeout: 5 }) };
  }
  const { host, username, stop } = await startTemporaryDatabase();
  const sql = postgres({ ...quiet, host, username, database: "postgres" });
  return {
    sql,
    async close() {
      await sql.end({ timeout: 5 });
      await stop();
    },
  };
}
