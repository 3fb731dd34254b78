import type { Tx } from "@/db/client";
import type { ComponentKind, ReversalKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import type { Charge } from "./allocation";
import type { ExplainedClaim, ExplainedPayment } from "./explained";
import type { BalanceOf } from "./inputs";

/** Whose balance is asked for; through `cases`, whose policy knows what the actor may see. */
export interface Subject {
  caseId: number;
  refNo: string;
  currency: Currency;
  claimId: number | null;
  componentId: number | null;
  kind: ComponentKind | null;
  description: string | null;
}

/** Throws not_found `cases.not_found`, `claims.not_found`. */
export async function subjectOf(tx: Tx, of: BalanceOf): Promise<Subject> {
  const [row] = await subjectSql(tx, of);
  if (!row) {
    throw new DomainError("not_found", of.kind === "case" ? "cases.not_found" : "claims.not_found");
  }
  return row;
}

function subjectSql({ sql }: Tx, of: BalanceOf) {
  const standing = sql`k.voided_at is null`;
  if (of.kind === "case") {
    return sql<Subject[]>`
      select k.id as "caseId", k.ref_no as "refNo", ${of.currency}::text as currency,
             null as "claimId", null as "componentId", null as kind, null as description
        from cases k where k.id = ${of.caseId} and ${standing}`;
  }
  if (of.kind === "claim") {
    return sql<Subject[]>`
      select k.id as "caseId", k.ref_no as "refNo", c.currency, c.id as "claimId",
             null as "componentId", null as kind, null as description
        from claims c join cases k on k.id = c.case_id
       where c.id = ${of.claimId} and c.voided_at is null and ${standing}`;
  }
  return sql<Subject[]>`
    select k.id as "caseId", k.ref_no as "refNo", c.currency, c.id as "claimId",
           m.id as "componentId", m.kind, m.description
      from claim_components m
      join claims c on c.id = m.claim_id join cases k on k.id = c.case_id
     where m.id = ${of.componentId} and c.voided_at is null and ${standing}`;
}

export type ClaimRow = Omit<ExplainedClaim, "lines" | "balanceMinor">;

/** A dated entry with who booked it and why; whatever kind of entry it is. */
export interface ChargeRow extends Charge {
  kind: ComponentKind;
  reversesId: number | null;
  reason: string | null;
  byName: string | null;
  bookedAt: Date;
}

export interface PaymentRow extends ExplainedPayment {
  reason: string | null;
  byName: string | null;
  bookedAt: Date;
  reversalKind: ReversalKind | null;
  reversedOn: Day | null;
  reversalReason: string | null;
}

export const claimRowsOf = ({ sql }: Tx, { caseId, currency, claimId }: Subject) => sql<ClaimRow[]>`
  select id, title, variable_symbol as "variableSymbol", due_on as "dueOn",
         arisen_on as "arisenOn"
    from claims
   where case_id = ${caseId} and currency = ${currency} and voided_at is null
     ${claimId === null ? sql`` : sql`and id = ${claimId}`}
   order by due_on, id`;

export const chargeRowsOf = ({ sql }: Tx, { caseId, currency }: Subject) => sql<ChargeRow[]>`
  select m.id as "componentKey", c.id as "claimKey", m.kind, c.due_on as "dueOn",
         c.title as "claimLabel", m.description as "componentLabel", e.value_on as "valueOn",
         e.amount_minor as "amountMinor", e.reverses_id as "reversesId", e.reason,
         o.name as "byName", e.booked_at as "bookedAt"
    from claims c
    join claim_components m on m.claim_id = c.id
    join component_entries e on e.component_id = m.id
    left join operators o on o.id = e.booked_by
   where c.case_id = ${caseId} and c.currency = ${currency} and c.voided_at is null
   order by e.value_on, e.id`;

export const paymentRowsOf = ({ sql }: Tx, { caseId, currency }: Subject) => sql<PaymentRow[]>`
  select p.id, p.value_on as "valueOn", p.amount_minor as "amountMinor",
         p.variable_symbol as "variableSymbol", p.source, p.note as reason, o.name as "byName",
         p.booked_at as "bookedAt", r.reversal_kind as "reversalKind",
         r.value_on as "reversedOn", r.note as "reversalReason"
    from payments p
    left join payments r on r.reverses_id = p.id
    left join operators o on o.id = p.booked_by
   where p.case_id = ${caseId} and p.currency = ${currency} and p.reverses_id is null`;
