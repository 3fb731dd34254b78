const MEGABYTE = 1024 ** 2;

/** One file of a client's, and all of one account within a day. */
export const CLIENT_FILE_BYTES_MAX = 10 * MEGABYTE;
export const DAY_BYTES_MAX = 100 * MEGABYTE;
export const DAY_FILES_MAX = 40;
/** What was sent and put into no request is forgotten after so long. */
export const ORPHAN_LIFE_MS = 24 * 3_600_000;
