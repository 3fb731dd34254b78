/** By which an event of the register is brought together with a party; the surest first. */
export const HINT_KEYS = ["file_mark", "birth_number", "registration_no", "person"] as const;
export type HintKey = (typeof HINT_KEYS)[number];

/** What is missing of the copy: ids that never came, rows and notes that could not be read. */
export const FEED_GAPS = ["skipped", "row", "note"] as const;
export type FeedGap = (typeof FEED_GAPS)[number];
