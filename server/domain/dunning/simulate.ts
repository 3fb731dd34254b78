import type { Tx } from "@/db/client";
import { CURRENCIES } from "@/db/values/claims";
import { CHANNELS, type Channel, type StopReason } from "@/db/values/messages";
import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, inTransaction } from "../context";
import { stopOf } from "../messages";
import { type SimulateInput, simulateInput } from "./inputs";
import { readActivePlan, readPlan } from "./load";
import { anchoredSql, dueClaimsSql } from "./plan-sql";
import type { DunningPlan } from "./step";

export interface SimulatedDay {
  day: Day;
  letters: number;
  fees: Record<Currency, number>;
  costMinor: number;
  /** Letters of each step, in the order of `steps`. */
  bySteps: number[];
  byChannel: Record<Channel, number>;
}

export interface SimulatedStep {
  seriesId: number;
  name: string;
  dayOffset: number;
  letters: number;
  claims: number;
  /** In the step's own currency. */
  feeMinor: number;
  currency: Currency;
  byChannel: Record<Channel, number>;
}

/** What a plan does in the days ahead if nobody pays. */
export interface Simulation {
  planId: number;
  planName: string;
  days: SimulatedDay[];
  steps: SimulatedStep[];
  stops: { reason: StopReason; count: number }[];
  /** Fees in minor units of each currency; costs in the currency of the prices. */
  totals: { letters: number; fees: Record<Currency, number>; costMinor: number };
  /** Of a single case: what happens when. */
  events: {
    day: Day;
    seriesId: number;
    name: string;
    channel: Channel;
    feeMinor: number;
    currency: Currency;
  }[];
}

interface SumRow {
  step: number;
  channel: Channel | null;
  letters: number;
  claims: number;
}

/**
 * Plays plans through day by day, for one case or for all that the actor sees: letters, fees, postage and
 * what stays stopped. Days begin today; money is assumed not to come, holds to end on their days. The
 * rule is the very statement by which letters are sent. Nothing is kept.
 */
export async function simulatePlans(ctx: Context, raw: SimulateInput): Promise<Simulation[]> {
  authorize(ctx, "dunning:read");
  const input = simulateInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    if (input.caseId) {
      const [seen] = await tx.sql`select 1 from cases where id = ${input.caseId}`;
      if (!seen) throw new DomainError("not_found", "cases.not_found");
    }
    const first = input.planId ? await readPlan(tx, input.planId) : await readActivePlan(tx);
    const second = input.otherPlanId ? await readPlan(tx, input.otherPlanId) : null;
    const simulations: Simulation[] = [];
    for (const plan of [first, second]) {
      if (plan) simulations.push(await simulate(inner, tx, { plan, input }));
    }
    return simulations;
  });
}

type Parsed = ReturnType<typeof simulateInput.parse>;

async function simulate(
  ctx: Context,
  tx: Tx,
  { plan, input }: { plan: DunningPlan; input: Parsed },
): Promise<Simulation> {
  const caseIds = input.caseId ? [input.caseId] : null;
  await openStage(tx, { plan, today: ctx.today, caseIds });
  const simulation = emptySimulation(plan);
  for (let ahead = 0; ahead < input.days; ahead += 1) {
    const day = addDays(ctx.today, ahead);
    const rows = await playDay(tx, { plan, day, caseIds });
    addRows(simulation, { plan, day, rows, input });
  }
  const stops = await tx.sql<{ rank: number; count: number }[]>`
    select rank, count(*)::int as count from sim_stops group by rank order by rank`;
  simulation.stops = stops.flatMap(({ rank, count }) => {
    const reason = rank === 0 ? "no_address" : stopOf(rank);
    return reason ? [{ reason, count }] : [];
  });
  await tx.sql`drop table sim_claims, sim_due, sim_stops`;
  return simulation;
}

/** Claims as they stand today, with the channels by which their debtors can be reached. */
async function openStage(
  tx: Tx,
  { plan, today, caseIds }: { plan: DunningPlan; today: Day; caseIds: number[] | null },
): Promise<void> {
  const { sql } = tx;
  await sql`
    create temp table sim_claims on commit drop as
    select a.*, array_remove(array[
             case when r.has_email then 'email' end, case when r.has_mobile then 'sms' end,
             case when exists (select from party_addresses p where p.party_id = a.debtor_party_id
                    and p.kind in ('main', 'seat') and p.city is not null
                    and p.postal_code is not null) then 'letter' end,
             case when d.data_box_id is not null then 'data_box' end], null) as reach
      from (${anchoredSql(tx, { plan, onDay: today, caseIds })}) a
      left join parties d on d.id = a.debtor_party_id
      left join (select party_id, bool_or(kind = 'email') as has_email,
                        bool_or(phone_kind = 'mobile') as has_mobile
                   from party_contacts group by party_id) r on r.party_id = a.debtor_party_id`;
  await sql`
    create temp table sim_due (claim_id bigint, case_id bigint, debtor_party_id bigint,
      gather_key bigint, currency text, step int, rank int) on commit drop`;
  await sql`
    create temp table sim_stops (claim_id bigint, step int, rank int,
      primary key (claim_id, step, rank)) on commit drop`;
}

