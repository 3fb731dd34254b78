import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
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
import { type Position, positionsOf, writePositions } from "./interest-positions";
import { allocateCase, type CaseLedger, readCases, readLedgers } from "./ledger";
import { type OrderOf, readOrders } from "./profiles";
import { holdRates } from "./rate-book";

/** Rows of so many cases are in memory at once; more of them only outlive the young generation. */
const CHUNK_CASES = 1_000;
/** So few the planner always finds by their indexes. */
const FEW_CASES = 20;

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
  const [orderOf] = await Promise.all([readOrders(tx), holdRates(tx)]);
  const release = ids.length > FEW_CASES ? await byIndexOnly(tx) : null;
  // The database reads the next chunk while we compute this one; statements of one connection keep
  // their order, and chunks have no case in common.
  let coming = handled(readChunk(tx, ids.slice(0, CHUNK_CASES)));
  let writing = handled(Promise.resolve());
  for (let at = 0; at < ids.length; at += CHUNK_CASES) {
    const ledgers = await coming;
    coming = handled(readChunk(tx, ids.slice(at + CHUNK_CASES, at + 2 * CHUNK_CASES)));
    const outcome = outcomeOf(ledgers, { orderOf, onChange, today: ctx.today });
    done.caseCount += ledgers.length;
    done.entryCount += outcome.missing.length;
    await writing;
    writing = handled(write(ctx, tx, outcome));
  }
  await writing;
  await release?.();
  return done;
}

/** A promise that is awaited later: its failure waits for that, and is not called unhandled before. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/**
 * Until released every row is reached by an index: with statistics from before an import the planner
 * would scan whole tables for each chunk. When the work fails, the transaction forgets it by itself.
 */
async function byIndexOnly({ sql }: Tx): Promise<() => Promise<void>> {
  const [before] = await sql<{ scan: string; hash: string; merge: string }[]>`
    select current_setting('enable_seqscan') as scan, current_setting('enable_hashjoin') as hash,
           current_setting('enable_mergejoin') as merge`;
  const set = async (scan: string, hash: string, merge: string) => {
    await sql`
      select set_config('enable_seqscan', ${scan}, true),
             set_config('enable_hashjoin', ${hash}, true),
             set_config('enable_mergejoin', ${merge}, true)`;
  };
  await set("off", "off", "off");
  return async () => {
    if (before) await set(before.scan, before.hash, before.merge);
  };
}

async function readChunk(tx: Tx, chunk: number[]): Promise<CaseLedger[]> {
  if (chunk.length === 0) return [];
  // Locked first: what is read afterwards has seen everybody who held the lock before.
  return readLedgers(tx, await readCases(tx, chunk, { isLocked: true }));
}

type PlacedEntry = ReturnType<typeof allocateCase>[number];
type MissingEntry = PlacedEntry & { caseId: number };

interface Outcome {
  missing: MissingEntry[];
  claims: ClaimCache[];
  cases: CaseCache[];
  positions: Position[];
}

/** What the rule says and the tables do not say yet. */
function outcomeOf(
  ledgers: readonly CaseLedger[],
  {
    orderOf,
    onChange,
    today,
  }: { orderOf: OrderOf; onChange?: (change: BalanceChange) => void; today: Day },
): Outcome {
  const outcome: Outcome = { missing: [], claims: [], cases: [], positions: [] };
  for (const ledger of ledgers) {
    const wanted = allocateCase(ledger, orderOf);
    const caseId = ledger.row.id;
    for (const entry of difference(ledger.allocated, wanted)) {
      outcome.missing.push({ ...entry, caseId });
    }
    outcome.positions.push(...positionsOf(ledger, wanted, today));
    const caches = cachesOf(ledger, wanted);
    if (!isSameCase(ledger.row, caches.row)) outcome.cases.push(caches.row);
    ledger.claims.forEach((claim, i) => {
      const cache = caches.claims[i] as ClaimCache;
      if (isSameClaim(claim, cache)) return;
      outcome.claims.push(cache);
      const beforeMinor = claim.chargedMinor - claim.paidMinor;
      const afterMinor = cache.chargedMinor - cache.paidMinor;
      onChange?.({ claimId: claim.id, caseId, beforeMinor, afterMinor });
    });
  }
  return outcome;
}

async function write(ctx: Context, tx: Tx, outcome: Outcome): Promise<void> {
  const { missing, claims, cases, positions } = outcome;
  await Promise.all([
    append(ctx, tx, missing),
    writeClaimCaches(tx, claims),
    writeCaseCaches(tx, cases),
    writePositions(tx, positions),
  ]);
}

/** What must be added to the entries that stand, so that they sum to those that are wanted. */
function difference(present: AllocationEntry[], wanted: PlacedEntry[]): PlacedEntry[] {
  if (present.length === 0) return wanted;
  const left = new Map<string, PlacedEntry>();
  // One case in one edition: what takes an entry back says by which edition it was done.
  const edition = wanted[0]?.packVersion ?? null;
  const put = (entry: PlacedEntry, sign: 1 | -1) => {
    const key = `${entry.paymentKey} ${entry.componentKey} ${entry.valueOn}`;
    const known = left.get(key);
    const amountMinor = (known?.amountMinor ?? 0) + sign * entry.amountMinor;
    left.set(key, { ...entry, amountMinor });
  };
  for (const entry of wanted) put(entry, 1);
  for (const entry of present) put({ ...entry, packVersion: edition }, -1);
  return [...left.values()].filter(({ amountMinor }) => amountMinor !== 0);
}

// COPY is closed to a table behind row level security; arrays are the next fastest way in.
async function append(ctx: Context, { sql }: Tx, rows: MissingEntry[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into allocations
           (case_id, payment_id, component_id, amount_minor, value_on, pack_version, booked_at)
    select n.case_id, n.payment_id, n.component_id, n.amount, n.value_on::date, n.pack, ${ctx.now}
      from unnest(${rows.map((row) => row.caseId)}::bigint[],
                  ${rows.map((row) => row.paymentKey)}::bigint[],
                  ${rows.map((row) => row.componentKey)}::bigint[],
                  ${rows.map((row) => row.amountMinor)}::bigint[],
                  ${rows.map((row) => row.valueOn)}::text[],
                  ${rows.map((row) => row.packVersion)}::text[])
           as n (case_id, payment_id, component_id, amount, value_on, pack)`;
}
