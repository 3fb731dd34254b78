export { type AdmittedModule, admitModule, CALLS_PER_MINUTE } from "./admit";
export { forgetModuleCalls, type KeptAnswer, type NamedCall, onceOnly } from "./idempotency";
export {
  createModuleKey,
  listModuleKeys,
  type ModuleKeyItem,
  revokeModuleKey,
  rotateModuleKey,
  saveModulePace,
} from "./keys";
