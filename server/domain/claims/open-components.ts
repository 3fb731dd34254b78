import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { lastDayOf } from "./accrued";
import { entriesOf } from "./caches";
import { balancesOn } from "./case-claims";
import type { CaseLedger } from "./ledger";

/** A part of a claim that something is owed of. */
export interface OpenComponent {
  claimId: number;
  componentId: number;
  kind: string;
  openMinor: number;
}

/**
 * What can be lowered as of a day: open at its end, and not paid by anything booked since. Interest
 * counts up to the day.
 */
export function openComponents(
  ledger: CaseLedger,
  { currency, on }: { currency: Currency; on: Day },
): OpenComponent[] {
  const atEnd = balancesOn(ledger, on).get(currency);
  const byNow = new Map(
    balancesOn(ledger, null)
      .get(currency)
      ?.claims.flatMap(({ components }) => components.map((each) => [each.componentKey, each])),
  );
  const growing = new Set(
    ledger.books.get(currency)?.accruals.map(({ componentKey }) => componentKey),
  );
  const book = ledger.books.get(currency);
  const bookedOn = book ? lastDayOf(book.charges, entriesOf(book, ledger.allocated)) : null;
  // Something later, a waiver too, has looked at the interest again: no more than that is left.
  const isBookedSince = bookedOn !== null && bookedOn > on;
  return (atEnd?.claims ?? []).flatMap(({ claimKey: claimId, components }) =>
    components.flatMap(({ componentKey: componentId, kind, balanceMinor }) => {
      const now = byNow.get(componentId)?.balanceMinor ?? 0;
      // What grows is known by now only up to the last booking: a later day owes more, not less.
      const paidSince = growing.has(componentId) ? paidAfter(ledger, componentId, on) : 0;
      const openMinor =
        growing.has(componentId) && !isBookedSince
          ? balanceMinor - paidSince
          : Math.min(balanceMinor - paidSince, now);
      return openMinor > 0 ? [{ claimId, componentId, kind, openMinor }] : [];
    }),
  );
}

function paidAfter({ allocated }: CaseLedger, componentId: number, on: Day): number {
  return allocated.reduce((sum, { componentKey, valueOn, amountMinor }) => {
    return componentKey === componentId && valueOn > on ? sum + amountMinor : sum;
  }, 0);
}
