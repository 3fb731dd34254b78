import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import type { AllocationEntry } from "./allocation";
import { balancesOn, ledgerOf } from "./case-claims";
import { checkPaymentDay } from "./days";
import { type PreviewPaymentInput, previewPaymentInput } from "./inputs";
import { allocateCase, type CaseLedger } from "./ledger";
import { checkNamedClaim } from "./load";
import { readOrders } from "./profiles";

export interface PaymentPreview {
  /** Where the money would stand once everything booked has had its day. */
  parts: { componentId: number; amountMinor: number }[];
  overpaymentMinor: number;
  /** The case's balance in the currency today, interest included. */
  balanceBeforeMinor: number;
  balanceAfterMinor: number;
  /** Earlier payments that would pay something else than they do now, because this one goes before. */
  movedPaymentIds: number[];
  /** The order of payment that decides; null where the register has none. */
  profileName: string | null;
}

// Among payments equal in everything it counts as entered last, as it will be.
const DRAFT = Number.MAX_SAFE_INTEGER;

/** What recording the payment would do, by the rule that recording uses; writes nothing. */
export async function previewPayment(
  ctx: Context,
  raw: PreviewPaymentInput,
): Promise<PaymentPreview> {
  authorize(ctx, "claims:pay");
  const input = previewPaymentInput.parse(raw);
  checkPaymentDay(ctx, input.valueOn);
  return reading(ctx, async (tx) => {
    await requireCase(tx, input.caseId);
    await checkNamedClaim(tx, input);
    const ledger = await ledgerOf(tx, input.caseId);
    const orderOf = await readOrders(tx);
    const before = allocateCase(ledger, orderOf);
    const drafted = withDraft(ledger, input);
    const after = allocateCase(drafted, orderOf);
    // As the page says it; a payment that the bank dates ahead is shown on its day.
    const day = input.valueOn > ctx.today ? input.valueOn : ctx.today;
    const balanceOf = (at: CaseLedger, allocated: AllocationEntry[]) =>
      balancesOn({ ...at, allocated }, day).get(input.currency)?.balanceMinor ?? 0;
    return {
      ...placed(after),
      balanceBeforeMinor: balanceOf(ledger, before),
      balanceAfterMinor: balanceOf(drafted, after),
      movedPaymentIds: moved(before, after),
      profileName: orderOf(
        { allocationProfileId: ledger.row.allocationProfileId, law: ledger.law },
        input.currency,
      ).name,
    };
  });
}

function withDraft(
  ledger: CaseLedger,
  input: { claimId?: number | null; amountMinor: number; currency: "CZK" | "EUR"; valueOn: string },
): CaseLedger {
  const { claimId = null, amountMinor, currency, valueOn } = input;
  const draft = { paymentKey: DRAFT, claimKey: claimId, valueOn, amountMinor };
  const none = { charges: [], accruals: [], payments: [], reversals: [], withdrawals: [] };
  const book = ledger.books.get(currency) ?? none;
  const drafted = { ...book, payments: [...book.payments, draft] };
  return { ...ledger, books: new Map([...ledger.books, [currency, drafted]]) };
}

function placed(entries: AllocationEntry[]): Pick<PaymentPreview, "parts" | "overpaymentMinor"> {
  const sums = new Map<number | null, number>();
  for (const { paymentKey, componentKey, amountMinor } of entries) {
    if (paymentKey !== DRAFT) continue;
    sums.set(componentKey, (sums.get(componentKey) ?? 0) + amountMinor);
  }
  const parts: PaymentPreview["parts"] = [];
  for (const [componentId, amountMinor] of sums) {
    if (componentId !== null && amountMinor !== 0) parts.push({ componentId, amountMinor });
  }
  parts.sort((a, b) => a.componentId - b.componentId);
  return { parts, overpaymentMinor: sums.get(null) ?? 0 };
}

/** Payments whose entries on components differ; what only waits or is used is no move. */
function moved(before: AllocationEntry[], after: AllocationEntry[]): number[] {
  const sums = new Map<string, number>();
  const add = (entries: AllocationEntry[], sign: 1 | -1) => {
    for (const { paymentKey, componentKey, amountMinor } of entries) {
      if (paymentKey === DRAFT) continue;
      const key = `${paymentKey} ${componentKey}`;
      sums.set(key, (sums.get(key) ?? 0) + sign * amountMinor);
    }
  };
  add(before, -1);
  add(after, 1);
  const ids = [...sums].flatMap(([key, sum]) => (sum === 0 ? [] : [Number(key.split(" ")[0])]));
  return [...new Set(ids)];
}
