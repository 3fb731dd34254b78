import type { z } from "zod";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction } from "../../context";
import { dismissMessageInput } from "../channel-inputs";
import { lockUnfiled } from "./load-unfiled";

/** It belongs to no case; it stays kept with its files. Throws conflict `channels.not_unfiled`. */
export async function dismissMessage(
  ctx: Context,
  raw: z.input<typeof dismissMessageInput>,
): Promise<void> {
  authorize(ctx, "messages:send");
  const { messageId, reason } = dismissMessageInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await lockUnfiled(tx, messageId);
    await tx.sql`
      update messages set dismissed_at = ${inner.now}, dismissed_by = ${authorOf(inner.actor).id}
       where id = ${messageId}`;
    await writeAudit(inner, {
      ...{ action: "messages.dismiss", entity: "message", entityId: messageId, reason },
    });
  });
}
