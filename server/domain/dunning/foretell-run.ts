import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import { CHANNELS, type Channel, type StopReason } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";
import {
  type ContactRules,
  capFrom,
  foretellLeaving,
  type Leaving,
  type LeavingGroup,
  readContactRules,
  smsPartsOf,
  stopOf,
} from "../messages";
import { type ForetellRunInput, foretellRunInput, runIdInput } from "./inputs";
import { ofActor } from "./list-runs";
import { readActivePlan } from "./load";
import { lettersSql } from "./plan-sql";
import { casesOfLetter } from "./put-down";
import type { DunningPlan } from "./step";
import { partiesBySql } from "./unreached";

/** What a run would do if it began now. */
export interface RunOutlook {
  letters: number;
  /** Of letters that are not stopped; a tag that spares fees is told off only when they are charged. */
  fees: { currency: Currency; amountMinor: number }[];
  stops: { reason: StopReason; count: number }[];
  leaving: Leaving;
}

interface Row {
  channel: Channel | null;
  country: string;
  step: number;
  /** One of the cases, to see how long its SMS is. */
  caseId: number;
  currency: Currency;
  rank: number | null;
  isOverCap: boolean;
  count: number;
  /** To each mobile number an SMS goes by itself. */
  messages: number;
  feeMinor: number;
}

/**
 * What the letters of a day, of some steps or the one of a case would be, as `startRun` takes them: how
 * many by which channel for how much, what is charged, what is stopped, what leaves now and what waits.
 * Throws not_found `dunning.plan_not_found`, `cases.not_found`.
 */
export async function foretellRun(ctx: Context, raw: ForetellRunInput): Promise<RunOutlook> {
  authorize(ctx, "dunning:send");
  const { onDay, seriesIds, caseId = null } = foretellRunInput.parse(raw);
  return reading(ctx, async (tx) => {
    const plan = await readActivePlan(tx);
    if (!plan) throw new DomainError("not_found", "dunning.plan_not_found");
    const caseIds = await casesOfLetter(tx, caseId);
    if (caseIds?.length === 0) throw new DomainError("not_found", "cases.not_found");
    const isAsked = (id: number) => seriesIds.length === 0 || seriesIds.includes(id);
    const steps = plan.steps.flatMap((step, index) => (isAsked(step.seriesId) ? [index + 1] : []));
    const letters = lettersSql(tx, { plan, onDay, caseIds, withCases: caseId !== null });
    const ofCase = caseId === null ? tx.sql`true` : tx.sql`${caseId} = any(l.case_ids)`;
    const reach = reachSql(tx, plan);
    const reached = tx.sql`
      select l.*, p.country, ${reach.channel} as channel, ${reach.numbers} as numbers
        from (${letters}) l left join parties p on p.id = l.debtor_party_id ${reach.joins}
       where l.step = any(${steps}::int[]) and ${ofCase}`;
    const rules = await readContactRules(tx);
    // As `planOfDay` counts them: with the usual share of memory, by way of the disk.
    await tx.sql`select set_config('work_mem', '256MB', true)`;
    const rows = await tx.sql<Row[]>`
      select channel, coalesce(country, 'CZ') as country, currency, rank,
             is_over_cap as "isOverCap", step, count(*)::int as count,
             min(lead_case_id) as "caseId",
             sum(case when channel = 'sms' then numbers else 1 end)::int as messages,
             coalesce(sum(fee_minor), 0)::bigint as "feeMinor"
        from (${capsSql(ctx, tx, { reached, rules })}) c
       group by 1, 2, 3, 4, 5, 6`;
    return outlookOf(ctx, tx, { plan, rows });
  });
}

async function outlookOf(
  ctx: Context,
  tx: Tx,
  { plan, rows }: { plan: DunningPlan; rows: readonly Row[] },
): Promise<RunOutlook> {
  const stops = new Map<StopReason, number>();
  const fees = new Map<Currency, number>();
  const groups: LeavingGroup[] = [];
  let letters = 0;
  for (const row of rows) {
    const { channel, country, currency, rank, isOverCap, count, feeMinor } = row;
    const ofCase = rank === null ? null : stopOf(rank);
    const stop = ofCase ?? (channel === null ? "no_address" : isOverCap ? "frequency" : null);
    if (stop || channel === null) {
      stops.set(stop ?? "no_address", (stops.get(stop ?? "no_address") ?? 0) + count);
      continue;
    }
    letters += count;
    const templateId = channel === "sms" ? plan.steps[row.step - 1]?.templateId : undefined;
    const caseIds = [row.caseId];
    const parts = templateId ? await smsPartsOf(ctx, tx, { templateId, caseIds }) : 1;
    groups.push({ channel, country, count: row.messages, parts });
    if (feeMinor > 0) fees.set(currency, (fees.get(currency) ?? 0) + feeMinor);
  }
  return {
    letters,
    fees: [...fees].map(([currency, amountMinor]) => ({ currency, amountMinor })),
    stops: [...stops].map(([reason, count]) => ({ reason, count })),
    leaving: await foretellLeaving(ctx, tx, groups),
  };
}

