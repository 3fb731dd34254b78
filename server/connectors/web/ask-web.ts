import { callWeb, type WebAnswer } from "./call-web";
import { type WebRules, webRefusal } from "./callable";

/**
 * Asks a foreign machine by GET, once, following nothing. Throws external errors `feeds.web_*`; an
 * answer of whatever status is an answer.
 */
export async function askWeb(
  url: URL,
  headers: Record<string, string>,
  rules: WebRules,
): Promise<WebAnswer> {
  const outcome = await callWeb({ url, method: "GET", headers }, rules);
  if (outcome.kind !== "answer") throw webRefusal(outcome.reason);
  const { status, body, headers: said } = outcome;
  return { status, body, headers: said };
}
