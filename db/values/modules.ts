/** What a machine's key may be good for; each is a permission of that name. */
export const MODULE_SCOPES = [
  "bank:upload",
  "bank:match",
  "messages:send",
  "cases:read",
  "cases:open",
  "cases:edit",
  "cases:move",
  "tasks:edit",
  "parties:read",
  "parties:edit",
  "claims:read",
  "claims:edit",
  "claims:pay",
  "claims:reverse",
  "claims:waive",
  "registers:read",
  "registers:check",
  "templates:read",
  "config:read",
  "config:reload",
  "clients:enter",
  "operators:ask",
  "changes:read",
] as const;
export type ModuleScope = (typeof MODULE_SCOPES)[number];

/** Calls of a key in a minute, where the tenant did not say another number. */
export const MODULE_CALLS_PER_MINUTE = 60;
export const MODULE_CALLS_PER_MINUTE_MAX = 100_000;

export const MODULE_INBOX_STATES = ["waiting", "done", "refused", "failed"] as const;
export type ModuleInboxState = (typeof MODULE_INBOX_STATES)[number];
