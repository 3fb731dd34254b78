import type { Tx } from "@/db/client";
import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { claimsOfCase } from "../claims";
import { inService, inTransaction, type PortalContext, reading, senderOf } from "../context";
import { makePromise } from "../instalments";
import { type PromisePaymentInput, promisePaymentInput } from "./inputs";
import { loadMyCase, requireOwing } from "./my-case";

/** While a promise runs nobody is dunned, so a client's own is bounded: how far, how little, how often. */
const AHEAD_DAYS_MAX = 31;
const LEAST_SHARE = 10;
const REST_AFTER_BROKEN_DAYS = 30;

/**
 * A client promises to pay an amount by a day: at least a tenth of what is left, within a month, one
 * at a time, and none soon after one that was broken. Throws not_found `portal.case_not_found`,
 * precondition `portal.not_owing`, `portal.case_closed`, `portal.nothing_owed`,
 * `portal.promise_too_far`, `portal.promise_too_small`, `portal.promise_open`,
 * `portal.promise_broken`, and as `makePromise`.
 */
export async function promisePayment(ctx: PortalContext, raw: PromisePaymentInput): Promise<void> {
  const { refNo, ...promise } = promisePaymentInput.parse(raw);
  const { caseId, balanceMinor } = await reading(ctx, async (tx) => {
    const head = await loadMyCase(tx, refNo);
    requireOwing(head);
    if (!head.isOpen) throw new DomainError("precondition", "portal.case_closed");
    const { totals } = await claimsOfCase({ ...ctx, tx }, { caseId: head.id });
    const own = totals.find(({ currency }) => currency === promise.currency);
    return { caseId: head.id, balanceMinor: own?.balanceMinor ?? 0 };
  });
  if (balanceMinor <= 0) throw new DomainError("precondition", "portal.nothing_owed");
  if (promise.dueOn > addDays(ctx.today, AHEAD_DAYS_MAX)) {
    const days = { days: AHEAD_DAYS_MAX, field: "dueOn" };
    throw new DomainError("precondition", "portal.promise_too_far", days);
  }
  if (promise.amountMinor * LEAST_SHARE < balanceMinor) {
    throw new DomainError("precondition", "portal.promise_too_small", { field: "amountMinor" });
  }
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const key = `portal:${senderOf(ctx.actor)}:${promise.idempotencyKey}`;
    await requireNoOther(tx, { caseId, key, since: addDays(ctx.today, -REST_AFTER_BROKEN_DAYS) });
    await makePromise(inner, { ...promise, caseId, channel: "portal", idempotencyKey: key });
  });
}

/** Holds the case, so that of two promises at once the second finds the first. */
async function requireNoOther(
  { sql }: Tx,
  { caseId, key, since }: { caseId: number; key: string; since: Day },
): Promise<void> {
  await sql`select id from cases where id = ${caseId} for no key update`;
  const [other] = await sql<{ state: string }[]>`
    select state from payment_promises
     where case_id = ${caseId} and channel = 'portal' 
       and right(source_key, ${key.length}::int) <> ${key}
       and (state = 'open' or (state = 'broken' and due_on > ${since}::date))
     order by state desc limit 1`;
  if (other?.state === "open") throw new DomainError("precondition", "portal.promise_open");
  if (other) throw new DomainError("precondition", "portal.promise_broken");
}
