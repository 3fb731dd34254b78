import type { Channel, Direction, MessageFileKind, MessageState } from "@/db/values/messages";
import { type Context, inTransaction } from "../../context";
import { storeFile } from "../../files";
import { addDocument } from "../../timeline";

export interface MessageMade {
  messageId: number;
  fileIds: number[];
}

export interface MessageGiven {
  caseId: number;
  partyId: number | null;
  text: string;
  direction?: Direction;
  channel?: Channel;
  state?: MessageState;
  files?: { kind: MessageFileKind; name: string; content?: string; mediaType?: string }[];
}

let serial = 0;
const bytesOf = async function* (text: string) {
  yield Buffer.from(text);
};

/** A message of a case as it lies in the database once its carrier took it, or once it was filed. */
export function keepMessage(ctx: Context, given: MessageGiven): Promise<MessageMade> {
  const { caseId, partyId, text, direction = "outbound", channel = "email" } = given;
  const state = given.state ?? (direction === "outbound" ? "sent" : "filed");
  serial += 1;
  return inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<{ id: number }[]>`
      insert into messages (key, direction, channel, state, case_id, party_id, to_address, subject,
                            body, language, sent_at, created_at)
      values (${`paper-scene-${serial}-${text}`}, ${direction}, ${channel}, ${state}, ${caseId},
              ${partyId}, 'x@c.example', ${`Předmět ${text}`}, ${text}, 'cs', ${inner.now},
              ${inner.now})
      returning id`;
    const messageId = row?.id ?? 0;
    const fileIds: number[] = [];
    for (const [place, file] of (given.files ?? []).entries()) {
      const mediaType = file.mediaType ?? "text/plain";
      const content = bytesOf(file.content ?? text);
      const { fileId } = await storeFile(inner, tx, { name: file.name, mediaType, content });
      fileIds.push(fileId);
      await tx.sql`insert into message_files (message_id, place, kind, file_id)
                   values (${messageId}, ${place}, ${file.kind}, ${fileId})`;
    }
    return { messageId, fileIds };
  });
}

/** A document on a case, shown to nobody yet. */
export async function keepDocument(
  ctx: Context,
  given: { caseId: number; name: string; content: string; replacesEventId?: number },
): Promise<{ eventId: number; fileId: number }> {
  const { caseId, name, content, replacesEventId } = given;
  const added = await addDocument(ctx, {
    ...{ caseId, file: { name, mediaType: "text/plain", content: bytesOf(content) } },
    ...(replacesEventId === undefined ? {} : { replacesEventId }),
  });
  return inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<{ fileId: number }[]>`
      select file_id as "fileId" from case_events where id = ${added.eventId}`;
    return { eventId: added.eventId, fileId: row?.fileId ?? 0 };
  });
}
