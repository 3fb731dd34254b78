import type { Fragment, Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { TIME_ZONE } from "@/server/kernel/locale";
import { type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { readCursor } from "./cursor";
import { type ListReadsInput, listReadsInput, readIdInput } from "./inputs";

/** What an operator was shown at once. */
export interface AuditRead {
  id: number;
  at: Date;
  operatorName: string;
  /** The procedure that showed it, "cases.list". */
  place: string;
  /** A case's page, a person's card; null: a list. */
  opened: "case" | "party" | null;
  /** The first of them, what was opened before the others, as far as the asker may see them. */
  cases: { caseId: number; refNo: string }[];
  people: { partyId: number; name: string }[];
  /** All of them. */
  caseCount: number;
  peopleCount: number;
}

const NAMED_MAX = 5;
/** Of a person on more, the newest; whoever has so many cases is a creditor. */
const CASES_MAX = 1_000;
type Row = AuditRead & { exactAt: string };

/**
 * Who was shown what, newest first. Of a person those readings are told that showed them, or a case
 * that they are on; of a card or a case into which others were merged, theirs too. Somebody to whom
 * access groups hide cases is told of what they might see themselves, and the rest is counted.
 */
export async function listReads(ctx: Context, given: ListReadsInput): Promise<Page<AuditRead>> {
  authorize(ctx, "audit:read");
  const { limit, cursor, ...wanted } = listReadsInput.parse(given);
  const after = readCursor(cursor);
  return reading(ctx, async (tx) => {
    const whose = await whoseReads(ctx, tx, wanted);
    const rows = await tx.sql<Row[]>`
      select ${columns(ctx, tx, NAMED_MAX)}, r.at::text as "exactAt"
        from audit_reads r where ${matching(ctx, tx, { ...wanted, whose, after, limit })}
       order by r.at desc, r.id desc limit ${limit + 1}`;
    const page = toPage(rows, limit, (row) => [row.exactAt, row.id]);
    return { ...page, items: page.items.map(({ exactAt: _, ...read }) => read) };
  });
}

/** One reading with everybody in it. Throws not_found. */
export async function getRead(ctx: Context, given: { readId: number }): Promise<AuditRead> {
  authorize(ctx, "audit:read");
  const { readId } = readIdInput.parse(given);
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql<AuditRead[]>`
      select ${columns(ctx, tx, null)} from audit_reads r
       where r.id = ${readId} and ${isTold(ctx, tx)}`;
    if (!row) throw new DomainError("not_found", "audit.read_not_found");
    return row;
  });
}

function columns(ctx: Context, { sql }: Tx, namedMax: number | null): Fragment {
  const first = (ids: Fragment) =>
    sql`(${ids})[1:coalesce(${namedMax}::integer, cardinality(${ids}))]`;
  return sql`
    r.id, r.at, r.operator_name as "operatorName", r.place,
    case when r.case_id is not null then 'case' when r.party_id is not null then 'party' end as opened,
    cardinality(r.case_ids) as "caseCount", cardinality(r.party_ids) as "peopleCount",
    coalesce((select jsonb_agg(jsonb_build_object('caseId', c.id, 'refNo', c.ref_no) order by n)
                from unnest(${first(sql`r.case_ids`)}) with ordinality w (id, n)
                join cases c on c.id = w.id), '[]') as cases,
    coalesce((select jsonb_agg(jsonb_build_object('partyId', p.id, 'name', p.full_name) order by n)
                from unnest(${first(sql`r.party_ids`)}) with ordinality w (id, n)
                join parties p on p.id = w.id and ${isPersonTold(ctx, { sql })}), '[]') as people`;
}

type Asked = ReturnType<typeof listReadsInput.parse>;
type Wanted = Pick<Asked, "operatorId" | "fromOn" | "toOn" | "limit"> & {
  whose: Whose | null;
  after: ReturnType<typeof readCursor>;
};

function matching(ctx: Context, tx: Tx, wanted: Wanted): Fragment {
  const { sql } = tx;
  const { operatorId = null, fromOn = null, toOn = null, whose, after, limit } = wanted;
  const dayStart = (day: string | null, more: number) =>
    sql`(${day}::date + ${more}::integer)::timestamp at time zone ${TIME_ZONE}`;
  const from = sql`coalesce(${dayStart(fromOn, 0)}, '-infinity')`;
  // Of a page that goes on, the row that it ended with; else the end of the last day.
  const [beforeAt, beforeId] =
    after[1] === null
      ? [sql`coalesce(${dayStart(toOn, 1)}, 'infinity')`, sql`0::bigint`]
      : [sql`${after[0]}::timestamptz`, sql`${after[1]}::bigint`];
  if (whose) {
    return sql`r.id = any(array(select audit_read_ids(${whose.caseIds}::bigint[],
      ${whose.partyIds}::bigint[], ${operatorId}::bigint, ${from}, ${beforeAt}, ${beforeId},
      ${limit + 1})))`;
  }
  return sql`r.at >= ${from} and (r.at, r.id) < (${beforeAt}, ${beforeId}) and ${isTold(ctx, tx)}
    ${operatorId === null ? sql`` : sql`and r.operator_id = ${operatorId}`}`;
}

interface Whose {
  caseIds: number[];
  partyIds: number[];
}

/** The ids under which a case or a person may have been read; null: nobody is asked for. */
async function whoseReads(
  ctx: Context,
  { sql }: Tx,
  { caseId, partyId }: Pick<Asked, "caseId" | "partyId">,
): Promise<Whose | null> {
  if (caseId) {
    const [row] = await sql<{ caseIds: number[] }[]>`
      select array(select c.id from cases c where c.id = ${caseId} union all
                   select m.merged_id from case_merges m join cases c on c.id = m.kept_id
                    where c.id = ${caseId}) as "caseIds"`;
    return { caseIds: row?.caseIds ?? [], partyIds: [] };
  }
  if (!partyId) return null;
  const [row] = await sql<Whose[]>`
    with recursive card (id) as (
      select p.id from parties p where p.id = ${partyId} and ${isPersonTold(ctx, { sql })}
      union select p.id from card join parties p on p.merged_into_id = card.id)
    select array(select id from card) as "partyIds",
           array(select s.case_id from case_parties s join cases c on c.id = s.case_id
                  where s.party_id in (select id from card)
                  order by s.case_id desc limit ${CASES_MAX}) as "caseIds"`;
  return row ?? { caseIds: [], partyIds: [] };
}

const isNarrowed = ({ actor }: Context) =>
  actor.kind === "operator" && actor.accessGroupIds !== "all";

/** Of `parties p`: on a case that the asker sees, or on none. */
const isPersonTold = (ctx: Context, { sql }: Pick<Tx, "sql">): Fragment =>
  isNarrowed(ctx)
    ? sql`(not party_is_on_case(p.id) or exists (
        select from case_parties s join cases k on k.id = s.case_id
         where s.party_id = p.id and k.voided_at is null))`
    : sql`true`;

/** Of `audit_reads r`: somebody in it may be told of. */
const isTold = (ctx: Context, tx: Tx): Fragment =>
  isNarrowed(ctx)
    ? tx.sql`(exists (select from cases c where c.id = any(r.case_ids))
        or exists (select from parties p where p.id = any(r.party_ids)
                      and ${isPersonTold(ctx, tx)}))`
    : tx.sql`true`;
