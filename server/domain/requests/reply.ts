import { writeAudit } from "../audit";
import { moveCase } from "../cases";
import { inService, inTransaction, type PortalContext, reading } from "../context";
import { askSomebody } from "./ask-somebody";
import { type ReplyInput, replyInput } from "./inputs";
import { lockedState } from "./locked-state";
import { loadMine } from "./my-requests";
import { writePost } from "./posts";
import { requireRoom } from "./room";

/** Writes into a request; one that was answered, resolved or closed goes back to the people. */
export async function replyToRequest(ctx: PortalContext, raw: ReplyInput): Promise<void> {
  const { refNo, text, uploadIds, idempotencyKey } = replyInput.parse(raw);
  const { id: caseId } = await reading(ctx, (tx) => loadMine(tx, refNo));
  const { portalUserId: authorId } = ctx.actor;
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const state = await lockedState(tx, caseId);
    await requireRoom(inner, tx, authorId);
    const isNew = await writePost(inner, {
      ...{ caseId, author: "client", authorId, text, uploadIds, idempotencyKey },
    });
    if (!isNew) return;
    await askSomebody(inner, caseId);
    const entry = { action: "requests.reply", entity: "case", entityId: caseId, caseId };
    await writeAudit(inner, entry);
    if (state === "closed") await moveCase(inner, { caseId, transition: "reopen" });
    else if (state === "waiting-client" || state === "resolved") {
      await moveCase(inner, { caseId, transition: "client-replied" });
    }
  });
}
