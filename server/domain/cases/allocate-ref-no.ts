import type { Tx } from "@/db/client";
import { formatRefNo, type RefNoPattern } from "@/server/kernel/ref-no";

/**
 * The next free reference number of the tenant. The counter's row stays locked until the
 * transaction ends, so two people never get the same one. Numbers that came by import or by hand
 * are stepped over one by one, so that a single huge one does not make all later ones huge.
 */
export async function allocateRefNo(
  tx: Tx,
  pattern: RefNoPattern,
  currentYear: number,
): Promise<string> {
  const year = pattern === "number" ? 0 : currentYear;
  const [counter] = await tx.sql<{ next: number }[]>`
    insert into ref_no_counters as k (series, year, last_number) values ('case', ${year}, 1)
    on conflict (tenant_id, series, year) do update set last_number = k.last_number + 1
    returning last_number as next`;
  if (!counter) throw new Error("the counter answered nothing");
  // The end of the run of taken numbers that begins at the wanted one, also behind access groups.
  const [free] = await tx.sql<{ number: number }[]>`
    select next_free_ref_number(${year}, ${counter.next}) as number`;
  const number = free?.number ?? counter.next;
  if (number !== counter.next) {
    await tx.sql`update ref_no_counters set last_number = ${number}
      where series = 'case' and year = ${year}`;
  }
  return formatRefNo(number, pattern === "number" ? null : year);
}
