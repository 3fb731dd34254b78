import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { ActKind, SettlementOutcome, SurplusKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { caseIdInput } from "./inputs";

interface Decided {
  id: number;
  reason: string;
  byName: string | null;
  bookedAt: Date;
  /** A later row took it back. */
  isUndone: boolean;
}

export interface ActItem extends Decided {
  kind: ActKind;
  valueOn: Day;
  amountMinor: number;
  currency: Currency;
}

export interface SettlementItem extends Decided {
  currency: Currency;
  payMinor: number;
  agreedOn: Day;
  payBy: Day;
  /** What of it has come in its days. */
  paidMinor: number;
  /** null: still open. */
  outcome: SettlementOutcome | null;
}

export interface AssignmentItem extends Decided {
  fromName: string;
  toName: string;
  assignedOn: Day;
}

export interface SurplusItem extends Decided {
  kind: SurplusKind;
  amountMinor: number;
  currency: Currency;
  valueOn: Day;
  /** The case it went to, where the reader may see that one. */
  toRefNo: string | null;
}

export interface Concessions {
  acts: ActItem[];
  settlements: SettlementItem[];
  assignments: AssignmentItem[];
  surplus: SurplusItem[];
}

/** What people decided about a case's debts without money coming in, the newest first. */
export async function concessionsOfCase(
  ctx: Context,
  raw: z.input<typeof caseIdInput>,
): Promise<Concessions> {
  authorize(ctx, "claims:read");
  const { caseId } = caseIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [, acts, settlements, assignments, surplus] = await Promise.all([
      requireCase(tx, caseId),
      actsOf(tx, caseId),
      settlementsOf(tx, caseId),
      assignmentsOf(tx, caseId),
      surplusOf(tx, caseId),
    ]);
    return {
      acts: [...acts],
      settlements: [...settlements],
      assignments: [...assignments],
      surplus: [...surplus],
    };
  });
}

const actsOf = ({ sql }: Tx, caseId: number) => sql<ActItem[]>`
  select a.id, a.kind, a.value_on as "valueOn", a.reason, o.name as "byName",
         a.booked_at as "bookedAt", e.amount as "amountMinor", e.currency,
         exists (select from claim_acts u where u.undoes_id = a.id) as "isUndone"
    from claim_acts a
   cross join lateral (
     select -sum(e.amount_minor)::bigint as amount, min(c.currency) as currency
       from component_entries e join claim_components m on m.id = e.component_id
       join claims c on c.id = m.claim_id where e.act_id = a.id) e
    left join operators o on o.id = a.booked_by
   where a.case_id = ${caseId} and a.undoes_id is null and e.amount is not null
   order by a.id desc`;

const settlementsOf = ({ sql }: Tx, caseId: number) => sql<SettlementItem[]>`
  select s.id, s.currency, s.pay_minor as "payMinor", s.agreed_on as "agreedOn",
         s.pay_by as "payBy", s.reason, o.name as "byName", s.booked_at as "bookedAt", e.outcome,
         exists (select from claim_acts u where u.undoes_id = e.act_id) as "isUndone",
         (select coalesce(sum(p.amount_minor), 0)::bigint from payments p
           where p.case_id = s.case_id and p.currency = s.currency
             and p.value_on between s.agreed_on and s.pay_by) as "paidMinor"
    from settlements s
    left join settlement_ends e on e.settlement_id = s.id
    left join operators o on o.id = s.booked_by
   where s.case_id = ${caseId} order by s.id desc`;

const assignmentsOf = ({ sql }: Tx, caseId: number) => sql<AssignmentItem[]>`
  select a.id, f.full_name as "fromName", t.full_name as "toName",
         a.assigned_on as "assignedOn", a.reason, o.name as "byName", a.booked_at as "bookedAt",
         exists (select from claim_assignments u where u.undoes_id = a.id) as "isUndone"
    from claim_assignments a
    join parties f on f.id = a.from_party_id
    join parties t on t.id = a.to_party_id
    left join operators o on o.id = a.booked_by
   where a.case_id = ${caseId} and a.undoes_id is null order by a.id desc`;

const surplusOf = ({ sql }: Tx, caseId: number) => sql<SurplusItem[]>`
  select s.id, s.kind, s.amount_minor as "amountMinor", p.currency, s.value_on as "valueOn",
         s.reason, o.name as "byName", s.booked_at as "bookedAt", k.ref_no as "toRefNo",
         exists (select from surplus_moves u where u.undoes_id = s.id) as "isUndone"
    from surplus_moves s
    join payments p on p.id = s.payment_id
    left join payments t on t.id = s.to_payment_id
    left join cases k on k.id = t.case_id
    left join operators o on o.id = s.booked_by
   where s.case_id = ${caseId} and s.undoes_id is null order by s.id desc`;
