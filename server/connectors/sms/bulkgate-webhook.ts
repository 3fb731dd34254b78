import { z } from "zod";
import type { Progress, ProgressState, Reported } from "@/server/kernel/delivery";
import { instantAt } from "@/server/kernel/wall-instant";
import { costOf, readJson } from "../web";
import { assertSecret, idOfContent, SECRET_PARAM, type WebhookCall, webhookOdd } from "./webhook";

const STATES: Readonly<Record<string, ProgressState>> = {
  "1": "delivered",
  "2": "sent",
  "3": "undelivered",
  "13": "read",
};
const REPLY = "10";

const text = z.union([z.string(), z.number()]).nullish();
const itemForm = z.object({
  status: z.union([z.string(), z.number()]),
  ...{ smsID: text, price: text, date: text, from: text, to: text, message: text },
});
type Item = z.infer<typeof itemForm>;

/**
 * What BulkGate reports: a JSON array, or one report in the address of a GET. It signs nothing, so the
 * address carries a secret. Throws `messages.webhook_refused`, `messages.webhook_odd`.
 */
export function readBulkGateWebhook(call: WebhookCall, secret: string): Reported {
  assertSecret(call, secret);
  const read = z.array(itemForm).max(10_000).safeParse(itemsOf(call));
  if (!read.success) throw webhookOdd("BulkGate");
  const isReply = ({ status }: Item) => String(status) === REPLY;
  return {
    progress: read.data.filter((item) => !isReply(item)).flatMap(progressOf),
    incoming: read.data.filter(isReply).map((item) => replyOf(item, call.at)),
  };
}

function itemsOf({ url, body }: WebhookCall): unknown {
  if (body.trim() !== "") {
    const json = readJson(Buffer.from(body));
    return Array.isArray(json) || json === undefined ? json : [json];
  }
  const params = [...new URL(url).searchParams].filter(([name]) => name !== SECRET_PARAM);
  return [Object.fromEntries(params)];
}

function progressOf({ status, smsID, price, date }: Item): Progress[] {
  const state = STATES[String(status)];
  if (!state || !smsID) return [];
  const [sent, done] = timesOf(date);
  const at = done ?? sent ?? null;
  return [{ providerId: String(smsID), state, at, detail: String(status), ...costOf(price, null) }];
}

function replyOf({ from, to, message, date, smsID }: Item, came: Date) {
  const [sent] = timesOf(date);
  const at = sent ?? came;
  const number = String(from ?? "");
  const said = String(message ?? "");
  // Where it gives neither id nor time, the same words of a day are one reply, told again.
  const mark = String(smsID ?? date ?? came.toISOString().slice(0, 10));
  return {
    providerId: idOfContent(number, said, mark),
    from: e164(number),
    to: to ? e164(String(to)) : null,
    ...{ text: said, at },
  };
}

const e164 = (number: string): string => (/^\d{8,15}$/.test(number) ? `+${number}` : number);

const TIME = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** "YYMMDDHHMM;YYMMDDHHMM", sent and done, on the clock of its home, which is ours. */
function timesOf(date: Item["date"]): (Date | null)[] {
  return String(date ?? "")
    .split(";")
    .map((part) => {
      const [found, year, month, day, hour, minute] = TIME.exec(part.trim()) ?? [];
      return found ? instantAt(`20${year}-${month}-${day}`, `${hour}:${minute}`) : null;
    });
}
