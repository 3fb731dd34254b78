export { checkSmtp } from "./check-smtp";
export { composeLetter } from "./compose-letter";
export type { LetterMail, MailAttachment, MailCarrier } from "./letter-mail";
export { sealLetter } from "./letter-mail";
export { type MailSender, type OutgoingMail, refused } from "./mail";
export { type MailCarrierSettings, openMailCarrier } from "./open-mail-carrier";
export { type MailSettings, openSender } from "./open-sender";
export { readResendWebhook, type WebhookCall } from "./read-resend-webhook";
export {
  findReplied,
  makeReplyAddress,
  makeReplyToken,
  type RepliedMessage,
  readReplyToken,
  replyTokensIn,
} from "./reply-token";
export type { SmtpRules } from "./smtp-carrier";
