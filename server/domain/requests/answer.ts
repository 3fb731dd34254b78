import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { moveCase, requireCase } from "../cases";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { type AnswerInput, answerInput, postsInput } from "./inputs";
import { type Post, readPosts, writePost } from "./posts";

/** All that was written in a request; empty for a case of another category. Throws not_found. */
export async function postsOfRequest(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<Post[]> {
  authorize(ctx, "cases:read");
  const { caseId } = postsInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    return [...(await readPosts(tx, caseId))];
  });
}

/**
 * Writes to the client of a request; it then waits for the client. Sent twice with one key it is one
 * answer. Throws not_found, precondition `requests.no_request`, `requests.closed`.
 */
export async function answerRequest(ctx: OperatorContext, raw: AnswerInput): Promise<void> {
  authorize(ctx, "cases:edit");
  const { caseId, text, idempotencyKey } = answerInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await requireCase(tx, caseId);
    const [row] = await tx.sql<{ category: string; state: string }[]>`
      select category, state from cases where id = ${caseId} for no key update`;
    if (row?.category !== "request") {
      throw new DomainError("precondition", "requests.no_request");
    }
    if (row.state === "closed") throw new DomainError("precondition", "requests.closed");
    const { operatorId: authorId } = ctx.actor;
    const isNew = await writePost(inner, {
      ...{ caseId, author: "operator", authorId, text, idempotencyKey },
    });
    if (!isNew) return;
    const entry = { action: "requests.answer", entity: "case", entityId: caseId, caseId };
    await writeAudit(inner, entry);
    if (row.state !== "waiting-client") await moveCase(inner, { caseId, transition: "answer" });
  });
}
