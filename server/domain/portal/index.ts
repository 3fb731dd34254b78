export { acceptInvitation, askInvitation, type InvitationQuestions } from "./accept-invitation";
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
export { type EntryLink, enterByLink, makeEntryLink } from "./entry-links";
export * from "./inputs";
export {
  inviteClient,
  type MadeInvitation,
  resendInvitation,
  revokeInvitation,
} from "./invite-client";
export { livingClients } from "./living-clients";
export { type MyCaseDetail, type MyClaim, type MySchedule, myCase } from "./my-case";
export { type MyCase, myCases } from "./my-cases";
export { changeMyData, type MyData, myData } from "./my-data";
export { type MyPaymentCode, myPaymentCode } from "./my-payment-code";
export { promisePayment } from "./promise-payment";
export { type SiteSettings, saveSite, siteSettings } from "./save-site";
export { clientOfSession, endSession, PORTAL_SESSION_LIFE_MS } from "./session";
export { signInClient } from "./sign-in-client";
export { findSite, type PortalSite } from "./site";
export { type PlanShown, showPlan, takePlan } from "./take-plan";
