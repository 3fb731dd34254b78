import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { PostalAddress } from "@/db/schema/messages";
import type { DeliveryMode, MessageFileKind } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { fileContent } from "../files";
import { hasPages } from "../templates";
import { messageIdInput } from "./inputs";
import type { MessageItem } from "./list-messages";
import { type ComingStop, comingStops } from "./stops-of-waiting";
import { visibleMessage } from "./visible-message";

export type MessageDetail = MessageItem & {
  body: string;
  toPostal: PostalAddress | null;
  ourRef: string;
  yourRef: string;
  deliveryMode: DeliveryMode | null;
  messageId: string | null;
  providerId: string | null;
  parts: number | null;
  priceMinor: number | null;
  priceCurrency: "CZK" | "EUR" | null;
  postingNo: string | null;
  postedOn: string | null;
  replacesId: number | null;
  /** It came, and a person said that it belongs to no case. */
  isDismissed: boolean;
  /** Of one that waits: what will stop it when its time comes. */
  comingStops: ComingStop[];
  templateName: string | null;
  templateId: number | null;
  templateVersion: number | null;
  /** SHA-256 of what was sent, in hex. */
  contentHash: string | null;
  html: string | null;
  /** Its document, where it is one whose pages can be shown. */
  pagesFileId: number | null;
  files: {
    fileId: number;
    kind: MessageFileKind;
    name: string;
    sizeBytes: number;
    sha256: string;
  }[];
};

/** One message whole. Reading it is written down: it holds personal data. */
export async function getMessage(
  ctx: Context,
  raw: z.input<typeof messageIdInput>,
): Promise<MessageDetail> {
  authorize(ctx, "messages:read");
  const { messageId } = messageIdInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<
      Omit<MessageDetail, "files" | "html" | "pagesFileId" | "comingStops">[]
    >`
      select m.id, m.direction, m.channel, m.state, m.case_id as "caseId", c.ref_no as "refNo",
             m.party_id as "partyId", m.to_address as "toAddress", m.to_name as "toName",
             m.to_postal as "toPostal", m.from_address as "fromAddress",
             m.from_name as "fromName", m.subject, m.body, left(m.body, 200) as preview,
             m.our_ref as "ourRef", m.your_ref as "yourRef", m.delivery_mode as "deliveryMode",
             m.is_automatic as "isAutomatic", m.attempts, m.last_error as "lastError", m.provider,
             m.not_before as "notBefore", m.created_at as "createdAt", m.sent_at as "sentAt",
             m.delivered_at as "deliveredAt", m.message_id as "messageId",
             m.provider_id as "providerId", m.parts, m.price_minor as "priceMinor",
             m.price_currency as "priceCurrency", m.posting_no as "postingNo",
             m.posted_on as "postedOn", m.replaces_id as "replacesId",
             m.dismissed_at is not null as "isDismissed",
             encode(m.content_hash, 'hex') as "contentHash", o.name as "createdByName",
             t.name as "templateName", t.id as "templateId", v.number as "templateVersion"
        from messages m left join cases c on c.id = m.case_id
        left join operators o on o.id = m.created_by
        left join template_versions v on v.id = m.template_version_id
        left join templates t on t.id = v.template_id
       where m.id = ${messageId} and ${visibleMessage(tx.sql)}`;
    if (!row) throw new DomainError("not_found", "messages.not_found");
    const files = await tx.sql<(MessageDetail["files"][number] & { mediaType: string })[]>`
      select f.id as "fileId", x.kind, f.name, f.size_bytes as "sizeBytes",
             encode(f.sha256, 'hex') as sha256, f.media_type as "mediaType"
        from message_files x join files f on f.id = x.file_id
       where x.message_id = ${messageId} order by x.place`;
    const page = files.find(
      ({ kind, mediaType }) => kind === "document" && mediaType.startsWith("text/html"),
    );
    const html = page ? (await fileContent(tx, page.fileId)).toString("utf8") : null;
    const paged = files.find(({ kind, mediaType }) => kind === "document" && hasPages(mediaType));
    const coming = await comingStopsOf(inner, tx, row);
    await writeAudit(inner, {
      ...{ action: "messages.read", entity: "message", entityId: messageId, caseId: row.caseId },
    });
    return {
      ...{ ...row, html, pagesFileId: paged?.fileId ?? null, comingStops: coming },
      files: files.map(({ mediaType: _, ...file }) => file),
    };
  });
}

async function comingStopsOf(
  ctx: Context,
  tx: Tx,
  row: Pick<
    MessageDetail,
    "id" | "direction" | "state" | "channel" | "caseId" | "partyId" | "isAutomatic"
  >,
): Promise<ComingStop[]> {
  const { id, caseId, partyId, isAutomatic, channel } = row;
  if (row.direction !== "outbound" || row.state !== "waiting") return [];
  if (caseId === null || partyId === null) return [];
  return comingStops(ctx, tx, { id, caseId, partyId, isAutomatic, channel });
}
