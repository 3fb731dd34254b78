export { acceptInvitation, askInvitation, type InvitationQuestions } from "./accept-invitation";
export { atDoor } from "./at-door";
export { guardDoor } from "./captcha";
export {
  acceptChange,
  rejectChange,
  takeBackChange,
} from "./changes/decide-change";
export * from "./changes/inputs";
export { type ClientChange, changesOfParty, waitingChanges } from "./changes/list-changes";
export {
  type ClientAccount,
  type InvitationItem,
  type PartyPortal,
  portalOfParty,
  setClient,
} from "./clients";
export {
  DEMO_DOMAIN,
  type DemoClient,
  type DemoDoor,
  demoClients,
  enterAsDemo,
} from "./demo-clients";
export { type DoorPlace, placeOfDoor } from "./door-place";
export { type EntryLink, enterByLink, makeEntryLink } from "./entry-links";
export { forgetAtDoor } from "./forget-at-door";
export * from "./inputs";
export {
  inviteClient,
  type MadeInvitation,
  resendInvitation,
  revokeInvitation,
} from "./invite-client";
export {
  letterCaseInput,
  letterTokenInput,
  openLetterInput,
  shutLettersInput,
} from "./letters/inputs";
export { type LetterWay, letterWays, shutLetters } from "./letters/letter-ways";
export { askLetter, openLetter } from "./letters/open-letter";
export { livingClients } from "./living-clients";
export {
  loadMyCase,
  type MyCaseDetail,
  type MyClaim,
  type MySchedule,
  myCase,
  OWING,
  requireOwing,
} from "./my-case";
export { type MyCase, type MyCases, myCases } from "./my-cases";
export { changeMyData, type MyData, myData } from "./my-data";
export { type MyPaymentCode, myPaymentCode } from "./my-payment-code";
export {
  type MadeCode,
  makeMyCode,
  makeOrganisationCode,
  revokeMyCode,
  revokeOrganisationCode,
} from "./organisation/codes";
export { removeColleague } from "./organisation/colleagues";
export { acceptJoin, acceptMyJoin, rejectJoin, rejectMyJoin } from "./organisation/decide-join";
export { foundOrganisation } from "./organisation/found";
export * from "./organisation/inputs";
export { joinOrganisation } from "./organisation/join";
export { type WaitingJoin, waitingJoins } from "./organisation/list-joins";
export { companyForMe, type MyCompanyAnswer } from "./organisation/look-up";
export {
  changeMyOrganisation,
  type MyOrganisation,
  myOrganisation,
  type OrganisationData,
} from "./organisation/my-organisation";
export {
  type OrganisationCard,
  organisationCard,
  setAdmin,
  setParent,
} from "./organisation/parents";
export {
  askRegistration,
  askWay,
  finishRegistration,
  registrationAt,
} from "./organisation/register";
export { endDemoClients, makeDemoClient } from "./own-demo-client";
export { promisePayment } from "./promise-payment";
export { type PortalRules, portalRules, saveRules } from "./rules";
export { type SiteSettings, saveSite, siteSettings } from "./save-site";
export { clientOfSession, endEarlierSession, endSession, PORTAL_SESSION_LIFE_MS } from "./session";
export { signInClient } from "./sign-in-client";
export { askSignInLink, useSignInLink } from "./sign-in-link";
export { findSite, type PortalSite } from "./site";
export { LOGO_BYTES_MAX, logoOfSite, saveLogo } from "./site-logo";
export { type PlanShown, showPlan, takePlan } from "./take-plan";
export { enterTestPayment, testPaymentOffer } from "./test-payment";
