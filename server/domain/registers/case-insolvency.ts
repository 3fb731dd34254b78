import type { Tx } from "@/db/client";
import type { CaseInsolvencyKind } from "@/db/values/insolvency-runs";
import type { InsolvencyRegister } from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { ANSWERABLE_ROLES } from "../cases";
import type { Context } from "../context";
import { filingTerm } from "../law";
import type { NamedParty } from "./named-parties";

/** What somebody's insolvency means for one case, as its row has it. */
export interface CaseInsolvency {
  id: number;
  caseId: number;
  partyId: number;
  partyName: string;
  register: InsolvencyRegister;
  kind: CaseInsolvencyKind;
  isDebtor: boolean;
  mark: string | null;
  fileMark: string | null;
  decidedOn: Day | null;
  fileBy: Day | null;
  taskEventId: number | null;
  ownerId: number | null;
  language: Locale;
  /** Who owes or vouches beside them. */
  others: string[];
}

export interface FollowedChanges {
  begun: CaseInsolvency[];
  /** The day of the decision, or the proceeding, is another. */
  moved: (CaseInsolvency & { wasDecided: boolean })[];
  ended: CaseInsolvency[];
}

/**
 * Brings the rows of what insolvencies do to cases to what is known now of these parties, by four
 * statements for however many. A row begins where the party answers for an open case; it ends with the
 * insolvency, or when the party leaves the case, and never because the case was closed.
 */
export async function followRows(
  ctx: Context,
  tx: Tx,
  { partyIds, named }: { partyIds: readonly number[]; named: readonly NamedParty[] },
): Promise<FollowedChanges> {
  const ids = [...new Set([...partyIds, ...named.map(({ partyId }) => partyId)])];
  if (ids.length === 0) return { begun: [], moved: [], ended: [] };
  await tx.sql`select id from parties where id = any(${ids}::bigint[]) order by id for no key update`;
  const ended = await endRows(ctx, tx, ids);
  const moved = await moveRows(tx, ids);
  const begun = await beginRows(ctx, tx, { ids, named });
  const told = await readRows(tx, [...ended, ...begun, ...moved.map(({ id }) => id)]);
  const of = (wanted: readonly number[]) =>
    wanted.flatMap((id) => told.filter((each) => each.id === id));
  return {
    begun: of(begun),
    ended: of(ended),
    moved: moved.flatMap(({ id, wasDecided }) => of([id]).map((each) => ({ ...each, wasDecided }))),
  };
}

/** Who is insolvent or perhaps is, of what is known now. */
const KNOWN = ({ sql }: Tx, ids: readonly number[]) => sql`
  select i.party_id, i.register, case when i.is_active then 'insolvent' else 'suspected' end as kind,
         i.screening_id, i.mark, i.file_mark, case when i.is_active then i.started_on end as decided_on
    from party_insolvency i
   where i.party_id = any(${[...ids]}::bigint[]) and (i.is_active or i.is_suspected)`;

async function endRows(ctx: Context, tx: Tx, ids: readonly number[]): Promise<number[]> {
  const { sql } = tx;
  const rows = await sql<{ id: number }[]>`
    with known as (${KNOWN(tx, ids)})
    update case_insolvencies r set ended_at = ${ctx.now}
     where r.party_id = any(${[...ids]}::bigint[]) and r.ended_at is null
       and not (exists (select from case_parties cp where cp.case_id = r.case_id
                          and cp.party_id = r.party_id and cp.role = any(${ANSWERABLE_ROLES}))
         and case r.kind when 'named' then
               exists (select from party_insolvency x where x.register = r.register
                          and x.mark = r.mark and x.is_active)
               and not exists (select from known k where k.party_id = r.party_id
                                  and k.register = r.register)
             else exists (select from known k where k.party_id = r.party_id
                             and k.register = r.register and k.kind = r.kind) end)
    returning r.id`;
  return rows.map(({ id }) => id);
}

