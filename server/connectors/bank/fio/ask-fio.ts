import type { Day } from "@/server/kernel/days";
import { isDomainError } from "@/server/kernel/errors";
import { askWeb } from "../../web";

/** What the bank said to a question; each asks for something else. */
export type FioAnswer =
  | { kind: "statement"; body: Buffer }
  /** Asked again within half a minute. */
  | { kind: "wait" }
  /** More movements than one answer may hold. */
  | { kind: "too_many" }
  /** Older than ninety days, and not unlocked in internet banking. */
  | { kind: "locked" }
  | { kind: "unknown_token" }
  /** Not the bank's machine, or not in its words. */
  | { kind: "odd" };

/** The bank lets one question through in this time, whoever asks, per token. */
export const FIO_REST_SECONDS = 30;
const TIMEOUT_MS = 60_000;
/** As long as a statement that is uploaded by hand may be. */
const BYTES_MAX = 64 * 1024 * 1024;

const BY_STATUS: Readonly<Record<number, Exclude<FioAnswer["kind"], "statement">>> = {
  409: "wait",
  413: "too_many",
  422: "locked",
  500: "unknown_token",
};

export interface FioQuestion {
  /** "https://fioapi.fio.cz/v1/rest/" */
  baseUrl: string;
  /** Stands in the address: nothing of this question may be logged. */
  token: string;
  from: Day;
  to: Day;
  isPrivateAllowed: boolean;
}

/** Whether an answer begins as Fio's does; pages of proxies and of maintenance are HTML with 200. */
const isStatement = (body: Buffer): boolean =>
  /^\s*\{\s*"accountStatement"/.test(body.subarray(0, 1_024).toString("utf8"));

/**
 * Movements of an account by day, both included. Asked by period and never by "last": that moves a
 * pointer at the bank, and a crash after it loses what was between. Throws external `feeds.web_*`.
 */
export async function askFio(question: FioQuestion): Promise<FioAnswer> {
  const { baseUrl, token, from, to, isPrivateAllowed } = question;
  const path = `periods/${encodeURIComponent(token)}/${from}/${to}/transactions.json`;
  const rules = { timeoutMs: TIMEOUT_MS, bytesMax: BYTES_MAX, isPrivateAllowed };
  try {
    const { status, body } = await askWeb(new URL(path, baseUrl), {}, rules);
    if (status === 200 && isStatement(body)) return { kind: "statement", body };
    return { kind: BY_STATUS[status] ?? "odd" };
  } catch (error) {
    // Longer than we take: half of the days may fit.
    if (isDomainError(error) && error.code === "feeds.web_too_large") return { kind: "too_many" };
    throw error;
  }
}
