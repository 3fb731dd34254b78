import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { authorize, type Context, inTransaction } from "../context";
import { checkPaymentDay, dayError } from "./days";
import { type ReversePaymentsInput, reversePaymentsInput } from "./inputs";
import { movedOn } from "./load";
import { reallocateCases } from "./reallocate-cases";
import { writeReversals } from "./write-reversals";

export interface ReversedPayments {
  /** Taken back now. */
  paymentIds: number[];
  /** Why others were not; a payment that is not to be seen is in neither. */
  refused: { paymentId: number; code: string; params: Record<string, string | number> }[];
}

interface Row {
  id: number;
  caseId: number;
  valueOn: Day;
  isReversed: boolean;
}

/**
 * Takes many payments back at once, set-based: what `reversePayment` does for one. Those that
 * cannot be are named with the reason, the others are reversed.
 */
export async function reversePayments(
  ctx: Context,
  raw: ReversePaymentsInput,
): Promise<ReversedPayments> {
  authorize(ctx, "claims:reverse");
  const { paymentIds, kind, reason, ...input } = reversePaymentsInput.parse(raw);
  const valueOn = kind === "bounce" ? (input.valueOn ?? ctx.today) : null;
  if (valueOn) checkPaymentDay(ctx, valueOn);
  return inTransaction(ctx, async (inner, tx) => {
    const rows = await lockPayments(tx, paymentIds);
    const moved = await movedOn(tx, paymentIds);
    const refused = rows.flatMap((row) => {
      const code = row.isReversed ? undefined : moved.get(row.id);
      return code ? [{ paymentId: row.id, code, params: {} }] : refusalOf(ctx, row, valueOn);
    });
    const not = new Set(refused.map(({ paymentId }) => paymentId));
    const standing = rows.filter(({ id }) => !not.has(id));
    const ids = standing.map(({ id }) => id);
    await writeReversals(inner, tx, { ids, kind, valueOn, reason, isShown: true });
    await reallocateCases(inner, tx, { caseIds: standing.map(({ caseId }) => caseId) });
    return { paymentIds: ids, refused };
  });
}

/** Payments the actor may see. Their cases are locked first, in order, and only then they are read. */
async function lockPayments({ sql }: Tx, paymentIds: readonly number[]): Promise<Row[]> {
  const ids = paymentIds as number[];
  await sql`
    select 1 from cases where voided_at is null
       and id in (select case_id from payments where id = any(${ids}))
     order by id for no key update`;
  const rows = await sql<Row[]>`
    select p.id, p.case_id as "caseId", p.value_on as "valueOn",
           exists (select from payments r where r.reverses_id = p.id) as "isReversed"
      from payments p join cases k on k.id = p.case_id and k.voided_at is null
     where p.id = any(${ids}) and p.reverses_id is null order by p.id`;
  return [...rows];
}

function refusalOf(ctx: Context, row: Row, valueOn: Day | null): ReversedPayments["refused"] {
  const paymentId = row.id;
  if (row.isReversed) return [{ paymentId, code: "claims.already_reversed", params: {} }];
  if (valueOn === null || valueOn >= row.valueOn) return [];
  const { code, params } = dayError(ctx, "claims.reversal_too_early", { day: row.valueOn });
  return [{ paymentId, code, params }];
}
