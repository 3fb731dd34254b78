import type { Tx } from "@/db/client";
import type { ImportKind } from "@/db/values/imports";
import { type ColumnMapping, headerSignature } from "./mapping";

/** What a person chose for a sheet of these headers before. */
export const remembered =
  ({ sql }: Tx, kind: ImportKind) =>
  async (headers: readonly string[]): Promise<readonly ColumnMapping[]> => {
    const [row] = await sql<{ mapping: { columns?: ColumnMapping[] } }[]>`
      select mapping from import_mappings
       where kind = ${kind} and header_key = ${headerSignature(headers)}`;
    return row?.mapping.columns ?? [];
  };

/** Keeps a mapping for the next sheet of the same headers. */
export async function remember(
  { sql }: Tx,
  kind: ImportKind,
  columns: readonly ColumnMapping[],
): Promise<void> {
  const key = headerSignature(columns.map(({ header }) => header));
  await sql`
    insert into import_mappings (kind, header_key, mapping)
    values (${kind}, ${key}, ${JSON.stringify({ columns })}::jsonb)
    on conflict (tenant_id, kind, header_key) do update set mapping = excluded.mapping, used_at = now()`;
}
