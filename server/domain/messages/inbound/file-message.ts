import type { z } from "zod";
import { cutQuotes } from "@/server/connectors/imap";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { requireCase } from "../../cases";
import { authorize, type Context, inTransaction } from "../../context";
import { writeFact } from "../../events";
import { fileMessageInput } from "../channel-inputs";
import { lockUnfiled } from "./load-unfiled";
import { writeReplyLine } from "./write-inbound";

/** A person's word on where an inbound message belongs. Throws conflict `channels.not_unfiled`. */
export async function fileMessage(
  ctx: Context,
  raw: z.input<typeof fileMessageInput>,
): Promise<void> {
  authorize(ctx, "messages:send");
  const { messageId, caseId } = fileMessageInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { body } = await lockUnfiled(tx, messageId);
    await requireCase(tx, caseId);
    const updated = await tx.sql`
      update messages m
         set case_id = ${caseId}, state = 'filed',
             party_id = (select n.party_id from case_parties n
                           left join party_contacts k on k.party_id = n.party_id
                           left join parties p on p.id = n.party_id
                          where n.case_id = ${caseId}
                            and (k.value = m.from_address or p.data_box_id = m.from_address)
                          order by n.party_id limit 1)
       where m.id = ${messageId} returning m.id`;
    if (updated.length === 0) throw new DomainError("not_found", "messages.not_found");
    await writeReplyLine(inner, tx, { messageId, caseId, shown: cutQuotes(body).text });
    await writeFact(inner, { name: "message.filed", payload: { messageId, caseId } });
    await writeAudit(inner, {
      ...{ action: "messages.file", entity: "message", entityId: messageId, caseId },
    });
  });
}
