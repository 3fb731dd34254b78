export { askWeb } from "./ask-web";
export { callWeb, type WebAnswer, type WebCall, type WebOutcome } from "./call-web";
export { assertCallable, WEB_REASONS, type WebReason, type WebRules } from "./callable";
export {
  type FormField,
  jsonBody,
  multipartBody,
  urlEncodedBody,
  type WebBody,
} from "./form-body";
export { isPrivateAddress } from "./private-address";
