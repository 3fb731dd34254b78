import type { NodemailerError } from "nodemailer/lib/errors";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { type AddressOf, readSmtpUrl, SmtpLine } from "./smtp-line";

const TIMES = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 10_000, wholeMs: 20_000 };

/**
 * Signs in to an SMTP server and out again; nothing is sent. Throws external `channels.smtp_login`
 * where it knows nobody of that name and password, `channels.smtp_silent` where it does not answer.
 */
export async function checkSmtp(url: string, addressOf?: AddressOf): Promise<void> {
  try {
    const line = await SmtpLine.open({ ...readSmtpUrl(url), addressOf }, TIMES);
    line.close();
  } catch (cause) {
    if (isDomainError(cause)) throw cause;
    const { code, responseCode } = cause as NodemailerError;
    const isLogin = code === "EAUTH" || responseCode === 530 || responseCode === 535;
    const reason = isLogin ? "smtp_login" : "smtp_silent";
    throw new DomainError({ kind: "external", retryable: !isLogin, cause }, `channels.${reason}`);
  }
}
