import type { Fragment, Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { authorize, type Context, reading } from "../context";
import { type PlanOfDayInput, planOfDayInput } from "./inputs";
import { readActivePlan, readPlan } from "./load";
import { lettersSql } from "./plan-sql";
import type { DunningPlan } from "./step";

/** Letters of a step that no channel of the step can carry; `planOfDay` counts them as to be sent. */
export interface Unreached {
  seriesId: number;
  letterCount: number;
  claimCount: number;
  balanceMinor: number;
}

/**
 * How many letters of a day have nobody to go to, by step. Asked for by itself: looking for the addresses
 * of a whole portfolio takes longer than the plan.
 */
export async function unreachedLetters(ctx: Context, raw: PlanOfDayInput): Promise<Unreached[]> {
  authorize(ctx, "dunning:read");
  const { planId, onDay } = planOfDayInput.parse(raw);
  return reading(ctx, async (tx) => {
    const plan = planId ? await readPlan(tx, planId) : await readActivePlan(tx);
    if (!plan) return [];
    const rows = await tx.sql<(Omit<Unreached, "seriesId"> & { step: number })[]>`
      select step, count(*)::int as "letterCount", sum(claim_count)::int as "claimCount",
             sum(balance_minor)::bigint as "balanceMinor"
        from (${lettersSql(tx, { plan, onDay })}) l
       where rank is null and not (${isReachedSql(tx, plan)}) group by step order by step`;
    return rows.flatMap(({ step, ...sums }) => {
      const seriesId = plan.steps[step - 1]?.seriesId;
      return seriesId === undefined ? [] : [{ seriesId, ...sums }];
    });
  });
}

function isReachedSql(tx: Tx, plan: DunningPlan): Fragment {
  let branches = tx.sql`when false then false`;
  for (const [index, { methods }] of plan.steps.entries()) {
    for (const method of methods) {
      branches = tx.sql`${branches} when l.step = ${index + 1}::int
        and l.debtor_party_id in (${partiesBySql(tx)[method]}) then true`;
    }
  }
  return tx.sql`case ${branches} else false end`;
}

/** Who can be reached by a channel, as `readRecipients` finds their addresses. */
export const partiesBySql = ({ sql }: Tx): Record<Channel, Fragment> => ({
  email: sql`select party_id from party_contacts where kind = 'email'`,
  sms: sql`select party_id from party_contacts where kind = 'phone' and phone_kind = 'mobile'`,
  letter: sql`select party_id from party_addresses
    where kind in ('main', 'seat') and city is not null and postal_code is not null`,
  data_box: sql`select id from parties where data_box_id is not null`,
});