interface Reach {
  joins: Fragment;
  /** The first of the step's channels by which the debtor can be reached; null: there is none. */
  channel: Fragment;
  /** At how many mobile numbers. */
  numbers: Fragment;
}

/** Who can be reached is joined once for each channel, however many steps go by it. */
function reachSql(tx: Tx, plan: DunningPlan): Reach {
  const { sql } = tx;
  const parties = partiesBySql(tx);
  const used = CHANNELS.filter((channel) =>
    plan.steps.some((step) => step.methods.includes(channel)),
  );
  const nameOf = (channel: Channel) => sql(`by_${channel}`);
  let joins = sql``;
  for (const channel of used) {
    joins = sql`${joins} left join (
      select party_id, count(*)::int as count from (${parties[channel]}) f(party_id) group by 1
    ) ${nameOf(channel)} on ${nameOf(channel)}.party_id = l.debtor_party_id`;
  }
  let branches = sql`when false then null`;
  for (const [index, { methods }] of plan.steps.entries()) {
    for (const method of methods) {
      branches = sql`${branches} when l.step = ${index + 1}::int
        and ${nameOf(method)}.party_id is not null then ${method}::text`;
    }
  }
  const numbers = used.includes("sms") ? sql`${nameOf("sms")}.count` : sql`0`;
  return { joins, channel: sql`case ${branches} end`, numbers };
}

/** Whether a letter is one more than the cap of its channel allows, those before it in the run counted. */
function capsSql(
  { today }: Context,
  { sql }: Tx,
  { reached, rules }: { reached: Fragment; rules: ContactRules },
): Fragment {
  const capped = CHANNELS.filter((channel) => rules.caps[channel] !== null);
  const counts = capped.map((channel) => rules.caps[channel]?.count ?? 0);
  const days = capped.map((channel) => capFrom(rules, channel, today) ?? today);
  return sql`
    with r as (${reached}),
    caps as (select * from unnest(${[...capped]}::text[], ${counts}::int[], ${days}::date[])
                       as c(channel, most, from_on)),
    written as (
      select m.party_id, m.channel, count(distinct split_part(m.key, '#', 1)) as count
        from messages m join caps c on c.channel = m.channel
       where m.party_id in (select debtor_party_id from r) and m.direction = 'outbound'
         and m.state not in ('refused', 'cancelled') and m.replaces_id is null
         and m.created_at >= c.from_on::timestamp at time zone 'Europe/Prague'
       group by 1, 2)
    select r.channel, r.country, r.currency, r.rank, r.fee_minor, r.step, r.lead_case_id, r.numbers,
           r.rank is null and c.most is not null
             and coalesce(w.count, 0) + row_number() over (
               partition by r.debtor_party_id, r.channel, r.rank is null order by r.lead_case_id
             ) > c.most as is_over_cap
      from r left join caps c on c.channel = r.channel
      left join written w on w.party_id = r.debtor_party_id and w.channel = r.channel`;
}

/** Of what a run has put down: what leaves now and what waits. Throws `dunning.run_not_found`. */
export async function leavingOfRun(
  ctx: Context,
  raw: z.input<typeof runIdInput>,
): Promise<Pick<Leaving, "now" | "waits">> {
  authorize(ctx, "dunning:read");
  const { runId } = runIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [run] = await tx.sql`
      select 1 from dunning_runs r left join cases c on c.id = r.case_id
       where r.id = ${runId} and ${ofActor(ctx, tx.sql)}`;
    if (!run) throw new DomainError("not_found", "dunning.run_not_found");
    const groups = await tx.sql<{ channel: Channel; country: string; count: number }[]>`
      select m.channel, coalesce(p.country, 'CZ') as country, count(distinct m.id)::int as count
        from dunning_run_items i join messages f on f.id = i.message_id
        join messages m on m.case_id = f.case_id and m.channel = f.channel
         and split_part(m.key, '#', 1) = f.key
        left join parties p on p.id = m.party_id
       where i.run_id = ${runId} and i.state = 'sent' and m.state not in ('cancelled', 'refused')
       group by 1, 2`;
    const { now, waits } = await foretellLeaving(ctx, tx, groups);
    return { now, waits };
  });
}
