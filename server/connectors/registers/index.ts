export {
  callRegister,
  type RegisterCall,
  type RegisterReply,
} from "./call-register";
export type { RegisterAccess } from "./register-access";
export {
  troubleOfBody,
  troubleOfStatus,
  troubleOfWeb,
  type Unavailable,
  unavailable,
} from "./trouble";
