import type { Tx } from "@/db/client";
import type { DisputeOutcome, DisputeVerdict } from "@/db/values/portal";
import { addDays } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../../audit";
import { moveCase, requireCase } from "../../cases";
import { authorize, type Context, inTransaction, type OperatorContext } from "../../context";
import { holdContact } from "../../messages";
import { tellAnswer } from "../answer";
import { asJob } from "../as-job";
import { askSomebody } from "../ask-somebody";
import { refreshClocks } from "../clock/refresh-clocks";
import { type DecideDisputeInput, decideDisputeInput } from "../inputs";
import { writePost } from "../posts";
import { endDispute, type OpenDispute } from "./end-dispute";

/** What was accepted is lowered first; nobody is asked meanwhile for what they do not owe. */
export const LOWER_DAYS = 7;

const LOWER: Record<Locale, string> = {
  cs: "Snížit nebo stáhnout pohledávku: klient uspěl s nesouhlasem",
  sk: "Znížiť alebo stiahnuť pohľadávku: klient uspel s nesúhlasom",
  en: "Lower or withdraw the claim: the client's dispute was accepted",
  ru: "Уменьшить или снять требование: возражение клиента признано",
};

interface Row extends OpenDispute {
  outcome: DisputeOutcome | null;
}

/**
 * Decides a dispute and answers the client; the pause ends. Where it was accepted, be it in part,
 * somebody is asked to lower the claim by the usual means, and notices wait a week for that. Decided
 * the same way again, nothing happens. Throws not_found `requests.dispute_not_found`, conflict
 * `requests.dispute_decided`.
 */
export async function decideDispute(ctx: OperatorContext, raw: DecideDisputeInput): Promise<void> {
  authorize(ctx, "cases:edit");
  authorize(ctx, "messages:hold");
  const { disputeId, verdict, text, fileIds, idempotencyKey } = decideDisputeInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const dispute = await loadDispute(tx, disputeId);
    if (dispute.outcome === verdict) return;
    if (dispute.outcome !== null) throw new DomainError("conflict", "requests.dispute_decided");
    const { requestId: caseId } = dispute;
    const { operatorId: authorId } = ctx.actor;
    await writePost(inner, {
      ...{ caseId, author: "operator", authorId, text, fileIds, idempotencyKey },
    });
    await tellAnswer(inner, tx, { caseId, text, fileIds });
    await endDispute(inner, tx, { dispute, outcome: verdict, reason: text });
    if (verdict !== "rejected") await askToLower(inner, dispute, text);
    await writeAudit(inner, {
      ...{ action: "requests.decide-dispute", entity: "case", entityId: caseId, caseId },
      after: { claimId: dispute.claimId, outcome: verdict },
    });
    await moveCase({ ...asJob(ctx), tx }, { caseId, transition: transitionOf(verdict) });
    await refreshClocks(tx, { now: ctx.now, caseIds: [caseId] });
  });
}

const transitionOf = (verdict: DisputeVerdict) => `decide-${verdict}`;

/** The case first, as everybody locks it; hidden cases are not there. */
async function loadDispute(tx: Tx, disputeId: number): Promise<Row> {
  const missing = () => new DomainError("not_found", "requests.dispute_not_found");
  const [place] = await tx.sql<{ caseId: number; requestId: number }[]>`
    select case_id as "caseId", request_id as "requestId" from disputes where id = ${disputeId}`;
  if (!place) throw missing();
  for (const caseId of [place.caseId, place.requestId]) {
    await requireCase(tx, caseId).catch(() => {
      throw missing();
    });
  }
  await tx.sql`select id from cases where id = any(${[place.caseId, place.requestId]}::bigint[])
                order by id for no key update`;
  const [row] = await tx.sql<Row[]>`
    select id, claim_id as "claimId", case_id as "caseId", request_id as "requestId",
           hold_id as "holdId", outcome from disputes where id = ${disputeId} for update`;
  if (!row) throw missing();
  return row;
}

async function askToLower(
  ctx: Context,
  { claimId, caseId }: OpenDispute,
  reason: string,
): Promise<void> {
  const untilOn = addDays(ctx.today, LOWER_DAYS);
  const words = reason.slice(0, 500);
  await holdContact(ctx, { claimId, kind: "dispute", reason: words, untilOn });
  await askSomebody(ctx, caseId, { texts: LOWER, dueInDays: 3, isAlways: true });
}
