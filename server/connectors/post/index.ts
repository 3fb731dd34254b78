export type { BatchEntry, BatchFile } from "./batch-manifest";
export { countPages } from "./count-pages";
export { openDopisOnline, type PostCarrier } from "./dopisonline";
export { DOPISONLINE_BASE_URL, type DopisOnlineSettings } from "./dopisonline-ask";
export type { Cancelled, Desk } from "./dopisonline-desk";
export {
  DELIVERY_MODES,
  type DeliveryMode,
  FILES_MAX,
  isPdf,
  type LetterMessage,
  letterFault,
  type PostalAddress,
  type PostalSlip,
} from "./letter";
export { TRACKING_URL } from "./parcel-history";
export { type PostageCode, type PostageCodes, suggestPostage } from "./postage";
export { type BatchLetter, type BatchWritten, writePostBatch } from "./write-post-batch";
