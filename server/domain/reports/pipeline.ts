import type { Fragment, Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";
import {
  olderDefinitions,
  type ProcessDefinition,
  type Processes,
  readProcesses,
} from "../workflow";
import { type PipelineInput, pipelineInput } from "./inputs";

interface Sum {
  currency: Currency;
  count: number;
  sumMinor: number;
}
/** What of a sum is to be expected: each amount by the percent of its stage. */
interface Weighted extends Sum {
  weightedMinor: number;
}

export interface PipelineReport {
  /** Open cases by stage; null: outside the stages. Cases without an amount count, with nothing. */
  byStage: (Weighted & { stage: string | null })[];
  /** Open cases by the month in which they are expected to close; null: nobody said. */
  byMonth: (Weighted & { month: string | null })[];
  /** Of those created in the time, how many came at least so far. */
  funnel: { stage: string; percent: number; reached: number }[];
  created: number;
  /** Why those created in the time were refused; null: no reason is written down. */
  refusals: (Sum & { reason: string | null })[];
}

/**
 * What stands in the stages of a category, what of it is to be expected when, how far cases come and
 * why they are lost; of cases that the actor sees. Throws `reports.no_pipeline` of a category that has
 * no stages and no amount.
 */
export async function pipelineReport(ctx: Context, raw: PipelineInput): Promise<PipelineReport> {
  authorize(ctx, "cases:read");
  const input = pipelineInput.parse(raw);
  return reading(ctx, async (tx) => {
    const plan = planOf(await readProcesses(tx), input.category);
    const scene = { tx, plan, where: conditions(tx, plan, input) };
    const [byStage, byMonth, funnel, refusals] = await Promise.all([
      readStages(scene),
      readMonths(scene),
      readFunnel(scene),
      readRefusals(scene),
    ]);
    return { byStage, byMonth, ...funnel, refusals };
  });
}

/** Where in a definition the report finds what it counts. */
interface Plan {
  definition: ProcessDefinition;
  /** Its states, and those that only cases of older versions still stand in. */
  states: StateRow[];
  moneyKey: string;
  currencyKey: string | null;
  currency: string;
  createdKey: string | null;
  expectedKey: string | null;
  reasonKey: string | null;
  reasonStates: string[];
}

interface StateRow {
  code: string;
  /** null: outside the stages, or in one that is no more. */
  stage: string | null;
  percent: number | null;
  isFinal: boolean;
}

function statesOf(definition: ProcessDefinition, older: readonly ProcessDefinition[]): StateRow[] {
  const stages = new Set(definition.stages.map(({ code }) => code));
  const rows = new Map<string, StateRow>();
  for (const each of [definition, ...older]) {
    const percent = new Map(each.stages.map(({ code, percent }) => [code, percent]));
    for (const { code, stage, final: isFinal } of each.states) {
      if (rows.has(code)) continue;
      rows.set(code, {
        ...{ code, isFinal, stage: stage !== null && stages.has(stage) ? stage : null },
        percent: stage === null ? null : (percent.get(stage) ?? null),
      });
    }
  }
  return [...rows.values()];
}

function planOf(processes: Processes, category: string): Plan {
  const definition = processes.inForce.categories.find((each) => each.category === category);
  const money = definition?.fields.find(({ type }) => type === "money");
  if (!definition || !money || definition.stages.length === 0) {
    throw new DomainError("invalid", "reports.no_pipeline");
  }
  const days = definition.fields.filter(({ type }) => type === "day");
  const created = days.find(({ initially }) => initially !== undefined);
  const askingStates = ({ required }: (typeof definition.fields)[number]) =>
    required.flatMap(({ states }) => states ?? []);
  const reason = definition.fields.find(
    (field) => field.type === "choice" && askingStates(field).length > 0,
  );
  return {
    states: statesOf(definition, olderDefinitions(processes, category)),
    ...{ definition, moneyKey: money.key, currencyKey: money.currencyField ?? null },
    currency: money.currency ?? "CZK",
    createdKey: created?.key ?? null,
    expectedKey: days.find(({ key }) => key !== created?.key)?.key ?? null,
    reasonKey: reason?.key ?? null,
    reasonStates: reason ? askingStates(reason) : [],
  };
}

interface Scene {
  tx: Tx;
  plan: Plan;
  where: { all: Fragment; created: Fragment };
}

function conditions({ sql }: Tx, plan: Plan, input: ReturnType<typeof pipelineInput.parse>) {
  const all = sql`c.category = ${plan.definition.category} and c.voided_at is null
    and not exists (select from case_merges g where g.merged_id = c.id)
    ${input.ownerId ? sql`and c.owner_id = ${input.ownerId}` : sql``}`;
  const on = sql`coalesce(nullif(c.fields ->> ${plan.createdKey}::text, '')::date, c.opened_on)`;
  const created = sql`${all}
    ${input.from ? sql`and ${on} >= ${input.from}::date` : sql``}
    ${input.to ? sql`and ${on} <= ${input.to}::date` : sql``}`;
  return { all, created };
}

/** The amount of case `c`, zero where it has none, and its currency. */
const amountSql = ({ sql }: Tx, { moneyKey }: Plan): Fragment =>
  sql`coalesce((c.fields ->> ${moneyKey}::text)::bigint, 0)`;
const currencySql = ({ sql }: Tx, { currencyKey, currency }: Plan): Fragment =>
  sql`upper(coalesce(nullif(c.fields ->> ${currencyKey}::text, ''), ${currency}::text))`;

/** States of the process with their stage and its percent, as rows `s`. */
function stateRows({ sql }: Tx, { states }: Plan): Fragment {
  return sql`unnest(${states.map(({ code }) => code)}::text[],
      ${states.map(({ stage }) => stage)}::text[],
      ${states.map(({ percent }) => percent)}::numeric[],
      (${states.map(({ isFinal }) => String(isFinal))}::text[])::boolean[]) as s(state, stage, percent, is_final)`;
}

async function readStages({ tx, plan, where }: Scene): Promise<PipelineReport["byStage"]> {
  const rows = await tx.sql<PipelineReport["byStage"]>`
    select s.stage, ${currencySql(tx, plan)} as currency, count(*)::int as count,
           sum(${amountSql(tx, plan)})::bigint as "sumMinor",
           round(sum(${amountSql(tx, plan)} * coalesce(s.percent, 0)) / 100)::bigint
             as "weightedMinor"
      from cases c join ${stateRows(tx, plan)} on s.state = c.state
     where ${where.all} and not s.is_final and c.archived_at is null
     group by 1, 2 order by s.stage is null, min(s.percent) nulls last, 2`;
  return [...rows];
}

async function readMonths({ tx, plan, where }: Scene): Promise<PipelineReport["byMonth"]> {
  const rows = await tx.sql<PipelineReport["byMonth"]>`
    select left(nullif(c.fields ->> ${plan.expectedKey}::text, ''), 7) as month,
           ${currencySql(tx, plan)} as currency, count(*)::int as count,
           sum(${amountSql(tx, plan)})::bigint as "sumMinor",
           round(sum(${amountSql(tx, plan)} * s.percent) / 100)::bigint as "weightedMinor"
      from cases c join ${stateRows(tx, plan)} on s.state = c.state
     where ${where.all} and not s.is_final and c.archived_at is null and s.percent is not null
     group by 1, 2 order by 1 nulls last, 2`;
  return [...rows];
}

/** By the farthest stage that a case has ever stood in: one that went back or was refused came so far. */
async function readFunnel(scene: Scene): Promise<Pick<PipelineReport, "funnel" | "created">> {
  const { tx, plan, where } = scene;
  const rows = await tx.sql<{ percent: number | null; count: number }[]>`
    with c as (select c.id, c.state from cases c where ${where.created}),
         visits as (select id, state from c
                    union all select t.case_id, t.from_state from case_transitions t join c on c.id = t.case_id
                    union all select t.case_id, t.to_state from case_transitions t join c on c.id = t.case_id),
         farthest as (select v.id, max(s.percent) as percent
                        from visits v join ${stateRows(tx, plan)} on s.state = v.state group by v.id)
    select percent::float as percent, count(*)::int as count from farthest group by 1`;
  const created = rows.reduce((sum, { count }) => sum + count, 0);
  const reached = (percent: number) =>
    rows.reduce((sum, row) => sum + ((row.percent ?? -1) >= percent ? row.count : 0), 0);
  const funnel = plan.definition.stages.map(({ code, percent }) => {
    return { stage: code, percent, reached: reached(percent) };
  });
  return { funnel, created };
}

async function readRefusals({ tx, plan, where }: Scene): Promise<PipelineReport["refusals"]> {
  if (plan.reasonKey === null) return [];
  const rows = await tx.sql<PipelineReport["refusals"]>`
    select nullif(c.fields ->> ${plan.reasonKey}::text, '') as reason,
           ${currencySql(tx, plan)} as currency, count(*)::int as count,
           sum(${amountSql(tx, plan)})::bigint as "sumMinor"
      from cases c where ${where.created} and c.state = any(${plan.reasonStates}::text[])
     group by 1, 2 order by 3 desc, 1, 2`;
  return [...rows];
}
