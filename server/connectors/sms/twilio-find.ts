import type { Found } from "@/server/kernel/delivery";
import type { CarrierRules } from "../web";
import type { SmsMessage } from "./sms";
import { acceptedOf, dateOf, readPage, type TwilioMessage } from "./twilio-answers";

/** A question below the account, or why it was not answered with JSON. */
export type TwilioAsk = (path: string) => Promise<{ json: unknown } | { why: string }>;

/** Two clocks differ, and a message may be noted a little after it was taken. */
const SLACK_MS = 120_000;
const PAGES_MAX = 10;
const PAGE_SIZE = 100;

const unclear = (reason: string): Found => ({ outcome: "unclear", reason });

/**
 * Looks for a message by number, text and time. Two that are alike cannot be told apart. The list is
 * not narrowed by the day of sending: what still waits to be sent has none and would be missed.
 */
export async function findTwilio(
  ask: TwilioAsk,
  at: { message: SmsMessage; triedAt: Date; rules: CarrierRules },
): Promise<Found> {
  const { message, triedAt, rules } = at;
  const from = triedAt.getTime() - SLACK_MS;
  const until = triedAt.getTime() + rules.timeoutMs + SLACK_MS;
  // As long as it may still come to be noted, that it is not there says nothing.
  const isEarly = rules.now().getTime() < until;
  const read = await readMessages(ask, message.toNumber, from);
  if ("why" in read) return unclear(read.why);
  const alike = read.messages.filter(({ direction, to, body, date_created: created }) => {
    const ms = dateOf(created)?.getTime() ?? 0;
    const isIn = ms >= from && ms <= until;
    const isOurs = to === message.toNumber && direction?.startsWith("outbound") === true;
    return isIn && isOurs && body === message.text;
  });
  const [first, second] = alike;
  if (second) return unclear("alike");
  if (first) return acceptedOf(first);
  return isEarly ? unclear("too_early") : { outcome: "missing" };
}

/** Messages to a number, the newest first, back to a time. */
async function readMessages(
  ask: TwilioAsk,
  toNumber: string,
  from: number,
): Promise<{ messages: TwilioMessage[] } | { why: string }> {
  const params = new URLSearchParams({ To: toNumber, PageSize: String(PAGE_SIZE) });
  const messages: TwilioMessage[] = [];
  let path = `Messages.json?${params}`;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await ask(path);
    if ("why" in answer) return answer;
    const read = readPage(answer.json);
    if (!read) return { why: "odd_answer" };
    messages.push(...read.messages);
    // Its next page is an address of its own making: only the question is taken from it.
    const query = read.next_page_uri?.split("?")[1];
    const oldest = dateOf(read.messages.at(-1)?.date_created)?.getTime() ?? Infinity;
    if (!query || oldest < from) return { messages };
    path = `Messages.json?${query}`;
  }
  return { why: "too_many" };
}
