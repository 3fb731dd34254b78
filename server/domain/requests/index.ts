export { answerRequest, postsOfRequest } from "./answer";
export {
  closeMyRequest,
  type MyRequest,
  type MyRequestDetail,
  myRequest,
  myRequests,
  openRequest,
  rateRequest,
  replyToRequest,
  requestStamp,
} from "./client";
export * from "./inputs";
export type { Post } from "./posts";
