export { type ExecutorOptions, growingDelayMs, type OpenExecutor, openExecutor } from "./executor";
export type { ClockEvent } from "./registry";
