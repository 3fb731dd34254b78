import type { Tx } from "@/db/client";
import { type BankPayment, bookBankPayments } from "../claims";
import { type Context, inTransaction, type SystemActor } from "../context";

/** Movements that are looked at in one transaction. */
const CHUNK_ROWS = 1_000;

export interface Matched {
  seenCount: number;
  bookedCount: number;
}

/**
 * Looks at every movement that nobody has looked at yet, in the order of the bank: certain ones
 * become payments, the others wait for a person with the reason why. Certain is a variable symbol
 * that leads to open claims of exactly one case, in the movement's currency. Set-based; two that run
 * at once share the work; what a person has decided is never touched. A job's work, not a verb: it
 * must see the whole tenant, also cases behind access groups.
 */
export async function matchMovements(ctx: Context<SystemActor>): Promise<Matched> {
  const done: Matched = { seenCount: 0, bookedCount: 0 };
  for (;;) {
    const chunk = await inTransaction(ctx, (inner, tx) => matchChunk(inner, tx));
    done.seenCount += chunk.seenCount;
    done.bookedCount += chunk.bookedCount;
    if (!chunk.isMore) return done;
  }
}

interface Verdict extends Omit<BankPayment, "sourceKey"> {
  movementId: number;
  attempt: number;
  reason: string;
}

/**
 * The first certain movement of each case; the next ones are judged again when it is booked, for then
 * nothing may be owed any more.
 */
function oneOfEachCase(verdicts: readonly Verdict[]): Verdict[] {
  const cases = new Set<number>();
  return verdicts.filter(({ reason, caseId }) => {
    if (reason !== "exact_symbol") return true;
    if (cases.has(caseId)) return false;
    cases.add(caseId);
    return true;
  });
}

async function matchChunk(ctx: Context, tx: Tx): Promise<Matched & { isMore: boolean }> {
  const seen = await verdictsOf(tx);
  const verdicts = oneOfEachCase(seen);
  const certain = verdicts.filter(({ reason }) => reason === "exact_symbol");
  const booked = await bookBankPayments(
    ctx,
    tx,
    certain.map((verdict) => ({ ...verdict, sourceKey: keyOf(verdict) })),
  );
  // Taken back between the look and the lock: then there is no claim.
  for (const verdict of certain) if (!booked.has(keyOf(verdict))) verdict.reason = "no_claim";
  await settle(ctx, tx, { verdicts, booked });
  return { seenCount: verdicts.length, bookedCount: booked.size, isMore: seen.length > 0 };
}

/** One movement is booked once; after a decision was taken back it may be booked anew. */
export const keyOf = ({ movementId, attempt }: { movementId: number; attempt: number }): string =>
  `bank:${movementId}:${attempt}`;

/** Each new movement with what is to become of it; locked, those that another holds left out. */
async function verdictsOf({ sql }: Tx): Promise<Verdict[]> {
  const rows = await sql<Verdict[]>`
    with fresh as materialized (
      select id, amount_minor, currency, is_reversal, variable_symbol, booked_on, value_on, attempt,
             counter_name, message
        from bank_movements where reason = 'new' and state = 'open'
       order by id limit ${CHUNK_ROWS} for update skip locked),
    found as (
      select f.id, count(distinct c.case_id) filter (where c.is_open) as cases,
             min(c.case_id) filter (where c.is_open) as case_id,
             count(*) filter (where c.is_open) as claims,
             min(c.id) filter (where c.is_open) as claim_id, count(*) as known
        from fresh f
       cross join lateral (
         select c.id, c.case_id, c.balance_minor > 0 as is_open
           from claims c join cases k on k.id = c.case_id
          where c.currency = f.currency and c.voided_at is null and k.voided_at is null
            and c.variable_symbol = any (array(
              select lpad(f.variable_symbol, n, '0')
                from generate_series(length(f.variable_symbol), 10) n))) c
       where f.variable_symbol is not null and f.amount_minor > 0 group by f.id)
    select f.id as "movementId", f.attempt, f.amount_minor as "amountMinor", f.currency,
           coalesce(f.value_on, f.booked_on) as "valueOn", f.variable_symbol as "variableSymbol",
           nullif(concat_ws(', ', f.counter_name, f.message), '') as note,
           found.case_id as "caseId",
           case when found.claims = 1 then found.claim_id end as "claimId",
           case when f.is_reversal then 'reversal'
                when f.amount_minor <= 0 then 'outgoing'
                when f.variable_symbol is null then 'no_symbol'
                when found.known is null then 'no_claim'
                when found.cases = 0 then 'nothing_owed'
                when found.cases > 1 then 'several_cases'
                else 'exact_symbol' end as reason
      from fresh f left join found on found.id = f.id order by f.id`;
  return [...rows];
}

async function settle(
  ctx: Context,
  { sql }: Tx,
  { verdicts, booked }: { verdicts: readonly Verdict[]; booked: ReadonlyMap<string, number> },
): Promise<void> {
  if (verdicts.length === 0) return;
  const caseOf = ({ reason, caseId }: Verdict) => (reason === "exact_symbol" ? caseId : null);
  await sql`
    update bank_movements m
       set reason = n.reason, decided_at = ${ctx.now}, decided_by = null,
           state = case n.reason when 'exact_symbol' then 'matched' when 'outgoing' then 'ignored'
                                 else 'open' end,
           case_id = n.case_id, payment_id = n.payment_id
      from unnest(${verdicts.map(({ movementId }) => movementId)}::bigint[],
                  ${verdicts.map(({ reason }) => reason)}::text[],
                  ${verdicts.map(caseOf)}::bigint[],
                  ${verdicts.map((verdict) => booked.get(keyOf(verdict)) ?? null)}::bigint[])
           as n (id, reason, case_id, payment_id)
     where m.id = n.id`;
}
