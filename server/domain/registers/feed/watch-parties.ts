import type { Tx } from "@/db/client";
import { INSOLVENCY_REGISTERS, type InsolvencyRegister } from "@/db/values/registers";
import { ANSWERABLE_ROLES } from "../../cases";
import { type Context, inTransaction, type SystemActor } from "../../context";
import { countryOf, isOfRegister } from "../ties";
import { holdEventsOff } from "./hand";
import { nextScope, queueComparison, type Scope, within } from "./watch-scope";
import { type Changed, writeWatches } from "./write-watches";

/**
 * Keeps whom the events of each register are compared with: who answers for an open case and is of
 * that register by the tenant's settings, where it watches daily and lets the register be asked
 * without a person. One step of it: of whom something changed, or of the next piece of everybody.
 * Whoever is new is compared with what the copy holds already. Answers how many it looked at; 0:
 * nothing is left to do. A job's work, not a verb.
 */
export async function watchParties(ctx: Context<SystemActor>): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const scope = await nextScope(inner, tx);
    if (scope === null) return { count: 0 };
    // A plan that was kept from a day with three parties goes through all of a million for each.
    await tx.sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`;
    for (const register of INSOLVENCY_REGISTERS) {
      const changed = await readChanged(tx, register, scope);
      if (changed.length === 0) continue;
      await holdEventsOff(tx, register);
      await writeWatches(inner, tx, { register, changed });
    }
    return { count: scope.size };
  });
}

/**
 * Has everybody compared anew, once a night: what nobody noted, were there such a thing, lasts a day
 * at most. `watchParties` does it. A job's work, not a verb.
 */
export async function compareWatches(ctx: Context<SystemActor>): Promise<{ count: number }> {
  await inTransaction(ctx, (_, tx) => queueComparison(tx));
  return { count: 0 };
}

/**
 * Lets go whom nothing is wanted of any more, and reads who came or has changed since. These are held:
 * a watch has no foreign key, which of a million would be looked up one by one. After an import
 * nothing is known of how many there are, so it is written such that no plan goes through all for each.
 */
async function readChanged(tx: Tx, register: InsolvencyRegister, scope: Scope): Promise<Changed[]> {
  const { sql } = tx;
  return sql<Changed[]>`
    with answering as materialized (
      select distinct cp.party_id
        from case_parties cp join cases c on c.id = cp.case_id
       where ${within(tx, "cp.party_id", scope)} and cp.role = any(${[...ANSWERABLE_ROLES]}::text[])
         and c.closed_at is null and c.archived_at is null and c.voided_at is null
         and coalesce((select watches_daily from insolvency_settings), true)
         and coalesce((select allows_background and url <> '' from register_services
                        where register = ${register}), true)
    ), wanted as materialized (
      select p.id, i.mark,
             md5(concat_ws('|', encode(p.birth_number_hash, 'hex'), p.country,
               p.registration_no, p.kind, p.name_key, p.birth_on, i.mark))::uuid as source
        from answering a join parties p on p.id = a.party_id
        left join lateral (select mark from party_insolvency
                            where party_id = p.id and register = ${register} limit 1) i on true
       where p.merged_into_id is null and ${isOfRegister(tx, register)}
    ), gone as (
      delete from insolvency_watches w
       where w.register = ${register} and ${within(tx, "w.party_id", scope)}
         and w.party_id not in (select id from wanted)
    ), changed as materialized (
      select n.id, n.source, n.mark, w.source is not null as known
        from wanted n
        left join lateral (select source from insolvency_watches
                            where party_id = n.id and register = ${register} limit 1) w on true
       where w.source is distinct from n.source
    )
    select p.id as "partyId", c.source, c.known as "isKnown", p.kind, c.mark,
           p.birth_number_cipher as cipher, p.name_key as "nameKey", p.birth_on as "birthOn",
           case when p.country = ${countryOf(register)} then p.registration_no end
             as "registrationNo"
      from changed c join parties p on p.id = c.id
     where p.merged_into_id is null order by p.id
       for key share of p`;
}
