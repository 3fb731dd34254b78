import type { DeadReason } from "./inbound-mail";

/** Lines that could begin a part; more of them than any mail of a person has. */
const PART_LINES_MAX = 20_000;
/** What is attached comes in lines of 76; only what somebody wrote has shorter ones. */
const SHORT_LENGTH = 60;
const SHORT_LINES_MAX = 100_000;
const [LF, DASH] = [10, 45];

/**
 * What would keep the reader of mails busy for minutes, seen before it begins: it takes its time over
 * every line and every part, and anybody may send us twenty megabytes of line breaks.
 */
export function shapeFault(raw: Buffer): DeadReason | null {
  let [short, parts, from] = [0, 0, 0];
  for (let at = raw.indexOf(LF); at >= 0; at = raw.indexOf(LF, from)) {
    if (at - from < SHORT_LENGTH) short += 1;
    if (raw[from] === DASH && raw[from + 1] === DASH) parts += 1;
    if (parts > PART_LINES_MAX) return "too_many_parts";
    if (short > SHORT_LINES_MAX) return "too_many_lines";
    from = at + 1;
  }
  return null;
}
