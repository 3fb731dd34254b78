import { addDays, type Day } from "@/server/kernel/days";
import { Accrual } from "./accrual";
import type { AllocationEntry, AllocationFacts, Charge } from "./allocation-facts";
import {
  firstOrder,
  inOrder,
  type OrderedPayment,
  type OrderTurn,
  type Profile,
} from "./allocation-order";

export type {
  Accruing,
  AllocationEntry,
  AllocationFacts,
  Charge,
  Payment,
  Reversal,
  Withdrawal,
} from "./allocation-facts";
export type { OrderTurn, Profile } from "./allocation-order";

interface Component {
  key: number;
  claimKey: number;
  kind: string;
  index: number;
  chargedMinor: number;
  paidMinor: number;
  /** What filled it, the earliest first. */
  parts: { payment: Funds; amountMinor: number }[];
}

interface Funds {
  payment: OrderedPayment;
  index: number;
  /** Not needed yet: kept as overpayment. */
  freeMinor: number;
}

/** A growing component, what it grows by, and on what. */
interface Growth {
  accrual: Accrual;
  component: Component;
  bases: Component[];
}

interface DayOfWork {
  charges: Charge[];
  payments: Funds[];
  bounces: Funds[];
  withdrawals: [Funds, number][];
}

/** Interest grows on what was lent or delivered, never on interest, fees or penalties. */
export const BASE_KIND = "principal";

const openOf = (component: Component) => Math.max(0, component.chargedMinor) - component.paidMinor;

/**
 * Where each payment went, day by day. On every day: interest grows by what the day before left open,
 * the day itself included; charges take effect and what they no longer
 * need is released, the latest first; payments bounced that day give back what they had paid; then
 * all free money, the oldest first, fills open components in the profile's order, the claim named
 * by the payer before the others; where the order turns with a day, money that finds its place from
 * that day on follows the new one, and what was placed before stays. What nobody needs stays as overpayment until something does.
 * Entries of one payment sum to its amount, after a bounce to zero; a corrected one has none. At the
 * end of no day has a component received more than it was charged. Dates decide, order of entry does
 * not. (Order of debts: § 1932-1933 of the Czech civil code, as data in the profile.)
 */
export function allocate(facts: AllocationFacts): AllocationEntry[] {
  const ledger = new Ledger(facts);
  for (const [day, work] of ledger.days()) ledger.close(day, work);
  return ledger.entries;
}

class Ledger {
  readonly entries: AllocationEntry[] = [];
  private components: Component[];
  private readonly byKey: Map<number, Component>;
  private readonly funds: Funds[];
  private readonly facts: AllocationFacts;
  /** Of all payments that arrived, those with free money, in their order. */
  private free: Funds[] = [];
  /** No component before it is open. */
  private firstOpen = 0;
  /** The day's net movements: payment -> component (null: overpayment) -> amount. */
  private moves = new Map<number, Map<number | null, number>>();
  private readonly growths: Growth[];
  private turns: readonly OrderTurn[];
  private readonly reorder: (profile: Profile) => number[];
  private closedOn: Day | null = null;

  constructor(facts: AllocationFacts) {
    this.facts = facts;
    const { profile, turns } = firstOrder(facts);
    this.turns = turns;
    const { components, payments, reorder } = inOrder({ ...facts, profile });
    this.reorder = reorder;
    this.components = components.map(({ key, claimKey, kind }, index) => {
      return { key, claimKey, kind, index, chargedMinor: 0, paidMinor: 0, parts: [] };
    });
    this.byKey = new Map(this.components.map((component) => [component.key, component]));
    this.funds = payments.map((payment, index) => ({ payment, index, freeMinor: 0 }));
    this.growths = (facts.accruals ?? []).flatMap(({ componentKey, claimKey, terms }) => {
      const component = this.byKey.get(componentKey);
      const bases = this.components.filter(
        (each) => each.claimKey === claimKey && each.kind === BASE_KIND,
      );
      return component ? [{ accrual: new Accrual(terms), component, bases }] : [];
    });
  }

