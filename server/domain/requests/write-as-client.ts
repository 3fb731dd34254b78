import type { Tx } from "@/db/client";
import { writeAudit } from "../audit";
import { moveCase } from "../cases";
import type { Context } from "../context";
import { askSomebody } from "./ask-somebody";
import { refreshClocks } from "./clock/refresh-clocks";
import { lockLiving } from "./lock-requests";
import { type NewPost, writePost } from "./posts";

/**
 * Writes what the client says into a request, by whatever way it came; one that was answered, resolved
 * or closed goes back to the people. Answers whether it is a new line. Part of the caller's transaction.
 */
export async function writeAsClient(
  ctx: Context,
  tx: Tx,
  post: Omit<NewPost, "author">,
): Promise<boolean> {
  // A mail may answer a request that was merged since.
  const { caseId, state } = await lockLiving(tx, post.caseId);
  const isNew = await writePost(ctx, { ...post, caseId, author: "client" });
  if (!isNew) return false;
  await askSomebody(ctx, caseId);
  const entry = { action: "requests.reply", entity: "case", entityId: caseId, caseId };
  await writeAudit(ctx, entry);
  if (state === "closed") await moveCase(ctx, { caseId, transition: "reopen" });
  else if (state === "waiting-client" || state === "resolved") {
    await moveCase(ctx, { caseId, transition: "client-replied" });
  }
  await refreshClocks(tx, { now: ctx.now, caseIds: [caseId] });
  return true;
}
