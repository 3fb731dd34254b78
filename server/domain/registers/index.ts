export { failBulkCheck, wakeBulkChecks } from "./bulk-run";
export { type AddressSweep, checkAddresses } from "./check-addresses";
export { type CheckOutcome, checkParty } from "./check-party";
export { countOpenHits } from "./count-open";
export {
  askHints,
  compareWatches,
  type FeedHealth,
  type FeedParts,
  type FeedStep,
  listFeeds,
  readFeedPage,
  readProceedings,
  readSlovakChanges,
  replayFeed,
  watchParties,
} from "./feed";
export { followInsolvencies, followInsolvency } from "./follow-insolvency";
export { type Gate, type GateParty, gate } from "./gate";
export {
  getScreening,
  readEvidence,
  type ScreeningDetail,
  type ScreeningEvidence,
  type ScreeningHit,
} from "./get-screening";
export { judgeHit } from "./judge-hit";
export {
  type BulkChange,
  type BulkCheckItem,
  cancelBulkCheck,
  getBulkCheck,
  listBulkChanges,
  listBulkChecks,
} from "./list-bulk-checks";
export { type CaseInsolvencyItem, listCaseInsolvencies } from "./list-case-insolvencies";
export { listCosts, type RegisterCost } from "./list-costs";
export { type KnownInsolvency, listInsolvency } from "./list-insolvency";
export { type Looker, listLookers } from "./list-lookers";
export { listScreenings, type ScreeningItem } from "./list-screenings";
export { type AddressAnswer, lookUpAddress } from "./look-up-address";
export {
  type CompanyAnswer,
  type CompanyList,
  findCompanies,
  lookUpCompany,
} from "./look-up-company";
export { lookUpVat, type VatAnswer } from "./look-up-vat";
export { noteLookup } from "./note-lookup";
export { processScreenings } from "./process-screenings";
export { runBulkCheck } from "./run-bulk-check";
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
export { queueWatch, startBulkCheck } from "./start-bulk-check";
export { listDebtorStatuses, type StatusLine } from "./statuses";
export { writeClaimApplication } from "./write-claim-application";
