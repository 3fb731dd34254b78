export { ListAuditInput } from "./inputs";
export { type AuditEntry, auditVocabulary, listAudit } from "./list-audit";
export { type AuditRow, changes, writeAudit } from "./write-audit";
