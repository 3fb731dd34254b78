export { deleteProceeding } from "./delete-proceeding";
export { fileMarkKey } from "./file-mark";
export { listProceedings, type ProceedingItem, proceedingsOfCase } from "./queries";
export { saveProceeding } from "./save-proceeding";
