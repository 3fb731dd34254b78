export { connectAccount, disconnectAccount } from "./connections/connect-account";
export { type ConnectionItem, listConnections } from "./connections/list-connections";
export { type Synced, syncConnection } from "./connections/sync-connection";
export { syncConnections } from "./connections/sync-connections";
export type { Trouble } from "./trouble";
