import type { InboundAttachment, ParsedMail } from "./inbound-mail";

/** What a server says became of one mail of ours for one recipient. */
export interface DeliveryReport {
  /** "failed" for good, "delayed" and still tried, "delivered" (also relayed, expanded). */
  action: "failed" | "delayed" | "delivered";
  recipient: string | null;
  /** "5.1.1", or null where only words say it. */
  status: string | null;
  /** Ours: "<…@…>", from what came back of it. */
  messageId: string | null;
}

type Fields = Map<string, string>;

const ACTIONS: Readonly<Record<string, DeliveryReport["action"]>> = {
  failed: "failed",
  delayed: "delayed",
  delivered: "delivered",
  relayed: "delivered",
  expanded: "delivered",
};
const MESSAGE_ID = /<[^<>\s]{1,500}>/;
const STATUS = /\b([245]\.\d{1,3}\.\d{1,3})\b/;
const REPORTS_MAX = 200;

const textOf = ({ bytes }: InboundAttachment): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 512 * 1024)).toString(
    "utf8",
  );

export const partOf = ({ attachments }: ParsedMail, type: string): InboundAttachment | undefined =>
  attachments.find(({ mediaType }) => mediaType === type);

/** Groups of "Name: value" lines, divided by empty ones; folded lines joined. */
function fieldGroups(text: string): Fields[] {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+/g, " ")
    .split(/\n{2,}/)
    .map((group) => {
      const lines = group.split("\n").map((line) => /^([\w-]{1,80})\s*:\s*(.*)$/.exec(line));
      const pairs = lines.flatMap((found) =>
        found === null ? [] : ([[found[1]?.toLowerCase() ?? "", found[2] ?? ""]] as const),
      );
      return new Map(pairs);
    })
    .filter((fields) => fields.size > 0);
}

/** What follows the type of an address: "rfc822; jan@x.cz". */
function addressOf(value: string | undefined): string | null {
  const address = value
    ?.replace(/^[^;@]*;/, "")
    .replace(/[<>]/g, "")
    .trim();
  return address?.includes("@") ? address : null;
}

/** The id of the mail that came back, whole or its headers alone, or that the report names. */
export function returnedId(mail: ParsedMail): string | null {
  for (const { mediaType, ...part } of mail.attachments) {
    if (
      !/^(message\/(rfc822|global)|text\/rfc822-headers|message\/rfc822-headers)$/.test(mediaType)
    )
      continue;
    const [head = new Map()] = fieldGroups(textOf({ ...part, mediaType }));
    const [id] = MESSAGE_ID.exec(head.get("message-id") ?? "") ?? [];
    if (id !== undefined) return id;
  }
  return mail.inReplyTo ?? mail.references.at(-1) ?? null;
}

/** The recipients of a delivery status notification (RFC 3464); none where the mail is none. */
export function readDeliveryReports(mail: ParsedMail): DeliveryReport[] {
  const part =
    partOf(mail, "message/delivery-status") ?? partOf(mail, "message/global-delivery-status");
  if (part === undefined) return [];
  const messageId = returnedId(mail);
  return fieldGroups(textOf(part))
    .filter((fields) => fields.has("action") || fields.has("final-recipient"))
    .slice(0, REPORTS_MAX)
    .map((fields) => {
      const status = STATUS.exec(fields.get("status") ?? "")?.[1] ?? null;
      const said = ACTIONS[fields.get("action")?.toLowerCase().trim() ?? ""];
      return {
        action: said ?? (status?.startsWith("4") ? "delayed" : "failed"),
        recipient:
          addressOf(fields.get("original-recipient")) ?? addressOf(fields.get("final-recipient")),
        status,
        messageId,
      };
    });
}

/** A complaint of a reader by way of his provider (RFC 5965), or a receipt that a mail was read. */
export function readComplaint(
  mail: ParsedMail,
): { feedback: string; messageId: string | null } | null {
  const part = partOf(mail, "message/feedback-report");
  if (part === undefined) return null;
  const [fields = new Map()] = fieldGroups(textOf(part));
  return { feedback: fields.get("feedback-type") ?? "other", messageId: returnedId(mail) };
}

/** What a reader's program says it did with a mail (RFC 8098). */
export function readReceipt(
  mail: ParsedMail,
): { disposition: string; messageId: string | null } | null {
  const part = partOf(mail, "message/disposition-notification");
  if (part === undefined) return null;
  const [fields = new Map()] = fieldGroups(textOf(part));
  const [id] = MESSAGE_ID.exec(fields.get("original-message-id") ?? "") ?? [];
  const said = fields.get("disposition") ?? "";
  const disposition = said.slice(said.indexOf(";") + 1).trim();
  return { disposition, messageId: id ?? mail.inReplyTo };
}
