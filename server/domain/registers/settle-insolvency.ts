import type postgres from "postgres";
import type { Tx } from "@/db/client";
import type { ChangeCause, InsolvencyRegister } from "@/db/values/registers";
import type { Context } from "../context";
import { writeFacts } from "../events";
import { type DebtorStatus, statusCode } from "./debtor-status";
import { readStatuses } from "./statuses";
import { isUnended } from "./subject";

export interface InsolvencyChange {
  partyId: number;
  register: InsolvencyRegister;
  screeningId: number;
  wasActive: boolean | null;
  isActive: boolean;
  isSuspected: boolean;
  stateBefore: string | null;
  stateCode: string | null;
}

/**
 * Works out what is known of these parties' insolvency from the last answer that said something,
 * people's verdicts and the table of statuses, by one statement for all of them. A record found by
 * less than identifier or whole person counts only when somebody said that it is them; one of a
 * co-debtor never does. What the last answer is silent about goes on where it was known: silence of
 * another key, or of a name and a day, ends nobody's insolvency. Writes each change down and tells it
 * as a fact.
 */
export async function settleInsolvency(
  ctx: Context,
  tx: Tx,
  { partyIds, cause }: { partyIds: readonly number[]; cause: ChangeCause },
): Promise<InsolvencyChange[]> {
  if (partyIds.length === 0) return [];
  const statuses = await readStatuses(tx);
  const { sql } = tx;
  // Several checks of one party at once must not overtake each other.
  await sql`select id from parties where id = any(${[...partyIds]}::bigint[]) order by id for no key update`;
  const changes = await sql<InsolvencyChange[]>`
    with ${knownNow(tx, statuses, partyIds)}, before as (
      select k.party_id, k.register, p.is_active, p.is_suspected, p.state_code, p.procedure, p.mark,
             p.started_on, p.ended_on
        from known k join party_insolvency p on p.party_id = k.party_id and p.register = k.register
    ), changed as (
      select k.*, b.is_active as was_active, b.state_code as state_before
        from known k left join before b on b.party_id = k.party_id and b.register = k.register
       where case when b.party_id is null then k.is_active or k.is_suspected or k.mark is not null
                  else (b.is_active, b.is_suspected, b.state_code, b.procedure, b.mark,
                        b.started_on, b.ended_on)
                       is distinct from (k.is_active, k.is_suspected, k.state_code, k.procedure,
                                         k.mark, k.started_on, k.ended_on)
             end
    ), written as (
      insert into party_insolvency (party_id, register, is_active, is_suspected, state_code,
        procedure, mark, file_mark, court, started_on, ended_on, url, screening_id, checked_at,
        changed_at, tried_at)
      select party_id, register, is_active, is_suspected, state_code, procedure, mark, file_mark,
             court, started_on, ended_on, url, screening_id, asked_at, ${ctx.now}, tried_at
        from known
      on conflict (tenant_id, party_id, register) do update
         set is_active = excluded.is_active, is_suspected = excluded.is_suspected,
             state_code = excluded.state_code, procedure = excluded.procedure,
             mark = excluded.mark, file_mark = excluded.file_mark, court = excluded.court,
             started_on = excluded.started_on, ended_on = excluded.ended_on, url = excluded.url,
             screening_id = excluded.screening_id, checked_at = excluded.checked_at,
             tried_at = greatest(party_insolvency.tried_at, excluded.tried_at),
             changed_at = case when exists (select from changed c
               where c.party_id = excluded.party_id and c.register = excluded.register)
               then excluded.changed_at else party_insolvency.changed_at end
    )
    insert into insolvency_changes (party_id, register, screening_id, cause, was_active, is_active,
      is_suspected, state_before, state_code, mark, changed_at)
    select party_id, register, screening_id, ${cause}, was_active, is_active, is_suspected,
           state_before, state_code, mark, ${ctx.now}
      from changed order by party_id, register
    returning party_id as "partyId", register, screening_id as "screeningId",
              was_active as "wasActive", is_active as "isActive", is_suspected as "isSuspected",
              state_before as "stateBefore", state_code as "stateCode"`;
  await tell(ctx, changes);
  return [...changes];
}

