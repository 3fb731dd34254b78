import { folderCarrier } from "./folder-carrier";
import type { MailCarrier } from "./letter-mail";
import type { MailSettings } from "./open-sender";
import { resendCarrier } from "./resend-carrier";
import { type SmtpRules, smtpCarrier } from "./smtp-carrier";

export interface MailCarrierSettings extends MailSettings {
  smtpRules?: SmtpRules | undefined;
  resendTimeoutMs?: number | undefined;
}

/** How letters leave: Resend before SMTP before a folder, as our own mails do. */
export function openMailCarrier(settings: MailCarrierSettings): MailCarrier {
  const { resendApiKey, resendBaseUrl, resendTimeoutMs, smtpUrl, smtpRules, folder } = settings;
  if (resendApiKey) {
    return resendCarrier({
      apiKey: resendApiKey,
      baseUrl: resendBaseUrl,
      timeoutMs: resendTimeoutMs,
    });
  }
  return smtpUrl ? smtpCarrier(smtpUrl, smtpRules) : folderCarrier(folder);
}
