import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { RightOutcome } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { moveCase, requireCase } from "../../cases";
import {
  authorize,
  authorOf,
  type Context,
  inTransaction,
  type OperatorContext,
  reading,
} from "../../context";
import { holdContact } from "../../messages";
import { tellAnswer } from "../answer";
import { refreshClocks } from "../clock/refresh-clocks";
import { requireGivable } from "../files/attach-files";
import { answerRightInput } from "../inputs";
import { writePost } from "../posts";
import { holdWords } from "./hold-words";
import { inOwnJob } from "./in-own-job";
import { type LegalHold, legalHolds } from "./legal-holds";
import { lockRight, type RightRow } from "./load-right";

type AnswerRightInput = z.input<typeof answerRightInput>;

/**
 * The request has to be one that the operator sees, and so have the documents that they give; the job
 * then sees the whole tenant.
 */
export async function requireRequest(
  ctx: OperatorContext,
  requestId: number,
  fileIds: readonly number[] = [],
): Promise<void> {
  authorize(ctx, "privacy:decide");
  await reading(ctx, async (tx) => {
    await requireCase(tx, requestId);
    await requireGivable(tx, requestId, fileIds);
  });
}

/**
 * Refuses what was asked, and tells the client why: the words given, and each hold of the law with
 * its until-when. Refused already, nothing happens. Throws not_found `requests.right_not_found`,
 * conflict `requests.right_decided`.
 */
export async function refuseRight(ctx: OperatorContext, raw: AnswerRightInput): Promise<void> {
  const { caseId: requestId, text, ...sent } = answerRightInput.parse(raw);
  await requireRequest(ctx, requestId, sent.fileIds);
  await inTransaction(inOwnJob(ctx), async (inner, tx) => {
    const right = await lockRight(tx, { requestId });
    if (isDecided(right, "refused")) return;
    const holds = await legalHolds(tx, { partyId: right.partyId, today: ctx.today });
    const named =
      right.kind === "erasure" ? holds.map((hold) => holdWords(hold, right.language)) : [];
    const lines = named.map((words) => `• ${words}`);
    const words = lines.length > 0 ? `${text}\n\n${lines.join("\n")}` : text;
    await answer(inner, tx, { right, text: words, ...sent });
    await endRight(inner, tx, { right, outcome: "refused", holds });
  });
}

/**
 * Restricts the processing: notices and bulk messages stop, and the card says so until somebody
 * lifts it. Throws as `refuseRight`.
 */
export async function restrictParty(ctx: OperatorContext, raw: AnswerRightInput): Promise<void> {
  const { caseId: requestId, text, ...sent } = answerRightInput.parse(raw);
  await requireRequest(ctx, requestId, sent.fileIds);
  await inTransaction(inOwnJob(ctx), async (inner, tx) => {
    const right = await lockRight(tx, { requestId, kind: "restriction" });
    if (isDecided(right, "granted")) return;
    const { partyId, refNo: reason } = right;
    const { holdId } = await holdContact(inner, { partyId, kind: "restricted", reason });
    await answer(inner, tx, { right, text, ...sent });
    await tx.sql`update data_rights set hold_id = ${holdId} where id = ${right.id}`;
    await endRight(inner, tx, { right, outcome: "granted", holds: [] });
  });
}

/** Whether it was decided so already. Throws conflict `requests.right_decided` of another outcome. */
export function isDecided({ outcome }: RightRow, wanted: RightOutcome): boolean {
  if (outcome !== null && outcome !== wanted) {
    throw new DomainError("conflict", "requests.right_decided");
  }
  return outcome === wanted;
}

interface Answer {
  right: RightRow;
  text: string;
  fileIds: readonly number[];
  idempotencyKey: string;
}

export async function answer(
  ctx: Context,
  tx: Tx,
  { right: { requestId: caseId }, ...said }: Answer,
): Promise<void> {
  const authorId = authorOf(ctx.actor).id ?? 0;
  await writePost(ctx, { caseId, author: "operator", authorId, ...said });
  await tellAnswer(ctx, tx, { caseId, ...said });
}

interface End {
  right: RightRow;
  outcome: "granted" | "refused";
  holds: readonly LegalHold[];
}

/** Writes the decision down and takes the request's decided step. */
export async function endRight(ctx: Context, tx: Tx, { right, outcome, holds }: End) {
  const { id, requestId: caseId, partyId, kind } = right;
  const { id: operatorId, name } = authorOf(ctx.actor);
  const kept = holds.map(({ kind, untilOn }) => ({ kind, untilOn }));
  await tx.sql`
    update data_rights set outcome = ${outcome}, decided_at = ${ctx.now},
           decided_by = ${operatorId}, decided_name = ${name},
           legal_holds = ${JSON.stringify(kept)}::jsonb
     where id = ${id}`;
  await writeAudit(ctx, {
    ...{ action: `requests.right-${outcome}`, entity: "party", entityId: partyId, caseId },
    after: { kind, holds: kept.map((hold) => hold.kind).join(", ") },
  });
  await moveCase(ctx, { caseId, transition: `decide-${outcome}` });
  await refreshClocks(tx, { now: ctx.now, caseIds: [caseId] });
}
