/**
 * What came of a mail of a request. Of those that came: `waiting` for a person to open a request,
 * `foreign` from an address that is not the client's, `posted` as the client's words, `machine`
 * written by a program, `refused` by a person. Of those that leave: `answer`, `receipt`.
 */
export const MAIL_STANDINGS = [
  ...(["waiting", "foreign", "posted", "machine", "refused"] as const),
  ...(["answer", "receipt"] as const),
] as const;
export type MailStanding = (typeof MAIL_STANDINGS)[number];

/** What is done with a mail in the mailbox once it is kept. */
export const MAILBOX_MARKS = ["seen", "deleted"] as const;
export type MailboxMark = (typeof MAILBOX_MARKS)[number];

/** What a mailbox is for: replies and requests of clients, or people who may buy. */
export const MAILBOX_PURPOSES = ["requests", "deals"] as const;
export type MailboxPurpose = (typeof MAILBOX_PURPOSES)[number];
