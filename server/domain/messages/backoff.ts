/** So often a message is handed over; then somebody must look. Over a day and a half, all told. */
export const ATTEMPTS_MAX = 10;

const FIRST_SECONDS = 15;
const LONGEST_SECONDS = 6 * 3_600;

/** Seconds until the next try after so many: fourfold each time, or as the carrier asks. */
export function waitSeconds(attempts: number, retryAfterSeconds = 0): number {
  const grown = FIRST_SECONDS * 4 ** Math.max(0, attempts - 1);
  return Math.max(Math.min(LONGEST_SECONDS, grown), retryAfterSeconds);
}
