import type { Day } from "@/server/kernel/days";
import type { AllocationFacts, Charge, Withdrawal } from "./allocation-facts";

/** Kinds in the order of payment; kinds of one inner list rank equal, kinds not named come last. */
export interface Profile {
  kindOrder: readonly (readonly string[])[];
  /** true: one claim after the other; false: one kind across all claims after the other. */
  isClaimFirst: boolean;
}

/** From a day on money is allocated by another order: the law changed, or the case went to court. */
export interface OrderTurn {
  from: Day;
  profile: Profile;
}

export interface OrderedComponent {
  key: number;
  claimKey: number;
  kind: string;
}

export interface OrderedPayment {
  key: number;
  claimKey: number | null;
  valueOn: Day;
  amountMinor: number;
  bouncedOn: Day | null;
  /** What of it leaves later, earliest first; what left on its own day is not in its amount. */
  withdrawals: readonly Withdrawal[];
  /** Before what left it on its own day. */
  arrivedMinor: number;
}

const NONE: readonly Withdrawal[] = [];

interface Component {
  key: number;
  claim: Claim;
  kindRank: number;
  kind: string;
  label: string;
  firstOn: Day;
  charges: Charge[];
  /** Of a growing component, what tells it from another. */
  growth: string;
}

interface Claim {
  key: number;
  dueOn: Day;
  label: string;
  components: Component[];
  naming: OrderedPayment[];
  signature: string | null;
  rank: number;
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

// One profile serves thousands of cases.
const ranksOfProfile = new WeakMap<Profile, Map<string, number>>();

function kindRanks(profile: Profile): Map<string, number> {
  const known = ranksOfProfile.get(profile);
  if (known) return known;
  const ranks = new Map<string, number>();
  profile.kindOrder.forEach((kinds, rank) => {
    for (const kind of kinds) if (!ranks.has(kind)) ranks.set(kind, rank);
  });
  ranksOfProfile.set(profile, ranks);
  return ranks;
}

/**
 * The payments that count: a corrected one never was, one taken back on its own day neither.
 * Not yet in order.
 */
function standingPayments(facts: AllocationFacts): OrderedPayment[] {
  const reversals = new Map(facts.reversals.map((reversal) => [reversal.paymentKey, reversal]));
  const standing: OrderedPayment[] = [];
  for (const { paymentKey, claimKey, valueOn, amountMinor } of facts.payments) {
    const reversal = reversals.get(paymentKey);
    if (reversal && (reversal.kind === "correction" || reversal.valueOn <= valueOn)) continue;
    const bouncedOn = reversal?.valueOn ?? null;
    const arrivedMinor = amountMinor;
    const payment = { key: paymentKey, claimKey, valueOn, amountMinor, arrivedMinor, bouncedOn };
    const left = withdrawn({ ...payment, withdrawals: NONE }, facts.withdrawals);
    if (left.amountMinor > 0) standing.push(left);
  }
  return standing;
}

function withdrawn(
  payment: OrderedPayment,
  all: readonly Withdrawal[] | undefined,
): OrderedPayment {
  const own = all?.filter(({ paymentKey }) => paymentKey === payment.key) ?? NONE;
  if (own.length === 0) return payment;
  const isAtOnce = ({ valueOn }: Withdrawal) => valueOn <= payment.valueOn;
  const atOnce = own.filter(isAtOnce).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const later = new Map<Day, Withdrawal>();
  for (const each of own.filter((each) => !isAtOnce(each))) {
    const amountMinor = (later.get(each.valueOn)?.amountMinor ?? 0) + each.amountMinor;
    later.set(each.valueOn, { ...each, amountMinor });
  }
  return {
    ...payment,
    amountMinor: payment.amountMinor - atOnce,
    withdrawals: [...later.values()].sort((a, b) => byText(a.valueOn, b.valueOn)),
  };
}

type Opened = Pick<
  Charge,
  "claimKey" | "componentKey" | "dueOn" | "claimLabel" | "componentLabel" | "kind"
>;

function gather(facts: AllocationFacts, payments: OrderedPayment[]) {
  const ranks = kindRanks(facts.profile);
  const claims = new Map<number, Claim>();
  const components = new Map<number, Component>();
  const open = (row: Opened, firstOn: Day): Component => {
    let claim = claims.get(row.claimKey);
    if (!claim) {
      const { claimKey: key, dueOn, claimLabel: label } = row;
      claim = { key, dueOn, label, components: [], naming: [], signature: null, rank: 0 };
      claims.set(key, claim);
    }
    let component = components.get(row.componentKey);
    if (!component) {
      const { componentKey: key, kind, componentLabel: label } = row;
      const kindRank = ranks.get(kind) ?? Number.MAX_SAFE_INTEGER;
      component = { key, claim, kindRank, kind, label, firstOn, charges: [], growth: "" };
      components.set(key, component);
      claim.components.push(component);
    }
    if (firstOn < component.firstOn) component.firstOn = firstOn;
    return component;
  };
  for (const charge of facts.charges) open(charge, charge.valueOn).charges.push(charge);
  for (const accruing of facts.accruals ?? []) {
    const { from, to, dayCount, path } = accruing.terms;
    const steps = path.steps.map((step) => `${step.from} ${step.rate}`);
    const { capMinor = null, capitalMonths = null } = accruing.terms;
    const growth = [from, to, dayCount, capMinor, capitalMonths, ...steps];
    open(accruing, from).growth = growth.join(" ");
  }
  for (const payment of payments) {
    if (payment.claimKey !== null) claims.get(payment.claimKey)?.naming.push(payment);
  }
  return { claims: [...claims.values()], components: [...components.values()] };
}

const chargeText = (c: Charge) => `${c.valueOn} ${c.amountMinor}`;
const chargesText = (c: Component) => c.growth + c.charges.map(chargeText).sort().join(",");
const componentText = (c: Component) => `${c.kind} ${JSON.stringify(c.label)} ${chargesText(c)}`;
const leavesText = (p: OrderedPayment) =>
  p.withdrawals.map(({ valueOn, amountMinor }) => ` ${valueOn} ${amountMinor}`).join("");
const paymentText = (p: OrderedPayment) =>
  `${p.valueOn} ${p.amountMinor} ${p.bouncedOn ?? "-"}${leavesText(p)}`;

/** Everything that is known of a claim except the number it got on entry. */
function signatureOf(claim: Claim): string {
  claim.signature ??= [
    ...claim.components.map(componentText).sort(),
    ...claim.naming.map(paymentText).sort(),
  ].join(";");
  return claim.signature;
}

// Of twin claims (due day, label and charges alike) a bounce to come may turn the order of days before
// it: their payments tell them apart, and they are all there is to do so.
// Ties are decided by content and only then by key: two records that differ in nothing but their
// key are interchangeable, so the order of entry decides nothing that anybody could see.
function compareClaims(a: Claim, b: Claim): number {
  return (
    byText(a.dueOn, b.dueOn) ||
    byText(a.label, b.label) ||
    byText(signatureOf(a), signatureOf(b)) ||
    a.key - b.key
  );
}

function compareWithinClaim(a: Component, b: Component): number {
  return (
    a.kindRank - b.kindRank ||
    byText(a.firstOn, b.firstOn) ||
    byText(a.kind, b.kind) ||
    byText(a.label, b.label) ||
    byText(chargesText(a), chargesText(b)) ||
    a.key - b.key
  );
}

function compareComponents(profile: Profile) {
  return profile.isClaimFirst
    ? (a: Component, b: Component) => a.claim.rank - b.claim.rank || compareWithinClaim(a, b)
    : (a: Component, b: Component) =>
        a.kindRank - b.kindRank || a.claim.rank - b.claim.rank || compareWithinClaim(a, b);
}

const NEVER = "9999";

/**
 * What leaves a payment later, day by day; the one that stays whole for longer goes first. Compared by
 * the first day that differs, so what happens after a day turns nothing of it.
 */
function compareLosses(a: OrderedPayment, b: OrderedPayment): number {
  if (a.bouncedOn === b.bouncedOn && a.withdrawals === b.withdrawals) return 0;
  const [ours, theirs] = [lossesOf(a), lossesOf(b)];
  for (let i = 0; i < Math.max(ours.length, theirs.length); i += 1) {
    const [mine, other] = [ours[i], theirs[i]];
    const first =
      byText(other?.valueOn ?? NEVER, mine?.valueOn ?? NEVER) ||
      (mine?.amountMinor ?? 0) - (other?.amountMinor ?? 0);
    if (first !== 0) return first;
  }
  return 0;
}

/** A bounce takes all that is left; what had bounced before is nobody's to send back. */
function lossesOf({ withdrawals, bouncedOn }: OrderedPayment) {
  if (bouncedOn === null) return withdrawals;
  const left = withdrawals.filter(({ valueOn }) => valueOn < bouncedOn);
  return [...left, { valueOn: bouncedOn, amountMinor: Number.MAX_SAFE_INTEGER }];
}

/**
 * Of one day: first those that name a claim, the larger first, and those that stay before those
 * that leave, so that a bounce opens what was paid last.
 */
function comparePayments(ranks: Map<number, number>) {
  const rankOf = (p: OrderedPayment) =>
    (p.claimKey === null ? undefined : ranks.get(p.claimKey)) ?? ranks.size;
  return (a: OrderedPayment, b: OrderedPayment) =>
    byText(a.valueOn, b.valueOn) ||
    rankOf(a) - rankOf(b) ||
    b.amountMinor - a.amountMinor ||
    compareLosses(a, b) ||
    b.arrivedMinor - a.arrivedMinor ||
    byText(leavesText(a), leavesText(b)) ||
    a.key - b.key;
}

/**
 * By what order the first money is allocated, and which later days turn it. What nobody paid yet
 * stands in no order, so turns before the first payment cost nothing.
 */
export function firstOrder({ profile, turns = [], payments }: AllocationFacts): {
  profile: Profile;
  turns: readonly OrderTurn[];
} {
  if (turns.length === 0) return { profile, turns };
  const firstOn = payments.reduce((min, { valueOn }) => (valueOn < min ? valueOn : min), "9999");
  return {
    profile: turns.findLast(({ from }) => from <= firstOn)?.profile ?? profile,
    turns: turns.filter(({ from }) => from > firstOn),
  };
}

/**
 * Components in the order in which money fills them, and payments in the order in which they count.
 * `reorder` answers the components' keys in another profile's order.
 */
export function inOrder(facts: AllocationFacts): {
  components: OrderedComponent[];
  payments: OrderedPayment[];
  reorder(profile: Profile): number[];
} {
  const payments = standingPayments(facts);
  const { claims, components } = gather(facts, payments);
  claims.sort(compareClaims);
  claims.forEach((claim, rank) => {
    claim.rank = rank;
  });
  components.sort(compareComponents(facts.profile));
  payments.sort(comparePayments(new Map(claims.map(({ key, rank }) => [key, rank]))));
  return {
    components: components.map(({ key, kind, claim }) => ({ key, kind, claimKey: claim.key })),
    payments,
    reorder: (profile) => {
      const ranks = kindRanks(profile);
      for (const component of components) {
        component.kindRank = ranks.get(component.kind) ?? Number.MAX_SAFE_INTEGER;
      }
      return components.sort(compareComponents(profile)).map(({ key }) => key);
    },
  };
}
