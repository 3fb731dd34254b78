import type { Tx } from "@/db/client";
import type { Context } from "../context";
import type { AllocationEntry } from "./allocation";
import {
  type CaseCache,
  type ClaimCache,
  cachesOf,
  isSameCase,
  isSameClaim,
  writeCaseCaches,
  writeClaimCaches,
} from "./caches";
import { allocateCase, readCases, readLedgers } from "./ledger";
import { type ProfileOf, readProfiles } from "./profiles";

/** Rows of so many cases are in memory at once; more of them only outlive the young generation. */
const CHUNK_CASES = 1_000;

/** A claim whose balance the recomputation moved. */
export interface BalanceChange {
  claimId: number;
  caseId: number;
  beforeMinor: number;
  afterMinor: number;
}

export interface Reallocated {
  caseCount: number;
  /** Rows appended to the allocations; 0 when they said so already. */
  entryCount: number;
}

/**
 * Brings allocations and cached balances of these cases to what the rule says: reads everything
 * booked on them, computes in memory, appends only the differences. Set-based, for one case as for
 * 100 000. The cases stay locked until the transaction ends; give ids in any order, twice or not.
 * Ids the actor may not see are left out. Not a verb of its own: the caller has asked for the right.
 */
export async function reallocateCases(
  ctx: Context,
  tx: Tx,
  { caseIds, onChange }: { caseIds: readonly number[]; onChange?: (change: BalanceChange) => void },
): Promise<Reallocated> {
  const ids = [...new Set(caseIds)].sort((a, b) => a - b);
  const done: Reallocated = { caseCount: 0, entryCount: 0 };
  if (ids.length === 0) return done;
  const profileOf = await readProfiles(tx);
  for (let at = 0; at < ids.length; at += CHUNK_CASES) {
    const chunk = ids.slice(at, at + CHUNK_CASES);
    const { entryCount, caseCount } = await reallocateChunk(ctx, tx, {
      chunk,
      profileOf,
      onChange,
    });
    done.caseCount += caseCount;
    done.entryCount += entryCount;
  }
  return done;
}

async function reallocateChunk(
  ctx: Context,
  tx: Tx,
  {
    chunk,
    profileOf,
    onChange,
  }: { chunk: number[]; profileOf: ProfileOf; onChange?: (change: BalanceChange) => void },
): Promise<Reallocated> {
  // Locked first: what is read afterwards has seen everybody who held the lock before.
  const rows = await readCases(tx, chunk, { isLocked: true });
  const missing: (AllocationEntry & { caseId: number })[] = [];
  const claims: ClaimCache[] = [];
  const cases: CaseCache[] = [];
  for (const ledger of await readLedgers(tx, rows)) {
    const wanted = allocateCase(ledger, profileOf);
    const caseId = ledger.row.id;
    for (const entry of difference(ledger.allocated, wanted)) missing.push({ ...entry, caseId });
    const caches = cachesOf(ledger, wanted);
    if (!isSameCase(ledger.row, caches.row)) cases.push(caches.row);
    ledger.claims.forEach((claim, i) => {
      const cache = caches.claims[i] as ClaimCache;
      if (isSameClaim(claim, cache)) return;
      claims.push(cache);
      const beforeMinor = claim.chargedMinor - claim.paidMinor;
      const afterMinor = cache.chargedMinor - cache.paidMinor;
      onChange?.({ claimId: claim.id, caseId, beforeMinor, afterMinor });
    });
  }
  await append(ctx, tx, missing);
  await writeClaimCaches(tx, claims);
  await writeCaseCaches(tx, cases);
  return { caseCount: rows.length, entryCount: missing.length };
}

/** What must be added to the entries that stand, so that they sum to those that are wanted. */
function difference(present: AllocationEntry[], wanted: AllocationEntry[]): AllocationEntry[] {
  if (present.length === 0) return wanted;
  const left = new Map<string, AllocationEntry>();
  const put = (entry: AllocationEntry, sign: 1 | -1) => {
    const key = `${entry.paymentKey} ${entry.componentKey} ${entry.valueOn}`;
    const known = left.get(key);
    const amountMinor = (known?.amountMinor ?? 0) + sign * entry.amountMinor;
    left.set(key, { ...entry, amountMinor });
  };
  for (const entry of wanted) put(entry, 1);
  for (const entry of present) put(entry, -1);
  return [...left.values()].filter(({ amountMinor }) => amountMinor !== 0);
}

// COPY is closed to a table behind row level security; arrays are the next fastest way in.
async function append(
  ctx: Context,
  { sql }: Tx,
  rows: (AllocationEntry & { caseId: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into allocations (case_id, payment_id, component_id, amount_minor, value_on, booked_at)
    select n.case_id, n.payment_id, n.component_id, n.amount, n.value_on::date, ${ctx.now}
      from unnest(${rows.map((row) => row.caseId)}::bigint[],
                  ${rows.map((row) => row.paymentKey)}::bigint[],
                  ${rows.map((row) => row.componentKey)}::bigint[],
                  ${rows.map((row) => row.amountMinor)}::bigint[],
                  ${rows.map((row) => row.valueOn)}::text[])
           as n (case_id, payment_id, component_id, amount, value_on)`;
}
