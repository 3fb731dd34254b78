import type { Fragment, Tx } from "@/db/client";

/**
 * Rows that a person picked in a list: these, whatever the filter says now, or all that match but
 * these.
 */
export type PickedRows = { mode: "some"; ids: number[] } | { mode: "all"; except: number[] };

/** What is asked of the rows' id, beginning with "and"; nothing where nobody picked any. */
export function pickedRows(
  { sql }: Tx,
  { id, picked }: { id: Fragment; picked: PickedRows | null },
): Fragment {
  if (picked === null) return sql``;
  return picked.mode === "all"
    ? sql`and not ${id} = any(${picked.except}::bigint[])`
    : sql`and ${id} = any(${picked.ids}::bigint[])`;
}
