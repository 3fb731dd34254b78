import type postgres from "postgres";
import type { Tx } from "@/db/client";
import type { InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import type { CaseInsolvencyKind } from "@/db/values/insolvency-runs";
import type { InsolvencyRegister } from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { ANSWERABLE_ROLES } from "../cases";
import type { Context } from "../context";
import { filingTerm } from "../law";
import { DECIDED_STATES, PETITION_STATES } from "./debtor-status";
import { decidedOn, publishedOn } from "./decision-day";
import type { NamedParty } from "./named-parties";

/** Code of the tag that an insolvency puts on its debtor's cases. */
export const INSOLVENCY_TAG = "insolvency";

/** What somebody's insolvency means for one case, as its row has it. */
export interface CaseInsolvency {
  id: number;
  caseId: number;
  partyId: number;
  partyName: string;
  register: InsolvencyRegister;
  kind: CaseInsolvencyKind;
  isDebtor: boolean;
  /** Null: none is decided, or the register tells none. */
  procedure: InsolvencyProcedure | null;
  mark: string | null;
  fileMark: string | null;
  decidedOn: Day | null;
  /** Since when interest rests; null: nothing is decided. */
  restsFrom: Day | null;
  fileBy: Day | null;
  /** The term follows from what the court has published, not from the register's field alone. */
  isTermSure: boolean;
  /** Over, but its tag stays until a person decides. */
  isHeld: boolean;
  /** The case is neither closed nor archived. */
  isOpen: boolean;
  taskEventId: number | null;
  ownerId: number | null;
  language: Locale;
  /** Who owes or vouches beside them. */
  others: string[];
}

export interface FollowedChanges {
  begun: CaseInsolvency[];
  /** There is a decision now, or its day or the term is another. */
  moved: (CaseInsolvency & { wasDecided: boolean })[];
  ended: CaseInsolvency[];
}

/**
 * Brings the rows of what insolvencies do to cases to what is known now of these parties, by four
 * statements for however many. A row begins where the party answers for an open case; it ends with the
 * insolvency, or when another proceeding takes its place, or when the party leaves the case, and never because the case was closed.
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
  const moved = await moveRows(ctx, tx, ids);
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

/**
 * Who is insolvent or perhaps is, of what is known now. The register need not give the day of a
 * decision: the state says whether there is one, and where it is no known state, the day does.
 */
const KNOWN = (tx: Tx, ids: readonly number[], { sql } = tx) => sql`
  select k.party_id, k.register, k.kind, k.screening_id, k.mark, k.file_mark, k.procedure, k.is_decided,
         case when k.is_decided then ${decidedOn(tx, "k")} end as decided_on
    from (select i.*, case when i.is_active then 'insolvent' else 'suspected' end as kind,
                 i.is_active and case
                   when s.code = any(${[...DECIDED_STATES]}::text[]) then true
                   when s.code = any(${[...PETITION_STATES]}::text[]) then false
                   else i.started_on is not null end as is_decided
            from party_insolvency i
           cross join lateral (select upper(btrim(normalize(i.state_code, NFC))) as code) s
           where i.party_id = any(${[...ids]}::bigint[]) and (i.is_active or i.is_suspected)) k`;

/** The last day for claims that the court itself set in the proceeding of a row `r`. */
const COURT_DAY = ({ sql }: Tx, mark: postgres.Fragment) => sql`
  (select p.claims_until_on from insolvency_proceedings p
    where p.register = r.register and p.mark = ${mark})`;

/**
 * Whether a row `r` that is over still holds the tag of its debtor: the proceeding has ended, which
 * says nothing of the debt. It does not where the party left the case or never was the insolvent one,
 * nor once a person has lifted the tag.
 */
export const heldSql = ({ sql }: Tx) => sql`
  (r.ended_at is not null and r.kind = 'insolvent' and r.is_debtor
   and exists (select from case_parties cp where cp.case_id = r.case_id
                  and cp.party_id = r.party_id and cp.role = any(${ANSWERABLE_ROLES}))
   and not exists (select from hit_verdicts v where v.party_id = r.party_id
                      and v.register = r.register and v.mark = r.mark
                      and v.verdict = 'false_match')
   and exists (select from case_tags g join tags t on t.id = g.tag_id
                where g.case_id = r.case_id and lower(t.code) = ${INSOLVENCY_TAG}
                  and g.removed_at is null and g.added_at <= r.ended_at))`;

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
                             and k.register = r.register and k.kind = r.kind
                             and (r.kind <> 'insolvent' or coalesce(k.mark = r.mark, true))) end)
    returning r.id`;
  return rows.map(({ id }) => id);
}

interface Dated {
  id: number;
  register: InsolvencyRegister;
  procedure: InsolvencyProcedure | null;
  isDecided: boolean;
  decidedOn: Day | null;
  courtDay: Day | null;
}

async function moveRows(
  ctx: Context,
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; wasDecided: boolean }[]> {
  const { sql } = tx;
  const rows = await sql<
    (Dated & { wasDecided: boolean; isTurned: boolean; fileBy: Day | null })[]
  >`
    with known as (${KNOWN(tx, ids)})
    select r.id, r.register, k.procedure, k.is_decided as "isDecided", k.decided_on as "decidedOn",
           ${COURT_DAY(tx, sql`k.mark`)} as "courtDay", r.rests_from is not null as "wasDecided",
           (r.decided_on, r.mark, r.procedure, r.rests_from is not null)
             is distinct from (k.decided_on, k.mark, k.procedure, k.is_decided) as "isTurned",
           r.file_by as "fileBy"
      from case_insolvencies r
      join known k on k.party_id = r.party_id and k.register = r.register and k.kind = r.kind
     where r.ended_at is null and r.kind = 'insolvent'`;
  const stale = rows.filter((row) => row.isTurned || row.fileBy !== fileByOf(row));
  if (stale.length === 0) return [];
  await sql`
    with known as (${KNOWN(tx, ids)})
    update case_insolvencies r
       set decided_on = k.decided_on, mark = k.mark, file_mark = k.file_mark,
           procedure = k.procedure,
           rests_from = case when k.is_decided
             then coalesce(k.decided_on, r.rests_from, ${ctx.today}::date) end,
           screening_id = k.screening_id, file_by = n.file_by::date
      from known k, unnest(${stale.map(({ id }) => id)}::bigint[],
                           ${stale.map(fileByOf)}::text[]) as n (id, file_by)
     where r.id = n.id and k.party_id = r.party_id and k.register = r.register`;
  return stale.map(({ id, wasDecided }) => ({ id, wasDecided }));
}

/** The day that the court set, before the one that the law gives; one before the decision is none. */
function fileByOf(dated: Dated): Day | null {
  const { isDecided, decidedOn, courtDay } = dated;
  if (!isDecided) return null;
  if (courtDay !== null && (decidedOn === null || courtDay >= decidedOn)) return courtDay;
  return decidedOn === null ? null : (filingTerm(dated, decidedOn)?.lastOn ?? null);
}

async function beginRows(
  ctx: Context,
  tx: Tx,
  { ids, named }: { ids: readonly number[]; named: readonly NamedParty[] },
): Promise<number[]> {
  const { sql } = tx;
  const begun = await sql<Dated[]>`
    with known as (${KNOWN(tx, ids)}), named as (
      select n.*, false as is_decided, null::date as decided_on
        from unnest(${named.map((each) => each.partyId)}::bigint[],
                    ${named.map((each) => each.register)}::text[],
                    ${named.map(() => "named")}::text[],
                    ${named.map((each) => each.screeningId)}::bigint[],
                    ${named.map((each) => each.mark)}::text[],
                    ${named.map((each) => each.fileMark)}::text[],
                    ${named.map((each) => each.procedure)}::text[])
               as n (party_id, register, kind, screening_id, mark, file_mark, procedure)
       where not exists (select from known k
                          where k.party_id = n.party_id and k.register = n.register)
    )
    insert into case_insolvencies as r (case_id, party_id, register, kind, is_debtor, screening_id,
                                        mark, file_mark, procedure, decided_on, rests_from, began_at)
    select distinct on (c.id, w.party_id, w.register) c.id, w.party_id, w.register, w.kind,
           c.debtor_party_id = w.party_id, w.screening_id, w.mark, w.file_mark, w.procedure,
           w.decided_on,
           case when w.is_decided then coalesce(w.decided_on, ${ctx.today}::date) end, ${ctx.now}
      from (select * from known union all select * from named) w
      join case_parties cp on cp.party_id = w.party_id and cp.role = any(${ANSWERABLE_ROLES})
      join cases c on c.id = cp.case_id
     where c.closed_at is null and c.archived_at is null and c.voided_at is null
     order by c.id, w.party_id, w.register
    on conflict (tenant_id, case_id, party_id, register) where ended_at is null do nothing
    returning r.id, r.register, r.procedure, r.rests_from is not null as "isDecided",
              r.decided_on as "decidedOn", ${COURT_DAY(tx, sql`r.mark`)} as "courtDay"`;
  await sql`
    update case_insolvencies r set file_by = n.file_by::date
      from unnest(${begun.map(({ id }) => id)}::bigint[],
                  ${begun.map(fileByOf)}::text[]) as n (id, file_by)
     where r.id = n.id and n.file_by is not null`;
  return begun.map(({ id }) => id);
}

async function readRows(tx: Tx, ids: readonly number[]): Promise<CaseInsolvency[]> {
  if (ids.length === 0) return [];
  const { sql } = tx;
  const rows = await sql<CaseInsolvency[]>`
    select r.id, r.case_id as "caseId", r.party_id as "partyId", p.full_name as "partyName",
           r.register, r.kind, r.is_debtor as "isDebtor", r.procedure, r.mark, r.file_mark as "fileMark",
           r.decided_on as "decidedOn", r.rests_from as "restsFrom", r.file_by as "fileBy",
           (r.register <> 'isir_cz' or r.file_by is not distinct from ${COURT_DAY(tx, sql`r.mark`)}
            or ${publishedOn(tx, "r", "decided_on")} is not null) as "isTermSure",
           ${heldSql(tx)} as "isHeld",
           c.closed_at is null and c.archived_at is null and c.voided_at is null as "isOpen",
           r.task_event_id as "taskEventId",
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
