export { type ActionRun, type LoggedRun, listActionLog, listActionRuns } from "./action-log";
export type { ActionOffer, ActionValues } from "./action-offers";
export { listActions } from "./action-offers";
export { performActions, queueActions, runAction } from "./actions";
export { callOut, closeLine, type Hosts, type Line, openLine, readHosts } from "./call-out";
export { type Checked, checkConfig, type Finding } from "./check-config";
export { type ConfigFile, configJsonSchema, type FileTrigger } from "./file-schema";
export { forgetValues } from "./forget-values";
export { allowHost, forbidHost, type HostItem, rotateSecret } from "./hosts";
export { configInForce, versionInForce } from "./in-force";
export { type LogDays, readLogDays, saveLogDays } from "./log-days";
export { nameIn, type Panel, readPanels } from "./panels";
export { type ConfigInForce, readInForce } from "./read-in-force";
export { type Reloaded, reloadConfig, SOURCES, watchConfig } from "./reload";
export {
  type Configuration,
  checkText,
  getConfiguration,
  getVersion,
  saveSource,
  type VersionDetail,
} from "./settings";
export { prefetchVariables, readVariables } from "./variables";
