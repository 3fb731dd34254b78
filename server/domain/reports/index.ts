export { type PipelineReport, pipelineReport } from "./pipeline";
