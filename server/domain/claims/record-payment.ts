import type { z } from "zod";
import type { Tx } from "@/db/client";
import { payments } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { checkPaymentDay } from "./days";
import { type RecordPaymentInput, recordPaymentInput } from "./inputs";
import { checkNamedClaim, handKey, lockCase } from "./load";
import { type BalanceChange, reallocateCases } from "./reallocate-cases";

type Input = z.output<typeof recordPaymentInput>;

export interface RecordedPayment {
  paymentId: number;
  /** The key had been used: nothing new was written. */
  isRepeated: boolean;
}

/**
 * Books money that came, of any past day, and finds what it pays. The same idempotency key again
 * answers with the same payment; with another amount, day or case it is refused
 * (conflict `claims.key_used`).
 */
export async function recordPayment(
  ctx: Context,
  raw: RecordPaymentInput,
): Promise<RecordedPayment> {
  authorize(ctx, "claims:pay");
  const input = recordPaymentInput.parse(raw);
  checkPaymentDay(ctx, input.valueOn);
  return inTransaction(ctx, async (inner, tx) => {
    await lockCase(tx, input.caseId);
    const known = await samePayment(tx, input);
    if (known !== null) return { paymentId: known, isRepeated: true };
    await checkNamedClaim(tx, input);
    const paymentId = await insertPayment(inner, tx, input);
    const settled: BalanceChange[] = [];
    await reallocateCases(inner, tx, {
      caseIds: [input.caseId],
      onChange: (change) => {
        if (change.beforeMinor > 0 && change.afterMinor === 0) settled.push(change);
      },
    });
    await announce(inner, { input, paymentId, settled });
    return { paymentId, isRepeated: false };
  });
}

async function samePayment({ sql }: Tx, input: Input): Promise<number | null> {
  const [row] = await sql<{ id: number; isSame: boolean }[]>`
    select id, case_id = ${input.caseId} and amount_minor = ${input.amountMinor}
             and currency = ${input.currency} and value_on = ${input.valueOn}::date as "isSame"
      from payments where source_key = ${handKey(input.idempotencyKey)}`;
  if (row && !row.isSame) throw new DomainError("conflict", "claims.key_used");
  return row?.id ?? null;
}

async function insertPayment(ctx: Context, tx: Tx, input: Input): Promise<number> {
  const { caseId, claimId, amountMinor, currency, valueOn, variableSymbol, note } = input;
  const [row] = await tx
    .insert(payments)
    .values({
      ...{ caseId, claimId, amountMinor, currency, valueOn, variableSymbol },
      note: note || null,
      source: "hand",
      sourceKey: handKey(input.idempotencyKey),
      bookedAt: ctx.now,
      bookedBy: authorOf(ctx.actor).id,
    })
    // The same key at the same moment on another case: the case's lock does not hold it off.
    .onConflictDoNothing({ target: [payments.tenantId, payments.sourceKey] })
    .returning({ id: payments.id });
  if (!row) throw new DomainError("conflict", "claims.key_used");
  return row.id;
}

async function announce(
  ctx: Context,
  { input, paymentId, settled }: { input: Input; paymentId: number; settled: BalanceChange[] },
): Promise<void> {
  const { caseId, amountMinor, currency, valueOn, variableSymbol, note } = input;
  await writeSystemEvents(ctx, [
    {
      ...{ caseId, code: "payment.recorded", text: note || "" },
      params: { amountMinor, currency, valueOn, variableSymbol: variableSymbol ?? null },
    },
  ]);
  await writeAudit(ctx, {
    action: "claims.record-payment",
    entity: "payment",
    entityId: paymentId,
    caseId,
    after: { ...input, idempotencyKey: undefined },
  });
  await writeFact(ctx, {
    name: "payment.recorded",
    payload: { paymentId, caseId, amountMinor, currency },
  });
  for (const { claimId } of settled) {
    await writeFact(ctx, { name: "claim.paid", payload: { claimId, caseId, paymentId } });
  }
}