/** What is known of these parties by now, as common table expressions that end with `known`. */
function knownNow(
  tx: Tx,
  statuses: readonly DebtorStatus[],
  partyIds: readonly number[],
): postgres.Fragment {
  const { sql } = tx;
  return sql`
    statuses as (
      select * from unnest(${statuses.map((each) => each.register)}::text[],
                           ${statuses.map((each) => statusCode(each.code))}::text[],
                           ${statuses.map((each) => String(each.isActive))}::text[])
        as s(register, code, is_active)
    ), taken as (
      -- What a merge brought: the answer is the other record's, and holds until a newer own one.
      select s.id, i.party_id, i.register, s.asked_at, i.changed_at
        from party_insolvency i join screenings s on s.id = i.screening_id
       where i.party_id = any(${[...partyIds]}::bigint[]) and s.party_id <> i.party_id
    ), last as (
      select distinct on (party_id, register) id, party_id, register, asked_at from (
        select s.id, s.party_id, s.register, s.asked_at, true as is_own
          from screenings s
         where s.party_id = any(${[...partyIds]}::bigint[]) and s.outcome <> 'unavailable'
           and s.register in ('isir_cz', 'isir_sk')
           and not exists (select from taken t
                            where t.party_id = s.party_id and t.register = s.register
                              and s.asked_at < t.changed_at)
        union all select id, party_id, register, asked_at, false from taken) a
       order by party_id, register, is_own desc, id desc
    ), spoken as (${spokenOf(tx)}
    ), judged as (
      select l.party_id, l.register, l.id as screening_id, l.asked_at, h.state_code, h.procedure,
             h.mark, h.file_mark, h.court, h.started_on, h.ended_on, h.url,
             h.ended_on is null and coalesce(st.is_active::boolean, true) as is_live,
             v.verdict = 'watch' or (v.verdict is null and (h.quality <> 'suspected' or sure.is_it))
               as is_theirs,
             v.verdict is null and h.quality = 'suspected' as is_open
        from spoken l join screening_hits h on h.screening_id = l.id and not h.is_co_debtor
              and h.mark = coalesce(l.only_mark, h.mark)
       -- Once known by a number of theirs a proceeding is theirs, whatever it is found by later.
       cross join lateral (select exists (
               select from screening_hits o
                where o.party_id = l.party_id and o.register = l.register and o.mark = h.mark
                  and o.quality = 'identifier' and not o.is_co_debtor) as is_it) sure
        left join hit_verdicts v on v.party_id = l.party_id and v.register = l.register
                                and v.mark = h.mark
        left join statuses st on st.register = l.register
              and st.code = upper(btrim(normalize(h.state_code, NFC)))
       where v.verdict is distinct from 'false_match'
    ), best as (
      select distinct on (party_id, register) *
        from judged where is_theirs
       order by party_id, register, is_live desc, started_on desc nulls last, mark desc
    ), known as (
      select coalesce(b.screening_id, l.id) as screening_id, l.party_id, l.register,
             coalesce(b.asked_at, l.asked_at) as asked_at, l.asked_at as tried_at,
             coalesce(b.is_live, false) as is_active,
             exists (select from judged j where j.party_id = l.party_id and j.register = l.register
                        and j.is_open and j.is_live) as is_suspected,
             b.state_code, b.procedure, b.mark, b.file_mark, b.court, b.started_on, b.ended_on, b.url
        from last l left join best b on b.party_id = l.party_id and b.register = l.register
    )`;
}

/** Answers whose records count: the last one, and what was known and that one is silent about. */
const spokenOf = (tx: Tx): postgres.Fragment => tx.sql`
      select party_id, register, id, null::text as only_mark, asked_at from last
      union all
      -- What was known and the last answer says nothing of, be it of another key: the proceeding
      -- goes on until the register is asked for that very one, or has said that it is over.
      select l.party_id, l.register, i.screening_id, i.mark, i.checked_at
        from last l join screenings s on s.id = l.id
        join party_insolvency i on i.party_id = l.party_id and i.register = l.register
       where i.screening_id <> l.id and i.mark is not null and ${isUnended(tx)}
         and i.mark <> all (s.asked_marks)
         and not exists (select from screening_hits h
                          where h.screening_id = l.id and h.mark = i.mark and not h.is_co_debtor)`;

async function tell(ctx: Context, changes: readonly InsolvencyChange[]): Promise<void> {
  const facts = changes.flatMap((change) => {
    const name = nameOf(change);
    return name === null ? [] : [{ name, payload: payloadOf(change) } as const];
  });
  await writeFacts(ctx, facts);
}

const payloadOf = ({ partyId, register, screeningId }: InsolvencyChange) => ({
  ...{ partyId, register, screeningId },
});

type Told =
  | "party.insolvent"
  | "party.insolvency_moved"
  | "party.insolvency_ended"
  | "party.insolvency_suspected";

function nameOf({ wasActive, isActive, isSuspected }: InsolvencyChange): Told | null {
  if (isActive) return wasActive ? "party.insolvency_moved" : "party.insolvent";
  if (wasActive) return "party.insolvency_ended";
  return isSuspected ? "party.insolvency_suspected" : null;
}
