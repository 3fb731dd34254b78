import { type Context, reading } from "../context";

/** Cases with an agreement that an import brought payments to, by id, `limit` at a time. */
export async function casesOfImport(
  ctx: Context,
  { importId, afterId, limit }: { importId: number; afterId: number; limit: number },
): Promise<number[]> {
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<{ id: number }[]>`
      select distinct p.case_id as id from payments p
       where p.import_id = ${importId} and p.case_id > ${afterId}
         and (exists (select from instalment_schedules s where s.case_id = p.case_id)
           or exists (select from payment_promises m where m.case_id = p.case_id))
       order by 1 limit ${limit}`;
    return rows.map(({ id }) => id);
  });
}
