import type { Tx } from "@/db/client";
import type { DisputeOutcome, DisputeReason } from "@/db/values/portal";
import { addDays, type Day } from "@/server/kernel/days";
import { requireCase } from "../../cases";
import { authorize, type OperatorContext, reading } from "../../context";
import { disputesOfCaseInput } from "../inputs";
import { DISPUTES_MAX, REST_DAYS } from "./begin-dispute";

export interface DisputeItem {
  id: number;
  claimId: number;
  claimTitle: string;
  caseId: number;
  caseRefNo: string;
  requestId: number;
  requestRefNo: string;
  reason: DisputeReason;
  openedAt: Date;
  pausedUntil: Day;
  outcome: DisputeOutcome | null;
  decidedAt: Date | null;
  decidedName: string | null;
}

/** Disputes of a case's claims, and the one that a request is about; the newest first. */
export async function disputesOfCase(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<DisputeItem[]> {
  authorize(ctx, "cases:read");
  const { caseId } = disputesOfCaseInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    const rows = await tx.sql<DisputeItem[]>`
      select d.id, d.claim_id as "claimId", coalesce(c.title, '') as "claimTitle",
             k.id as "caseId", k.ref_no as "caseRefNo", r.id as "requestId",
             r.ref_no as "requestRefNo", d.reason, d.opened_at as "openedAt",
             d.paused_until as "pausedUntil", d.outcome, d.decided_at as "decidedAt",
             d.decided_name as "decidedName"
        from disputes d join cases k on k.id = d.case_id join cases r on r.id = d.request_id
        join claims c on c.id = d.claim_id
       where d.case_id = ${caseId} or d.request_id = ${caseId}
       order by d.id desc limit 100`;
    return [...rows];
  });
}

export interface MyDispute {
  claimId: number;
  reason: DisputeReason;
  outcome: DisputeOutcome | null;
  pausedUntil: Day;
  /** Of the request; null: somebody else who owes on the case has opened it. */
  refNo: string | null;
  /** Whether the claim may be disputed once more today. */
  isAgain: boolean;
}

/** The last dispute of each claim of a case, as the client of this transaction sees it. */
export async function myDisputes(
  { sql }: Tx,
  { caseId, today }: { caseId: number; today: Day },
): Promise<MyDispute[]> {
  const rows = await sql<(Omit<MyDispute, "isAgain"> & { count: number; lastOn: Day | null })[]>`
    select distinct on (d.claim_id) d.claim_id as "claimId", d.reason, d.outcome,
           d.paused_until as "pausedUntil", r.ref_no as "refNo", (d.decided_at at time zone 'Europe/Prague')::date as "lastOn",
           count(*) over (partition by d.claim_id)::int as count
      from disputes d left join cases r on r.id = d.request_id
     where d.case_id = ${caseId} order by d.claim_id, d.id desc`;
  return rows.map(({ count, lastOn, ...row }) => ({
    ...row,
    isAgain: count < DISPUTES_MAX && lastOn !== null && addDays(lastOn, REST_DAYS) <= today,
  }));
}
