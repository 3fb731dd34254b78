import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { ComponentKind, PaymentSource, ReversalKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { CURRENCIES, type Currency } from "@/server/kernel/money";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { withAccrued } from "./accrued";
import { type Balance, balanceOn, type ClaimBalance } from "./balance";
import { caseClaimsInput } from "./inputs";
import { type Growing, type InterestItem, interestItems } from "./interest-items";
import { type CaseLedger, readLedger } from "./ledger";
import { type PaymentPart, partsOf } from "./payment-parts";

export interface ChargeItem {
  id: number;
  valueOn: Day;
  amountMinor: number;
  reason: string | null;
  reversesId: number | null;
  isReversed: boolean;
  /** The waiver, write-off or settlement it belongs to: it goes back with that only. */
  actId: number | null;
}

export interface ComponentItem {
  id: number;
  kind: ComponentKind;
  description: string;
  /** Where it grows by itself: by what, and how much each further day adds. */
  interest: InterestItem | null;
  chargedMinor: number;
  paidMinor: number;
  balanceMinor: number;
  charges: ChargeItem[];
}

export interface ClaimItem {
  id: number;
  variableSymbol: string | null;
  title: string;
  currency: Currency;
  dueOn: Day;
  arisenOn: Day | null;
  chargedMinor: number;
  paidMinor: number;
  balanceMinor: number;
  overdueMinor: number;
  daysPastDue: number;
  components: ComponentItem[];
}

export interface PaymentItem {
  id: number;
  valueOn: Day;
  amountMinor: number;
  currency: Currency;
  claimId: number | null;
  variableSymbol: string | null;
  source: PaymentSource;
  note: string | null;
  byName: string | null;
  bookedAt: Date;
  reversal: { kind: ReversalKind; valueOn: Day; reason: string | null } | null;
  parts: PaymentPart[];
}

export interface CurrencyTotal {
  currency: Currency;
  chargedMinor: number;
  paidMinor: number;
  balanceMinor: number;
  overdueMinor: number;
  overpaymentMinor: number;
}

export interface CaseClaims {
  onDay: Day;
  totals: CurrencyTotal[];
  claims: ClaimItem[];
  payments: PaymentItem[];
}

/**
 * Claims with components, and payments with where they went, as they stood at the end of a day
 * (today, unless another is asked for). On an earlier day payments that came later are not shown.
 */
export async function claimsOfCase(
  ctx: Context,
  raw: z.input<typeof caseClaimsInput>,
): Promise<CaseClaims> {
  authorize(ctx, "claims:read");
  const { caseId, onDay } = caseClaimsInput.parse(raw);
  return reading(ctx, async (tx) => {
    const day = onDay ?? ctx.today;
    // Sent together: one round trip for all of it.
    const [, ledger, claims, charges, payments] = await Promise.all([
      requireCase(tx, caseId),
      ledgerOf(tx, caseId),
      claimRowsOf(tx, caseId),
      chargeRowsOf(tx, caseId),
      paymentRowsOf(tx, caseId),
    ]);
    const balances = balancesOn(ledger, day);
    const interest = interestItems(ledger, day);
    const items = claimItems({ claims, charges, balances: [...balances.values()], interest });
    const parts = partsOf({ entries: ledger.allocated, claims: items, payments, day });
    return {
      onDay: day,
      totals: totalsOf(balances),
      claims: items,
      payments: payments
        .filter(({ valueOn }) => !onDay || valueOn <= onDay)
        .map((row) => paymentItem(row, { day: onDay ?? null, parts: parts.get(row.id) ?? [] })),
    };
  });
}

/** Throws not_found `cases.not_found`. */
export async function ledgerOf(tx: Tx, caseId: number): Promise<CaseLedger> {
  const ledger = await readLedger(tx, caseId);
  if (!ledger) throw new DomainError("not_found", "cases.not_found");
  return ledger;
}

/** The case's balance in each currency on a day; null: by all that is booked. */
export function balancesOn(
  { books, allocated }: Pick<CaseLedger, "books" | "allocated">,
  day: Day | null,
): Map<Currency, Balance> {
  const currencyOf = new Map<number, Currency>();
  for (const [currency, { payments }] of books) {
    for (const { paymentKey } of payments) currencyOf.set(paymentKey, currency);
  }
  const known = CURRENCIES.flatMap((currency) => {
    const book = books.get(currency);
    return book ? [{ currency, book }] : [];
  });
  return new Map(
    known.map(({ currency, book }) => {
      const entries = allocated.filter((entry) => currencyOf.get(entry.paymentKey) === currency);
      const grown = withAccrued(book, entries, day);
      return [currency, balanceOn({ charges: grown, entries }, day)];
    }),
  );
}

function totalsOf(balances: Map<Currency, Balance>): CurrencyTotal[] {
  return [...balances].map(([currency, { claims: _, ...total }]) => ({ currency, ...total }));
}

type ClaimRow = Pick<
  ClaimItem,
  "id" | "variableSymbol" | "title" | "currency" | "dueOn" | "arisenOn"
>;
type ChargeRow = ChargeItem & {
  claimId: number;
  componentId: number;
  kind: ComponentKind;
  description: string;
};

const claimRowsOf = ({ sql }: Tx, caseId: number) => sql<ClaimRow[]>`
  select id, variable_symbol as "variableSymbol", title, currency, due_on as "dueOn",
         arisen_on as "arisenOn"
    from claims where case_id = ${caseId} and voided_at is null order by due_on, id`;

const chargeRowsOf = ({ sql }: Tx, caseId: number) => sql<ChargeRow[]>`
  select e.id, e.value_on as "valueOn", e.amount_minor as "amountMinor", e.reason,
         e.act_id as "actId", e.reverses_id as "reversesId", r.id is not null as "isReversed",
         m.claim_id as "claimId", m.id as "componentId", m.kind, m.description
    from claims c
    join claim_components m on m.claim_id = c.id
    join component_entries e on e.component_id = m.id
    left join component_entries r on r.reverses_id = e.id
   where c.case_id = ${caseId} and c.voided_at is null
   order by m.id, e.value_on, e.id`;

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const NONE = { chargedMinor: 0, paidMinor: 0, balanceMinor: 0 };

type ComponentHead = Pick<ComponentItem, "id" | "kind" | "description">;

function claimItems({
  claims,
  charges,
  balances,
  interest,
}: {
  claims: readonly ClaimRow[];
  charges: readonly ChargeRow[];
  balances: Balance[];
  interest: readonly Growing[];
}): ClaimItem[] {
  const known = new Map<number, ClaimBalance>();
  for (const balance of balances)
    for (const claim of balance.claims) known.set(claim.claimKey, claim);
  const byClaim = groupBy(charges, ({ claimId }) => claimId);
  return claims.map((claim) => {
    const balance = known.get(claim.id);
    const { chargedMinor, paidMinor, balanceMinor } = balance ?? NONE;
    const amounts = { chargedMinor, paidMinor, balanceMinor };
    const growing = interest.filter(({ claimId }) => claimId === claim.id);
    const components = componentItems({ rows: byClaim.get(claim.id) ?? [], growing, balance });
    const { overdueMinor = 0, daysPastDue = 0 } = balance ?? {};
    return { ...claim, ...amounts, overdueMinor, daysPastDue, components };
  });
}

function componentItems({
  rows,
  growing,
  balance: claim,
}: {
  rows: ChargeRow[];
  growing: readonly Growing[];
  balance: ClaimBalance | undefined;
}): ComponentItem[] {
  const balances = new Map(claim?.components.map((each) => [each.componentKey, each]));
  const byComponent = groupBy(rows, ({ componentId }) => componentId);
  const heads = new Map<number, ComponentHead & { interest: InterestItem | null }>();
  for (const { componentId: id, kind, description } of rows) {
    heads.set(id, { id, kind, description, interest: null });
  }
  for (const { claimId: _, ...head } of growing) heads.set(head.id, head);
  return [...heads.values()].map((head) => {
    const { chargedMinor, paidMinor, balanceMinor } = balances.get(head.id) ?? NONE;
    const entries = byComponent.get(head.id) ?? [];
    const charges = entries.map(({ id: entryId, valueOn, amountMinor, ...entry }) => {
      const { reason, reversesId, isReversed, actId } = entry;
      return { id: entryId, valueOn, amountMinor, reason, reversesId, isReversed, actId };
    });
    return { ...head, chargedMinor, paidMinor, balanceMinor, charges };
  });
}

type PaymentRow = Omit<PaymentItem, "reversal" | "parts"> & {
  reversalKind: ReversalKind | null;
  reversedOn: Day | null;
  reversalReason: string | null;
};

const paymentRowsOf = ({ sql }: Tx, caseId: number) => sql<PaymentRow[]>`
  select p.id, p.value_on as "valueOn", p.amount_minor as "amountMinor", p.currency,
         p.claim_id as "claimId", p.variable_symbol as "variableSymbol", p.source, p.note,
         o.name as "byName", p.booked_at as "bookedAt", r.reversal_kind as "reversalKind",
         r.value_on as "reversedOn", r.note as "reversalReason"
    from payments p
    left join payments r on r.reverses_id = p.id
    left join operators o on o.id = p.booked_by
   where p.case_id = ${caseId} and p.reverses_id is null
   order by p.value_on desc, p.id desc`;

function paymentItem(
  { reversalKind, reversedOn, reversalReason, ...row }: PaymentRow,
  { day, parts }: { day: Day | null; parts: PaymentPart[] },
): PaymentItem {
  const isReversed = reversalKind && reversedOn && (day === null || reversedOn <= day);
  const reversal = isReversed
    ? { kind: reversalKind, valueOn: reversedOn, reason: reversalReason }
    : null;
  return { ...row, reversal, parts };
}
