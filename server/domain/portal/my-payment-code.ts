import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { claimsOfCase } from "../claims";
import { type PortalContext, reading } from "../context";
import { paymentCode, paymentCodeImage } from "../payment-codes";
import { myPaymentCodeInput } from "./inputs";
import { loadMyCase, requireOwing } from "./my-case";

/** All that a payment order is made of, and the code that says it to a bank's application. */
export interface MyPaymentCode {
  format: "spayd" | "payBySquare";
  /** An SVG picture of the code. */
  image: string;
  accountNumber: string;
  iban: string;
  payeeName: string;
  amountMinor: number;
  currency: Currency;
  variableSymbol: string | null;
  dueOn: Day | null;
}

/**
 * How to pay a claim, or a part of it. Without an amount: all that is owed today. The variable
 * symbol is the claim's, else the case number's digits. Throws not_found `portal.case_not_found`,
 * `claims.not_found`, precondition `portal.nothing_owed`, `paymentCodes.no_account`.
 */
export async function myPaymentCode(
  ctx: PortalContext,
  raw: { refNo: string; claimId: number; amountMinor?: number | null },
): Promise<MyPaymentCode> {
  const input = myPaymentCodeInput.parse(raw);
  return reading(ctx, async (tx) => {
    const within = { ...ctx, tx };
    const head = await loadMyCase(tx, input.refNo);
    requireOwing(head);
    const { id: caseId, refNo } = head;
    const { claims } = await claimsOfCase(within, { caseId });
    const claim = claims.find(({ id }) => id === input.claimId);
    if (!claim) throw new DomainError("not_found", "claims.not_found");
    const amountMinor = input.amountMinor ?? claim.balanceMinor;
    if (amountMinor <= 0) throw new DomainError("precondition", "portal.nothing_owed");
    const variableSymbol = claim.variableSymbol ?? refNo.replace(/\D/g, "").slice(0, 10);
    const order = { currency: claim.currency, amountMinor, variableSymbol, message: refNo };
    const code = await paymentCode(within, order);
    const image = await paymentCodeImage(within, { ...order, image: "svg" });
    return {
      format: code.format,
      image: image.content.toString("utf8"),
      accountNumber: code.account.number,
      iban: code.account.iban,
      payeeName: code.payeeName,
      amountMinor,
      currency: claim.currency,
      variableSymbol: code.variableSymbol,
      dueOn: code.dueOn,
    };
  });
}
