export { type CheckOutcome, checkParty } from "./check-party";
export {
  getScreening,
  readEvidence,
  type ScreeningDetail,
  type ScreeningEvidence,
  type ScreeningHit,
} from "./get-screening";
export { judgeHit } from "./judge-hit";
export { listScreenings, type ScreeningItem } from "./list-screenings";
export { processScreenings } from "./process-screenings";
export {
  deleteDebtorStatus,
  getInsolvencySettings,
  type InsolvencySettings,
  listServices,
  saveDebtorStatus,
  saveInsolvencySettings,
  saveService,
} from "./save-settings";
export type { RegisterService } from "./services";
export type { InsolvencyChange } from "./settle-insolvency";
export { listDebtorStatuses, type StatusLine } from "./statuses";
