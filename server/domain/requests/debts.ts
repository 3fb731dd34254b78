import type { Tx } from "@/db/client";
import type { FieldValues } from "@/db/schema/cases";
import { roleOf } from "../cases";
import { claimGrownSql } from "../claims";
import { may, type OperatorContext } from "../context";
import { readProcesses, visibleFields } from "../workflow";
import { hasNumber } from "./about-case";
import { withMerged } from "./with-merged";

/** A case beside a request, as far as it is needed to answer. */
export interface RequestDebt {
  caseId: number;
  refNo: string;
  category: string;
  processVersion: number;
  /** What the actor's role may see of them. */
  fields: FieldValues;
  state: string;
  isOpen: boolean;
  claimCount: number;
  /** As of today, interest of the day included: what the client sees too. Null: not the actor's. */
  balance: { balanceCzkMinor: number; balanceEurMinor: number } | null;
  creditorName: string | null;
}

export interface RequestDebts {
  /** The request names them; else they are all that its client stands on. */
  isAbout: boolean;
  items: RequestDebt[];
  /** Of those that are left out too. */
  count: number;
  /** There are more than were counted. */
  isMore: boolean;
}

const SHOWN_MAX = 5;
const COUNTED_MAX = 200;

/**
 * The cases that a request and those merged into it name; where they name none, those of the client,
 * what is open first. The walls leave what the actor may see: of a case behind one nothing is told.
 */
export async function readDebts(
  ctx: OperatorContext,
  tx: Tx,
  caseId: number,
): Promise<RequestDebts> {
  const [rows, processes] = await Promise.all([rowsOf(ctx, tx, caseId), readProcesses(tx)]);
  const mayReadClaims = may(ctx.actor, "claims:read");
  const total = rows[0]?.total ?? 0;
  return {
    isAbout: rows[0]?.isAbout ?? false,
    items: rows.map(({ isAbout: _, total: __, ...row }) => {
      const { balanceCzkMinor, balanceEurMinor, ...debt } = row;
      const balance = mayReadClaims ? { balanceCzkMinor, balanceEurMinor } : null;
      return { ...debt, fields: visibleFields(processes, row, roleOf(ctx)), balance };
    }),
    count: Math.min(total, COUNTED_MAX),
    isMore: total > COUNTED_MAX,
  };
}

type Row = Omit<RequestDebt, "balance"> &
  NonNullable<RequestDebt["balance"]> & { isAbout: boolean; total: number };

const rowsOf = ({ today }: OperatorContext, tx: Tx, caseId: number) => {
  const { sql } = tx;
  return sql<Row[]>`
    with asked as materialized (
      select nullif(q.fields->>'aboutRefNo', '') as ref_no from cases q
       where q.id = any(${withMerged(sql, caseId)})),
    found as (
      select o.id, true as is_about from asked a join cases o on ${hasNumber(sql, sql`a.ref_no`).is}
       group by o.id
      union all
      (select own.case_id, false from case_parties mine
        cross join lateral (
          select distinct other.case_id from case_parties other
            join cases o on o.id = other.case_id and o.category <> 'request'
             and o.parent_case_id is null and o.voided_at is null
           where other.party_id = mine.party_id
           order by other.case_id desc limit ${COUNTED_MAX + 1}) own
        where mine.case_id = ${caseId} and mine.role = 'client'
          and not exists (select from asked a where a.ref_no is not null)
        group by own.case_id order by own.case_id desc limit ${COUNTED_MAX + 1})),
    page as (
      select o.id, f.is_about, o.closed_at is null and o.archived_at is null as is_open,
             count(*) over ()::int as total
        from found f join cases o on o.id = f.id
       order by is_open desc, o.balance_czk_minor desc, o.balance_eur_minor desc, o.id desc
       limit ${SHOWN_MAX})
    select k.id as "caseId", k.ref_no as "refNo", k.category, k.fields, k.state,
           k.process_version as "processVersion", k.claim_count as "claimCount", s.total,
           s.is_open as "isOpen", s.is_about as "isAbout", r.full_name as "creditorName",
           coalesce(t.czk, 0) as "balanceCzkMinor", coalesce(t.eur, 0) as "balanceEurMinor"
      from page s join cases k on k.id = s.id
      left join case_groups g on g.id = k.group_id
      left join lateral (select x.party_id from case_parties x
                          where x.case_id = k.id and x.role = 'creditor'
                          order by x.position, x.id limit 1) own on true
      left join parties r on r.id = coalesce(own.party_id, g.creditor_party_id)
      left join lateral (
        select sum(b.owed) filter (where b.currency = 'CZK')::bigint as czk,
               sum(b.owed) filter (where b.currency = 'EUR')::bigint as eur
          from (select c.currency, c.balance_minor + coalesce(${claimGrownSql(tx, today)}, 0) as owed
                  from claims c where c.case_id = k.id and c.voided_at is null) b) t on true
     order by s.is_open desc, k.balance_czk_minor desc, k.balance_eur_minor desc, k.id desc`;
};
