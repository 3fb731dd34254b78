export {
  createAccessGroup,
  deleteAccessGroup,
  updateAccessGroup,
} from "./access-groups";
export { makeAttemptLimit } from "./attempt-limit";
export { changePassword } from "./change-password";
export { createOperator } from "./create-operator";
export { type Count, countAtDoor, countedAtDoor, releaseAtDoor, type Stretch } from "./door-count";
export { addFirstAdministrator } from "./first-administrator";
export * from "./inputs";
export { type LivingSession, livingSessions } from "./living-sessions";
export {
  beginSecondFactor,
  confirmSecondFactor,
  disableSecondFactor,
  replaceRecoveryCodes,
} from "./manage-second-factor";
export { myAccount } from "./my-account";
export { mySessions, revokeSession, signOutEverywhere } from "./my-sessions";
export { networkOf } from "./network";
export { generatePassword, hashPassword, spendPasswordWork, verifyPassword } from "./password";
export { assertGoodPassword } from "./password-policy";
export { makeChallenge } from "./proof";
export {
  type AccessGroupRow,
  type Colleague,
  colleagues,
  listAccessGroups,
  listOperators,
  type OperatorRow,
  permissionMatrix,
} from "./queries";
export { resetSecondFactor, setTemporaryPassword, signOutOperator } from "./rescue-operator";
export { actorOfSession, SESSION_LIFE_MS, type SessionClaim } from "./session";
export { type SignInAnswer, signIn, type Visitor } from "./sign-in";
export { signOut } from "./sign-out";
export { spendProof } from "./spend-proof";
export {
  type Attempt,
  claimAttempt,
  type Doorstep,
  forgetFailures,
  minutesUntil,
  releaseAttempt,
} from "./throttle";
export { setPresence, updateAccount } from "./update-account";
export { updateOperator } from "./update-operator";
