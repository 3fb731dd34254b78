import type { RequestKind } from "@/db/values/portal";
import { openCase } from "../cases";
import type { Context } from "../context";
import { askSomebody } from "./ask-somebody";
import { type NewPost, writePost } from "./posts";

export interface NewRequest {
  partyId: number;
  /** The wall that it stands behind. */
  accessGroupId: number | null;
  subject: string;
  kind: RequestKind;
  aboutRefNo: string | null;
  /** Of the form or the mail: the same opens one request. */
  idempotencyKey: string;
  /** The client's first words. */
  post: Omit<NewPost, "caseId" | "author">;
}

/**
 * Opens a request with its client's first words and asks somebody for an answer, by whatever way it
 * came. Everything that has to happen to a new request happens here. Part of the caller's transaction.
 */
export async function startRequest(
  ctx: Context,
  request: NewRequest,
): Promise<{ caseId: number; refNo: string; isNew: boolean }> {
  const { partyId, accessGroupId, subject, kind, aboutRefNo, idempotencyKey, post } = request;
  const { caseId, refNo } = await openCase(ctx, {
    category: "request",
    accessGroupId,
    parties: [{ partyId, role: "client" }],
    fields: { subject, requestKind: kind, aboutRefNo },
    idempotencyKey,
  });
  const isNew = await writePost(ctx, { ...post, caseId, author: "client" });
  if (isNew) await askSomebody(ctx, caseId);
  return { caseId, refNo, isNew };
}
