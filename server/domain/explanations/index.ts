export { type ExplanationFile, exportExplanation } from "./export-explanation";
export { exportExplanationInput } from "./request";
export type { ExplanationWords, FileWord } from "./words";
