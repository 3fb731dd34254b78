export { type AuditRow, changes, writeAudit } from "./write-audit";
