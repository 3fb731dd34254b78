import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { sumMinor } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";
import { ledgerOf } from "./case-claims";
import { deriveBalance, deriveOverpayment } from "./derivation";
import type { BalanceExplained } from "./explained";
import { type Facts, linesOf, paymentOf, ratesOf } from "./explained-lines";
import {
  type ChargeRow,
  type ClaimRow,
  chargeRowsOf,
  claimRowsOf,
  type PaymentRow,
  paymentRowsOf,
  type Subject,
  subjectOf,
} from "./explained-rows";
import { type ExplainBalanceInput, explainBalanceInput } from "./inputs";
import type { CaseLedger } from "./ledger";

/** Far more than a person reads; it keeps one answer from holding up everybody else's. */
const LINES_MAX = 3_000;

/**
 * Explains a balance at the end of any day, past or future: every charge, stretch of interest and
 * part of a payment, with a running total for each claim that ends with the ledger's own balance.
 * Throws not_found, precondition `claims.explain_too_long`.
 */
export async function explainBalance(
  ctx: Context,
  raw: ExplainBalanceInput,
): Promise<BalanceExplained> {
  authorize(ctx, "claims:read");
  const { of, onDay } = explainBalanceInput.parse(raw);
  return reading(ctx, async (tx) => {
    const subject = await subjectOf(tx, of);
    // Sent together: one round trip for all of it.
    const [ledger, claims, charges, payments] = await Promise.all([
      ledgerOf(tx, subject.caseId),
      claimRowsOf(tx, subject),
      chargeRowsOf(tx, subject),
      paymentRowsOf(tx, subject),
    ]);
    if (charges.length + ledger.allocated.length > LINES_MAX) {
      throw new DomainError("precondition", "claims.explain_too_long", { max: LINES_MAX });
    }
    const booked = { ledger, claims, charges, payments };
    return { of: of.kind, ...explained(subject, booked, onDay ?? ctx.today) };
  });
}

interface Booked {
  ledger: CaseLedger;
  claims: readonly ClaimRow[];
  charges: readonly ChargeRow[];
  payments: readonly PaymentRow[];
}

function explained(
  { caseId, refNo, currency, claimId, componentId, kind, description }: Subject,
  booked: Booked,
  day: Day,
): Omit<BalanceExplained, "of"> {
  const payments = new Map(booked.payments.map((payment) => [payment.id, payment]));
  const facts: Facts = {
    charges: booked.charges,
    accruals: booked.ledger.books.get(currency)?.accruals ?? [],
    // Of the other currency there is another account.
    entries: booked.ledger.allocated.filter(({ paymentKey }) => payments.has(paymentKey)),
  };
  const told = booked.claims.map((claim) => {
    const scope = { claimKey: claim.id, ...(componentId ? { componentKey: componentId } : {}) };
    const lines = linesOf(deriveBalance(facts, scope, day), { facts, payments });
    return { ...claim, lines, balanceMinor: lines.at(-1)?.totalMinor ?? 0 };
  });
  const kept = claimId === null ? deriveOverpayment(facts, day) : [];
  const accruals = facts.accruals.filter(
    (each) =>
      (claimId === null || each.claimKey === claimId) &&
      (componentId === null || each.componentKey === componentId),
  );
  return {
    ...{ caseId, refNo, currency, onDay: day },
    component: kind && { kind, description: description ?? "" },
    // A claim that did not exist yet on the day is no part of the balance.
    claims: claimId === null ? told.filter(({ lines }) => lines.length > 0) : told,
    balanceMinor: sumMinor(told.map(({ balanceMinor }) => balanceMinor)),
    overpayments: kept.map(({ paymentKey, ...step }) => {
      const payment = payments.get(paymentKey);
      return { ...step, payment: payment ? paymentOf(payment) : null };
    }),
    overpaymentMinor: kept.at(-1)?.totalMinor ?? 0,
    ...ratesOf(facts, { accruals, lines: told.flatMap(({ lines }) => lines), day }),
  };
}
