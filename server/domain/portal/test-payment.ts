import { DomainError } from "@/server/kernel/errors";
import { claimsOfCase } from "../claims";
import { inService, type PortalContext, reading } from "../context";
import { enterAccountingPayment } from "../feeds";
import { myCaseInput, type TestPaymentInput, testPaymentInput } from "./inputs";
import { loadMyCase, requireOwing } from "./my-case";

/** Whether the form for a payment that nobody sent is offered: in a demo alone. */
export async function testPaymentOffer(
  ctx: PortalContext,
  raw: { refNo: string },
): Promise<{ isOffered: boolean }> {
  const { refNo } = myCaseInput.parse(raw);
  if (!ctx.outside?.isCatching) return { isOffered: false };
  const { isOwing } = await reading(ctx, (tx) => loadMyCase(tx, refNo));
  return { isOffered: isOwing };
}

/**
 * Enters a payment as one would in the accounting system; it comes to the case by the periodic
 * take-over like any other, and sent twice it is one. Where people work for real there is no such
 * thing: throws precondition `portal.test_live`; not_found `portal.case_not_found`,
 * `claims.not_found`.
 */
export async function enterTestPayment(ctx: PortalContext, raw: TestPaymentInput): Promise<void> {
  const { refNo, claimId, amountMinor, idempotencyKey } = testPaymentInput.parse(raw);
  if (!ctx.outside?.isCatching) throw new DomainError("precondition", "portal.test_live");
  const claim = await reading(ctx, async (tx) => {
    const head = await loadMyCase(tx, refNo);
    requireOwing(head);
    const { claims } = await claimsOfCase({ ...ctx, tx }, { caseId: head.id });
    return claims.find(({ id }) => id === claimId);
  });
  if (!claim) throw new DomainError("not_found", "claims.not_found");
  await enterAccountingPayment(inService(ctx, "portal"), {
    ...{ bookedOn: ctx.today, amountMinor, currency: claim.currency, caseRef: refNo },
    ...(claim.variableSymbol ? { variableSymbol: claim.variableSymbol } : {}),
    ...{ counterpartyName: ctx.actor.name.slice(0, 300), idempotencyKey },
  });
}
