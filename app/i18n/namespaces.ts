/** One message file per room and language: `app/i18n/<locale>/<namespace>.json`. */
export const namespaces = [
  "shell",
  "cases",
  "parties",
  "claims",
  "payments",
  "bank",
  "instalments",
  "messages",
  "imports",
  "tasks",
  "workflow",
  "access",
  "audit",
  "settings",
  "lists",
  "kernel",
  "workbook",
  "timeline",
  "proceedings",
  "files",
] as const;

export type Namespace = (typeof namespaces)[number];
