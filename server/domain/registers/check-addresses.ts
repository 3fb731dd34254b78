import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { matches, standing } from "./offline-addresses";

export interface AddressSweep {
  /** The day that the table is of; null where none was ever loaded, and then nothing was checked. */
  asOf: Date | null;
  checked: number;
  /** How many of each class: "exact", "ambiguous" … */
  results: Readonly<Record<string, number>>;
}

/**
 * Checks every Czech address of the tenant against the table of address points by one join, without
 * asking anybody. Parties that were merged away are left alone.
 */
export async function checkAddresses(ctx: Context): Promise<AddressSweep> {
  authorize(ctx, "registers:check");
  return inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const [load] = await sql<{ asOf: Date | null }[]>`
      select as_of::timestamptz as "asOf" from address_loads where is_current`;
    if (!load) return { asOf: null, checked: 0, results: {} };
    const rows = await sql<{ result: string; count: number }[]>`
      with found as (
        select a.party_id, a.kind, ${standing(tx)}
          from (select pa.party_id, pa.kind, pa.address_key as key from party_addresses pa
                  join parties p on p.id = pa.party_id and p.merged_into_id is null
                 where pa.country = 'CZ' and pa.city is not null) a
          cross join address_loads l
          ${matches(tx)}
         where l.is_current
      ), written as (
        update party_addresses pa
           set check_result = f.result, checked_on = ${inner.today}, address_point =
               case when f.result = 'exact' then f.code::text end
          from found f where pa.party_id = f.party_id and pa.kind = f.kind
        returning f.result)
      select result, count(*)::int as count from written group by result`;
    const results = Object.fromEntries(rows.map(({ result, count }) => [result, count]));
    const checked = rows.reduce((sum, { count }) => sum + count, 0);
    await writeAudit(inner, {
      ...{ action: "registers.check-addresses", entity: "register_service", entityId: null },
      after: { checked, ...results },
    });
    return { asOf: load.asOf, checked, results };
  });
}
