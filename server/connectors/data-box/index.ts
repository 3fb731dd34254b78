export {
  type BoxEnvelope,
  type BoxFile,
  type DataBoxSettings,
  type DataMessage,
  type DataMessageState,
  type DataMessageType,
  type DeliveryEvent,
  type DeliveryInfo,
  FILES_BYTES_MAX,
  FILES_MAX,
  type FoundBox,
  type FoundBoxes,
  type ReceivedMessage,
} from "./data-box";
export { askDelivery, signedDelivery, ZFO_TYPE } from "./follow-messages";
export { openDataBoxCarrier } from "./open-data-box";
export { passwordExpiry } from "./password-expiry";
export {
  downloadReceived,
  listReceived,
  markDownloaded,
  PAGE_RECORDS_MAX,
  type ReceivedQuestion,
} from "./received-messages";
export {
  askCredit,
  type BoxKind,
  checkBox,
  findBoxes,
  type OwnerQuestion,
  searchBoxes,
  takesCommercial,
} from "./search-boxes";
