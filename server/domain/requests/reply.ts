import { inService, inTransaction, type PortalContext, reading } from "../context";
import { type ReplyInput, replyInput } from "./inputs";
import { lockLiving } from "./lock-requests";
import { loadMine } from "./my-requests";
import { isWritten } from "./posts";
import { requireRoom } from "./room";
import { writeAsClient } from "./write-as-client";

/** Writes into a request; one that was answered, resolved or closed goes back to the people. */
export async function replyToRequest(ctx: PortalContext, raw: ReplyInput): Promise<void> {
  const { refNo, text, uploadIds, idempotencyKey } = replyInput.parse(raw);
  const { id: caseId } = await reading(ctx, (tx) => loadMine(tx, refNo));
  const { portalUserId: authorId } = ctx.actor;
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    await lockLiving(tx, caseId);
    const post = { caseId, authorId, text, uploadIds, idempotencyKey };
    if (!(await isWritten(tx, { ...post, author: "client" }))) {
      await requireRoom(inner, tx, authorId);
    }
    await writeAsClient(inner, tx, post);
  });
}
