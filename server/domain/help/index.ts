export { clientManualInput, MANUAL_ROLES, type ManualRole, manualInput } from "./inputs";
export type { Block, Inline, Manual, ManualTask } from "./manual-text";
export { getManual, readPicture } from "./manuals";
export { type ChecksShown, checksState, startChecks, stopChecks } from "./run-checks";
export { type SavedResults, savedResults } from "./saved-report";
export { listScenarios, type Scenario } from "./scenarios";
