export { chooseSheet } from "./choose-sheet";
export { deleteImport } from "./delete-import";
export { mapImport } from "./map-import";
export {
  type FindingGroup,
  findingGroups,
  getImport,
  type ImportChoices,
  type ImportDetail,
  type ImportFinding,
  type ImportListItem,
  importChoices,
  listFindings,
  listImports,
  undoBlockers,
} from "./queries";
export type { ImportPreview } from "./read-preview";
export { requestCheck, requestPublish, requestUndo } from "./request-step";
export { runImportStep, type StepLine } from "./run-import-step";
export type { Blocker, BlockerReason, Blockers } from "./undo/blockers";
export { type UploadedImport, uploadImport, uploadImportInput } from "./upload-import";
export {
  annotatedFile,
  type FindingWords,
  templateFile,
  type WrittenFile,
} from "./write-files";