async function moveRows(
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; wasDecided: boolean }[]> {
  const { sql } = tx;
  const stale = await sql<
    { id: number; register: InsolvencyRegister; decidedOn: Day | null; wasDecided: boolean }[]
  >`
    with known as (${KNOWN(tx, ids)})
    select r.id, r.register, k.decided_on as "decidedOn", r.decided_on is not null as "wasDecided"
      from case_insolvencies r
      join known k on k.party_id = r.party_id and k.register = r.register and k.kind = r.kind
     where r.ended_at is null and r.kind = 'insolvent'
       and (r.decided_on, r.mark) is distinct from (k.decided_on, k.mark)`;
  await sql`
    with known as (${KNOWN(tx, ids)})
    update case_insolvencies r
       set decided_on = k.decided_on, mark = k.mark, file_mark = k.file_mark,
           screening_id = k.screening_id, file_by = n.file_by::date
      from known k, unnest(${stale.map(({ id }) => id)}::bigint[],
                           ${stale.map(fileByOf)}::text[]) as n (id, file_by)
     where r.id = n.id and k.party_id = r.party_id and k.register = r.register`;
  return stale.map(({ id, wasDecided }) => ({ id, wasDecided }));
}

const fileByOf = (at: { register: InsolvencyRegister; decidedOn: Day | null }): Day | null =>
  at.decidedOn === null ? null : (filingTerm(at.register, at.decidedOn)?.lastOn ?? null);

async function beginRows(
  ctx: Context,
  tx: Tx,
  { ids, named }: { ids: readonly number[]; named: readonly NamedParty[] },
): Promise<number[]> {
  const { sql } = tx;
  const begun = await sql<{ id: number; register: InsolvencyRegister; decidedOn: Day | null }[]>`
    with known as (${KNOWN(tx, ids)}), named as (
      select n.*, null::date as decided_on
        from unnest(${named.map((each) => each.partyId)}::bigint[],
                    ${named.map((each) => each.register)}::text[],
                    ${named.map(() => "named")}::text[],
                    ${named.map((each) => each.screeningId)}::bigint[],
                    ${named.map((each) => each.mark)}::text[],
                    ${named.map((each) => each.fileMark)}::text[])
               as n (party_id, register, kind, screening_id, mark, file_mark)
       where not exists (select from known k
                          where k.party_id = n.party_id and k.register = n.register)
    )
    insert into case_insolvencies (case_id, party_id, register, kind, is_debtor, screening_id, mark,
                                   file_mark, decided_on, began_at)
    select distinct on (c.id, w.party_id, w.register) c.id, w.party_id, w.register, w.kind,
           c.debtor_party_id = w.party_id, w.screening_id, w.mark, w.file_mark, w.decided_on,
           ${ctx.now}
      from (select * from known union all select * from named) w
      join case_parties cp on cp.party_id = w.party_id and cp.role = any(${ANSWERABLE_ROLES})
      join cases c on c.id = cp.case_id
     where c.closed_at is null and c.archived_at is null and c.voided_at is null
     order by c.id, w.party_id, w.register
    on conflict (tenant_id, case_id, party_id, register) where ended_at is null do nothing
    returning id, register, decided_on as "decidedOn"`;
  await sql`
    update case_insolvencies r set file_by = n.file_by::date
      from unnest(${begun.map(({ id }) => id)}::bigint[],
                  ${begun.map(fileByOf)}::text[]) as n (id, file_by)
     where r.id = n.id and n.file_by is not null`;
  return begun.map(({ id }) => id);
}

async function readRows({ sql }: Tx, ids: readonly number[]): Promise<CaseInsolvency[]> {
  if (ids.length === 0) return [];
  const rows = await sql<CaseInsolvency[]>`
    select r.id, r.case_id as "caseId", r.party_id as "partyId", p.full_name as "partyName",
           r.register, r.kind, r.is_debtor as "isDebtor", r.mark, r.file_mark as "fileMark",
           r.decided_on as "decidedOn", r.file_by as "fileBy", r.task_event_id as "taskEventId",
           o.id as "ownerId", coalesce(o.language, (select language from tenants)) as language,
           array(select distinct q.full_name from case_parties cp join parties q on q.id = cp.party_id
                  where cp.case_id = r.case_id and cp.role = any(${ANSWERABLE_ROLES})
                    and cp.party_id <> r.party_id order by 1) as others
      from case_insolvencies r join parties p on p.id = r.party_id
      join cases c on c.id = r.case_id
      left join operators o on o.id = c.owner_id and o.is_active
     where r.id = any(${[...ids]}::bigint[]) order by r.id`;
  return [...rows];
}
