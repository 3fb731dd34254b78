export { enterAccountingPayment } from "./accounting/enter-payment";
export { type EnteredPayment, listEnteredPayments } from "./accounting/list-entered";
export {
  deleteSource,
  listSources,
  replaySource,
  type SourceItem,
  saveSource,
} from "./accounting/sources";
export { takeOverPayments } from "./accounting/take-over";
export { connectAccount, disconnectAccount } from "./connections/connect-account";
export { type ConnectionItem, listConnections } from "./connections/list-connections";
export { type Synced, syncConnection } from "./connections/sync-connection";
export { syncConnections } from "./connections/sync-connections";
export type { Trouble } from "./trouble";
