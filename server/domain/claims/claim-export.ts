import type { Tx } from "@/db/client";
import { daysBetween } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../context";
import { type PickedRows, pickedRows } from "../picked-rows";
import { cellsOf, chosen, columnsOf, type ExportBatches, money, one, type Pieces } from "../sheets";
import { listClaimsInput } from "./inputs";
import { claimGrownSql } from "./interest-positions";
import { type ClaimListItem, claimOrder, claimRows } from "./list-claims";

const query = listClaimsInput.pick({ filter: true, sort: true, order: true });
const BATCH_ROWS = 1_000;

/** Columns of the list of claims, as cells. */
const PIECES: Pieces<ClaimListItem> = {
  refNo: one("text", (row) => row.refNo),
  debtor: one("text", (row) => row.debtorName),
  title: one("text", (row) => row.title || null),
  variableSymbol: one("text", (row) => row.variableSymbol),
  group: one("text", (row) => row.groupCode),
  dueOn: one("day", (row) => row.dueOn),
  days: one("number", (row, { today }) => {
    const days = row.balanceMinor > 0 ? daysBetween(row.dueOn, today) : 0;
    return days > 0 ? days : null;
  }),
  principal: money((row) => row.principalMinor),
  charged: money((row) => row.chargedMinor),
  paid: money((row) => row.paidMinor),
  balance: money((row) => row.balanceMinor),
  balanceToday: money((row) => row.balanceTodayMinor),
};

/** The list of claims as a file: the columns that the person sees, in the order that they see. */
export const claimExport = {
  permission: "claims:read" as const,
  query,
  columns: (key: string, language: Locale) => columnsOf(PIECES[key], language),
  rows: exportRows,
};

interface Wanted {
  query: ReturnType<typeof query.parse>;
  keys: string[];
  picked: PickedRows | null;
}

async function* exportRows(ctx: Context, tx: Tx, wanted: Wanted): ExportBatches {
  const { filter, sort, order } = wanted.query;
  const pieces = chosen(PIECES, wanted.keys);
  const asked = { language: ctx.actor.language, today: ctx.today };
  const { picked } = wanted;
  const { from } = await claimRows(ctx, tx, picked?.mode === "some" ? {} : filter);
  const { by } = claimOrder(tx, sort, order);
  const found = tx.sql<ClaimListItem[]>`
    select c.id, c.case_id as "caseId", c.ref_no as "refNo", c.debtor_name as "debtorName",
           g.code as "groupCode", c.variable_symbol as "variableSymbol", c.title, c.currency,
           c.due_on as "dueOn", c.principal_minor as "principalMinor",
           c.charged_minor as "chargedMinor", c.paid_minor as "paidMinor",
           c.balance_minor as "balanceMinor",
           c.balance_minor + ${claimGrownSql(tx, ctx.today)} as "balanceTodayMinor"
      from (select c.*, k.ref_no, k.debtor_name, k.group_id from ${from}
              ${pickedRows(tx, { id: tx.sql`c.id`, picked })}) c
      left join case_groups g on g.id = c.group_id ${by}`;
  for await (const rows of found.cursor(BATCH_ROWS)) {
    yield {
      cells: rows.map((row) => cellsOf(pieces, row, asked)),
      caseIds: rows.map(({ caseId }) => caseId),
    };
  }
}
