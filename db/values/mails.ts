/** Mails that the program writes by itself. */
export const MAIL_KINDS = [
  "collegial_actions",
  "case_step",
  "client_registration",
  "schedule_broken",
  "overdue_digest",
  "insolvency_changes",
  "trigger_off",
  "client_invitation",
  "request_answered",
  "client_sign_in",
  "data_erased",
  "request_escalated",
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Of them those to clients at the door: they speak for the tenant, not for the program. */
export const CLIENT_MAILS = [
  "client_registration",
  "client_invitation",
  "request_answered",
  "client_sign_in",
  "data_erased",
] as const satisfies readonly MailKind[];

/**
 * sending: handed over and not answered yet; what dies there is sent again under the same id. dropped:
 * what it tells of was over before it left, so it never does.
 */
export const MAIL_STATES = ["waiting", "sending", "sent", "failed", "dropped"] as const;
export type MailState = (typeof MAIL_STATES)[number];
