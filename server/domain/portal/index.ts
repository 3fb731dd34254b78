export { acceptInvitation, askInvitation, type InvitationQuestions } from "./accept-invitation";
export { atDoor } from "./at-door";
export { guardDoor } from "./captcha";
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
export { endDemoClients, makeDemoClient } from "./own-demo-client";
export { promisePayment } from "./promise-payment";
export { type SiteSettings, saveSite, siteSettings } from "./save-site";
export { clientOfSession, endEarlierSession, endSession, PORTAL_SESSION_LIFE_MS } from "./session";
export { signInClient } from "./sign-in-client";
export { askSignInLink, useSignInLink } from "./sign-in-link";
export { findSite, type PortalSite } from "./site";
export { LOGO_BYTES_MAX, logoOfSite, saveLogo } from "./site-logo";
export { type PlanShown, showPlan, takePlan } from "./take-plan";
