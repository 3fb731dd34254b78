export { makeAttemptLimit } from "./attempt-limit";
export { addFirstAdministrator } from "./first-administrator";
export { SignInInput } from "./inputs";
export { myAccount } from "./my-account";
export { generatePassword, hashPassword } from "./password";
export { actorOfSession, SESSION_LIFE_MS, type SessionClaim } from "./session";
export { type SignInAnswer, signIn, type Visitor } from "./sign-in";
export { signOut } from "./sign-out";
export type { Doorstep } from "./throttle";
