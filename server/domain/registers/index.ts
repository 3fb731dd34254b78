export { type CheckOutcome, checkParty } from "./check-party";
export { countOpenHits } from "./count-open";
export { type Gate, type GateParty, gate } from "./gate";
export {
  getScreening,
  readEvidence,
  type ScreeningDetail,
  type ScreeningEvidence,
  type ScreeningHit,
} from "./get-screening";
export { judgeHit } from "./judge-hit";
export { listCosts, type RegisterCost } from "./list-costs";
export { type KnownInsolvency, listInsolvency } from "./list-insolvency";
export { listScreenings, type ScreeningItem } from "./list-screenings";
export { processScreenings } from "./process-screenings";
export {
  deleteDebtorStatus,
  getInsolvencySettings,
  type InsolvencySettings,
  listServices,
  type ServiceItem,
  saveDebtorStatus,
  saveInsolvencySettings,
  saveService,
} from "./save-settings";
export { screeningExport } from "./screening-export";
export type { RegisterService } from "./services";
export type { InsolvencyChange } from "./settle-insolvency";
export { listDebtorStatuses, type StatusLine } from "./statuses";
