import { setImmediate as breathe } from "node:timers/promises";
import type { Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import type { InsolvencyRegister } from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import type { Context } from "../../context";
import { hashKeys } from "./hint-keys";
import { CHANGE_TYPE, HINT_TYPES, UNWATCHED } from "./hint-types";

/** Parties whose keys are hashed in one go while others are being written: milliseconds. */
const BATCH = 2_000;
/** Events after which it is asked for a party. */
const TYPES: Readonly<Record<InsolvencyRegister, readonly string[]>> = {
  ...{ isir_cz: HINT_TYPES, isir_sk: [CHANGE_TYPE] },
};

export interface Changed {
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

interface Watched {
  register: InsolvencyRegister;
  changed: readonly Changed[];
}

/** Writes who is watched and by which keys, and compares them with what the copy holds already. */
export async function writeWatches(
  ctx: Context,
  tx: Tx,
  { register, changed }: Watched,
): Promise<void> {
  let written: Promise<unknown> = Promise.resolve();
  for (let at = 0; at < changed.length; at += BATCH) {
    const batch = changed.slice(at, at + BATCH);
    const keys = batch.flatMap((party) => keysOf(ctx, party));
    // One batch is hashed while the one before is written.
    await written;
    written = writeBatch(ctx, tx, { register, batch, keys });
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

interface Batch {
  register: InsolvencyRegister;
  batch: readonly Changed[];
  keys: readonly PartyKey[];
}

async function writeBatch(ctx: Context, tx: Tx, given: Batch): Promise<void> {
  const { sql } = tx;
  const { register, batch } = given;
  await sql`
    insert into insolvency_watches (party_id, register, source)
    select id, ${register}, source
      from unnest(${batch.map(({ partyId }) => partyId)}::bigint[],
        ${batch.map(({ source }) => source)}::uuid[]) as w(id, source)
    on conflict (tenant_id, party_id, register) do update set source = excluded.source`;
  const knownIds = batch.flatMap(({ isKnown, partyId }) => (isKnown ? partyId : []));
  if (knownIds.length > 0) {
    await sql`delete from insolvency_watch_keys
      where register = ${register} and party_id = any(${knownIds}::bigint[])`;
  }
  await writeKeys(ctx, tx, given);
}

/**
 * Writes keys and brings them together with what was read before, the other way round than
 * `match_insolvency_events` and `match_insolvency_changes` do. Of several events alike the last
 * counts: whoever is watched again was not while some of them came.
 */
async function writeKeys(ctx: Context, { sql }: Tx, { register, keys }: Batch): Promise<void> {
  await sql`
    with come as (
      insert into insolvency_watch_keys (party_id, register, key, kind)
      select id, ${register}, decode(key, 'hex'), kind
        from unnest(${keys.map(({ partyId }) => partyId)}::bigint[],
          ${keys.map(({ key }) => key.toString("hex"))}::text[],
          ${keys.map(({ kind }) => kind)}::text[]) as k(id, key, kind)
      on conflict do nothing
      returning party_id, register, key, kind
    )
    insert into insolvency_hints as h (party_id, register, mark, type, state, event_id, kind,
                                       found_at, next_at)
    select distinct on (w.party_id, e.mark, e.type, coalesce(e.state, ''))
           w.party_id, e.register, e.mark, e.type, coalesce(e.state, ''), e.event_id, w.kind,
           ${ctx.now}, ${ctx.now}
      from come w
      join insolvency_debtors d on d.key = w.key and d.register = w.register
      join insolvency_events e on e.register = d.register and e.mark = d.mark
     where e.type = any(${[...TYPES[register]]}::text[])
     order by w.party_id, e.mark, e.type, coalesce(e.state, ''), e.event_id desc,
              array_position(array['file_mark', 'birth_number', 'registration_no', 'person'], w.kind)
    on conflict (tenant_id, party_id, register, mark, type, state) do update
       set event_id = excluded.event_id, kind = excluded.kind, found_at = excluded.found_at,
           next_at = excluded.next_at, tries = 0, settled_at = null, refusal = null
     where h.event_id < excluded.event_id or h.refusal = ${UNWATCHED}`;
}