  days(): [Day, DayOfWork][] {
    const days = new Map<Day, DayOfWork>();
    const on = (day: Day): DayOfWork => {
      let work = days.get(day);
      if (!work) {
        work = { charges: [], payments: [], bounces: [], withdrawals: [] };
        days.set(day, work);
      }
      return work;
    };
    for (const charge of this.facts.charges) on(charge.valueOn).charges.push(charge);
    for (const funds of this.funds) {
      on(funds.payment.valueOn).payments.push(funds);
      const { bouncedOn, withdrawals } = funds.payment;
      if (bouncedOn) on(bouncedOn).bounces.push(funds);
      for (const { valueOn, amountMinor } of withdrawals) {
        // What had bounced before is nobody's to send back.
        if (!bouncedOn || valueOn < bouncedOn) on(valueOn).withdrawals.push([funds, amountMinor]);
      }
    }
    return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  close(day: Day, work: DayOfWork): void {
    this.grow(day);
    if (this.turns[0] && this.turns[0].from <= day) this.turn(day);
    this.charge(work.charges);
    for (const funds of work.bounces) this.bounce(funds);
    for (const [funds, amountMinor] of work.withdrawals) this.withdraw(funds, amountMinor);
    for (const funds of work.payments) this.move(funds, null, funds.payment.amountMinor);
    for (const funds of this.free) this.fill(funds);
    this.free = this.free.filter(({ freeMinor }) => freeMinor > 0);
    this.write(day);
  }

  private grow(day: Day): void {
    const { closedOn } = this;
    this.closedOn = day;
    if (closedOn === null) return;
    for (const { accrual, component, bases } of this.growths) {
      const baseMinor = bases.reduce((sum, base) => sum + openOf(base), 0);
      const reducedMinor = accrual.totalMinor - component.chargedMinor + component.paidMinor;
      const grownMinor = accrual.run(baseMinor, [addDays(closedOn, 1), day], reducedMinor);
      component.chargedMinor += grownMinor;
      if (grownMinor > 0) this.firstOpen = Math.min(this.firstOpen, component.index);
    }
  }

  private turn(day: Day): void {
    const past = this.turns.filter(({ from }) => from <= day);
    this.turns = this.turns.slice(past.length);
    const last = past.at(-1);
    if (!last) return;
    this.components = this.reorder(last.profile).flatMap((key) => this.byKey.get(key) ?? []);
    this.components.forEach((component, index) => {
      component.index = index;
    });
    this.firstOpen = 0;
  }

  /** All of a day's charges count before any of them releases money: a swap of two is no release. */
  private charge(charges: Charge[]): void {
    for (const { componentKey, amountMinor } of charges) {
      const component = this.byKey.get(componentKey);
      if (component) component.chargedMinor += amountMinor;
    }
    for (const { componentKey } of charges) {
      const component = this.byKey.get(componentKey);
      if (!component) continue;
      this.firstOpen = Math.min(this.firstOpen, component.index);
      while (openOf(component) < 0) {
        const last = component.parts.at(-1);
        if (!last) break;
        const releasedMinor = Math.min(last.amountMinor, -openOf(component));
        this.put(last.payment, component, -releasedMinor);
        last.amountMinor -= releasedMinor;
        if (last.amountMinor === 0) component.parts.pop();
      }
    }
  }

  private bounce(funds: Funds): void {
    for (const component of this.components) {
      const mine = component.parts.filter(({ payment }) => payment === funds);
      if (mine.length === 0) continue;
      for (const part of mine) this.put(funds, component, -part.amountMinor);
      component.parts = component.parts.filter(({ payment }) => payment !== funds);
      this.firstOpen = Math.min(this.firstOpen, component.index);
    }
    this.move(funds, null, -funds.freeMinor);
  }

  /** Free money leaves first; where less of it is free than it was, the last paid is open again. */
  private withdraw(funds: Funds, amountMinor: number): void {
    for (let i = this.components.length - 1; funds.freeMinor < amountMinor && i >= 0; i -= 1) {
      const component = this.components[i] as Component;
      for (const part of component.parts.filter(({ payment }) => payment === funds)) {
        const neededMinor = Math.min(part.amountMinor, amountMinor - funds.freeMinor);
        this.put(funds, component, -neededMinor);
        part.amountMinor -= neededMinor;
        this.firstOpen = Math.min(this.firstOpen, i);
      }
      component.parts = component.parts.filter((part) => part.amountMinor > 0);
    }
    this.move(funds, null, -Math.min(amountMinor, funds.freeMinor));
  }

  private fill(funds: Funds): void {
    const named = funds.payment.claimKey;
    if (named !== null) {
      for (const component of this.components) {
        if (component.claimKey === named) this.pay(funds, component);
      }
    }
    for (let i = this.firstOpen; i < this.components.length && funds.freeMinor > 0; i += 1) {
      const component = this.components[i] as Component;
      this.pay(funds, component);
      if (i === this.firstOpen && openOf(component) === 0) this.firstOpen += 1;
    }
  }

  private pay(funds: Funds, component: Component): void {
    const amountMinor = Math.min(funds.freeMinor, openOf(component));
    if (amountMinor <= 0) return;
    this.put(funds, component, amountMinor);
    component.parts.push({ payment: funds, amountMinor });
  }

  /** From the payment's overpayment onto the component; negative: back. */
  private put(funds: Funds, component: Component, amountMinor: number): void {
    component.paidMinor += amountMinor;
    this.move(funds, component.key, amountMinor);
    this.move(funds, null, -amountMinor);
  }

  private move(funds: Funds, componentKey: number | null, amountMinor: number): void {
    const { key } = funds.payment;
    let moves = this.moves.get(key);
    if (!moves) {
      moves = new Map();
      this.moves.set(key, moves);
    }
    moves.set(componentKey, (moves.get(componentKey) ?? 0) + amountMinor);
    if (componentKey !== null) return;
    const wasFree = funds.freeMinor > 0;
    funds.freeMinor += amountMinor;
    if (!wasFree && funds.freeMinor > 0) this.enlist(funds);
  }

  private enlist(funds: Funds): void {
    const { free } = this;
    let at = free.length;
    while (at > 0 && (free[at - 1] as Funds).index > funds.index) at -= 1;
    if (free[at - 1] !== funds) free.splice(at, 0, funds);
  }

  private write(valueOn: Day): void {
    for (const [paymentKey, moves] of this.moves) {
      for (const [componentKey, amountMinor] of moves) {
        if (amountMinor !== 0)
          this.entries.push({ paymentKey, componentKey, valueOn, amountMinor });
      }
    }
    this.moves = new Map();
  }
}
