import { readdirSync, readFileSync } from "node:fs";
import type { Sql } from "./connect.ts";

const folder = new URL("../../migrations/", import.meta.url);
/** Any number that nobody else uses: two servers that start together must not migrate together. */
const lock = 20_250_630;

/** Brings the tables up to date: each file of `migrations/` once, in the order of their names, all or nothing. */
export async function migrate(sql: Sql): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${lock})`;
    await transaction`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`;
    const applied = new Set(
      (await transaction<{ name: string }[]>`select name from migrations`).map(({ name }) => name),
    );
    for (const name of readdirSync(folder).sort()) {
      if (applied.has(name)) continue;
      await transaction.unsafe(readFileSync(new URL(name, folder), "utf8"));
      await transaction`insert into migrations (name) values (${name})`;
    }
  });
}
