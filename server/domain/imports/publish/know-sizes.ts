import type { Tx } from "@/db/client";

type Grown = "parties" | "cases" | "claims" | "claim_components" | "payments";

/**
 * Tells the planner of tables that have just grown by far; see 0003a_import_sizes.sql. Called before
 * rows are written that point at them.
 */
export async function knowSizes({ sql }: Pick<Tx, "sql">, tables: Grown[]): Promise<void> {
  for (const table of tables) {
    const [row] = await sql<{ rows: number }[]>`
      select pg_relation_size(${table}::regclass) / 200 as rows`;
    await sql`select know_sizes(${row?.rows ?? 0}::bigint, ${[table]}::text[])`;
  }
}
