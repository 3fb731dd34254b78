export { chooseSheet } from "./choose-sheet";
export { deleteImport } from "./delete-import";
export { mapImport } from "./map-import";
export type { ImportPreview } from "./read-preview";
export { requestCheck, requestPublish, requestUndo } from "./request-step";
export { runImportStep, type StepLine } from "./run-import-step";
export { type UploadedImport, uploadImport, uploadImportInput } from "./upload-import";
