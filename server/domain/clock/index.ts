export { cancelRun } from "./cancel-run";
export { beatSweep, claimSweep, type SweepRun, settleSweep } from "./claim-sweep";
export { type FailureItem, findFailure, listFailures } from "./failures";
export { noteFailure } from "./note-failure";
export { retryFailure } from "./retry-failure";
export { firstDue, hours, minutes, nextDue, type Rhythm } from "./rhythm";
export { listRunFunctions, listRuns, type RunItem } from "./runs";
export { listSweeps, runSweepNow, type SweepItem } from "./sweeps";
