import { type Attachment, type CreateEmailOptions, Resend } from "resend";
import type { Handed } from "@/server/kernel/delivery";
import { retryAfterSeconds, stuck } from "../web";
import { type LetterMail, type MailCarrier, sealLetter, unsealed } from "./letter-mail";

export interface ResendSettings {
  apiKey: string;
  baseUrl?: string | undefined;
  /** From the question to the last byte of the answer. */
  timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 60_000;

/** Of the address or the content: another try would be refused as well. */
const FINAL_STATUSES = new Set([400, 404, 413, 422]);
/** An answer of the account, not of the letter. */
const QUOTAS = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);
/** The key stands for a letter of other words, which was taken: another try can double nothing. */
const OTHER_BODY = "invalid_idempotent_request";

/**
 * Letters by Resend. The key goes along and holds there for 24 hours from the try that was taken: so
 * long another one under it doubles nothing, and is the one way to ask. An answer of 5xx and no
 * answer at all are `uncertain`, so that whoever tries again knows how long ago that try was.
 */
export function resendCarrier(settings: ResendSettings): MailCarrier {
  const { apiKey, baseUrl, timeoutMs = TIMEOUT_MS } = settings;
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  const hand = async (mail: LetterMail, key: string): Promise<Handed> => {
    const sealed = sealLetter(mail);
    if (!sealed.ok) return unsealed(sealed.fault);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const options = { idempotencyKey: key, signal };
      const answer = await resend.emails.send(payloadOf(sealed.letter), options);
      if (signal.aborted) return { outcome: "uncertain", reason: "timeout" };
      if (answer.error) return handedOf(answer.error, answer.headers);
      const { id } = answer.data;
      // A 200 that names nothing is no answer of theirs: something stands in between.
      if (typeof id !== "string") return { outcome: "uncertain", reason: "odd_answer" };
      return { outcome: "accepted", providerId: id };
    } catch {
      return { outcome: "uncertain", reason: signal.aborted ? "timeout" : "unreachable" };
    }
  };
  return {
    code: "resend",
    isRepeatable: true,
    hand,
    /** Within a day of the first try; later the key is forgotten, and a person must look instead. */
    async find(mail, key) {
      const handed = await hand(mail, key);
      if (handed.outcome === "accepted") return handed;
      if (handed.outcome === "refused") return { outcome: "missing" };
      return { outcome: "unclear", reason: handed.reason };
    },
    close: async () => undefined,
  };
}

function payloadOf(letter: LetterMail): CreateEmailOptions {
  const { from, to, replyTo, subject, text, html } = letter;
  return {
    from: from.name === "" ? from.address : `${quoted(from.name)} <${from.address}>`,
    ...{ to, replyTo, subject, text },
    ...(html === undefined ? {} : { html }),
    headers: {
      ...letter.headers,
      "Message-ID": letter.messageId,
      ...(letter.inReplyTo === undefined ? {} : { "In-Reply-To": letter.inReplyTo }),
      ...(letter.references?.length ? { References: letter.references.join(" ") } : {}),
    },
    ...(letter.attachments.length === 0
      ? {}
      : { attachments: letter.attachments.map(attachmentOf) }),
  };
}

function attachmentOf({ name, mediaType, bytes, contentId }: LetterMail["attachments"][number]) {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const attachment: Attachment = {
    filename: name,
    contentType: mediaType,
    content: content.toString("base64"),
    ...(contentId === undefined ? {} : { contentId }),
  };
  return attachment;
}

/** A name in quotes: "Agentura, s. r. o. <x>" is one name and no list of addresses. */
const quoted = (name: string): string => `"${name.replace(/["\\]/g, "\\$&")}"`;

/** Their words for a fault of the network, an answer that no one can read, or a fault of theirs. */
const isUnclear = (status: number): boolean => status < 400 || status >= 500;

function handedOf(
  { statusCode, name }: { statusCode: number | null; name: string },
  headers: Record<string, string> | null,
): Handed {
  const status = statusCode ?? 0;
  // No status: their client caught an error of the network.
  const reason = status === 0 ? "unreachable" : `${status} ${name}`;
  const isStuck = name === OTHER_BODY || QUOTAS.has(name) || status === 401 || status === 403;
  if (isStuck) return stuck(reason);
  if (FINAL_STATUSES.has(status)) return { outcome: "refused", reason };
  if (isUnclear(status)) return { outcome: "uncertain", reason };
  const seconds = retryAfterSeconds(headers?.["retry-after"], new Date());
  return { outcome: "busy", reason, ...(seconds === null ? {} : { retryAfterSeconds: seconds }) };
}
