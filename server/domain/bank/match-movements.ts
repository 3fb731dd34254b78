import { type Fragment, limitOf, type Tx } from "@/db/client";
import type { MovementReason } from "@/db/values/bank";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { bookBankPayments } from "../claims";
import { type Context, inTransaction, type SystemActor } from "../context";
import { type MatchRules, readRules } from "./match-rules";
import { matchSql } from "./match-sql";
import { inOneGo } from "./one-go";
import { type Found, judge, MATCH_FAMILIES, type MatchFamily, type Verdict } from "./verdict";

/** Movements that are looked at in one transaction. */
const CHUNK_ROWS = 2_000;

export interface Matched {
  seenCount: number;
  bookedCount: number;
}

/** A movement with what is to become of it. */
export interface Judged extends Verdict {
  movementId: number;
  attempt: number;
  before: MovementReason;
  amountMinor: number;
  currency: string;
  valueOn: Day;
  symbol: string | null;
  note: string | null;
  /** What the claims that it pays owe, and by which symbol it came to them. */
  owedMinor: number;
}

/**
 * Looks at every movement that waits for the machine, in the order of the bank: certain ones become
 * payments, the others wait for a person with the reason why. Set-based; two that run at once share
 * the work; what a person has decided is never touched. `movementIds`: of these only. A job's work,
 * not a verb: it must see the whole tenant, also cases behind access groups, for a symbol that two
 * cases share is certain for nobody.
 */
export async function matchMovements(
  ctx: Context<SystemActor>,
  { movementIds }: { movementIds?: readonly number[] } = {},
): Promise<Matched> {
  const done: Matched = { seenCount: 0, bookedCount: 0 };
  for (;;) {
    const chunk = await inTransaction(ctx, (inner, tx) => matchChunk(inner, tx, movementIds));
    done.seenCount += chunk.seenCount;
    done.bookedCount += chunk.bookedCount;
    if (!chunk.isMore) return done;
  }
}

async function matchChunk(
  ctx: Context,
  tx: Tx,
  movementIds: readonly number[] | undefined,
): Promise<Matched & { isMore: boolean }> {
  const { sql } = tx;
  const ids = movementIds ? sql`and m.id = any(${movementIds as number[]}::bigint[])` : sql``;
  const which = sql`
    where m.reason = 'new' and m.state = 'open' ${ids}
    order by m.id ${limitOf(sql, CHUNK_ROWS)} for update skip locked`;
  const [rules] = await Promise.all([readRules(tx), planOnce(tx)]);
  const seen = await judgeAll(tx, { which, rules, today: ctx.today });
  const verdicts = inOneGo(seen);
  const certain = verdicts.flatMap((each) => (each.certain ? [paymentOf(each, each.certain)] : []));
  const booked = await bookBankPayments(ctx, tx, certain);
  // Taken back between the look and the lock: then there is no claim.
  for (const each of verdicts) {
    if (each.certain && !booked.has(keyOf(each))) Object.assign(each, NOBODY);
  }
  await settle(ctx, tx, { verdicts, booked });
  // What was put off until the others are booked is looked at again, and what did not fit in.
  const isMore = verdicts.length < seen.length || seen.length === CHUNK_ROWS;
  return { seenCount: verdicts.length, bookedCount: booked.size, isMore };
}

/**
 * Until the transaction ends each statement is planned once for the connection, whatever its values: all
 * of them go by indexes, and planning the cascade takes longer than running it for a day's movements.
 */
