import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { requireVisibleParties } from "../parties";
import { openByHandInput } from "./desk-inputs";
import { placeFor } from "./mail/place-for";
import { startRequest } from "./start-request";

/**
 * Opens a request of a client who telephones, writes a letter or stands at the counter, with what they
 * said. Sent twice with one key it is one. Throws not_found `requests.about_not_found` where it names
 * a case that is not the client's, `parties.not_found`, and as `openCase`.
 */
export async function openByHand(
  ctx: OperatorContext,
  raw: z.input<typeof openByHandInput>,
): Promise<{ caseId: number; refNo: string }> {
  authorize(ctx, "cases:open");
  authorize(ctx, "cases:edit");
  const { text, idempotencyKey, aboutRefNo, ...input } = openByHandInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await requireVisibleParties(inner, tx, [input.partyId]);
    const texts = aboutRefNo ? [aboutRefNo] : [];
    const place = await placeFor(tx, { partyId: input.partyId, texts });
    if (aboutRefNo && place.aboutRefNo !== aboutRefNo) {
      throw new DomainError("not_found", "requests.about_not_found", { field: "aboutRefNo" });
    }
    const [client] = await tx.sql<{ name: string }[]>`
      select full_name as name from parties where id = ${place.partyId}`;
    const key = `hand:${ctx.actor.operatorId}:${idempotencyKey}`;
    const authorName = (client?.name ?? "").slice(0, 200);
    const { isNew, ...opened } = await startRequest(inner, {
      ...{ ...input, ...place, language: null, idempotencyKey: key },
      post: { authorId: null, authorName, text, idempotencyKey: key },
    });
    const { caseId } = opened;
    if (isNew) {
      await writeAudit(inner, {
        ...{ action: "requests.open-by-hand", entity: "case", entityId: caseId, caseId },
        after: { channel: input.channel, kind: input.kind },
      });
    }
    return opened;
  });
}
