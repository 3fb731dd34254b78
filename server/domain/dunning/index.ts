export { getPlan, listPlans, type PlanItem } from "./list-plans";
export { cancelRun, listRuns, type RunItem } from "./list-runs";
export { type PlanOfDay, type PlanRow, planOfDay, planRows } from "./plan-day";
export { queueAutoRun } from "./queue-auto-run";
export { type DunningRun, runDunningStep } from "./run-dunning";
export { activatePlan, deleteStep, draftPlan, savePlan, saveStep } from "./save-plan";
export { type Simulation, simulatePlans } from "./simulate";
export { startRun } from "./start-run";
export type { DunningPlan, DunningStep } from "./step";