const planOnce = ({ sql }: Tx): Promise<unknown> =>
  sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`;

const NOBODY: Verdict = { reason: "no_claim", certain: null };

/** One movement is booked once; after a decision was taken back it may be booked anew. */
export const keyOf = ({ movementId, attempt }: { movementId: number; attempt: number }): string =>
  `bank:${movementId}:${attempt}`;

function paymentOf(judged: Judged, { caseId, claimId }: NonNullable<Verdict["certain"]>) {
  const { amountMinor, valueOn, symbol: variableSymbol, note } = judged;
  const currency = judged.currency as Currency;
  return {
    ...{ caseId, claimId, amountMinor, currency, valueOn, variableSymbol, note },
    sourceKey: keyOf(judged),
  };
}

type Row = Omit<Judged, keyof Verdict | "owedMinor"> &
  Omit<Found, "isExact" | "isCurrency"> & {
    isReversal: boolean;
    isRefused: boolean;
    family: MatchFamily | null;
    isExact: boolean | null;
    isCurrency: boolean | null;
  };

/** Every movement of the source with what the rules say of it; nothing is written. */
export async function judgeAll(
  tx: Tx,
  { which, rules, today }: { which: Fragment; rules: MatchRules; today: Day },
): Promise<Judged[]> {
  const rows = await tx.sql<Row[]>`
    with ${matchSql(tx, { which, rules, today, isWhole: false })},
    found as (
      select id, family, count(distinct case_id) filter (where is_open) as cases,
             count(*) filter (where is_open) as claims,
             min(case_id) filter (where is_open) as case_id,
             min(claim_id) filter (where is_open) as claim_id,
             coalesce(sum(balance_minor) filter (where is_open), 0)::bigint as owed,
             coalesce(sum(today_minor) filter (where is_open), 0)::bigint as owed_today,
             bool_or(is_currency) as is_currency, bool_or(is_exact and is_open) as is_exact,
             min(length(symbol_key::text)) as digits
        from hits group by id, family)
    select f.id as "movementId", f.attempt, f.reason as before, f.amount_minor as "amountMinor",
           f.currency, coalesce(f.value_on, f.booked_on) as "valueOn", f.symbol,
           nullif(concat_ws(', ', f.counter_name, f.message), '') as note,
           f.is_reversal as "isReversal", cardinality(f.refused) > 0 as "isRefused",
           n.family, n.cases, n.claims, n.case_id as "caseId", n.claim_id as "claimId",
           n.owed as "owedMinor", n.owed_today as "owedTodayMinor", n.is_currency as "isCurrency", n.is_exact as "isExact", n.digits
      from fresh f left join found n on n.id = f.id order by f.id`;
  return verdictsOf(rows, rules);
}

/** Rows of one movement stand one behind the other, one for each family that found somebody. */
function verdictsOf(rows: readonly Row[], rules: MatchRules): Judged[] {
  const judged: Judged[] = [];
  for (let at = 0; at < rows.length; ) {
    const first = rows[at] as Row;
    const found: Partial<Record<MatchFamily, Found>> = {};
    for (; rows[at]?.movementId === first.movementId; at += 1) {
      const row = rows[at] as Row;
      if (row.family) found[row.family] = foundOf(row);
    }
    const { movementId, attempt, before, amountMinor, currency, valueOn, symbol, note } = first;
    const { isReversal, isRefused } = first;
    const hasSymbol = symbol !== null;
    const verdict = judge(
      { amountMinor, currency, isReversal, hasSymbol, isRefused, found },
      rules,
    );
    const paying = MATCH_FAMILIES.find((family) => found[family]);
    judged.push({
      ...{ movementId, attempt, before, amountMinor, currency, valueOn, symbol, note },
      ...verdict,
      owedMinor: (paying && found[paying]?.owedMinor) ?? 0,
    });
  }
  return judged;
}

const foundOf = (row: Row): Found => ({
  ...{ cases: row.cases, claims: row.claims, caseId: row.caseId, claimId: row.claimId },
  ...{ owedMinor: row.owedMinor, owedTodayMinor: row.owedTodayMinor, digits: row.digits },
  isCurrency: row.isCurrency === true,
  isExact: row.isExact === true,
});

async function settle(
  ctx: Context,
  { sql }: Tx,
  { verdicts, booked }: { verdicts: readonly Judged[]; booked: ReadonlyMap<string, number> },
): Promise<void> {
  if (verdicts.length === 0) return;
  const ids = verdicts.map(({ movementId }) => movementId);
  // Named twice, so that the rows are found by their key whatever the statistics say.
  await sql`
    update bank_movements m
       set reason = n.reason, decided_at = ${ctx.now}, decided_by = null,
           state = case when n.payment_id is not null then 'matched'
                        when n.reason = 'outgoing' then 'ignored' else 'open' end,
           case_id = n.case_id, payment_id = n.payment_id
      from unnest(${ids}::bigint[],
                  ${verdicts.map(({ reason }) => reason)}::text[],
                  ${verdicts.map(({ certain }) => certain?.caseId ?? null)}::bigint[],
                  ${verdicts.map((each) => booked.get(keyOf(each)) ?? null)}::bigint[])
           as n (id, reason, case_id, payment_id)
     where m.id = n.id and m.id = any(${ids}::bigint[])`;
}
