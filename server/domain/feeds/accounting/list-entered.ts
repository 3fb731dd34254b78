import type { MovementReason, MovementState } from "@/db/values/bank";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../../context";

export interface EnteredPayment {
  id: number;
  bookedOn: Day;
  amountMinor: number;
  currency: Currency;
  documentNumber: string | null;
  variableSymbol: string | null;
  counterpartyName: string | null;
  enteredAt: Date;
  /** null: not taken over yet. */
  takenAt: Date | null;
  state: MovementState | null;
  reason: MovementReason | null;
  caseId: number | null;
  refNo: string | null;
}

const SHOWN_MAX = 50;

/** Payments entered by hand, newest first, and what became of them; those on hidden cases are left out. */
export async function listEnteredPayments(ctx: Context): Promise<EnteredPayment[]> {
  authorize(ctx, "claims:pay");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<EnteredPayment[]>`
      select o.id, o.booked_on as "bookedOn", o.amount_minor as "amountMinor", o.currency,
             o.document_number as "documentNumber", o.variable_symbol as "variableSymbol",
             o.counterparty_name as "counterpartyName", o.entered_at as "enteredAt",
             i.taken_at as "takenAt", m.state, m.reason, k.id as "caseId", k.ref_no as "refNo"
        from accounting_outbox o
        left join accounting_sources s on s.kind = 'own'
        left join accounting_items i on i.source_id = s.id and i.external_id = o.external_id
        left join bank_movements m on m.id = i.movement_id
        left join cases k on k.id = m.case_id
       where m.case_id is null or k.id is not null
       order by o.id desc limit ${SHOWN_MAX}`),
  ]);
}
