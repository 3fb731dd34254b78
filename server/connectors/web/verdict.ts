import type { Handed } from "@/server/kernel/delivery";
import type { WebOutcome } from "./call-web";

export type NotTaken = Exclude<Handed, { outcome: "accepted" }>;

/** A person must mend it; nothing was taken. */
export const stuck = (reason: string): NotTaken => ({
  ...{ outcome: "busy", reason, needsPerson: true },
});

/** What a carrier's outcome says before its words are read; null: read them. */
export function verdictOf(outcome: WebOutcome, now: Date): NotTaken | null {
  if (outcome.kind === "unknown") return { outcome: "uncertain", reason: outcome.reason };
  if (outcome.kind === "unsent") return verdictOfUnsent(outcome.reason);
  const { status, headers } = outcome;
  const reason = `http_${status}`;
  if (status === 429 || status === 503) {
    const seconds = retryAfterSeconds(headers["retry-after"], now);
    return { outcome: "busy", reason, ...(seconds === null ? {} : { retryAfterSeconds: seconds }) };
  }
  // It broke while at work, or somebody between us gave up waiting: nobody knows how far it came.
  const isWord = (status >= 200 && status < 300) || (status >= 400 && status < 500);
  return isWord ? null : { outcome: "uncertain", reason };
}

function verdictOfUnsent(reason: string): NotTaken {
  const isOurs = reason === "web_address" || reason === "web_private";
  return isOurs ? stuck(reason) : { outcome: "busy", reason };
}

/** What an answer says whose words are none of the carrier's: a page of a proxy, garbage. */
export function verdictOfOdd(status: number): NotTaken {
  if (status === 401 || status === 402 || status === 403) return stuck(`http_${status}`);
  return { outcome: "uncertain", reason: status < 300 ? "odd_answer" : `http_${status}` };
}

const DAY_SECONDS = 86_400;

/** Seconds of a Retry-After header, a number or a date, at most a day; null where it says nothing. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (text === "") return null;
  const seconds = /^\d{1,9}$/.test(text)
    ? Number(text)
    : Math.ceil((Date.parse(text) - now.getTime()) / 1_000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), DAY_SECONDS) : null;
}

/** JSON of an answer; undefined where it is none. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}
