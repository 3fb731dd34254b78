import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { hasPages, type SmsLength, smsLength } from "../templates";
import { assertCarried, readAttached } from "./attached-files";
import { assertDocuments } from "./case-documents";
import { assertNotRefused, compose } from "./compose";
import { HARD_STOPS } from "./contact-policy";
import { type PreviewMessageInput, previewMessageInput } from "./inputs";
import { prefetchContent } from "./prefetch-content";

export interface MessagePreview {
  from: { address: string; name: string };
  to: { address: string; name: string }[];
  landlines: string[];
  subject: string;
  body: string;
  /** Of an HTML document: shown without scripts and without the network. */
  html: string | null;
  document: { name: string; mediaType: string; sizeBytes: number; hasPages: boolean } | null;
  /** Of the template and of the case, as they would go beside it. */
  attachments: { name: string; sizeBytes: number }[];
  ourRef: string;
  yourRef: string;
  unresolved: string[];
  stops: string[];
  canBeAcknowledged: boolean;
  notBefore: Date;
  isPostponed: boolean;
  sms: SmsLength | null;
}

/** A message as it would leave now, with everything that speaks against it. Nothing is written. */
export async function previewMessage(
  ctx: Context,
  raw: PreviewMessageInput,
): Promise<MessagePreview> {
  authorize(ctx, "messages:send");
  const input = previewMessageInput.parse(raw);
  await prefetchContent(ctx, input, [input.caseId]);
  return inTransaction(ctx, async (inner, tx) => {
    const { caseId, partyId, address = null, channel } = input;
    const [row] = await tx.sql<{ refNo: string }[]>`
      select c.ref_no as "refNo" from cases c join case_parties n on n.case_id = c.id
       where c.id = ${caseId} and n.party_id = ${partyId} limit 1`;
    if (!row) throw new DomainError("not_found", "cases.not_found");
    await assertDocuments(tx, input);
    const addressees = [{ caseId, partyId, refNo: row.refNo, address }];
    const [made] = await compose(inner, tx, { content: input, addressees });
    if (!made) throw new DomainError("not_found", "parties.not_found");
    assertNotRefused(made.refusal);
    const fileIds = [...(made.template?.attachmentFileIds ?? []), ...input.attachmentFileIds];
    const attached = channel === "sms" ? [] : await readAttached(tx, fileIds);
    assertCarried(channel, { attached, documents: made.files });
    await writeAudit(inner, {
      ...{ action: "messages.preview", entity: "party", entityId: partyId, caseId },
    });
    const document = made.files.find((file) => "bytes" in file);
    const isHtml = document && "bytes" in document && document.mediaType.startsWith("text/html");
    const { subject, body, ourRef, yourRef, unresolved, stops, notBefore, landlines } = made;
    return {
      ...{ from: made.from, to: made.targets, landlines, subject, body, ourRef, yourRef },
      html: isHtml ? Buffer.from(document.bytes).toString("utf8") : null,
      document:
        document && "bytes" in document
          ? {
              ...{ name: document.name, mediaType: document.mediaType },
              sizeBytes: document.bytes.length,
              hasPages: hasPages(document.mediaType),
            }
          : null,
      attachments: attached.map(({ name, sizeBytes }) => ({ name, sizeBytes })),
      ...{ unresolved, stops, notBefore, isPostponed: notBefore > inner.now },
      canBeAcknowledged: !stops.some((stop) => HARD_STOPS.includes(stop) || stop === "no_address"),
      sms: channel === "sms" ? smsLength(body) : null,
    };
  });
}
