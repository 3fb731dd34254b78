import type { Tx } from "@/db/client";
import type { PaymentSource, ReversalKind } from "@/db/values/claims";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../context";
import { type PickedRows, pickedRows } from "../picked-rows";
import {
  cellsOf,
  chosen,
  columnsOf,
  type ExportBatches,
  money,
  one,
  type Pieces,
  type Wording,
} from "../sheets";
import { listPaymentsInput } from "./inputs";
import { overpaymentOf, type PaymentListItem, paymentOrder, paymentRows } from "./list-payments";

const query = listPaymentsInput.pick({ filter: true, sort: true, order: true });
const BATCH_ROWS = 1_000;

const SOURCES: Record<PaymentSource, Wording> = {
  hand: { cs: "ručně", sk: "ručne", en: "by hand", ru: "вручную" },
  import: { cs: "import", sk: "import", en: "import", ru: "импорт" },
  bank: { cs: "banka", sk: "banka", en: "bank", ru: "банк" },
  opening: {
    cs: "počáteční stav",
    sk: "počiatočný stav",
    en: "opening balance",
    ru: "начальный остаток",
  },
};
const REVERSALS: Record<ReversalKind, Wording> = {
  correction: { cs: "opravena", sk: "opravená", en: "corrected", ru: "исправлен" },
  bounce: { cs: "vrácena", sk: "vrátená", en: "bounced", ru: "возвращён" },
};
const DAY: Wording = { cs: "(den)", sk: "(deň)", en: "(day)", ru: "(день)" };

/** Columns of the list of payments, as cells. */
const PIECES: Pieces<PaymentListItem> = {
  valueOn: one("day", (row) => row.valueOn),
  refNo: one("text", (row) => row.refNo),
  debtor: one("text", (row) => row.debtorName),
  group: one("text", (row) => row.groupCode),
  variableSymbol: one("text", (row) => row.variableSymbol),
  amount: money((row) => row.amountMinor),
  overpayment: money((row) => row.overpaymentMinor || null),
  state: {
    columns: [{ type: "text" }, { suffix: DAY, type: "day" }],
    value: ({ reversalKind, reversedOn }, { language }) =>
      reversalKind
        ? [REVERSALS[reversalKind][language], reversalKind === "bounce" ? reversedOn : null]
        : [null, null],
  },
  source: one("text", (row, { language }) => SOURCES[row.source][language]),
  note: one("text", (row) => row.note),
  bookedAt: one("time", (row) => row.bookedAt),
};

/** The list of payments as a file: the columns that the person sees, in the order that they see. */
export const paymentExport = {
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
  const { sql } = tx;
  const { filter, sort, order } = wanted.query;
  const pieces = chosen(PIECES, wanted.keys);
  const asked = { language: ctx.actor.language, today: ctx.today };
  const { picked } = wanted;
  const { from } = await paymentRows(ctx, tx, picked?.mode === "some" ? {} : filter);
  const { by } = paymentOrder(tx, sort, order);
  // Summed up for each payment, so only for those who asked.
  const overpayment = wanted.keys.includes("overpayment") ? overpaymentOf(tx) : sql`0`;
  const found = sql<PaymentListItem[]>`
    select p.id, p.case_id as "caseId", p.ref_no as "refNo", p.debtor_name as "debtorName",
           g.code as "groupCode", p.value_on as "valueOn", p.amount_minor as "amountMinor",
           p.currency, p.variable_symbol as "variableSymbol", p.source, p.note,
           ${overpayment} as "overpaymentMinor", r.reversal_kind as "reversalKind",
           r.value_on as "reversedOn", p.booked_at as "bookedAt"
      from (select p.*, k.ref_no, k.debtor_name, k.group_id from ${from}
              ${pickedRows(tx, { id: sql`p.id`, picked })}) p
      left join payments r on r.reverses_id = p.id
      left join case_groups g on g.id = p.group_id ${by}`;
  for await (const rows of found.cursor(BATCH_ROWS)) {
    yield {
      cells: rows.map((row) => cellsOf(pieces, row, asked)),
      caseIds: rows.map(({ caseId }) => caseId),
    };
  }
}
