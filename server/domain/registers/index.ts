export { type AddressSweep, checkAddresses } from "./check-addresses";
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
export {
  type CompanyAnswer,
  type CompanyList,
  findCompanies,
  lookUpCompany,
} from "./look-up-company";
export { noteLookup } from "./note-lookup";
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
export { type ScreeningCost, screeningCosts } from "./screening-costs";
export type { RegisterService } from "./services";
export type { InsolvencyChange } from "./settle-insolvency";
export { listDebtorStatuses, type StatusLine } from "./statuses";
