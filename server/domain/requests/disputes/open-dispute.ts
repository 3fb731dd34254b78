import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { inService, inTransaction, type PortalContext, reading } from "../../context";
import { type DisputeClaimInput, disputeClaimInput } from "../inputs";
import { clientOf, writeRequest } from "../open-request";
import { beginDispute, DISPUTE_WORDS, DISPUTING_ROLES, lockDisputed } from "./begin-dispute";

interface Disputed {
  claimId: number;
  caseId: number;
  title: string;
  isOwing: boolean;
}

/**
 * A client disputes a claim: a request opens about it, and notices of the claim wait until it is
 * decided, sixty days at most. Sent twice with one key it is one. Throws not_found
 * `requests.claim_not_found`, precondition `requests.not_owing`, `requests.nothing_owed`,
 * `requests.dispute_open`, `requests.disputes_many`, `requests.dispute_rests`, and as `openRequest`.
 */
export async function disputeClaim(
  ctx: PortalContext,
  raw: DisputeClaimInput,
): Promise<{ refNo: string }> {
  const { refNo: aboutRefNo, claimId, reason, ...input } = disputeClaimInput.parse(raw);
  const claim = await reading(ctx, (tx) => loadOwn(tx, { refNo: aboutRefNo, claimId }));
  if (!claim.isOwing) throw new DomainError("precondition", "requests.not_owing");
  const client = await clientOf(ctx);
  return inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const language = await lockDisputed(tx, claim.caseId);
    const words = DISPUTE_WORDS[language];
    const subject = [words.subject, claim.title].filter(Boolean).join(": ").slice(0, 200);
    const request = await writeRequest(inner, tx, {
      ...{ ...input, ...client, subject, kind: "dispute", aboutRefNo, decision: "pending" },
    });
    if (!request.isNew) return { refNo: request.refNo };
    const { caseId } = claim;
    await beginDispute(inner, tx, {
      ...{ claimId, caseId, reason, request, language, openedAt: ctx.now },
    });
    return { refNo: request.refNo };
  });
}

async function loadOwn(
  { sql }: Tx,
  { refNo, claimId }: { refNo: string; claimId: number },
): Promise<Disputed> {
  const [row] = await sql<Disputed[]>`
    select c.id as "claimId", k.id as "caseId", coalesce(c.title, '') as title,
           exists (select from case_parties p where p.case_id = k.id and p.role = any(${DISPUTING_ROLES}))
             as "isOwing"
      from claims c join cases k on k.id = c.case_id
     where c.id = ${claimId} and k.ref_no = ${refNo} and c.voided_at is null
       and k.voided_at is null`;
  if (!row) throw new DomainError("not_found", "requests.claim_not_found");
  return row;
}
