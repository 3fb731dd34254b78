import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
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
 * What can be lowered as of a day: open at its end, and at the end of every later day on which anything
 * was booked, so neither a payment nor another waiver since is undercut. Interest counts up to the day.
 */
export function openComponents(
  ledger: CaseLedger,
  { currency, on }: { currency: Currency; on: Day },
): OpenComponent[] {
  const left = new Map<number, number>();
  for (const day of bookedSince(ledger, { currency, on })) {
    for (const { components } of balancesOn(ledger, day).get(currency)?.claims ?? []) {
      for (const { componentKey, balanceMinor } of components) {
        left.set(componentKey, Math.min(left.get(componentKey) ?? balanceMinor, balanceMinor));
      }
    }
  }
  return (balancesOn(ledger, on).get(currency)?.claims ?? []).flatMap(
    ({ claimKey: claimId, components }) =>
      components.flatMap(({ componentKey: componentId, kind, balanceMinor }) => {
        const openMinor = Math.min(balanceMinor, left.get(componentId) ?? balanceMinor);
        return openMinor > 0 ? [{ claimId, componentId, kind, openMinor }] : [];
      }),
  );
}

function bookedSince(
  ledger: CaseLedger,
  { currency, on }: { currency: Currency; on: Day },
): Set<Day> {
  const book = ledger.books.get(currency);
  const rows = book ? [...book.charges, ...entriesOf(book, ledger.allocated)] : [];
  return new Set(rows.flatMap(({ valueOn }) => (valueOn > on ? [valueOn] : [])));
}
