import { folderSender } from "./folder";
import type { MailSender } from "./mail";
import { resendSender } from "./resend";
import { smtpSender } from "./smtp";

export interface MailSettings {
  resendApiKey?: string | undefined;
  resendBaseUrl?: string | undefined;
  smtpUrl?: string | undefined;
  /** Takes the mails where neither is set. */
  folder: string;
}

/** The way that is set up: Resend before SMTP before a folder. */
export function openSender(settings: MailSettings): MailSender {
  const { resendApiKey, resendBaseUrl, smtpUrl, folder } = settings;
  if (resendApiKey) return resendSender({ apiKey: resendApiKey, baseUrl: resendBaseUrl });
  return smtpUrl ? smtpSender(smtpUrl) : folderSender(folder);
}
