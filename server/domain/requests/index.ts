export { answerRequest, postsOfRequest } from "./answer";
export { assignRequests } from "./assign-requests";
export {
  type CannedAnswer,
  cannedFor,
  deleteCanned,
  listCanned,
  type ReadyAnswer,
  saveCanned,
} from "./canned-answers";
export { watchRequests } from "./clock/watch-requests";
export { countDesk, type DeskCounts } from "./count-desk";
export type { RequestDebt, RequestDebts } from "./debts";
export { type DeskSetup, deskSettings, saveDeskSettings } from "./desk-settings";
export { decideDispute } from "./disputes/decide-dispute";
export {
  type DisputeItem,
  disputesOfCase,
  type MyDispute,
  myDisputes,
} from "./disputes/list-disputes";
export { disputeClaim } from "./disputes/open-dispute";
export {
  type DisputableClaim,
  disputableClaims,
  recordDispute,
} from "./disputes/record-dispute";
export { closeMyRequest, rateRequest } from "./end-request";
export { documentsToGive, type GivenDocument } from "./files/documents-to-give";
export { forgetUploads } from "./files/forget-uploads";
export { CLIENT_FILE_BYTES_MAX } from "./files/limits";
export { readMyFile } from "./files/read-my-file";
export { type Upload, uploadFile } from "./files/upload-file";
export * from "./inputs";
export { type DeskClock, type DeskItem, listDesk } from "./list-desk";
export { livingRequest } from "./lock-requests";
export { type MailProposal, proposeRequest } from "./mail/candidates";
export { decideMail } from "./mail/decide-mail";
export { subjectOf, wordsOf } from "./mail/load-mail";
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
export { type MailRules, mailRules, readMailRules, saveMailRules } from "./mail/rules";
export { isOwnAddress, isTooMuch, partiesOf } from "./mail/senders";
export { takeMail } from "./mail/take-mail";
export { mergeRequests } from "./merge-requests";
export {
  type MyRequest,
  type MyRequestDetail,
  myRequest,
  myRequests,
  requestStamp,
} from "./my-requests";
export { openByHand } from "./open-by-hand";
export { openRequest } from "./open-request";
export { type Placing, placeRequests } from "./place-request";
export type { Post } from "./posts";
export { countNews, readRequest } from "./read-request";
export { replyToRequest } from "./reply";
export { deskReport, type ReportLine } from "./report";
export { type CaseRequest, type CaseRequests, requestsOfCase } from "./requests-of-case";
export { refuseRight, restrictParty } from "./rights/decide-right";
export { approveErasure, proposeErasure } from "./rights/erase";
export type { LegalHold } from "./rights/legal-holds";
export { liftRestriction, restrictionOfParty } from "./rights/lift-restriction";
export { recordRight } from "./rights/record-right";
export { type RetentionTerms, retentionTerms, saveRetentionTerms } from "./rights/retention-terms";
export { rightOfRequest, type ShownRight } from "./rights/show-right";
export { choosePerson, type Person } from "./routing/choose-person";
export { deleteRule, listRules, orderRules, type RuleItem, saveRule } from "./routing/rules";
export { type TriedRoute, tryRoute } from "./routing/try-route";
export { setKind } from "./set-kind";
export { setPriority } from "./set-priority";
export { stepRequest } from "./step-request";
export { requestThread, type Thread, type ThreadLine } from "./thread";
