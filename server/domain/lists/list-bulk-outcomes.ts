import type { Fragment, Tx } from "@/db/client";
import type { FieldValues } from "@/db/schema/cases";
import { type Day, formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { type Currency, formatMoney } from "@/server/kernel/money";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { nameReasons, type Processes, readProcesses } from "../workflow";
import type { ItemKind } from "./bulk-action";
import { requireBulkAction } from "./bulk-queries";
import { type ListBulkOutcomesInput, listBulkOutcomesInput } from "./inputs";

export interface BulkOutcomeItem {
  itemId: number;
  /** Of the case, or of the row's case; null where it is no longer to be seen. */
  caseId: number | null;
  refNo: string | null;
  debtorName: string | null;
  /** Which row of the case: the task's text, the payment's amount and day; null for a case. */
  detail: string | null;
  /** "done", "unchanged", a code of why not, or null while it waits. */
  outcome: string | null;
  params: Record<string, string | number>;
}

interface OutcomeRow extends Omit<BulkOutcomeItem, "detail"> {
  category: string | null;
  processVersion: number;
  fields: FieldValues | null;
  text: string | null;
  amountMinor: number | null;
  currency: Currency | null;
  valueOn: Day | null;
}

/** Where the rows of a kind are found, the case always as `c`. */
function joins({ sql }: Tx, kind: ItemKind): { from: Fragment; detail: Fragment } {
  const none = sql`null as text, null as "amountMinor", null as currency, null as "valueOn"`;
  switch (kind) {
    case "case":
      return {
        from: sql`left join cases c on c.id = i.item_id and c.voided_at is null`,
        detail: none,
      };
    case "claim":
      return {
        from: sql`left join claims m on m.id = i.item_id and m.voided_at is null
                  left join cases c on c.id = m.case_id and c.voided_at is null`,
        detail: sql`null as text, m.currency, m.due_on as "valueOn",
                    case when c.id is not null then m.principal_minor end as "amountMinor"`,
      };
    case "task":
      return {
        from: sql`left join case_events e on e.id = i.item_id and e.deleted_at is null
                  left join cases c on c.id = e.case_id and c.voided_at is null`,
        detail: sql`case when c.id is not null then e.text end as text,
                    null as "amountMinor", null as currency, null as "valueOn"`,
      };
    case "payment":
      return {
        from: sql`left join payments p on p.id = i.item_id
                  left join cases c on c.id = p.case_id and c.voided_at is null`,
        detail: sql`null as text, p.currency, p.value_on as "valueOn",
                    case when c.id is not null then p.amount_minor end as "amountMinor"`,
      };
  }
}

/** What became of each row, in the order of the rows' ids. */
export async function listBulkOutcomes(
  ctx: Context,
  raw: ListBulkOutcomesInput,
): Promise<Page<BulkOutcomeItem>> {
  authorize(ctx, "lists:bulk");
  const { bulkActionId, isFailedOnly, cursor, limit } = listBulkOutcomesInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const { itemKind } = await requireBulkAction(ctx, tx, bulkActionId);
    const { from, detail } = joins(tx, itemKind);
    const [after = 0] = cursor ? decodeCursor(cursor, 1) : [];
    const rows = await sql<OutcomeRow[]>`
      select i.item_id as "itemId", c.id as "caseId", c.ref_no as "refNo",
             c.debtor_name as "debtorName", c.category,
             coalesce(c.process_version, 0) as "processVersion", c.fields, ${detail}, i.outcome,
             coalesce(i.params, '{}') as params
        from bulk_items i ${from}
       where i.bulk_action_id = ${bulkActionId} and i.item_id > ${after}
             ${isFailedOnly ? sql`and i.outcome like '%.%'` : sql``}
       order by i.item_id limit ${limit + 1}`;
    const processes = await readProcesses(tx);
    return toPage(
      rows.map((row) => named(ctx, processes, row)),
      limit,
      (row) => [row.itemId],
    );
  });
}

/** Codes of states, fields and roles in the reason become names in the reader's language. */
function named(ctx: Context, processes: Processes, row: OutcomeRow): BulkOutcomeItem {
  const { language } = ctx.actor;
  const { category, processVersion, fields, text, amountMinor, currency, valueOn, ...rest } = row;
  const detail = text ?? paymentText({ amountMinor, currency, valueOn }, language);
  const item = { ...rest, detail };
  if (!category || !item.outcome?.startsWith("workflow.")) return item;
  const definition = processes.of({ category, processVersion, fields: fields ?? {} });
  if (!definition) return item;
  const reason = { code: item.outcome, params: item.params };
  const [told] = nameReasons(definition, [reason], language);
  return { ...item, params: told?.params ?? item.params };
}

function paymentText(
  payment: Pick<OutcomeRow, "amountMinor" | "currency" | "valueOn">,
  language: Locale,
): string | null {
  const { amountMinor, currency, valueOn } = payment;
  if (amountMinor === null || currency === null || valueOn === null) return null;
  return `${formatDay(valueOn, language)} · ${formatMoney(amountMinor, currency, language)}`;
}
