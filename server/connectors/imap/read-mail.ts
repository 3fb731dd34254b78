import { createHash } from "node:crypto";
import type { DeadLetter, DeadReason, InboundMail } from "./inbound-mail";
import { parseMail } from "./parse-mail";

/** What the server says of a mail before it is fetched. */
export interface MailEntry {
  uid: number;
  size: number | null;
  receivedAt: Date | null;
}

/** A mail as it came, read whole, or the dead letter that it is where nobody can read it. */
export async function readMail(entry: MailEntry, raw: Buffer): Promise<InboundMail | DeadLetter> {
  const parsed = await parseMail(raw);
  if (!parsed.ok) return deadLetter(entry, parsed.reason, raw);
  const { mail } = parsed;
  const key = mail.messageId ?? hashOf(raw);
  return { ...mail, kind: "mail", uid: entry.uid, key, receivedAt: entry.receivedAt, raw };
}

/** What is kept of a mail that cannot be read: all of it, its beginning, or nothing. */
export function deadLetter(
  { uid, size, receivedAt }: MailEntry,
  reason: DeadReason,
  raw: Buffer,
): DeadLetter {
  const key = raw.length === 0 ? `uid:${uid}` : hashOf(raw);
  return { kind: "dead", uid, key, reason, receivedAt, size, raw };
}

const hashOf = (raw: Buffer): string => `sha256:${createHash("sha256").update(raw).digest("hex")}`;
