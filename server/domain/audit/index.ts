export { ListAuditInput, listReadsInput, readIdInput } from "./inputs";
export { type AuditEntry, auditVocabulary, listAudit } from "./list-audit";
export { type AuditRead, getRead, listReads } from "./list-reads";
export { noteRead } from "./note-read";
export { noteShown } from "./note-shown";
export { type Shown, shownIn } from "./shown";
export { type AuditRow, changes, writeAudit } from "./write-audit";
