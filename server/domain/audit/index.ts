export { ListAuditInput } from "./inputs";
export { type AuditEntry, auditVocabulary, listAudit } from "./list-audit";
export { noteRead } from "./note-read";
export { noteShown } from "./note-shown";
export { type Shown, shownIn } from "./shown";
export { type AuditRow, changes, writeAudit } from "./write-audit";
