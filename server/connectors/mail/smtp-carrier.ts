import type { NodemailerError } from "nodemailer/lib/errors";
import type { Handed } from "@/server/kernel/delivery";
import { isDomainError } from "@/server/kernel/errors";
import type { TokenSource } from "../oauth";
import { stuck } from "../web";
import { composeLetter } from "./compose-letter";
import { type MailCarrier, sealLetter, unsealed } from "./letter-mail";
import { type AddressOf, readSmtpUrl } from "./smtp-line";
import { type PoolRules, SmtpPool } from "./smtp-pool";

export type SmtpRules = Partial<Omit<PoolRules, "times">> & {
  times?: Partial<PoolRules["times"]>;
  addressOf?: AddressOf | undefined;
  token?: TokenSource | undefined;
};

/**
 * RFC 5321 would have us wait for minutes: a server that looks into a letter before it answers is not
 * silent. But whoever hands letters over gives up on one in hand after 150 seconds.
 */
const RULES: PoolRules = {
  connectionsMax: 5,
  lettersPerConnection: 500,
  idleMs: 10_000,
  times: { connectMs: 15_000, greetingMs: 15_000, silenceMs: 100_000, wholeMs: 120_000 },
};

/** "We do not know each other": mended by a person in the settings, the letter is sound. */
const SIGN_IN_CODES = new Set([530, 534, 535, 538]);
/** The server lost the thread of the conversation, which says nothing of the letter. */
const BAD_SEQUENCE = 503;
const SERVER_ERROR = 500;

/**
 * Letters by an SMTP server, "smtps://user:password@host:465"; over a few connections that stay open
 * while there is work. An SMTP server cannot be asked what it took: a letter lost on the way there
 * stays uncertain until a person decides.
 */
export function smtpCarrier(url: string, given: SmtpRules = {}): MailCarrier {
  const { addressOf, token, ...rules } = given;
  const times = { ...RULES.times, ...rules.times };
  const server = { ...readSmtpUrl(url), addressOf, token };
  const pool = new SmtpPool(server, { ...RULES, ...rules, times });
  return {
    code: "smtp",
    async hand(mail) {
      const sealed = sealLetter(mail);
      if (!sealed.ok) return unsealed(sealed.fault);
      const composed = composeLetter(sealed.letter);
      try {
        const result = await pool.hand(composed);
        if (result.kind === "taken") {
          // Where the server writes its own Message-ID, replies and reports name that one.
          return { outcome: "accepted", providerId: result.serverId ?? mail.messageId };
        }
        if (result.kind === "not_taken") return handedOf(result.error);
        return { outcome: "uncertain", reason: reasonOf(result.error) };
      } catch (error) {
        return handedOf(error as NodemailerError);
      }
    },
    find: async () => ({ outcome: "unclear", reason: "smtp_keeps_no_list" }),
    close: () => pool.close(),
  };
}

/** Of an error before the letter's end, or of an answer to it: it surely was not taken. */
function handedOf(error: NodemailerError): Handed {
  // Of the token or the address, before a word was said to the server.
  if (isDomainError(error)) {
    const isFinal = error.kind === "external" && !error.retryable;
    return isFinal ? stuck(error.code) : { outcome: "busy", reason: error.code };
  }
  const { code, responseCode = 0 } = error;
  const reason = reasonOf(error);
  if (code === "EMESSAGE" && responseCode === 0) return { outcome: "refused", reason: "too_large" };
  const isOfLetter = code === "EENVELOPE" || code === "EMESSAGE";
  const isFinal = responseCode >= SERVER_ERROR && responseCode !== BAD_SEQUENCE;
  if (code === "EAUTH" || SIGN_IN_CODES.has(responseCode)) return stuck(reason);
  if (!isOfLetter || !isFinal) return { outcome: "busy", reason };
  return { outcome: "refused", reason };
}

/** Codes alone: the words of a server repeat the address, and sometimes more. */
function reasonOf({ code, responseCode, response, command }: NodemailerError): string {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? "")?.[1];
  const step = command === undefined || command === "CONN" ? undefined : command;
  return [responseCode, enhanced, code ?? "error", step].filter(Boolean).join(" ");
}
