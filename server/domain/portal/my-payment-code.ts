import type { z } from "zod";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { isOthersSymbol, leadingSymbol, namesOthersSymbol } from "../bank";
import { type CaseClaims, claimsOfCase } from "../claims";
import { inService, type PortalContext, reading } from "../context";
import { paymentCode, paymentCodeImage } from "../payment-codes";
import { type MyPaymentCodeInput, myPaymentCodeInput } from "./inputs";
import { type Head, loadMyCase, requireOwing } from "./my-case";
import { wholePayments } from "./whole-payment";

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
  message: string;
}

interface Order {
  currency: Currency;
  amountMinor: number;
  variableSymbol: string | null;
}
type Asked = z.output<typeof myPaymentCodeInput>;
type Found = Pick<Head, "id" | "refNo"> & Pick<CaseClaims, "claims" | "totals">;

/**
 * How to pay a claim or a part of it, or all that is left on a case in a currency. Without an amount:
 * all that is owed today. The variable symbol is one that leads here; a claim without any has the
 * case number's digits. What is another's symbol stands nowhere in the code. Throws not_found `portal.case_not_found`,
 * `claims.not_found`, precondition `portal.nothing_owed`, `portal.no_whole`, `paymentCodes.no_account`.
 */
export async function myPaymentCode(
  ctx: PortalContext,
  raw: MyPaymentCodeInput,
): Promise<MyPaymentCode> {
  const input = myPaymentCodeInput.parse(raw);
  const found = await reading(ctx, async (tx) => {
    const head = await loadMyCase(tx, input.refNo);
    requireOwing(head);
    const { claims, totals } = await claimsOfCase({ ...ctx, tx }, { caseId: head.id });
    return { id: head.id, refNo: head.refNo, claims, totals };
  });
  const of = "claimId" in input ? await claimOrder(ctx, found, input) : null;
  const order = of ?? (await wholeOrder(ctx, found, input));
  const message = await messageOf(ctx, found);
  return reading(ctx, async (tx) => {
    const within = { ...ctx, tx };
    const code = await paymentCode(within, { ...order, message });
    const image = await paymentCodeImage(within, { ...order, message, image: "svg" });
    return {
      format: code.format,
      image: image.content.toString("utf8"),
      accountNumber: code.account.number,
      iban: code.account.iban,
      payeeName: code.payeeName,
      amountMinor: order.amountMinor,
      currency: order.currency,
      variableSymbol: code.variableSymbol,
      dueOn: code.dueOn,
      message: code.message,
    };
  });
}

async function claimOrder(
  ctx: PortalContext,
  { id: caseId, refNo, claims }: Found,
  input: Extract<Asked, { claimId: number }>,
): Promise<Order> {
  const claim = claims.find(({ id }) => id === input.claimId);
  if (!claim) throw new DomainError("not_found", "claims.not_found");
  const amountMinor = input.amountMinor ?? claim.balanceMinor;
  if (amountMinor <= 0) throw new DomainError("precondition", "portal.nothing_owed");
  const { currency } = claim;
  const symbol = claim.variableSymbol ?? refNo.replace(/\D/g, "").slice(0, 10);
  // By another's symbol the money would be booked to them; without one a person looks whose it is.
  const variableSymbol = await reading(inService(ctx, "portal"), async (tx) => {
    const leading = await leadingSymbol(tx, { caseId, currency, symbols: [symbol] });
    if (leading !== null) return leading;
    return (await isOthersSymbol(tx, { caseId, symbol })) ? null : symbol;
  });
  return { currency, amountMinor, variableSymbol };
}

/** The case's number; nothing, where the bank's step would read another's symbol in it. */
async function messageOf(ctx: PortalContext, { id: caseId, refNo }: Found): Promise<string> {
  const isOthers = await reading(inService(ctx, "portal"), (tx) =>
    namesOthersSymbol(tx, { caseId, message: refNo }),
  );
  return isOthers ? "" : refNo;
}

async function wholeOrder(ctx: PortalContext, found: Found, input: Asked): Promise<Order> {
  const currency = "currency" in input ? input.currency : null;
  const wholes = await wholePayments(ctx, found.id, found);
  const whole = wholes.find((each) => each.currency === currency);
  if (!whole?.variableSymbol) throw new DomainError("precondition", "portal.no_whole");
  return whole;
}
