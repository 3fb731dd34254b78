import type { Tx } from "@/db/client";
import { type ReceivedMessage, ZFO_TYPE } from "@/server/connectors/data-box";
import type { Context } from "../../context";
import { FILE_BYTES_MAX, shownTypeOf } from "../../files";
import { cleanLine } from "./clean-text";
import type { InboundDraft } from "./inbound-draft";
import { matchDataMessage } from "./match-data-message";
import { type Kept, writeInbound } from "./write-inbound";

/** What a data message is kept under. */
export const dataMessageKey = (id: string): string => `in:isds:${id}`;

/** Files a data message to its case or, in doubt, to the list of the unfiled; each once. */
export async function fileDataMessage(
  ctx: Context,
  tx: Tx,
  message: ReceivedMessage,
): Promise<Kept> {
  const place = await matchDataMessage(ctx, tx, message);
  return writeInbound(ctx, tx, { draft: draftOfDataMessage(message, ctx.now), place });
}

/** A data message as it is kept: the signed original, and what is enclosed by its content. */
export function draftOfDataMessage(message: ReceivedMessage, now: Date): InboundDraft {
  const { id, senderBox, senderName, senderIdent, senderRefNumber, zfo } = message;
  const subject = cleanLine(message.subject ?? "");
  const original = { kind: "original" as const, name: `${id}.zfo`, mediaType: ZFO_TYPE };
  return {
    ...{ key: dataMessageKey(id), channel: "data_box", provider: "isds", providerId: id },
    ...{ kind: "person", fromAddress: cleanLine(senderBox ?? "") },
    ...{ fromName: cleanLine(senderName ?? ""), toAddress: cleanLine(message.recipientBox ?? "") },
    ...{ subject, body: "", shown: subject },
    theirRef: cleanLine(senderIdent ?? senderRefNumber ?? "").slice(0, 50),
    at: message.acceptedAt ?? message.deliveredAt ?? now,
    files: [
      ...(zfo.byteLength > 0 ? [{ ...original, bytes: zfo }] : []),
      ...message.files
        .filter(({ bytes }) => bytes.byteLength > 0 && bytes.byteLength <= FILE_BYTES_MAX)
        .map(({ name, bytes }) => ({
          ...{ kind: "attachment" as const, name: cleanLine(name) || "priloha", bytes },
          mediaType: shownTypeOf(bytes) ?? "application/octet-stream",
        })),
    ],
  };
}

/** What is known of one that could not be taken: its envelope, for a person to read it in the box. */
export const draftOfEnvelope = (
  envelope: Omit<ReceivedMessage, "files" | "zfo">,
  now: Date,
): InboundDraft => ({
  ...draftOfDataMessage({ ...envelope, files: [], zfo: Buffer.alloc(0) }, now),
  ...{ kind: "unreadable", trouble: "unreadable" },
});
