export { answerRequest, postsOfRequest } from "./answer";
export { decideDispute } from "./disputes/decide-dispute";
export {
  type DisputeItem,
  disputesOfCase,
  type MyDispute,
  myDisputes,
} from "./disputes/list-disputes";
export { disputeClaim } from "./disputes/open-dispute";
export { closeMyRequest, rateRequest } from "./end-request";
export { documentsToGive, type GivenDocument } from "./files/documents-to-give";
export { forgetUploads } from "./files/forget-uploads";
export { CLIENT_FILE_BYTES_MAX } from "./files/limits";
export { readMyFile } from "./files/read-my-file";
export { type Upload, uploadFile } from "./files/upload-file";
export * from "./inputs";
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
export { refuseRight, restrictParty } from "./rights/decide-right";
export { approveErasure, proposeErasure } from "./rights/erase";
export type { LegalHold } from "./rights/legal-holds";
export { liftRestriction, restrictionOfParty } from "./rights/lift-restriction";
export { type RetentionTerms, retentionTerms, saveRetentionTerms } from "./rights/retention-terms";
export { rightOfRequest, type ShownRight } from "./rights/show-right";
