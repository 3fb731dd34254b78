import type { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { requireCase } from "../../cases";
import { authorize, inTransaction, type OperatorContext, reading } from "../../context";
import { asHouse } from "../as-house";
import { recordDisputeInput, requestIdInput } from "../desk-inputs";
import { becomeDecidable, lockToRecord } from "../record-request";
import { beginDispute, DISPUTING_ROLES, lockDisputed } from "./begin-dispute";

export interface DisputableClaim {
  claimId: number;
  caseId: number;
  title: string;
  refNo: string;
  balanceMinor: number;
  currency: Currency;
  /** It is disputed and not decided yet. */
  isDisputed: boolean;
}

const CLAIMS_MAX = 200;

/** Claims that a person is asked to pay, as far as the operator sees their cases; newest first. */
const claimsOf = ({ sql }: Tx, requestId: number) => sql<DisputableClaim[]>`
  select c.id as "claimId", coalesce(c.title, '') as title, k.ref_no as "refNo", k.id as "caseId",
         c.balance_minor as "balanceMinor", c.currency,
         exists (select from disputes d where d.claim_id = c.id and d.decided_at is null)
           as "isDisputed"
    from claims c join cases k on k.id = c.case_id
   where c.voided_at is null and c.balance_minor > 0 and k.voided_at is null
     and k.closed_at is null and k.archived_at is null
     and exists (
       select from case_parties mine
         join case_parties asked on living_party(asked.party_id) = living_party(mine.party_id)
        where asked.case_id = ${requestId} and asked.role = 'client'
          and mine.case_id = k.id and mine.role = any(${DISPUTING_ROLES}))
   order by k.id desc, c.id limit ${CLAIMS_MAX}`;

/** What the client of a request may dispute. Throws not_found. */
export async function disputableClaims(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<DisputableClaim[]> {
  authorize(ctx, "cases:edit");
  const { caseId } = requestIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    return [...(await claimsOf(tx, caseId))];
  });
}

/**
 * Records a request as its client's dispute of a claim, with all that follows where they dispute it
 * themselves: notices wait, and somebody decides. Recorded so already, nothing happens. Throws
 * not_found `requests.claim_not_found`, precondition `requests.kind_decided`, and as `lockToRecord`
 * and `beginDispute`.
 */
export async function recordDispute(
  ctx: OperatorContext,
  raw: z.input<typeof recordDisputeInput>,
): Promise<void> {
  authorize(ctx, "cases:edit");
  const { claimId, reason, ...came } = recordDisputeInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const request = await lockToRecord(inner, tx, came);
    if (request.isRecorded) return requireSame(tx, { requestId: request.caseId, claimId });
    const claim = (await claimsOf(tx, came.caseId)).find((each) => each.claimId === claimId);
    if (!claim) throw new DomainError("not_found", "requests.claim_not_found");
    const { caseId, refNo: aboutRefNo } = claim;
    const language = await lockDisputed(tx, caseId);
    await becomeDecidable(inner, tx, { ...came, kind: "dispute", aboutRefNo });
    await beginDispute(asHouse(inner), tx, {
      ...{ claimId, caseId, reason, request, language, openedAt: request.received.at },
    });
  });
}

async function requireSame(
  { sql }: Tx,
  { requestId, claimId }: { requestId: number; claimId: number },
): Promise<void> {
  const [same] = await sql`
    select 1 from disputes where request_id = ${requestId} and claim_id = ${claimId}`;
  if (!same) throw new DomainError("precondition", "requests.kind_decided");
}
