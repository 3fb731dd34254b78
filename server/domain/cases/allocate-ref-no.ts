import type { Tx } from "@/db/client";
import { formatRefNo, type RefNoPattern } from "@/server/kernel/ref-no";

/**
 * The next free reference number of the tenant. The counter's row stays locked until the
 * transaction ends, so two people never get the same one; numbers that came by import or by hand
 * are stepped over.
 */
export async function allocateRefNo(
  tx: Tx,
  pattern: RefNoPattern,
  currentYear: number,
): Promise<string> {
  const year = pattern === "number" ? 0 : currentYear;
  const [row] = await tx.sql<{ lastNumber: number }[]>`
    insert into ref_no_counters as k (series, year, last_number)
    values ('case', ${year},
            1 + coalesce((select max(ref_number) from cases where ref_year = ${year}), 0))
    on conflict (tenant_id, series, year) do update
      set last_number = 1 + greatest(k.last_number,
            coalesce((select max(ref_number) from cases where ref_year = ${year}), 0))
    returning last_number as "lastNumber"`;
  if (!row) throw new Error("the counter answered nothing");
  return formatRefNo(row.lastNumber, pattern === "number" ? null : year);
}
