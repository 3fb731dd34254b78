import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AllocationFacts,
  allocate,
  type Charge,
  type Payment,
  type Reversal,
} from "./allocation";
import { balanceOn } from "./balance";

// Few days, amounts and names on purpose: ties and same-day meetings are what can go wrong.
const DAYS = ["2026-01-01", "2026-01-02", "2026-01-05", "2026-02-01", "2026-02-03", "2026-03-01"];
const LATER = [...DAYS, "2026-04-01"];
const RUNS = 1_000;
const dayIndex = fc.nat({ max: DAYS.length - 1 });
const amount = fc.integer({ min: 1, max: 6 });

const claimShape = fc.record({
  due: fc.nat({ max: 1 }),
  label: fc.constantFrom("", "", "FV"),
  components: fc.array(
    fc.record({
      kind: fc.constantFrom("principal", "fee", "costs", "interest"),
      on: dayIndex,
      amounts: fc.array(fc.tuple(dayIndex, amount), { minLength: 1, maxLength: 2 }),
      /** Which of its charges is taken back, how many days later. */
      lowered: fc.option(fc.nat({ max: 3 }), { nil: null }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const paymentShape = fc.record({
  on: dayIndex,
  amountMinor: fc.integer({ min: 1, max: 9 }),
  named: fc.option(fc.nat({ max: 3 }), { nil: null }),
  reversal: fc.option(
    fc.record({ kind: fc.constantFrom("correction", "bounce"), after: fc.nat({ max: 3 }) }),
    { nil: null, freq: 3 },
  ),
  /** How much of it leaves again, how many days later. */
  leaves: fc.option(fc.record({ share: fc.nat({ max: 9 }), after: fc.nat({ max: 3 }) }), {
    nil: null,
    freq: 3,
  }),
});

const turn = fc.record({ on: dayIndex, profile: fc.nat({ max: 2 }) });
const PROFILES = [
  { kindOrder: [["interest"], ["principal"]], isClaimFirst: true },
  { kindOrder: [["principal"], ["costs", "fee"]], isClaimFirst: false },
  { kindOrder: [["fee", "costs"], ["principal"]], isClaimFirst: true },
];
const profile = fc.record({
  kindOrder: fc.constantFrom(
    [["costs", "fee"], ["interest"], ["principal"]],
    [["principal"], ["fee"]],
    [["principal", "fee", "costs"]],
  ),
  isClaimFirst: fc.boolean(),
});

const dayAt = (index: number) => LATER[Math.min(index, LATER.length - 1)] as string;

const facts: fc.Arbitrary<AllocationFacts> = fc
  .tuple(
    fc.array(claimShape, { maxLength: 4 }),
    fc.array(paymentShape, { maxLength: 6 }),
    profile,
    fc.uniqueArray(turn, { maxLength: 2, selector: ({ on }) => on }),
  )
  .map(([claims, payments, chosen, turns]) => ({
    turns: turns
      .sort((a, b) => a.on - b.on)
      .flatMap((each) => {
        const turned = PROFILES[each.profile];
        return turned ? [{ from: dayAt(each.on), profile: turned }] : [];
      }),
    charges: claims.flatMap((claim, claimIndex) =>
      claim.components.flatMap((component, index) =>
        chargesOf(component).map(([on, amountMinor]) => ({
          componentKey: claimIndex * 10 + index + 1,
          claimKey: claimIndex,
          kind: component.kind,
          dueOn: dayAt(claim.due),
          claimLabel: claim.label,
          componentLabel: "",
          valueOn: dayAt(on),
          amountMinor,
        })),
      ),
    ),
    payments: payments.map(({ on, amountMinor, named }, paymentKey) => {
      return { paymentKey, claimKey: named, valueOn: dayAt(on), amountMinor };
    }),
    reversals: payments.flatMap(({ on, reversal }, paymentKey): Reversal[] => {
      if (!reversal) return [];
      const isCorrection = reversal.kind === "correction";
      const valueOn = dayAt(isCorrection ? on : on + reversal.after);
      return [{ paymentKey, kind: isCorrection ? "correction" : "bounce", valueOn }];
    }),
    withdrawals: payments.flatMap(({ on, amountMinor, leaves }, paymentKey) => {
      const leavesMinor = Math.min(leaves?.share ?? 0, amountMinor);
      if (!leaves || leavesMinor === 0) return [];
      return [{ paymentKey, valueOn: dayAt(on + leaves.after), amountMinor: leavesMinor }];
    }),
    profile: chosen,
  }));

function chargesOf({ amounts, lowered }: { amounts: [number, number][]; lowered: number | null }) {
  const [first] = amounts;
  if (lowered === null || !first) return amounts;
  return [...amounts, [first[0] + lowered, -first[1]] as [number, number]];
}

const sum = (rows: readonly { amountMinor: number }[]) =>
  rows.reduce((total, row) => total + row.amountMinor, 0);
const upTo = <T extends { valueOn: string }>(rows: readonly T[], day: string) =>
  rows.filter(({ valueOn }) => valueOn <= day);

/** What of a payment counts at the end of a day. */
function standing(given: AllocationFacts, { payment, day }: { payment: Payment; day: string }) {
  const reversal = given.reversals.find(({ paymentKey }) => paymentKey === payment.paymentKey);
  const isTakenBack = reversal && (reversal.kind === "correction" || reversal.valueOn <= day);
  if (payment.valueOn > day || isTakenBack) return 0;
  const left = upTo(given.withdrawals ?? [], day).filter(
    ({ paymentKey }) => paymentKey === payment.paymentKey,
  );
  return payment.amountMinor - sum(left);
}

const check = (property: (given: AllocationFacts) => void) =>
  fc.assert(fc.property(facts, property), { numRuns: RUNS });

describe("for random charges, payments and reversals, at the end of every day", () => {
  it("the allocations of each payment sum to what of it stands", () => {
    check((given) => {
      const entries = allocate(given);
      for (const day of LATER) {
        for (const payment of given.payments) {
          const mine = entries.filter(({ paymentKey }) => paymentKey === payment.paymentKey);
          expect(sum(upTo(mine, day))).toBe(standing(given, { payment, day }));
        }
      }
    });
  });

  it("no component is paid beyond its charge, and no part of a payment is below zero", () => {
    check((given) => {
      const entries = allocate(given);
      for (const day of LATER) {
        for (const claim of balanceOn({ charges: given.charges, entries }, day).claims) {
          for (const { balanceMinor, paidMinor } of claim.components) {
            expect(balanceMinor).toBeGreaterThanOrEqual(0);
            expect(paidMinor).toBeGreaterThanOrEqual(0);
          }
        }
        const parts = new Map<string, number>();
        for (const { paymentKey, componentKey, amountMinor } of upTo(entries, day)) {
          const part = `${paymentKey} ${componentKey}`;
          parts.set(part, (parts.get(part) ?? 0) + amountMinor);
        }
        expect([...parts.values()].filter((value) => value < 0)).toEqual([]);
      }
    });
  });

  it("there is no overpayment beside an open debt: what can be paid is paid", () => {
    check((given) => {
      const entries = allocate(given);
      for (const day of LATER) {
        const balance = balanceOn({ charges: given.charges, entries }, day);
        const arrived = given.payments.map((payment) => standing(given, { payment, day }));
        const arrivedMinor = arrived.reduce((a, b) => a + b, 0);
        expect(balance.paidMinor).toBe(Math.min(balance.chargedMinor, arrivedMinor));
        expect(balance.overpaymentMinor).toBe(arrivedMinor - balance.paidMinor);
      }
    });
  });

  it("neither the order nor the numbers that rows got on entry matter", () => {
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat({ max: 1_000_000 })), (given, dice) => {
        const other = renumbered(given, dice);
        expect(contents(other)).toEqual(contents(given));
      }),
      { numRuns: RUNS },
    );
  });

  it("the past does not change by what happens later, where claims are told apart by name", () => {
    check((given) => {
      const distinct = withDistinctLabels(given);
      const known = allocate(distinct);
      for (const day of DAYS) {
        const then = allocate({
          ...distinct,
          charges: upTo(distinct.charges, day),
          payments: upTo(distinct.payments, day),
          reversals: distinct.reversals.filter((r) => r.kind === "correction" || r.valueOn <= day),
          withdrawals: upTo(distinct.withdrawals ?? [], day),
        });
        const totals = (rows: typeof known) =>
          balanceOn({ charges: upTo(distinct.charges, day), entries: rows }, day);
        expect(totals(then)).toEqual(totals(known));
      }
    });
  });
});

function shuffled<T>(rows: readonly T[], dice: Iterator<number>): T[] {
  return rows
    .map((row) => ({ row, at: dice.next().value as number }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
}

/** The same facts, entered in another order: rows shuffled, every key replaced. */
function renumbered(given: AllocationFacts, dice: Iterator<number>): AllocationFacts {
  const renumber = (keys: readonly number[]) => {
    const distinct = [...new Set(keys)];
    const fresh = shuffled(distinct, dice);
    return new Map(distinct.map((key, i) => [key, (fresh[i] as number) + 1_000]));
  };
  const claims = renumber([...given.charges.map((c) => c.claimKey), 0, 1, 2, 3]);
  const components = renumber(given.charges.map((c) => c.componentKey));
  const payments = renumber(given.payments.map((p) => p.paymentKey));
  const of = (map: Map<number, number>, key: number) => map.get(key) as number;
  return {
    profile: given.profile,
    turns: given.turns,
    charges: shuffled(given.charges, dice).map((charge) => ({
      ...charge,
      claimKey: of(claims, charge.claimKey),
      componentKey: of(components, charge.componentKey),
    })),
    payments: shuffled(given.payments, dice).map((payment) => ({
      ...payment,
      claimKey: payment.claimKey === null ? null : of(claims, payment.claimKey),
      paymentKey: of(payments, payment.paymentKey),
    })),
    reversals: shuffled(given.reversals, dice).map((reversal) => {
      return { ...reversal, paymentKey: of(payments, reversal.paymentKey) };
    }),
    withdrawals: shuffled(given.withdrawals ?? [], dice).map((each) => {
      return { ...each, paymentKey: of(payments, each.paymentKey) };
    }),
  };
}

/** The result without any key: what a payment is, where which part of it went, when. */
function contents(given: AllocationFacts): string[] {
  const chargeText = (c: Charge) => `${c.kind} ${c.valueOn} ${c.amountMinor}`;
  const textOf = (charges: readonly Charge[]) => charges.map(chargeText).sort().join();
  const claim = (key: number | null) => {
    const charges = given.charges.filter((c) => c.claimKey === key);
    return `${charges[0]?.dueOn} ${charges[0]?.claimLabel} [${textOf(charges)}]`;
  };
  const component = (key: number | null) => {
    const charges = given.charges.filter((c) => c.componentKey === key);
    return `${claim(charges[0]?.claimKey ?? null)} ${textOf(charges)}`;
  };
  const payment = (key: number) => {
    const [p] = given.payments.filter(({ paymentKey }) => paymentKey === key);
    const [r] = given.reversals.filter(({ paymentKey }) => paymentKey === key);
    const [w] = (given.withdrawals ?? []).filter(({ paymentKey }) => paymentKey === key);
    const left = `${w?.valueOn} ${w?.amountMinor}`;
    return `${p?.valueOn} ${p?.amountMinor} ${p && claim(p.claimKey)} ${r?.kind} ${r?.valueOn} ${left}`;
  };
  return allocate(given)
    .map(
      (e) =>
        `${payment(e.paymentKey)} -> ${component(e.componentKey)} ${e.valueOn} ${e.amountMinor}`,
    )
    .sort();
}

/** Every claim known by its name, and named by payers only once it is there. */
function withDistinctLabels(given: AllocationFacts): AllocationFacts {
  const isThere = (claimKey: number | null, day: string) =>
    upTo(given.charges, day).some((charge) => charge.claimKey === claimKey);
  return {
    ...given,
    charges: given.charges.map((charge) => ({
      ...charge,
      claimLabel: String(charge.claimKey),
      componentLabel: String(charge.componentKey),
    })),
    payments: given.payments.map((payment) => {
      const isNamed = isThere(payment.claimKey, payment.valueOn);
      return isNamed ? payment : { ...payment, claimKey: null };
    }),
  };
}
