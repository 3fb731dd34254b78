import type { Fragment, Tx } from "@/db/client";
import type { SettlementOutcome } from "@/db/values/claims";
import { addDays, type Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorOf, type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { type CaseLedger, readCases, readLedgers } from "./ledger";
import { openComponents } from "./open-components";
import { reallocateCases } from "./reallocate-cases";
import { type Act, writeActs } from "./write-acts";

/** A payment of the last day may stand on a statement that comes so many days later. */
const WAIT_DAYS = 5;
const CHUNK = 500;

interface Due {
  id: number;
  caseId: number;
  currency: Currency;
  payMinor: number;
  payBy: Day;
  isKept: boolean;
}

/**
 * Ends the settlements that are decided, at most 500 a call: kept where as much came in its days
 * beyond what had come of them when it was agreed, and was not taken back by then; and then whatever is still open in the currency is waived as of today; lapsed where its day and the
 * bank's days after it are over. Answers how many ended.
 */
export async function endSettlements(ctx: Context): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const ids = (await dueOf(ctx, tx)).map(({ caseId }) => caseId);
    if (ids.length === 0) return { count: 0 };
    const cases = await readCases(tx, [...new Set(ids)], { isLocked: true });
    // Read again behind the locks: a person may have withdrawn it, a payment may have bounced.
    const due = (await dueOf(ctx, tx)).filter(({ caseId }) => ids.includes(caseId));
    const ledgers = new Map(
      (await readLedgers(tx, cases)).map((ledger) => [ledger.row.id, ledger]),
    );
    const acts = due.flatMap((each) => actOf(ctx, each, ledgers.get(each.caseId)));
    const actIds = acts.length > 0 ? await writeActs(inner, tx, acts) : [];
    const actIdOf = new Map(acts.map(({ sourceKey }, i) => [sourceKey, actIds[i] ?? null]));
    await writeEnds(
      inner,
      tx,
      due.map((each) => ({ ...each, actId: actIdOf.get(keyOf(each)) ?? null })),
    );
    const waived = acts.map(({ caseId }) => caseId);
    if (waived.length > 0) await reallocateCases(inner, tx, { caseIds: waived });
    return { count: due.length };
  });
}

const keyOf = ({ id }: { id: number }) => `settlement:${id}`;

function actOf(ctx: Context, due: Due, ledger: CaseLedger | undefined): Act[] {
  if (!due.isKept || !ledger) return [];
  const { caseId, currency } = due;
  const open = openComponents(ledger, { currency, on: ctx.today });
  const items = open.map(({ componentId, openMinor }) => ({ componentId, amountMinor: openMinor }));
  if (items.length === 0) return [];
  const head = { caseId, kind: "settlement" as const, valueOn: ctx.today, reason: "" };
  return [{ ...head, sourceKey: keyOf(due), items }];
}

/** What stands of payments of a settlement's days; `s` has its case, currency and days. */
export const paidSql = ({ sql }: Pick<Tx, "sql">): Fragment => sql`
  (select coalesce(sum(m.amount_minor), 0)::bigint from payments m
    where m.case_id = s.case_id and m.currency = s.currency and m.reverses_id is null
      and m.value_on between s.agreed_on and s.pay_by
      and not exists (select from payments r where r.reverses_id = m.id))`;

const dueOf = ({ today }: Context, { sql }: Tx) => sql<Due[]>`
  select s.id, s.case_id as "caseId", s.currency, s.pay_minor as "payMinor", s.pay_by as "payBy",
         p.paid - s.paid_before_minor >= s.pay_minor as "isKept"
    from settlements s
    join cases k on k.id = s.case_id and k.voided_at is null
   cross join lateral (
     select ${paidSql({ sql })} as paid) p
   where not exists (select from settlement_ends e where e.settlement_id = s.id)
     and (p.paid - s.paid_before_minor >= s.pay_minor or s.pay_by < ${addDays(today, -WAIT_DAYS)}::date)
   order by s.id limit ${CHUNK}`;

async function writeEnds(
  ctx: Context,
  { sql }: Tx,
  ends: readonly (Due & { actId: number | null })[],
): Promise<void> {
  const outcomes = ends.map(({ isKept }): SettlementOutcome => (isKept ? "kept" : "lapsed"));
  await sql`
    insert into settlement_ends (settlement_id, outcome, ended_on, act_id, booked_at, booked_by)
    select n.id, n.outcome, ${ctx.today}::date, n.act_id, ${ctx.now}, ${authorOf(ctx.actor).id}
      from unnest(${ends.map(({ id }) => id)}::bigint[], ${outcomes}::text[],
                  ${ends.map(({ actId }) => actId)}::bigint[]) as n (id, outcome, act_id)`;
  const told = ends.map((end, i) => ({ ...end, outcome: outcomes[i] ?? "lapsed" }));
  await writeAudit(
    ctx,
    told.map(({ id, caseId, outcome, actId }) => ({
      ...{ action: "claims.end-settlement", entity: "case", entityId: caseId, caseId },
      after: { settlementId: id, outcome, actId },
    })),
  );
  await writeFacts(
    ctx,
    told.map(({ id, caseId, outcome }) => ({
      name: "claim.settlement" as const,
      payload: { settlementId: id, caseId, outcome },
    })),
  );
  await writeSystemEvents(
    ctx,
    told.map(({ caseId, outcome, payMinor, currency, payBy }) => ({
      ...{ caseId, code: "claim.settlement" },
      params: { outcome, amountMinor: payMinor, currency, day: payBy },
    })),
  );
}
