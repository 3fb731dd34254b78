export { answerRequest, postsOfRequest } from "./answer";
export { closeMyRequest, rateRequest } from "./end-request";
export * from "./inputs";
export { type MailProposal, proposeRequest } from "./mail/candidates";
export { decideMail } from "./mail/decide-mail";
export { type MailWay, setMailWay } from "./mail/mail-way";
export { type MailboxFigures, mailboxFigures } from "./mail/mailbox-figures";
export { openMailRequest } from "./mail/open-from-mail";
export {
  mailsOfRequest,
  type RequestMail,
  type RequestMails,
  type WaitingMail,
  waitingMails,
} from "./mail/request-mails";
export { type MailRules, mailRules, saveMailRules } from "./mail/rules";
export { takeMail } from "./mail/take-mail";
export {
  type MyRequest,
  type MyRequestDetail,
  myRequest,
  myRequests,
  requestStamp,
} from "./my-requests";
export { openRequest } from "./open-request";
export type { Post } from "./posts";
export { replyToRequest } from "./reply";
