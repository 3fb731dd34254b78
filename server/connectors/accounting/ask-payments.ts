import { DomainError } from "@/server/kernel/errors";
import { askWeb } from "../web";
import { type AccountingPage, readPage } from "./payment";

/** From the question to the last byte. */
const TIMEOUT_MS = 15_000;
const BYTES_MAX = 8 * 1024 * 1024;
/** Payments of one question. */
export const PAGE_SIZE = 500;

export interface AccountingQuestion {
  /** "https://ucto.example/api/": asked is `payments` below it. */
  baseUrl: string;
  token: string | null;
  /** null: from the beginning. */
  cursor: string | null;
  isPrivateAllowed: boolean;
}

/** The address of a feed, ending with a slash so that names below it stay below it. */
export const feedUrl = (baseUrl: string): URL =>
  new URL(baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`);

/**
 * Payments of a feed after a cursor. Throws external `feeds.web_*`, `feeds.accounting_refused` (401
 * or 403), `feeds.accounting_odd` for any other answer than 200 with a page.
 */
export async function askPayments(question: AccountingQuestion): Promise<AccountingPage> {
  const { baseUrl, token, cursor, isPrivateAllowed } = question;
  const url = new URL("payments", feedUrl(baseUrl));
  url.searchParams.set("limit", String(PAGE_SIZE));
  if (cursor !== null) url.searchParams.set("after", cursor);
  const headers = {
    accept: "application/json",
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const rules = { timeoutMs: TIMEOUT_MS, bytesMax: BYTES_MAX, isPrivateAllowed };
  const { status, body } = await askWeb(url, headers, rules);
  if (status === 401 || status === 403) {
    throw new DomainError("external", "feeds.accounting_refused");
  }
  if (status !== 200) throw new DomainError("external", "feeds.accounting_odd");
  return readPage(body.toString("utf8"));
}
