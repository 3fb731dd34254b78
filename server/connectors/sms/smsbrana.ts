import { createHash } from "node:crypto";
import type { Handed, Received } from "@/server/kernel/delivery";
import { baseOf, type CarrierRules, carrierSilent, costOf } from "../web";
import { childText, type XmlElement } from "../xml";
import type { SmsCarrier, SmsMessage } from "./sms";
import { callSmsBrana, meaningOf, type SmsBranaSettings } from "./smsbrana-call";
import {
  type InboxItem,
  incomingOf,
  markOf,
  newcomers,
  progressesOf,
  readInbox,
} from "./smsbrana-inbox";

const CODE = "smsbrana";
const NAME = "SMSbrána";
const KEY_MAX = 50;
const TAKEN_BEFORE = "-1";
const INBOX_ITEMS_MAX = 200;

/**
 * SMSbrána.cz by SMS Connect. It takes a key once: a message handed over again is either taken now or
 * was before. It cannot be asked by key, so an uncertain one is settled by handing it over again.
 */
export function openSmsBrana(settings: SmsBranaSettings, rules: CarrierRules): SmsCarrier {
  for (const url of [settings.url, settings.fallbackUrl]) if (url) baseOf(url);
  const ask = async (fields: Record<string, string>): Promise<XmlElement> => {
    const answer = await callSmsBrana(settings, fields, rules);
    if (answer.kind === "none") throw carrierSilent(NAME, answer.why.reason);
    const { err, root } = answer;
    if (err !== "0" && err !== "") throw carrierSilent(NAME, meaningOf(err).reason);
    return root;
  };
  return {
    code: CODE,
    isRepeatable: true,
    async hand(message, key) {
      const answer = await callSmsBrana(settings, fieldsOf(message, key), rules);
      return answer.kind === "none" ? answer.why : readSent(answer);
    },
    find: async () => ({ outcome: "unclear", reason: "hand_again" }),
    async follow(providerIds) {
      const wanted = new Set(providerIds);
      const items = readInbox(await ask({ action: "inbox" }));
      return progressesOf(items).filter(({ providerId }) => wanted.has(providerId));
    },
    receive: (since) => receive(ask, { since, itemsMax: settings.inboxItemsMax }),
    async credit() {
      const amount = childText(await ask({ action: "credit_info" }), "credit");
      if (!/^-?\d+(\.\d+)?$/.test(amount)) throw carrierSilent(NAME, "odd_answer");
      return { amount, currency: "CZK" };
    },
  };
}

function fieldsOf({ toNumber, text, sender, isUnicode }: SmsMessage, key: string) {
  return {
    ...{ action: "send_sms", number: toNumber, message: text, delivery_report: "1" },
    data_code: isUnicode ? "ucs2" : "7bit",
    user_id: key.length <= KEY_MAX ? key : createHash("sha256").update(key).digest("hex").slice(14),
    ...(sender === undefined ? {} : { sender_id: sender }),
  };
}

function readSent({ err, root }: { err: string; root: XmlElement }): Handed {
  if (err !== "0" && err !== TAKEN_BEFORE) return meaningOf(err);
  const id = childText(root, "sms_id");
  const parts = Number(childText(root, "sms_count"));
  return {
    ...{ outcome: "accepted", providerId: id === "" ? null : id },
    ...(Number.isSafeInteger(parts) && parts > 0 ? { parts } : {}),
    ...costOf(childText(root, "price"), "CZK"),
  };
}

/**
 * The inbox is read and left as it is; it is emptied only when the caller has filed all that lies in
 * it and it has grown long. What comes in between the two questions is answered by the second one and
 * given on: only an answer that is lost at that very moment could lose it, which is why it is rare.
 */
async function receive(
  ask: (fields: Record<string, string>) => Promise<XmlElement>,
  { since, itemsMax = INBOX_ITEMS_MAX }: { since: string | null; itemsMax?: number | undefined },
): Promise<Received> {
  const held = readInbox(await ask({ action: "inbox" }));
  const mark = markOf(held);
  if (since !== mark) return receivedOf(held, mark);
  if (held.length === 0 || held.length < itemsMax) return receivedOf([], mark);
  const emptied = readInbox(await ask({ action: "inbox", delete: "1" }));
  return receivedOf(newcomers(held, emptied), markOf([]));
}

const receivedOf = (items: readonly InboxItem[], next: string): Received => ({
  ...{ items: incomingOf(items), progress: progressesOf(items), next },
});
