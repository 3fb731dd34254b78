export const IMPORT_KINDS = [
  "cases",
  "claims",
  "payments",
  "schedules",
  "parties",
  "events",
  "case-data",
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const IMPORT_STATES = [
  "uploaded",
  "mapped",
  "checking",
  "checked",
  "publishing",
  "published",
  "undoing",
  "undone",
  "failed",
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** An error keeps its row out; a warning asks to be read. */
export const FINDING_SEVERITIES = ["error", "warning"] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];
