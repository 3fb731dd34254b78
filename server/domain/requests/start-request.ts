import type { RequestKind } from "@/db/values/portal";
import type { RequestChannel } from "@/db/values/requests";
import { openCase } from "../cases";
import type { Context, SystemActor } from "../context";
import { asHouse } from "./as-house";
import { askSomebody } from "./ask-somebody";
import { placeRequests } from "./place-request";
import { type NewPost, writePost } from "./posts";

export interface NewRequest {
  partyId: number;
  /** The wall that it stands behind. */
  accessGroupId: number | null;
  subject: string;
  kind: RequestKind;
  aboutRefNo: string | null;
  /** By which way it came, and the language of whoever wrote, where it is known. */
  channel: RequestChannel;
  language: string | null;
  /** Where it cannot end before somebody decides; who opens it asks for that themselves. */
  decision?: "pending";
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
  const { channel, language, decision } = request;
  if (!ctx.tx) throw new Error("a request is opened inside the verb's transaction");
  const opening = {
    category: "request",
    accessGroupId,
    parties: [{ partyId, role: "client" }],
    fields: { subject, requestKind: kind, aboutRefNo, ...(decision ? { decision } : {}) },
    idempotencyKey,
  };
  const verbFields = ["requestKind", "decision"];
  const { caseId, refNo } = await openCase(ctx, opening, { verbFields });
  await placeRequests(houseOf(ctx), ctx.tx, {
    ...{ caseIds: [caseId], channel },
    ...(language === null ? {} : { language }),
  });
  const isNew = await writePost(ctx, { ...post, caseId, author: "client" });
  if (isNew && !decision) await askSomebody(ctx, caseId);
  return { caseId, refNo, isNew };
}

/** Rules of the house say whose it is, whoever opens it. */
function houseOf(ctx: Context): Context<SystemActor> {
  const { actor } = ctx;
  if (actor.kind === "operator") return asHouse({ ...ctx, actor });
  if (actor.kind === "system") return { ...ctx, actor };
  throw new Error("requests are opened by the people or in the service of a client");
}
