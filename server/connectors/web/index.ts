export { askWeb } from "./ask-web";
export { callWeb, type WebAnswer, type WebCall, type WebOutcome } from "./call-web";
export { assertCallable, WEB_REASONS, type WebReason, type WebRules } from "./callable";
export {
  baseOf,
  CARRIER_TIMEOUT_MS,
  type CarrierRules,
  carrierSilent,
  webRulesOf,
} from "./carrier";
export { type Cost, costOf } from "./cost";
export {
  type FormField,
  jsonBody,
  multipartBody,
  urlEncodedBody,
  type WebBody,
} from "./form-body";
export { isPrivateAddress } from "./private-address";
export {
  type NotTaken,
  readJson,
  retryAfterSeconds,
  stuck,
  verdictOf,
  verdictOfOdd,
} from "./verdict";
