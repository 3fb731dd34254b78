import type { Fragment, Tx } from "@/db/client";
import type { Role } from "@/db/values/access";
import { caseTitle, roleOf } from "../cases";
import type { Context } from "../context";
import { type FieldValue, visibleFields } from "../workflow";
import type { Plan } from "./plan";

/** A case as it lies on a board. */
export interface Card {
  id: number;
  refNo: string;
  state: string;
  /** Since when it has stood in its state, in microseconds: cards lie in this order. */
  since: number;
  /** What it is called: by the fields that name it, by the person it is about, by its number. */
  title: string;
  partyName: string;
  ownerId: number | null;
  ownerName: string | null;
  tagCodes: string[];
  nextTaskDueAt: Date | null;
  balanceCzkMinor: number;
  balanceEurMinor: number;
  /** What the column sums; null where this person may not see it, or nothing is summed. */
  amountMinor: number | null;
  currency: string | null;
  fields: Record<string, FieldValue>;
}

export type CardRow = Omit<Card, "title"> & { category: string; processVersion: number };

/** Columns of `cases c` that a card is made of; of the fields only those that it shows. */
export function cardSql({ sql }: Tx, { fields, sum, titleFields }: Plan): Fragment {
  const keys = [...new Set([...fields, ...titleFields, sum?.field].flatMap((key) => key ?? []))];
  const pairs = keys.map((key) => sql`${key}::text, c.fields -> ${key}`);
  const [first = sql``, ...others] = pairs;
  const list = others.reduce((all, pair) => sql`${all}, ${pair}`, first);
  const currency = sum
    ? sql`board_currency(c.fields, ${sum.currencyField}::text, ${sum.currency}::text,
        (select g.currency from case_groups g where g.id = c.group_id))`
    : sql`null::text`;
  return sql`c.id, c.category, c.process_version as "processVersion", c.ref_no as "refNo", c.state, c.debtor_name as "partyName",
    (extract(epoch from c.state_since) * 1000000)::bigint as since, c.owner_id as "ownerId",
    c.tag_codes as "tagCodes", c.next_task_due_at as "nextTaskDueAt",
    c.balance_czk_minor as "balanceCzkMinor", c.balance_eur_minor as "balanceEurMinor",
    ${currency} as currency, jsonb_build_object(${list}) as fields`;
}

/** Rows as this person may see them: hidden fields are not there, and neither is their sum. */
export function cardsOf(
  ctx: Context,
  { processes, fields, sum, titleFields }: Plan,
  rows: readonly CardRow[],
): Card[] {
  const role: Role = roleOf(ctx);
  return rows.map(({ category, processVersion, ...row }) => {
    const { state, fields: values } = row;
    const ruled = { category, processVersion, state, fields: values };
    const seen = visibleFields(processes, ruled, role);
    const amount = sum ? seen[sum.field] : null;
    const isAmount = typeof amount === "number";
    return {
      ...row,
      title: caseTitle({ titleFields }, { debtorName: row.partyName, fields: seen }) || row.refNo,
      fields: Object.fromEntries(fields.map((key) => [key, seen[key] ?? null])),
      amountMinor: isAmount ? amount : null,
      currency: isAmount ? row.currency : null,
    };
  });
}
