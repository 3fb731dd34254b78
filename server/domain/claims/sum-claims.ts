import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { addMinor, type Currency } from "@/server/kernel/money";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import { sumClaimsInput } from "./inputs";
import { grownSql, positionsOf } from "./interest-positions";
import { readCases, readLedgers } from "./ledger";
import { claimRows } from "./list-claims";

/** What the claims of one currency come to. */
export interface ClaimsSum {
  currency: Currency;
  count: number;
  principalMinor: number;
  paidMinor: number;
  /** By all that is booked, interest up to each case's last booking. */
  balanceMinor: number;
  /** What interest adds to it up to the day. */
  grownMinor: number;
}

/** Cases that are worked out anew for a day that their positions do not reach. */
const RECOUNTED_MAX = 20_000;
const CHUNK_CASES = 1_000;

/**
 * Sums of all claims that match, with late interest up to the end of a day (today, unless a later one
 * is asked for). One reading of claims and positions; only cases whose rate changes before the day
 * are worked out anew. `unknownCount`: growing parts whose rate of that day nobody knows yet; what
 * they add since is not in the sums. Throws invalid `claims.sum_day_past`, precondition `claims.sum_too_many`.
 */
export async function sumClaims(
  ctx: Context,
  raw: z.input<typeof sumClaimsInput>,
): Promise<{ onDay: Day; sums: ClaimsSum[]; unknownCount: number }> {
  authorize(ctx, "claims:read");
  const { filter, onDay = ctx.today } = sumClaimsInput.parse(raw);
  if (onDay < ctx.today) throw new DomainError("invalid", "claims.sum_day_past");
  return searching(ctx, filter.text, async (tx) => {
    const { from } = await claimRows(ctx, tx, filter);
    const [sums, grown, left] = await Promise.all([
      tx.sql<ClaimsSum[]>`
        select c.currency, count(*) as count, sum(c.principal_minor)::bigint as "principalMinor",
               sum(c.paid_minor)::bigint as "paidMinor",
               sum(c.balance_minor)::bigint as "balanceMinor", 0 as "grownMinor"
          from ${from} group by 1 order by 1`,
      tx.sql<{ currency: Currency; grownMinor: number }[]>`
        select w.currency, sum(${grownSql(tx, onDay)})::bigint as "grownMinor"
          from (select c.id, c.currency from ${from}) w
          join interest_positions p on p.claim_id = w.id group by 1`,
      tx.sql<{ id: number; caseId: number }[]>`
        select p.component_id as id, p.case_id as "caseId"
          from (select c.id from ${from}) w join interest_positions p on p.claim_id = w.id
         where p.until_on < ${onDay}::date limit ${RECOUNTED_MAX + 1}`,
    ]);
    if (left.length > RECOUNTED_MAX) {
      throw new DomainError("precondition", "claims.sum_too_many", { max: RECOUNTED_MAX });
    }
    const { sums: recounted, unknownCount } = await recount(tx, { onDay, left });
    for (const row of sums) {
      const known = grown.find(({ currency }) => currency === row.currency)?.grownMinor ?? 0;
      row.grownMinor = addMinor(known, recounted.get(row.currency) ?? 0);
    }
    return { onDay, sums: [...sums], unknownCount };
  });
}

/** What grows until the day on components whose position ends before it. */
async function recount(
  tx: Tx,
  { onDay, left }: { onDay: Day; left: readonly { id: number; caseId: number }[] },
): Promise<{ sums: Map<Currency, number>; unknownCount: number }> {
  const sums = new Map<Currency, number>();
  let unknownCount = 0;
  const wanted = new Set(left.map(({ id }) => id));
  const caseIds = [...new Set(left.map(({ caseId }) => caseId))];
  for (let at = 0; at < caseIds.length; at += CHUNK_CASES) {
    const chunk = caseIds.slice(at, at + CHUNK_CASES);
    const rows = await readCases(tx, chunk, { isLocked: false });
    for (const ledger of await readLedgers(tx, rows)) {
      const currencyOf = new Map(ledger.claims.map(({ id, currency }) => [id, currency]));
      for (const position of positionsOf(ledger, ledger.allocated, onDay)) {
        const currency = currencyOf.get(position.claimId);
        if (!currency || !wanted.has(position.componentId)) continue;
        sums.set(currency, addMinor(sums.get(currency) ?? 0, position.sinceMinor));
        if (position.untilOn !== null && position.untilOn < onDay) unknownCount += 1;
      }
    }
  }
  return { sums, unknownCount };
}
