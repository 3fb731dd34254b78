export { askUncertain } from "./ask-uncertain";
export { confirmBatch } from "./batches/confirm-batch";
export { listBatches, type PostBatches, type PostBatchItem } from "./batches/list-batches";
export { makeBatch } from "./batches/make-batch";
export { releaseBatch } from "./batches/release-batch";
export { prepareBatch } from "./batches/write-batch";
export { openCatcher } from "./carriers/catcher";
export { openCarrier } from "./carriers/open-carrier";
export { type CaseRecipient, caseRecipients } from "./case-recipients";
export { catchMails } from "./catch-mails";
export {
  type ChannelHealth,
  type ChannelsHealth,
  channelsHealth,
} from "./channels/channels-health";
export { deliverChannel, type Pace } from "./channels/deliver-channel";
export { askChannels, followChannels, receiveChannels } from "./channels/look-after";
export { saveChannel } from "./channels/save-channel";
export { type TestedChannel, testChannel } from "./channels/test-channel";
export { contactStops } from "./contact-policy";
export { contactRules, readContactRules, saveContactRules } from "./contact-rules";
export { type ContactRules, firstAllowed } from "./contact-times";
export { countMessages, type MessageCounts } from "./count-messages";
export { cancelMessage, decideMessage } from "./decide-message";
export { deliverMessages } from "./deliver-messages";
export type { MessageDraft, WrittenMessage } from "./draft";
export { fitLetter } from "./fit-letter";
export { getMessage, type MessageDetail } from "./get-message";
export { endHold, type HoldItem, holdContact, holdsOfCase } from "./holds";
export { dismissMessage } from "./inbound/dismiss-message";
export { fileMessage } from "./inbound/file-message";
export { listUnfiled, type UnfiledItem } from "./inbound/list-unfiled";
export { readDataBox, watchBoxPassword } from "./inbound/read-data-box";
export { receiveMails } from "./inbound/receive-mails";
export { receiveReplies } from "./inbound/receive-replies";
export { isReporter, takeReport } from "./inbound/take-report";
export { type CaughtMessage, listCaught } from "./list-caught";
export { listMessages, type MessageItem } from "./list-messages";
export type { Outgoing } from "./outgoing";
export { type MessagePreview, previewMessage } from "./preview-message";
export { printMessages } from "./prints/print-messages";
export { followMessages } from "./progress/follow-messages";
export { readMessageFile } from "./read-message-file";
export { type Recipient, readRecipients } from "./recipients";
export { type SentMessage, sendMessage, writeStops } from "./send-message";
export { type SentOnCase, sendMessages } from "./send-messages";
export { readSenders } from "./sender";
export { stopOf, stopRank, stopsSql } from "./stops-sql";
export { writeMessages } from "./write-messages";
