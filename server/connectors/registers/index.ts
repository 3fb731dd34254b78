export {
  callRegister,
  fetchRegister,
  type RegisterCall,
  type RegisterReply,
} from "./call-register";
export {
  birthDayOf,
  birthDigitsOf,
  isSameName,
  registrationDigitsOf,
} from "./identity";
export { dayIn, instantIn, instantOf, linkIn, textIn, wholeIn } from "./read-parts";
export type { RegisterAccess } from "./register-access";
export {
  readSoapAnswer,
  SOAP_HEADERS,
  SOAP_NAMESPACE,
  type SoapRead,
  type SoapWord,
  writeSoapQuestion,
} from "./soap";
export {
  troubleOfBody,
  troubleOfStatus,
  troubleOfWeb,
  type Unavailable,
  unavailable,
} from "./trouble";
export { unasked } from "./unasked";
