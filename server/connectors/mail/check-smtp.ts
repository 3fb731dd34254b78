import type { NodemailerError } from "nodemailer/lib/errors";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { readSmtpUrl, SmtpLine, type SmtpServer } from "./smtp-line";

const TIMES = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 10_000, wholeMs: 20_000 };

/**
 * Signs in to an SMTP server and out again; nothing is sent. Throws external `channels.smtp_login`
 * where it knows nobody of that name and password, `channels.smtp_silent` where it does not answer,
 * `channels.oauth_*` of a token.
 */
export async function checkSmtp(
  url: string,
  { addressOf, token }: Pick<SmtpServer, "addressOf" | "token"> = {},
): Promise<void> {
  try {
    const line = await SmtpLine.open({ ...readSmtpUrl(url), addressOf, token }, TIMES);
    line.close();
  } catch (cause) {
    if (isDomainError(cause)) throw cause;
    const { code, responseCode } = cause as NodemailerError;
    const isLogin = code === "EAUTH" || responseCode === 530 || responseCode === 535;
    const reason = isLogin ? "smtp_login" : "smtp_silent";
    throw new DomainError({ kind: "external", retryable: !isLogin, cause }, `channels.${reason}`);
  }
}