/** One day: what is due, what is stopped (counted once), and the claims as they stand after it. */
async function playDay(
  tx: Tx,
  { plan, day, caseIds }: { plan: DunningPlan; day: Day; caseIds: number[] | null },
): Promise<SumRow[]> {
  const { sql } = tx;
  const { steps } = plan;
  const anchored = sql`select s.claim_id, s.case_id, s.currency, s.balance_minor, s.category, s.state,
    s.group_id, s.tag_codes, s.debtor_party_id, s.gather_key, s.anchor_on,
    ${day}::date - s.anchor_on as days, s.is_scheduled, s.last_offset, s.sent_on, s.series_ids
    from sim_claims s`;
  await sql`truncate sim_due`;
  await sql`
    insert into sim_due select claim_id, case_id, debtor_party_id, gather_key, currency, step, rank
      from (${dueClaimsSql(tx, { plan, onDay: day, caseIds, anchored })}) d`;
  await sql`insert into sim_stops select claim_id, step, rank from sim_due
             where rank is not null on conflict do nothing`;
  const rows = await sql<SumRow[]>`
    with letters as (
      select debtor_party_id, gather_key, currency, max(step) as step, min(claim_id) as claim_id
        from sim_due where rank is null group by 1, 2, 3
    ), sent as (
      select l.*, ${channelSql(tx, plan)} as channel
        from letters l join sim_claims s on s.claim_id = l.claim_id
    ), unreached as (
      insert into sim_stops select d.claim_id, d.step, 0 from sent t join sim_due d
          on d.debtor_party_id is not distinct from t.debtor_party_id
             and d.gather_key = t.gather_key and d.currency = t.currency and d.rank is null
       where t.channel is null on conflict do nothing
    ), moved as (
      update sim_claims s
         set last_offset = (${steps.map((step) => step.dayOffset)}::int[])[d.step],
             sent_on = ${day}::date,
             series_ids = coalesce(s.series_ids, '{}')
                          || (${steps.map((step) => step.seriesId)}::bigint[])[d.step],
             state = coalesce((${steps.map((step) => step.moveTo)}::text[])[d.step], s.state),
             balance_minor = s.balance_minor
                             + (${steps.map((step) => step.feeMinor)}::bigint[])[d.step]
        from sim_due d join sent t
          on t.debtor_party_id is not distinct from d.debtor_party_id
             and t.gather_key = d.gather_key and t.currency = d.currency and t.channel is not null
       where s.claim_id = d.claim_id and d.rank is null
      returning s.claim_id, d.step as own_step, t.step, t.channel, t.claim_id as of_letter
    )
    select own_step as step, channel, count(distinct of_letter) filter (where own_step = step)::int
             as letters, count(*)::int as claims
      from moved group by own_step, channel`;
  return rows;
}

/** The first of the step's channels by which the debtor can be reached. */
function channelSql({ sql }: Tx, plan: DunningPlan) {
  let branches = sql`when false then null`;
  for (const [index, step] of plan.steps.entries()) {
    for (const method of step.methods) {
      branches = sql`${branches} when l.step = ${index + 1}::int and ${method}::text = any(s.reach)
        then ${method}::text`;
    }
  }
  return sql`case ${branches} end`;
}

const noFees = (): Record<Currency, number> => ({ CZK: 0, EUR: 0 });

const noLetters = () =>
  Object.fromEntries(CHANNELS.map((channel) => [channel, 0])) as Record<Channel, number>;

function emptySimulation(plan: DunningPlan): Simulation {
  return {
    ...{ planId: plan.id, planName: plan.name, days: [], stops: [], events: [] },
    totals: { letters: 0, fees: noFees(), costMinor: 0 },
    steps: plan.steps.map((step) => ({
      ...{ seriesId: step.seriesId, name: step.templateName, dayOffset: step.dayOffset },
      ...{ letters: 0, claims: 0, feeMinor: 0, currency: step.currency },
      byChannel: noLetters(),
    })),
  };
}

function addRows(
  simulation: Simulation,
  given: { plan: DunningPlan; day: Day; rows: readonly SumRow[]; input: Parsed },
): void {
  const { plan, day, rows, input } = given;
  const sum: SimulatedDay = {
    ...{ day, letters: 0, fees: noFees(), costMinor: 0, byChannel: noLetters() },
    bySteps: plan.steps.map(() => 0),
  };
  for (const row of rows) {
    const step = plan.steps[row.step - 1];
    const into = simulation.steps[row.step - 1];
    if (!step || !into || !row.channel) continue;
    const feeMinor = row.claims * step.feeMinor;
    into.letters += row.letters;
    into.claims += row.claims;
    into.feeMinor += feeMinor;
    into.byChannel[row.channel] += row.letters;
    sum.letters += row.letters;
    sum.bySteps[row.step - 1] = (sum.bySteps[row.step - 1] ?? 0) + row.letters;
    sum.byChannel[row.channel] += row.letters;
    sum.fees[step.currency] += feeMinor;
    sum.costMinor += row.letters * input.prices[row.channel];
    if (input.caseId) {
      const { seriesId, templateName: name, currency } = step;
      simulation.events.push({ day, seriesId, name, channel: row.channel, feeMinor, currency });
    }
  }
  simulation.totals.letters += sum.letters;
  for (const currency of CURRENCIES) simulation.totals.fees[currency] += sum.fees[currency];
  simulation.totals.costMinor += sum.costMinor;
  simulation.days.push(sum);
}
