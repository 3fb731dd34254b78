import type { Tx } from "@/db/client";

/** Reference numbers by case. */
export async function caseNumbers(
  { sql }: Tx,
  caseIds: readonly number[],
): Promise<Map<number, string>> {
  const rows = await sql<{ id: number; refNo: string }[]>`
    select id, ref_no as "refNo" from cases where id = any(${caseIds as number[]}::bigint[])`;
  return new Map(rows.map(({ id, refNo }) => [id, refNo]));
}
