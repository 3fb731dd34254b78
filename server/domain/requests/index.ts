export { answerRequest, postsOfRequest } from "./answer";
export { closeMyRequest, rateRequest } from "./end-request";
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
