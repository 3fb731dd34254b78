import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { type CancelPromiseInput, cancelPromiseInput } from "./inputs";
import { lockAgreements } from "./lock-agreements";
import { refreshAgreements } from "./refresh-agreements";

interface Loaded {
  caseId: number;
  amountMinor: number;
  currency: Currency;
  dueOn: string;
  state: string;
}

/** Takes a promise back that was written down by mistake or is overtaken; open ones only. */
export async function cancelPromise(
  ctx: Context,
  raw: CancelPromiseInput,
): Promise<{ promiseId: number }> {
  authorize(ctx, "claims:edit");
  const { promiseId, reason } = cancelPromiseInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const promise = await lockPromise(tx, promiseId);
    if (promise.state !== "open") throw new DomainError("conflict", "instalments.promise_settled");
    await sql`
      update payment_promises set state = 'cancelled', cancel_reason = ${reason}, turn = turn + 1
       where id = ${promiseId}`;
    const { caseId, amountMinor, currency, dueOn } = promise;
    const params = { amountMinor, currency, dueOn };
    await writeSystemEvents(inner, [{ caseId, code: "promise.cancelled", params, text: reason }]);
    await writeAudit(inner, {
      action: "instalments.cancel-promise",
      entity: "payment_promise",
      entityId: promiseId,
      caseId,
      reason,
    });
    await refreshAgreements(inner, { caseIds: [caseId] });
    return { promiseId };
  });
}

async function lockPromise(tx: Tx, promiseId: number): Promise<Loaded> {
  const [of] = await tx.sql<{ caseId: number }[]>`
    select case_id as "caseId" from payment_promises where id = ${promiseId}`;
  if (!of) throw new DomainError("not_found", "instalments.promise_not_found");
  await lockAgreements(tx, [of.caseId]);
  const [promise] = await tx.sql<Loaded[]>`
    select p.case_id as "caseId", p.amount_minor as "amountMinor", p.currency,
           p.due_on as "dueOn", p.state
      from payment_promises p join cases k on k.id = p.case_id
     where p.id = ${promiseId} and k.voided_at is null`;
  if (!promise) throw new DomainError("not_found", "instalments.promise_not_found");
  return promise;
}
