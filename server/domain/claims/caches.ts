import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { addMinor } from "@/server/kernel/money";
import { withAccrued } from "./accrued";
import type { AllocationEntry } from "./allocation";
import type { Book, CaseLedger, LedgerCase, LedgerClaim } from "./ledger";

/** The cached columns of a claim; all that is booked counts, whatever its day. */
export type ClaimCache = Pick<LedgerClaim, "id" | "principalMinor" | "chargedMinor" | "paidMinor">;
export type CaseCache = Omit<LedgerCase, "allocationProfileId">;

/** What the caches of a case and its claims ought to say. */
export function cachesOf(
  ledger: CaseLedger,
  entries: readonly AllocationEntry[],
): { claims: ClaimCache[]; row: CaseCache } {
  const claims = new Map<number, ClaimCache>(
    ledger.claims.map(({ id }) => [id, { id, principalMinor: 0, chargedMinor: 0, paidMinor: 0 }]),
  );
  const claimOf = new Map<number, ClaimCache>();
  for (const book of ledger.books.values()) {
    for (const { claimKey, componentKey } of book.accruals) {
      const claim = claims.get(claimKey);
      if (claim) claimOf.set(componentKey, claim);
    }
    for (const charge of withAccrued(book, entriesOf(book, entries), null)) {
      const { claimKey, componentKey, kind, amountMinor } = charge;
      const claim = claims.get(claimKey);
      if (!claim) continue;
      claimOf.set(componentKey, claim);
      claim.chargedMinor = addMinor(claim.chargedMinor, amountMinor);
      if (kind === "principal") claim.principalMinor = addMinor(claim.principalMinor, amountMinor);
    }
  }
  for (const { componentKey, amountMinor } of entries) {
    const claim = componentKey === null ? undefined : claimOf.get(componentKey);
    if (claim) claim.paidMinor = addMinor(claim.paidMinor, amountMinor);
  }
  return { claims: [...claims.values()], row: caseCache(ledger, claims) };
}

/** Of the case's entries those of one currency's payments; all of them where nothing grows. */
export function entriesOf(
  { accruals, payments }: Book,
  entries: readonly AllocationEntry[],
): readonly AllocationEntry[] {
  if (accruals.length === 0) return entries;
  const own = new Set(payments.map(({ paymentKey }) => paymentKey));
  return entries.filter(({ paymentKey }) => own.has(paymentKey));
}

function caseCache(ledger: CaseLedger, claims: Map<number, ClaimCache>): CaseCache {
  let claimCount = 0;
  let overdueSince: Day | null = null;
  const balances = { CZK: 0, EUR: 0 };
  for (const { id, currency, dueOn, isVoided } of ledger.claims) {
    const claim = claims.get(id);
    if (!claim || isVoided) continue;
    claimCount += 1;
    const balanceMinor = claim.chargedMinor - claim.paidMinor;
    balances[currency] = addMinor(balances[currency], balanceMinor);
    if (balanceMinor > 0 && (overdueSince === null || dueOn < overdueSince)) overdueSince = dueOn;
  }
  return {
    id: ledger.row.id,
    claimCount,
    balanceCzkMinor: balances.CZK,
    balanceEurMinor: balances.EUR,
    overdueSince,
  };
}

export const isSameClaim = (a: ClaimCache, b: ClaimCache) =>
  a.principalMinor === b.principalMinor &&
  a.chargedMinor === b.chargedMinor &&
  a.paidMinor === b.paidMinor;

export const isSameCase = (a: CaseCache, b: CaseCache) =>
  a.claimCount === b.claimCount &&
  a.balanceCzkMinor === b.balanceCzkMinor &&
  a.balanceEurMinor === b.balanceEurMinor &&
  a.overdueSince === b.overdueSince;

export async function writeClaimCaches({ sql }: Tx, rows: readonly ClaimCache[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update claims c set principal_minor = n.principal, charged_minor = n.charged,
           paid_minor = n.paid, balance_minor = n.charged - n.paid
      from unnest(${rows.map((row) => row.id)}::bigint[],
                  ${rows.map((row) => row.principalMinor)}::bigint[],
                  ${rows.map((row) => row.chargedMinor)}::bigint[],
                  ${rows.map((row) => row.paidMinor)}::bigint[]) as n (id, principal, charged, paid)
     where c.id = n.id`;
}

export async function writeCaseCaches({ sql }: Tx, rows: readonly CaseCache[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update cases k set claim_count = n.claims, balance_czk_minor = n.czk,
           balance_eur_minor = n.eur, overdue_since = n.since::date
      from unnest(${rows.map((row) => row.id)}::bigint[],
                  ${rows.map((row) => row.claimCount)}::integer[],
                  ${rows.map((row) => row.balanceCzkMinor)}::bigint[],
                  ${rows.map((row) => row.balanceEurMinor)}::bigint[],
                  ${rows.map((row) => row.overdueSince)}::text[]) as n (id, claims, czk, eur, since)
     where k.id = n.id`;
}
