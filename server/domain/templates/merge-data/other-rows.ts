import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import type { Group } from "../language";
import { day, group, money, number, text } from "./values";

/** Lists that few letters have; each is read only where a template names it. */
export const OTHER_LISTS = ["payments", "instalments", "proceedings"] as const;
export type OtherList = (typeof OTHER_LISTS)[number];

const ROWS_MAX = 500;

interface Question {
  caseIds: readonly number[];
  currency: Currency;
}

export const READ_OTHER: Record<OtherList, (tx: Tx, question: Question) => Promise<Group[]>> = {
  payments: readPayments,
  instalments: readInstalments,
  proceedings: readProceedings,
};

async function readPayments({ sql }: Tx, { caseIds, currency }: Question): Promise<Group[]> {
  const rows = await sql<
    { valueOn: Day; amountMinor: number; variableSymbol: string | null; note: string | null }[]
  >`
    select p.value_on as "valueOn", p.amount_minor as "amountMinor",
           p.variable_symbol as "variableSymbol", p.note
      from payments p
     where p.case_id = any(${caseIds as number[]}::bigint[]) and p.currency = ${currency}
       and p.reverses_id is null
       and not exists (select from payments r where r.reverses_id = p.id)
     order by p.value_on, p.id limit ${ROWS_MAX}`;
  return rows.map((row, index) =>
    group({
      ...{ order: number(index + 1), paidOn: day(row.valueOn), note: text(row.note) },
      ...{ amount: money(row.amountMinor, currency), variableSymbol: text(row.variableSymbol) },
    }),
  );
}

/** Of the schedules that are in force. What was paid goes to the oldest instalments first. */
async function readInstalments({ sql }: Tx, { caseIds, currency }: Question): Promise<Group[]> {
  const rows = await sql<{ dueOn: Day; amountMinor: number; paidMinor: number }[]>`
    select i.due_on as "dueOn", i.amount_minor as "amountMinor",
           greatest(0, least(i.amount_minor, s.paid_minor - (sum(i.amount_minor)
             over (partition by s.id order by i.position) - i.amount_minor)))::bigint as "paidMinor"
      from instalment_schedules s join instalments i on i.schedule_id = s.id
     where s.case_id = any(${caseIds as number[]}::bigint[]) and s.currency = ${currency}
       and s.end_kind is null and s.voided_at is null
     order by i.due_on, i.id limit ${ROWS_MAX}`;
  return rows.map((row, index) =>
    group({
      ...{ order: number(index + 1), dueOn: day(row.dueOn) },
      ...{ amount: money(row.amountMinor, currency), paid: money(row.paidMinor, currency) },
      balance: money(row.amountMinor - row.paidMinor, currency),
    }),
  );
}

async function readProceedings({ sql }: Tx, { caseIds }: Question): Promise<Group[]> {
  const rows = await sql<
    { mark: string | null; authority: string | null; openedOn: Day | null; closedOn: Day | null }[]
  >`
    select r.court_file_mark as mark, p.full_name as authority, r.opened_on as "openedOn",
           r.closed_on as "closedOn"
      from proceedings r left join parties p on p.id = r.authority_party_id
     where r.case_id = any(${caseIds as number[]}::bigint[]) and r.deleted_at is null
     order by r.id limit ${ROWS_MAX}`;
  return rows.map((row) =>
    group({
      ...{ courtFileMark: text(row.mark), authority: text(row.authority) },
      ...{ startedOn: day(row.openedOn), endedOn: day(row.closedOn) },
    }),
  );
}
