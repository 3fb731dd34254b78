import type { Tx } from "@/db/client";
import type { Channel, StopReason } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";
import { readRecipients, stopOf } from "../messages";
import { type PlanOfDayInput, type PlanRowsInput, planOfDayInput, planRowsInput } from "./inputs";
import { readActivePlan, readPlan } from "./load";
import { lettersSql } from "./plan-sql";
import type { DunningPlan } from "./step";

export interface PlanStepSum {
  seriesId: number;
  letterCount: number;
  claimCount: number;
  balanceMinor: number;
  /** Fees of the claims that are in the letters. */
  feeMinor: number;
  stops: { reason: StopReason; count: number }[];
}

export interface PlanOfDay {
  plan: DunningPlan | null;
  onDay: Day;
  steps: PlanStepSum[];
}

interface SumRow {
  step: number;
  rank: number | null;
  letterCount: number;
  claimCount: number;
  balanceMinor: number;
  /** Of each claim by its own step. */
  feeMinor: number;
}

/**
 * What a plan would send on a day, by step, and what is stopped and why. Days ahead are told from what
 * is open and sent today. Addresses and caps on contacts are looked at letter by letter, in the rows.
 */
export async function planOfDay(ctx: Context, raw: PlanOfDayInput): Promise<PlanOfDay> {
  authorize(ctx, "dunning:read");
  const { planId, onDay } = planOfDayInput.parse(raw);
  return reading(ctx, async (tx) => {
    const plan = planId ? await readPlan(tx, planId) : await readActivePlan(tx);
    if (!plan) return { plan: null, onDay, steps: [] };
    // A million claims are joined and sorted in memory; with the usual share of it, by way of the disk.
    await tx.sql`select set_config('work_mem', '256MB', true)`;
    const rows = await tx.sql<SumRow[]>`
      select step, rank, count(*)::int as "letterCount", sum(claim_count)::int as "claimCount",
             sum_minor(balance_minor) as "balanceMinor", sum_minor(fee_minor) as "feeMinor"
        from (${lettersSql(tx, { plan, onDay })}) l group by step, rank`;
    return { plan, onDay, steps: sumsOf(plan, rows) };
  });
}

function sumsOf(plan: DunningPlan, rows: readonly SumRow[]): PlanStepSum[] {
  return plan.steps.map((step, index) => {
    const ofStep = rows.filter((row) => row.step === index + 1);
    const free = ofStep.filter(({ rank }) => rank === null);
    const sum = (of: (row: SumRow) => number) => free.reduce((all, row) => all + of(row), 0);
    return {
      seriesId: step.seriesId,
      letterCount: sum((row) => row.letterCount),
      claimCount: sum((row) => row.claimCount),
      balanceMinor: sum((row) => row.balanceMinor),
      feeMinor: sum((row) => row.feeMinor),
      stops: ofStep.flatMap(({ rank, letterCount }) => {
        const reason = rank === null ? null : stopOf(rank);
        return reason ? [{ reason, count: letterCount }] : [];
      }),
    };
  });
}

export interface PlanRow {
  caseId: number;
  refNo: string;
  otherCaseCount: number;
  debtorPartyId: number | null;
  debtorName: string;
  seriesId: number;
  stepName: string;
  dayOffset: number;
  claimCount: number;
  balanceMinor: number;
  currency: Currency;
  feeMinor: number;
  /** The way it would go; null: there is none. */
  channel: Channel | null;
  toAddress: string | null;
  stop: StopReason | null;
  isAuto: boolean;
}

interface LetterRow {
  caseId: number;
  refNo: string;
  caseIds: number[];
  debtorPartyId: number | null;
  debtorName: string;
  step: number;
  rank: number | null;
  claimCount: number;
  balanceMinor: number;
  currency: Currency;
  feeMinor: number;
}

/** Letters of a day one by one, by their lead cases. Throws not_found `dunning.plan_not_found`. */
export async function planRows(
  ctx: Context,
  raw: PlanRowsInput,
): Promise<{ items: PlanRow[]; nextCursor: number | null }> {
  authorize(ctx, "dunning:read");
  const input = planRowsInput.parse(raw);
  return reading(ctx, async (tx) => {
    const plan = await readPlan(tx, input.planId);
    const rows = await readRows(tx, plan, input);
    const items = rows.slice(0, pageEnd(rows, input.limit));
    const recipients = await readRecipients(
      tx,
      items.flatMap(({ debtorPartyId }) => debtorPartyId ?? []),
    );
    const last = items.at(-1);
    const nextCursor = rows.length > items.length && last ? last.caseId : null;
    const told = items.map((row): PlanRow => {
      const step = plan.steps[row.step - 1];
      if (!step) throw new DomainError("not_found", "dunning.plan_not_found");
      const recipient = row.debtorPartyId ? recipients.get(row.debtorPartyId) : undefined;
      const channel = step.methods.find((each) => (recipient?.[each].length ?? 0) > 0) ?? null;
      const { caseIds, step: _, rank, ...head } = row;
      return {
        ...head,
        otherCaseCount: caseIds.length - 1,
        ...{ seriesId: step.seriesId, stepName: step.templateName, dayOffset: step.dayOffset },
        channel,
        toAddress: channel ? (recipient?.[channel][0]?.address ?? null) : null,
        stop: rank !== null ? stopOf(rank) : channel ? null : "no_address",
        isAuto: step.isAuto,
      };
    });
    return { items: told, nextCursor };
  });
}

/** Letters of one lead case are no more than currencies times stops: they are never torn apart. */
const SAME_LEAD_MAX = 40;

function pageEnd(rows: readonly LetterRow[], limit: number): number {
  let end = Math.min(limit, rows.length);
  while (end > 0 && end < rows.length && rows[end]?.caseId === rows[end - 1]?.caseId) end += 1;
  return end;
}

/** A letter stands by the first of its cases; two of one case (in two currencies) stay together. */
async function readRows(
  tx: Tx,
  plan: DunningPlan,
  input: ReturnType<typeof planRowsInput.parse>,
): Promise<LetterRow[]> {
  const { sql } = tx;
  const place = plan.steps.findIndex(({ seriesId }) => seriesId === input.seriesId) + 1;
  return sql<LetterRow[]>`
    select l.lead_case_id as "caseId", k.ref_no as "refNo", l.case_ids as "caseIds",
           l.debtor_party_id as "debtorPartyId", k.debtor_name as "debtorName", l.step, l.rank,
           l.claim_count as "claimCount", l.balance_minor as "balanceMinor",
           l.fee_minor as "feeMinor", l.currency
      from (${lettersSql(tx, { plan, onDay: input.onDay, withCases: true })}) l
      join cases k on k.id = l.lead_case_id
     where ${place === 0 ? sql`true` : sql`l.step = ${place}`}
       ${input.isStopped === true ? sql`and l.rank is not null` : sql``}
       ${input.isStopped === false ? sql`and l.rank is null` : sql``}
       ${input.cursor ? sql`and l.lead_case_id > ${input.cursor}` : sql``}
     order by l.lead_case_id, l.currency, l.rank nulls first limit ${input.limit + SAME_LEAD_MAX}`;
}
