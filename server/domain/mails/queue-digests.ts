import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { wallClock } from "@/server/kernel/days";
import { type Locale, TIME_ZONE } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import { type Context, inTransaction } from "../context";
import { seesCase } from "../sees-case";
import { queueMails } from "./queue-mails";

/** In the morning, before people sit down; on working days only. */
const FROM_HOUR = 6;
const CASES_MAX = 30;

interface Row {
  operatorId: number;
  toAddress: string;
  language: Locale;
  name: string;
  count: number;
  czkMinor: number;
  eurMinor: number;
  cases: {
    caseId: number;
    refNo: string;
    debtorName: string;
    since: Day;
    czkMinor: number;
    eurMinor: number;
  }[];
  promises: {
    caseId: number;
    refNo: string;
    debtorName: string;
    amountMinor: number;
    currency: Currency;
  }[];
}

/**
 * One mail a person and day about their own overdue cases and the payments promised to them for
 * today, from six in the morning of working days on. Who has neither gets none. Answers how many are new.
 * A job's work, not a verb.
 */
export async function queueDigests(ctx: Context): Promise<{ count: number }> {
  const weekday = new Date(`${ctx.today}T12:00:00Z`).getUTCDay();
  const isWorkday = weekday !== 0 && weekday !== 6;
  if (!isWorkday || Number(wallClock(ctx.now, TIME_ZONE).hour) < FROM_HOUR) return { count: 0 };
  return inTransaction(ctx, async (inner, tx) => {
    const rows = await digestRows(tx, ctx.today);
    const mails = rows.map(({ operatorId, toAddress, language, czkMinor, eurMinor, ...row }) => ({
      key: `overdue.digest:${operatorId}:${ctx.today}`,
      kind: "overdue_digest" as const,
      ...{ operatorId, toAddress, language },
      data: {
        ...{ name: row.name, day: ctx.today, count: row.count, promises: row.promises },
        totals: amounts(czkMinor, eurMinor),
        cases: row.cases.map(({ czkMinor: czk, eurMinor: eur, ...each }) => {
          return { ...each, balances: amounts(czk, eur) };
        }),
      },
    }));
    return { count: await queueMails(inner, tx, mails) };
  });
}

const amounts = (czkMinor: number, eurMinor: number) =>
  [
    { currency: "CZK", amountMinor: czkMinor },
    { currency: "EUR", amountMinor: eurMinor },
  ].filter(({ amountMinor }) => amountMinor !== 0);

/** Of those who have not had today's yet: counts and sums of all, names of the oldest. */
async function digestRows(tx: Tx, today: Day): Promise<Row[]> {
  const { sql } = tx;
  return sql<Row[]>`
    with overdue as (
      select k.owner_id, k.id, k.ref_no, k.debtor_name, k.overdue_since, k.balance_czk_minor as czk,
             k.balance_eur_minor as eur,
             row_number() over (partition by k.owner_id order by k.overdue_since, k.id) as rank
        from cases k join operators o on o.id = k.owner_id and o.is_active
       where k.overdue_since < ${today}::date and k.voided_at is null and k.closed_at is null
         and k.archived_at is null and ${seesCase(sql)}),
    listed as (
      select owner_id, count(*)::integer as count, sum(czk)::bigint as czk, sum(eur)::bigint as eur,
             jsonb_agg(jsonb_build_object('caseId', id, 'refNo', ref_no, 'debtorName', debtor_name,
               'since', overdue_since, 'czkMinor', czk, 'eurMinor', eur) order by rank)
               filter (where rank <= ${CASES_MAX}) as cases
        from overdue group by owner_id),
    promised as (
      select k.owner_id,
             jsonb_agg(jsonb_build_object('caseId', k.id, 'refNo', k.ref_no, 'debtorName',
               k.debtor_name, 'amountMinor', p.amount_minor, 'currency', p.currency) order by p.id)
               as promises
        from payment_promises p join cases k on k.id = p.case_id and k.voided_at is null
        join operators o on o.id = k.owner_id and o.is_active
       where p.state = 'open' and p.due_on = ${today}::date and ${seesCase(sql)}
       group by k.owner_id)
    select o.id as "operatorId", o.email as "toAddress", o.language, o.name,
           coalesce(l.count, 0) as count, coalesce(l.czk, 0) as "czkMinor",
           coalesce(l.eur, 0) as "eurMinor", coalesce(l.cases, '[]') as cases,
           coalesce(d.promises, '[]') as promises
      from operators o
      left join listed l on l.owner_id = o.id
      left join promised d on d.owner_id = o.id
      left join mail_preferences w on w.operator_id = o.id
     where o.is_active and (l.owner_id is not null or d.owner_id is not null)
       and coalesce(w.wants_digest, true)
       and not exists (select from mails m
                        where m.key = 'overdue.digest:' || o.id || ':' || ${today}::text)
     order by o.id`;
}
