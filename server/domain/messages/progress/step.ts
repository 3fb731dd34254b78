import type { MessageState } from "@/db/values/messages";
import type { ProgressState } from "@/server/kernel/delivery";

/** What a report makes of a message; null: nothing that was not known. */
export interface Step {
  state: MessageState;
  isDelivered: boolean;
  isRead: boolean;
  isReturned: boolean;
}

/**
 * The state of a message after a report. Reports come late, twice and in any order: a message goes
 * forward only, from sent to delivered to read, or back to us. A server may take a mail first and
 * send it back afterwards; what else was delivered does not come back.
 */
export function stepOf(
  now: { state: MessageState; isRead: boolean; channel: string },
  reported: ProgressState,
): Step | null {
  const isOut = now.state === "sent" || now.state === "uncertain";
  const isAt = now.state === "delivered";
  if (!isOut && !isAt) return null;
  const same = { isDelivered: false, isRead: false, isReturned: false };
  if (reported === "sent") {
    return now.state === "uncertain" ? { ...same, state: "sent" } : null;
  }
  if (reported === "returned" || reported === "undelivered") {
    if (isAt && now.channel !== "email") return null;
    return { ...same, state: "returned", isReturned: true };
  }
  if (reported === "delivered") {
    return isAt ? null : { ...same, state: "delivered", isDelivered: true };
  }
  if (isAt && now.isRead) return null;
  return { ...same, state: "delivered", isDelivered: !isAt, isRead: true };
}

const MINUTE = 60;
const DAY = 86_400;
const FOLLOWED_DAYS = 30;

/** Seconds until a message is asked about again, by how long ago it left; null: never again. */
export function followAfterSeconds(ageSeconds: number): number | null {
  if (ageSeconds > FOLLOWED_DAYS * DAY) return null;
  if (ageSeconds < 15 * MINUTE) return 2 * MINUTE;
  if (ageSeconds < 6 * 60 * MINUTE) return 15 * MINUTE;
  if (ageSeconds < 2 * DAY) return 2 * 60 * MINUTE;
  return ageSeconds < 7 * DAY ? 6 * 60 * MINUTE : DAY;
}
