import { type Day, daysBetween } from "@/server/kernel/days";
import { addMinor } from "@/server/kernel/money";
import type { AllocationEntry, Charge } from "./allocation";

export interface Amounts {
  chargedMinor: number;
  paidMinor: number;
  /** Still owed: charged less paid. */
  balanceMinor: number;
}

export interface ComponentBalance extends Amounts {
  componentKey: number;
  kind: string;
}

export interface ClaimBalance extends Amounts {
  claimKey: number;
  dueOn: Day;
  /** The part of the balance that was due before the day. */
  overdueMinor: number;
  /** 0 where nothing is overdue. */
  daysPastDue: number;
  components: ComponentBalance[];
}

export interface Balance extends Amounts {
  overdueMinor: number;
  /** Money that came and that nothing needs yet. */
  overpaymentMinor: number;
  /** By due day; claims that did not exist yet on the day are not among them. */
  claims: ClaimBalance[];
}

/** Charges and allocations of one case in one currency. */
export interface LedgerRows {
  charges: readonly Charge[];
  entries: readonly AllocationEntry[];
}

const nothing = (): Amounts => ({ chargedMinor: 0, paidMinor: 0, balanceMinor: 0 });

function add(to: Amounts, amounts: { chargedMinor?: number; paidMinor?: number }): void {
  const { chargedMinor = 0, paidMinor = 0 } = amounts;
  to.chargedMinor = addMinor(to.chargedMinor, chargedMinor);
  to.paidMinor = addMinor(to.paidMinor, paidMinor);
  to.balanceMinor = addMinor(to.balanceMinor, chargedMinor - paidMinor);
}

/**
 * What was owed, paid and kept at the end of a day, from dated entries alone. With `day` null: by
 * everything that is booked, the future included; that is what the caches of claims and cases hold.
 */
export function balanceOn({ charges, entries }: LedgerRows, day: Day | null): Balance {
  const claims = new Map<number, ClaimBalance>();
  const components = new Map<number, { component: ComponentBalance; claim: ClaimBalance }>();
  const total: Balance = { ...nothing(), overdueMinor: 0, overpaymentMinor: 0, claims: [] };
  for (const charge of charges) {
    if (day !== null && charge.valueOn > day) continue;
    let known = components.get(charge.componentKey);
    if (!known) {
      known = open(charge, claims);
      components.set(charge.componentKey, known);
    }
    for (const at of [known.component, known.claim, total]) {
      add(at, { chargedMinor: charge.amountMinor });
    }
  }
  for (const { componentKey, valueOn, amountMinor } of entries) {
    if (day !== null && valueOn > day) continue;
    const known = componentKey === null ? undefined : components.get(componentKey);
    if (known) {
      for (const at of [known.component, known.claim, total]) add(at, { paidMinor: amountMinor });
    } else {
      total.overpaymentMinor = addMinor(total.overpaymentMinor, amountMinor);
    }
  }
  total.claims = [...claims.values()].sort((a, b) =>
    a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.claimKey - b.claimKey,
  );
  if (day !== null) for (const claim of total.claims) markOverdue(claim, { day, total });
  return total;
}

function open(charge: Charge, claims: Map<number, ClaimBalance>) {
  const { claimKey, componentKey, kind, dueOn } = charge;
  let claim = claims.get(claimKey);
  if (!claim) {
    claim = { claimKey, dueOn, ...nothing(), overdueMinor: 0, daysPastDue: 0, components: [] };
    claims.set(claimKey, claim);
  }
  const component = { componentKey, kind, ...nothing() };
  claim.components.push(component);
  return { component, claim };
}

function markOverdue(claim: ClaimBalance, { day, total }: { day: Day; total: Balance }): void {
  if (claim.dueOn >= day || claim.balanceMinor <= 0) return;
  claim.overdueMinor = claim.balanceMinor;
  claim.daysPastDue = daysBetween(claim.dueOn, day);
  total.overdueMinor = addMinor(total.overdueMinor, claim.balanceMinor);
}
