import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { ComponentKind, ReversalKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { addMinor, type Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";
import { accruedLines, unusedWaiver } from "./accrued";
import { ledgerOf } from "./case-claims";
import { claimIdInput } from "./inputs";
import type { CaseLedger } from "./ledger";

/** One line of a claim's account. */
export interface LedgerLine {
  valueOn: Day;
  /**
   * charge, chargeReversal and accrual (interest that grew up to the day) change what is owed;
   * payment and release what is paid of it.
   */
  type: "charge" | "chargeReversal" | "accrual" | "payment" | "release";
  kind: ComponentKind;
  description: string;
  /** Change of the balance: more owed is positive, paid is negative. */
  amountMinor: number;
  /** What is owed of the whole claim after the line. */
  balanceMinor: number;
  paymentId: number | null;
  /** Why a payment's money left again, where the payment was taken back that day. */
  reversalKind: ReversalKind | null;
  reason: string | null;
  byName: string | null;
  bookedAt: Date;
}

/** A claim's account in the order of value dates, charges of a day before its payments. */
export async function ledgerOfClaim(
  ctx: Context,
  raw: z.input<typeof claimIdInput>,
): Promise<{ claimId: number; caseId: number; currency: Currency; lines: LedgerLine[] }> {
  authorize(ctx, "claims:read");
  const { claimId } = claimIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [claim] = await tx.sql<{ caseId: number; currency: Currency }[]>`
      select c.case_id as "caseId", c.currency from claims c join cases k on k.id = c.case_id
       where c.id = ${claimId} and c.voided_at is null and k.voided_at is null`;
    if (!claim) throw new DomainError("not_found", "claims.not_found");
    let balanceMinor = 0;
    const [rows, ledger] = await Promise.all([
      linesOf(tx, { claimId, caseId: claim.caseId }),
      ledgerOf(tx, claim.caseId),
    ]);
    const grown = accrualLines(ctx, { ledger, claimId, rows });
    const lines = inOrderOfDays([...rows, ...grown]).map((row) => {
      balanceMinor = addMinor(balanceMinor, row.amountMinor);
      return { ...row, balanceMinor };
    });
    return { claimId, ...claim, lines };
  });
}

type Line = Omit<LedgerLine, "balanceMinor">;

/** What grew between the days on which something else happened, and up to today. */
function accrualLines(
  ctx: Context,
  { ledger, claimId, rows }: { ledger: CaseLedger; claimId: number; rows: readonly Line[] },
): Line[] {
  const { allocated: entries } = ledger;
  const days = [...new Set([...rows.map(({ valueOn }) => valueOn), ctx.today])].sort();
  return [...ledger.books.values()].flatMap(({ charges, accruals }) =>
    accruals
      .filter(({ claimKey }) => claimKey === claimId)
      .flatMap((accruing) => {
        let toldMinor = 0;
        return days.flatMap((valueOn): Line[] => {
          const lines = accruedLines({ charges, entries }, accruing, valueOn);
          const totalMinor = lines.at(-1)?.totalMinor ?? 0;
          const unusedMinor = unusedWaiver({ charges, lines }, accruing, valueOn);
          const amountMinor = totalMinor + unusedMinor - toldMinor;
          toldMinor += amountMinor;
          return amountMinor === 0 ? [] : [grownLine(ctx, accruing, { valueOn, amountMinor })];
        });
      }),
  );
}

function grownLine(
  ctx: Context,
  { kind, componentLabel }: { kind: string; componentLabel: string },
  grown: { valueOn: Day; amountMinor: number },
): Line {
  return {
    ...{ type: "accrual", kind: kind as ComponentKind, description: componentLabel, ...grown },
    ...{ paymentId: null, reversalKind: null, reason: null, byName: null, bookedAt: ctx.now },
  };
}

const PLACES = { charge: 0, chargeReversal: 0, accrual: 1, payment: 2, release: 2 } as const;

/** By value date; of one day what is owed before what is paid. */
function inOrderOfDays(lines: Line[]): Line[] {
  return lines.sort((a, b) =>
    a.valueOn === b.valueOn ? PLACES[a.type] - PLACES[b.type] : a.valueOn < b.valueOn ? -1 : 1,
  );
}

// Allocations that were corrected on their own day net to nothing and are no line.
const linesOf = ({ sql }: Tx, { claimId, caseId }: { claimId: number; caseId: number }) =>
  sql<Omit<LedgerLine, "balanceMinor">[]>`
    with mine as (select id, kind, description from claim_components where claim_id = ${claimId}),
    charged as (
      select e.value_on, case when e.reverses_id is null then 'charge' else 'chargeReversal' end as type,
             m.kind, m.description, e.amount_minor, null::bigint as payment_id,
             null as reversal_kind, e.reason, e.booked_by, e.booked_at, e.id as position
        from component_entries e join mine m on m.id = e.component_id),
    paid as (
      select a.value_on, case when sum(a.amount_minor) > 0 then 'payment' else 'release' end as type,
             m.kind, m.description, -sum(a.amount_minor)::bigint as amount_minor, a.payment_id,
             a.component_id as position
        from allocations a join mine m on m.id = a.component_id
       where a.case_id = ${caseId}
       group by a.value_on, m.kind, m.description, a.payment_id, a.component_id
      having sum(a.amount_minor) <> 0),
    lines as (
      select * from charged
      union all
      select q.value_on, q.type, q.kind, q.description, q.amount_minor, q.payment_id,
             r.reversal_kind, coalesce(r.note, p.note), coalesce(r.booked_by, p.booked_by),
             coalesce(r.booked_at, p.booked_at), q.position
        from paid q join payments p on p.id = q.payment_id
        left join payments r on r.reverses_id = p.id and q.type = 'release'
                            and r.value_on = q.value_on)
    select l.value_on as "valueOn", l.type, l.kind, l.description,
           l.amount_minor as "amountMinor", l.payment_id as "paymentId",
           l.reversal_kind as "reversalKind", l.reason, o.name as "byName",
           l.booked_at as "bookedAt"
      from lines l left join operators o on o.id = l.booked_by
     order by l.value_on, l.type in ('payment', 'release'), l.position, l.payment_id`;
