export { beatSweep, claimSweep, type SweepRun, settleSweep } from "./claim-sweep";
export { firstDue, hours, minutes, nextDue, type Rhythm } from "./rhythm";
export { listSweeps, runSweepNow, type SweepItem } from "./sweeps";
