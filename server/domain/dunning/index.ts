export { queueAutoRun } from "./queue-auto-run";
export { type DunningRun, runDunningStep } from "./run-dunning";
export { startRun } from "./start-run";
export type { DunningPlan, DunningStep } from "./step";
