import { among, type Tx } from "@/db/client";
import type { ReversalKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { CURRENCIES, type Currency } from "@/server/kernel/money";
import type { RateBook } from "../law";
import {
  type Accruing,
  type AllocationEntry,
  allocate,
  type Charge,
  type Payment,
  type Reversal,
  type Withdrawal,
} from "./allocation";
import { type CaseLaw, readCaseLaw } from "./case-law";
import { type StoredTerms, termsOf, termsSql } from "./interest-terms";
import type { OrderOf } from "./profiles";
import { readRateBook } from "./rate-book";

/** The claim's row with the caches as they stand. */
export interface LedgerClaim {
  id: number;
  caseId: number;
  currency: Currency;
  dueOn: Day;
  isVoided: boolean;
  principalMinor: number;
  chargedMinor: number;
  paidMinor: number;
}

/** The case's row with the caches as they stand. */
export interface LedgerCase {
  id: number;
  claimCount: number;
  balanceCzkMinor: number;
  balanceEurMinor: number;
  overdueSince: Day | null;
  allocationProfileId: number | null;
}

/** A growing component with its terms as they are stored. */
export type BookedAccruing = Accruing & { stored: StoredTerms };

/** What is booked on a case in one currency. */
export interface Book {
  charges: Charge[];
  /** Components that grow by themselves. */
  accruals: BookedAccruing[];
  payments: Payment[];
  reversals: Reversal[];
  withdrawals: Withdrawal[];
}

/** Everything that is booked on one case. */
export interface CaseLedger {
  row: LedgerCase;
  claims: LedgerClaim[];
  books: Map<Currency, Book>;
  /** Where the law orders its payments; null where an agreement does. */
  law: CaseLaw | null;
  /** What the allocations table says now: net of corrections, by payment, component and day. */
  allocated: AllocationEntry[];
}

type ChargeRow = Omit<LedgerClaim, "id"> & {
  claimId: number;
  claimLabel: string;
  componentId: number | null;
  kind: string;
  description: string;
  valueOn: Day | null;
  amountMinor: number | null;
  terms: StoredTerms | null;
};

interface PaymentRow {
  id: number;
  caseId: number;
  claimId: number | null;
  currency: Currency;
  valueOn: Day;
  amountMinor: number;
  reversesId: number | null;
  reversalKind: ReversalKind | "withdrawal" | null;
}

function bookOf(ledger: CaseLedger, currency: Currency): Book {
  let book = ledger.books.get(currency);
  if (!book) {
    book = { charges: [], accruals: [], payments: [], reversals: [], withdrawals: [] };
    ledger.books.set(currency, book);
  }
  return book;
}

/**
 * Cases of the ids that the actor may see, in the order of their ids. `isLocked`: until the
 * transaction ends nobody else books on them. Foreign keys to the case still pass, so a note can be
 * written meanwhile; and locks are always taken in the same order, so no two can wait for each other.
 */
export async function readCases(
  tx: Tx,
  caseIds: readonly number[],
  { isLocked }: { isLocked: boolean },
): Promise<LedgerCase[]> {
  const { sql } = tx;
  return sql<LedgerCase[]>`
    select k.id, k.claim_count as "claimCount", k.balance_czk_minor as "balanceCzkMinor",
           k.balance_eur_minor as "balanceEurMinor", k.overdue_since as "overdueSince",
           (select g.allocation_profile_id from case_groups g where g.id = k.group_id)
             as "allocationProfileId"
      from cases k where k.id ${among(sql, caseIds)} order by k.id
      ${isLocked ? sql`for no key update` : sql``}`;
}

/** Everything booked on these cases, in four reads however many they are. */
export async function readLedgers(tx: Tx, rows: readonly LedgerCase[]): Promise<CaseLedger[]> {
  const ids = rows.map(({ id }) => id);
  return enterBooked(rows, await readBooked(tx, ids));
}

type Booked = [
  ...[ChargeRow[], PaymentRow[], (AllocationEntry & { caseId: number })[], CaseLaw[]],
  RateBook,
];

const readBooked = (tx: Tx, ids: number[]): Promise<Booked> =>
  Promise.all([
    ...([chargesOf(tx, ids), paymentsOf(tx, ids), allocatedOf(tx, ids)] as const),
    readCaseLaw(tx, ids, { forOrder: true }),
    readRateBook(tx),
  ]);

/** The ledger of one case, read in one round trip; undefined when the actor sees no such case. */
export async function readLedger(tx: Tx, caseId: number): Promise<CaseLedger | undefined> {
  const [rows, booked] = await Promise.all([
    readCases(tx, [caseId], { isLocked: false }),
    readBooked(tx, [caseId]),
  ]);
  return enterBooked(rows, booked)[0];
}

function enterBooked(
  rows: readonly LedgerCase[],
  [charges, payments, allocated, laws, rates]: Booked,
): CaseLedger[] {
  const ledgers = new Map<number, CaseLedger>(
    rows.map((row) => [row.id, { row, claims: [], books: new Map(), law: null, allocated: [] }]),
  );
  const seen = new Set<number>();
  for (const row of charges) {
    const ledger = ledgers.get(row.caseId);
    if (ledger) enterCharge(ledger, { row, isNewClaim: !seen.has(row.claimId), rates });
    seen.add(row.claimId);
  }
  for (const row of payments) {
    const ledger = ledgers.get(row.caseId);
    if (ledger) enterPayment(ledger, row);
  }
  for (const law of laws) {
    const ledger = ledgers.get(law.caseId);
    if (ledger) ledger.law = law;
  }
  for (const { caseId, ...entry } of allocated) ledgers.get(caseId)?.allocated.push(entry);
  return [...ledgers.values()];
}

function enterCharge(
  ledger: CaseLedger,
  { row, isNewClaim, rates }: { row: ChargeRow; isNewClaim: boolean; rates: RateBook },
): void {
  if (isNewClaim) ledger.claims.push(claimOf(row));
  // A claim without a component yet.
  if (row.componentId === null) return;
  const book = bookOf(ledger, row.currency);
  const component = {
    componentKey: row.componentId,
    claimKey: row.claimId,
    kind: row.kind,
    dueOn: row.dueOn,
    claimLabel: row.claimLabel,
    componentLabel: row.description,
  };
  const { terms, valueOn, amountMinor } = row;
  // Its terms stand on each of a component's rows.
  const isKnown = book.accruals.some(({ componentKey }) => componentKey === row.componentId);
  if (terms && !isKnown && !row.isVoided) {
    book.accruals.push({ ...component, stored: terms, terms: termsOf(terms, rates) });
  }
  if (valueOn !== null && amountMinor !== null) {
    book.charges.push({ ...component, valueOn, amountMinor });
  }
}

function claimOf(row: ChargeRow): LedgerClaim {
  const { claimId: id, caseId, currency, dueOn, isVoided } = row;
  const { principalMinor, chargedMinor, paidMinor } = row;
  return { id, caseId, currency, dueOn, isVoided, principalMinor, chargedMinor, paidMinor };
}

function enterPayment(ledger: CaseLedger, row: PaymentRow): void {
  const book = bookOf(ledger, row.currency);
  const { valueOn } = row;
  if (row.reversesId !== null && row.reversalKind !== null) {
    const { reversesId: paymentKey, reversalKind: kind, amountMinor } = row;
    if (kind === "withdrawal") book.withdrawals.push({ paymentKey, valueOn, amountMinor });
    else book.reversals.push({ paymentKey, kind, valueOn });
  } else {
    const { id: paymentKey, claimId: claimKey, amountMinor } = row;
    book.payments.push({ paymentKey, claimKey, valueOn, amountMinor });
  }
}

// Each case is looked up by itself ("offset 0" keeps the planner from another idea): in the middle of
// an import its statistics know nothing of the rows that have just come, and one wrong guess reads
// the whole tenant for every thousand cases.
const setOf = (sql: Tx["sql"], ids: number[]) =>
  ids.length === 1
    ? sql`(values (${ids[0] ?? 0}::bigint)) as w (id)`
    : sql`unnest(${ids}::bigint[]) as w (id)`;

const chargesOf = ({ sql }: Tx, ids: number[]) => sql<ChargeRow[]>`
  select l.* from ${setOf(sql, ids)} cross join lateral (
    select c.case_id as "caseId", c.id as "claimId", c.currency, c.due_on as "dueOn",
           concat(c.arisen_on, ' ', c.variable_symbol, ' ', c.title) as "claimLabel",
           c.voided_at is not null as "isVoided", c.principal_minor as "principalMinor",
           c.charged_minor as "chargedMinor", c.paid_minor as "paidMinor",
           m.id as "componentId", m.kind, m.description,
           e.value_on as "valueOn", e.amount_minor as "amountMinor",
           ${termsSql({ sql })} as terms
      from claims c
      left join claim_components m on m.claim_id = c.id
      left join component_entries e on e.component_id = m.id
     where c.case_id = w.id offset 0) l`;

const paymentsOf = ({ sql }: Tx, ids: number[]) => sql<PaymentRow[]>`
  select l.* from ${setOf(sql, ids)} cross join lateral (
    select id, case_id as "caseId", claim_id as "claimId", currency, value_on as "valueOn",
           amount_minor as "amountMinor", reverses_id as "reversesId",
           reversal_kind as "reversalKind"
      from payments where case_id = w.id
    union all
    select s.id, s.case_id, null, p.currency, s.value_on, s.amount_minor, p.id, 'withdrawal'
      from surplus_moves s join payments p on p.id = s.payment_id
     where s.case_id = w.id and s.undoes_id is null
       and not exists (select from surplus_moves u where u.undoes_id = s.id)
    offset 0) l`;

const allocatedOf = ({ sql }: Tx, ids: number[]) => sql<(AllocationEntry & { caseId: number })[]>`
  select l.* from ${setOf(sql, ids)} cross join lateral (
    select case_id as "caseId", payment_id as "paymentKey", component_id as "componentKey",
           value_on as "valueOn", sum(amount_minor)::bigint as "amountMinor"
      from allocations where case_id = w.id
     group by 1, 2, 3, 4 having sum(amount_minor) <> 0 offset 0) l`;

/** What the rule says of a case, each currency for itself, and by which edition of the packs. */
export function allocateCase(
  { row: { allocationProfileId }, law, books }: CaseLedger,
  orderOf: OrderOf,
): (AllocationEntry & { packVersion: string | null })[] {
  return CURRENCIES.flatMap((currency) => {
    const book = books.get(currency);
    if (!book || book.payments.length === 0) return [];
    const { packVersion, ...order } = orderOf({ allocationProfileId, law }, currency);
    return allocate({ ...book, ...order }).map((entry) => ({ ...entry, packVersion }));
  });
}
