/** What an operator's device is told of. */
export const NOTICE_KINDS = ["new_request", "client_replied", "answer_due"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What became of a notice; `kept`: a demo sends nothing. */
export const NOTICE_OUTCOMES = ["sent", "kept", "refused", "given_up"] as const;
export type NoticeOutcome = (typeof NOTICE_OUTCOMES)[number];
