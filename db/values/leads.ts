/**
 * What came of a mail to the mailbox of deals: `waiting` for a person, `opened` a deal, `threaded` to
 * one that stood, `machine` written by a program; of those that leave: `answer`.
 */
export const LEAD_STANDINGS = ["waiting", "opened", "threaded", "machine", "answer"] as const;
export type LeadStanding = (typeof LEAD_STANDINGS)[number];

/** What came of what a web site's form sent. */
export const SUBMISSION_STANDINGS = ["opened", "quarantined", "released", "refused"] as const;
export type SubmissionStanding = (typeof SUBMISSION_STANDINGS)[number];
