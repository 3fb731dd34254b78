import { setImmediate as breathe } from "node:timers/promises";
import type { Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { ANSWERABLE_ROLES } from "../../cases";
import { type Context, inTransaction, type SystemActor } from "../../context";
import { holdEventsOff } from "./hand";
import { hashKeys } from "./hint-keys";
import { HINT_TYPES } from "./hint-types";
import { nextScope, queueComparison, type Scope, within } from "./watch-scope";

const REGISTER = "isir_cz";
/** Parties whose keys are hashed in one go while others are being written: milliseconds. */
const BATCH = 2_000;

interface Changed {
  partyId: number;
  source: string;
  /** They were watched before, by other keys. */
  isKnown: boolean;
  kind: PartyKind;
  cipher: Buffer | null;
  registrationNo: string | null;
  nameKey: string;
  birthOn: Day | null;
  mark: string | null;
}

/**
 * Keeps whom the events are compared with: who answers for an open case, where the tenant watches
 * daily and lets the register be asked without a person. One step of it: of whom something changed, or
 * of the next piece of everybody. Whoever is new is compared with what the copy holds already. Answers
 * how many it looked at; 0: nothing is left to do. A job's work, not a verb.
 */
export async function watchParties(ctx: Context<SystemActor>): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const scope = await nextScope(inner, tx);
    if (scope === null) return { count: 0 };
    // A plan that was kept from a day with three parties goes through all of a million for each.
    await tx.sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`;
    const changed = await readChanged(tx, scope);
    if (changed.length > 0) {
      await holdEventsOff(tx, REGISTER);
      await writeWatches(inner, tx, changed);
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
async function readChanged(tx: Tx, scope: Scope): Promise<Changed[]> {
  const { sql } = tx;
  return sql<Changed[]>`
    with answering as materialized (
      select distinct cp.party_id
        from case_parties cp join cases c on c.id = cp.case_id
       where ${within(tx, "cp.party_id", scope)} and cp.role = any(${[...ANSWERABLE_ROLES]}::text[])
         and c.closed_at is null and c.archived_at is null and c.voided_at is null
         and coalesce((select watches_daily from insolvency_settings), true)
         and coalesce((select allows_background and url <> '' from register_services
                        where register = ${REGISTER}), true)
    ), wanted as materialized (
      select p.id, i.mark,
             md5(concat_ws('|', encode(p.birth_number_hash, 'hex'), p.country,
               p.registration_no, p.kind, p.name_key, p.birth_on, i.mark))::uuid as source
        from answering a join parties p on p.id = a.party_id
        left join lateral (select mark from party_insolvency
                            where party_id = p.id and register = ${REGISTER} limit 1) i on true
       where p.merged_into_id is null
    ), gone as (
      delete from insolvency_watches w
       where w.register = ${REGISTER} and ${within(tx, "w.party_id", scope)}
         and w.party_id not in (select id from wanted)
    ), changed as materialized (
      select n.id, n.source, n.mark, w.source is not null as known
        from wanted n
        left join lateral (select source from insolvency_watches
                            where party_id = n.id and register = ${REGISTER} limit 1) w on true
       where w.source is distinct from n.source
    )
    select p.id as "partyId", c.source, c.known as "isKnown", p.kind, c.mark,
           p.birth_number_cipher as cipher, p.name_key as "nameKey", p.birth_on as "birthOn",
           case when p.country = 'CZ' then p.registration_no end as "registrationNo"
      from changed c join parties p on p.id = c.id
     where p.merged_into_id is null order by p.id
       for key share of p`;
}

async function writeWatches(ctx: Context, tx: Tx, changed: readonly Changed[]): Promise<void> {
  let written: Promise<unknown> = Promise.resolve();
  for (let at = 0; at < changed.length; at += BATCH) {
    const batch = changed.slice(at, at + BATCH);
    const keys = batch.flatMap((party) => keysOf(ctx, party));
    // One batch is hashed while the one before is written.
    await written;
    written = writeBatch(ctx, tx, { batch, keys });
    written.catch(() => undefined);
    await breathe();
  }
  await written;
}

type PartyKey = ReturnType<typeof hashKeys>[number] & { partyId: number };

function keysOf({ keys }: Context, party: Changed): PartyKey[] {
  const { partyId, cipher, kind, nameKey, mark, registrationNo, birthOn } = party;
  return hashKeys(keys, {
    ...{ registrationNo, birthOn, marks: mark === null ? [] : [mark] },
    birthNumber: cipher ? keys.open(cipher) : null,
    nameKey: kind === "legal_entity" ? null : nameKey,
  }).map((each) => ({ ...each, partyId }));
}

async function writeBatch(
  ctx: Context,
  tx: Tx,
  { batch, keys }: { batch: readonly Changed[]; keys: readonly PartyKey[] },
): Promise<void> {
  const { sql } = tx;
  await sql`
    insert into insolvency_watches (party_id, register, source)
    select id, ${REGISTER}, source
      from unnest(${batch.map(({ partyId }) => partyId)}::bigint[],
        ${batch.map(({ source }) => source)}::uuid[]) as w(id, source)
    on conflict (tenant_id, party_id, register) do update set source = excluded.source`;
  const knownIds = batch.flatMap(({ isKnown, partyId }) => (isKnown ? partyId : []));
  if (knownIds.length > 0) {
    await sql`delete from insolvency_watch_keys
      where register = ${REGISTER} and party_id = any(${knownIds}::bigint[])`;
  }
  await writeKeys(ctx, tx, keys);
}

/**
 * Writes keys and brings them together with what was read before, the other way round than
 * `match_insolvency_events` does.
 */
async function writeKeys(ctx: Context, { sql }: Tx, keys: readonly PartyKey[]): Promise<void> {
  await sql`
    with come as (
      insert into insolvency_watch_keys (party_id, register, key, kind)
      select id, ${REGISTER}, decode(key, 'hex'), kind
        from unnest(${keys.map(({ partyId }) => partyId)}::bigint[],
          ${keys.map(({ key }) => key.toString("hex"))}::text[],
          ${keys.map(({ kind }) => kind)}::text[]) as k(id, key, kind)
      on conflict do nothing
      returning party_id, register, key, kind
    )
    insert into insolvency_hints (party_id, register, mark, type, state, event_id, kind, found_at,
                                  next_at)
    select distinct on (w.party_id, e.mark, e.type, coalesce(e.state, ''))
           w.party_id, e.register, e.mark, e.type, coalesce(e.state, ''), e.event_id, w.kind,
           ${ctx.now}, ${ctx.now}
      from come w
      join insolvency_debtors d on d.key = w.key and d.register = w.register
      join insolvency_events e on e.register = d.register and e.mark = d.mark
     where e.type = any(${[...HINT_TYPES]}::text[])
     order by w.party_id, e.mark, e.type, coalesce(e.state, ''),
              array_position(array['file_mark', 'birth_number', 'registration_no', 'person'], w.kind),
              e.event_id
    on conflict do nothing`;
}
