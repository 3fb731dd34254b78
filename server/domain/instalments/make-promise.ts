import type { z } from "zod";
import type { Tx } from "@/db/client";
import { paymentPromises } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { requireCase, writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { type MakePromiseInput, makePromiseInput } from "./inputs";
import { checkClaim, graceDaysOf, handKey } from "./load";
import { lockAgreements } from "./lock-agreements";
import { refreshAgreements } from "./refresh-agreements";

type Input = z.output<typeof makePromiseInput>;

/**
 * Writes down that somebody promised to pay an amount by a day, today at the earliest. Sent twice
 * with one key it is one promise.
 */
export async function makePromise(
  ctx: Context,
  raw: MakePromiseInput,
): Promise<{ promiseId: number }> {
  authorize(ctx, "claims:edit");
  const input = makePromiseInput.parse(raw);
  if (input.dueOn < ctx.today) throw new DomainError("invalid", "instalments.promise_in_past");
  return inTransaction(ctx, async (inner, tx) => {
    const { caseId, currency, claimId = null } = input;
    const { groupId } = await requireCase(tx, caseId);
    await lockAgreements(tx, [caseId]);
    const known = await samePromise(tx, input);
    if (known !== null) return { promiseId: known };
    await checkClaim(tx, { caseId, claimId, currency });
    const graceDays = input.graceDays ?? (await graceDaysOf(tx, groupId));
    const { idempotencyKey, ...columns } = input;
    const [row] = await tx
      .insert(paymentPromises)
      .values({
        ...columns,
        graceDays,
        madeOn: ctx.today,
        sourceKey: handKey(idempotencyKey),
        createdBy: authorOf(ctx.actor).id,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: paymentPromises.id });
    if (!row) throw new DomainError("conflict", "instalments.key_used");
    await announce(inner, input, row.id);
    await refreshAgreements(inner, { caseIds: [caseId] });
    return { promiseId: row.id };
  });
}

async function samePromise({ sql }: Tx, input: Input): Promise<number | null> {
  const [row] = await sql<{ id: number; isSame: boolean }[]>`
    select id, case_id = ${input.caseId} and amount_minor = ${input.amountMinor}
             and due_on = ${input.dueOn}::date as "isSame"
      from payment_promises where source_key = ${handKey(input.idempotencyKey)}`;
  if (row && !row.isSame) throw new DomainError("conflict", "instalments.key_used");
  return row?.id ?? null;
}

async function announce(ctx: Context, input: Input, promiseId: number): Promise<void> {
  const { caseId, amountMinor, currency, dueOn, channel, note } = input;
  const params = { amountMinor, currency, dueOn, channel };
  await writeSystemEvents(ctx, [{ caseId, code: "promise.made", params, text: note }]);
  await writeAudit(ctx, {
    action: "instalments.make-promise",
    entity: "payment_promise",
    entityId: promiseId,
    caseId,
    after: { ...input, idempotencyKey: undefined },
  });
}
