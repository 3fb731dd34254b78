export { CALLS_PER_MINUTE, countModuleCall, moduleOf } from "./admit";
export { forgetModuleCalls, type KeptAnswer, type NamedCall, onceOnly } from "./idempotency";
export { createModuleKey, listModuleKeys, type ModuleKeyItem, revokeModuleKey } from "./keys";
