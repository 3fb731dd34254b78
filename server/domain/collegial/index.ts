export { askable } from "./askable";
export { assignActions } from "./assign-actions";
export { type Awaited, type AwaitedAction, awaitedActions } from "./awaited";
export {
  type CaseActions,
  type CollegialDecision,
  caseActions,
  type OwnAction,
} from "./case-actions";
export { type CollegialNotice, stillAsked, takeNotices } from "./clock/notices";
export { watchCollegial } from "./clock/watch-collegial";
export { decideAction } from "./decide-action";
export { appointDeputy } from "./deputies/appoint-deputy";
export { changeDeputy } from "./deputies/change-deputy";
export { type DeputyItem, listDeputies } from "./deputies/list-deputies";
export { revokeDeputy } from "./deputies/revoke-deputy";
export { type SignedVersion, signedDocuments } from "./signed-documents";
export { countWaitingForMe, type WaitingItem, waitingForMe } from "./waiting-for-me";
export { withdrawAction } from "./withdraw-action";
