import type { Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { ANSWERABLE_ROLES } from "../../cases";
import { type Context, inTransaction, type SystemActor } from "../../context";
import { holdEventsOff } from "./hand";
import { hashKeys } from "./hint-keys";
import { HINT_TYPES } from "./hint-types";

const REGISTER = "isir_cz";
const AT_ONCE = 10_000;

interface Changed {
  partyId: number;
  source: string;
  kind: PartyKind;
  cipher: Buffer | null;
  registrationNo: string | null;
  nameKey: string;
  birthOn: Day | null;
  marks: string[];
}

/**
 * Keeps whom the events are compared with: who answers for an open case, where the tenant watches
 * daily and lets the register be asked without a person. Whoever is new is compared with what the
 * copy holds already. Answers how many it took up. A job's work, not a verb.
 */
export async function watchParties(ctx: Context<SystemActor>): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const changed = await readChanged(tx);
    if (changed.length === 0) return { count: 0 };
    await holdEventsOff(tx, REGISTER);
    await writeWatches(inner, tx, changed);
    await matchParties(inner, tx, changed);
    return { count: changed.length };
  });
}

/** Lets go whom nothing is wanted of any more, and reads who came or has changed since. */
async function readChanged({ sql }: Tx): Promise<Changed[]> {
  return sql<Changed[]>`
    with wanted as materialized (
      select p.id, md5(concat_ws('|', encode(p.birth_number_hash, 'hex'), p.country,
               p.registration_no, p.kind, p.name_key, p.birth_on, i.mark))::uuid as source
        from parties p
        left join party_insolvency i on i.party_id = p.id and i.register = ${REGISTER}
       where p.merged_into_id is null
         and p.id in (select cp.party_id from case_parties cp join cases c on c.id = cp.case_id
                       where c.closed_at is null and c.archived_at is null and c.voided_at is null
                         and cp.role = any(${[...ANSWERABLE_ROLES]}::text[]))
         and coalesce((select watches_daily from insolvency_settings), true)
         and coalesce((select allows_background and url <> '' from register_services
                        where register = ${REGISTER}), true)
    ), gone as (
      delete from insolvency_watches w
       where w.register = ${REGISTER} and not exists (select from wanted n where n.id = w.party_id)
    ), changed as (
      select n.id, n.source
        from wanted n
        left join insolvency_watches w on w.party_id = n.id and w.register = ${REGISTER}
       where w.source is distinct from n.source order by n.id limit ${AT_ONCE}
    )
    select p.id as "partyId", c.source, p.kind, p.birth_number_cipher as cipher,
           case when p.country = 'CZ' then p.registration_no end as "registrationNo",
           p.name_key as "nameKey", p.birth_on as "birthOn",
           array(select i.mark from party_insolvency i where i.party_id = p.id
                    and i.register = ${REGISTER} and i.mark is not null) as marks
      from changed c join parties p on p.id = c.id order by p.id`;
}

async function writeWatches(ctx: Context, { sql }: Tx, changed: readonly Changed[]): Promise<void> {
  const partyIds = changed.map(({ partyId }) => partyId);
  await sql`
    insert into insolvency_watches (party_id, register, source)
    select id, ${REGISTER}, source::uuid
      from unnest(${partyIds}::bigint[], ${changed.map(({ source }) => source)}::text[])
        as w(id, source)
    on conflict (tenant_id, party_id, register) do update set source = excluded.source`;
  await sql`delete from insolvency_watch_keys
    where register = ${REGISTER} and party_id = any(${partyIds}::bigint[])`;
  const keys = changed.flatMap((party) =>
    hashKeys(ctx.keys, {
      ...{ registrationNo: party.registrationNo, birthOn: party.birthOn, marks: party.marks },
      birthNumber: party.cipher ? ctx.keys.open(party.cipher) : null,
      nameKey: party.kind === "legal_entity" ? null : party.nameKey,
    }).map((each) => ({ ...each, partyId: party.partyId })),
  );
  await sql`
    insert into insolvency_watch_keys (party_id, register, key, kind)
    select id, ${REGISTER}, decode(key, 'hex'), kind
      from unnest(${keys.map(({ partyId }) => partyId)}::bigint[],
        ${keys.map(({ key }) => key.toString("hex"))}::text[],
        ${keys.map(({ kind }) => kind)}::text[]) as k(id, key, kind)
    on conflict do nothing`;
}

/** The other way round than `match_insolvency_events`: these parties, and what was read before. */
async function matchParties(ctx: Context, { sql }: Tx, changed: readonly Changed[]): Promise<void> {
  await sql`
    insert into insolvency_hints (party_id, register, mark, type, state, event_id, kind, found_at,
                                  next_at)
    select distinct on (w.party_id, e.mark, e.type, coalesce(e.state, ''))
           w.party_id, e.register, e.mark, e.type, coalesce(e.state, ''), e.event_id, w.kind,
           ${ctx.now}, ${ctx.now}
      from insolvency_watch_keys w
      join insolvency_debtors d on d.key = w.key and d.register = w.register
      join insolvency_events e on e.register = d.register and e.mark = d.mark
     where w.register = ${REGISTER} and e.type = any(${[...HINT_TYPES]}::text[])
       and w.party_id = any(${changed.map(({ partyId }) => partyId)}::bigint[])
     order by w.party_id, e.mark, e.type, coalesce(e.state, ''),
              array_position(array['file_mark', 'birth_number', 'registration_no', 'person'], w.kind),
              e.event_id
    on conflict do nothing`;
}
