export { classifyInbound, type InboundClass, type OwnMarks } from "./classify-inbound";
export { type CutText, cutQuotes } from "./cut-quotes";
export { cutSignature } from "./cut-signature";
export type { DeliveryReport } from "./delivery-report";
export { fetchMails, openCursor } from "./fetch-mails";
export {
  DEAD_REASONS,
  type DeadLetter,
  type DeadReason,
  type InboundAttachment,
  type InboundMail,
  type MailAddress,
  type MailboxSettings,
  type MailCursor,
  type MailPage,
  type ParsedMail,
} from "./inbound-mail";
export type { MailboxReason } from "./mailbox-errors";
export { markMails } from "./mark-mails";
export { parseMail } from "./parse-mail";
export { readMail } from "./read-mail";
