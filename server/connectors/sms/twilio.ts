import { z } from "zod";
import type { Found } from "@/server/kernel/delivery";
import { openGate } from "@/server/kernel/gate";
import {
  baseOf,
  type CarrierRules,
  callWeb,
  carrierSilent,
  readJson,
  stuck,
  urlEncodedBody,
  verdictOf,
  verdictOfOdd,
  type WebOutcome,
  webRulesOf,
} from "../web";
import type { SmsCarrier, SmsMessage } from "./sms";
import { progressOf, readMessage, readSent } from "./twilio-answers";
import { findTwilio, type TwilioAsk } from "./twilio-find";

export interface TwilioSettings {
  accountSid: string;
  authToken: string;
  /** A number, or a registered name; one of the two. */
  from?: string;
  messagingServiceSid?: string;
  /** Where its reports go to, https://…; left out: they are asked for. */
  statusCallbackUrl?: string;
  baseUrl?: string;
}

export const TWILIO_BASE_URL = "https://api.twilio.com/";
const CODE = "twilio";
const NAME = "Twilio";
const AT_ONCE = 4;

/**
 * Twilio's Programmable Messaging. It knows no idempotency key; what ended uncertain is looked for
 * by number, text and time.
 */
export function openTwilio(settings: TwilioSettings, rules: CarrierRules): SmsCarrier {
  const call = openCalling(settings, rules);
  const ask: TwilioAsk = async (path) => {
    const outcome = await call(path, null);
    const verdict = verdictOf(outcome, rules.now());
    if (verdict !== null || outcome.kind !== "answer") return { why: verdict?.reason ?? "" };
    const json = readJson(outcome.body);
    const isWord = json !== undefined && outcome.status === 200;
    return isWord ? { json } : { why: `http_${outcome.status}` };
  };
  return {
    code: CODE,
    async hand(message) {
      const fields = fieldsOf(message, settings);
      if (fields === null) return stuck("no_sender");
      const outcome = await call("Messages.json", fields);
      const verdict = verdictOf(outcome, rules.now());
      if (verdict !== null || outcome.kind !== "answer") return verdict ?? verdictOfOdd(200);
      return readSent(outcome);
    },
    async find(message, _key, triedAt): Promise<Found> {
      if (!triedAt) return { outcome: "unclear", reason: "tried_at_unknown" };
      return findTwilio(ask, { message, triedAt, rules });
    },
    async follow(providerIds) {
      const gate = openGate(AT_ONCE);
      const path = (sid: string) => `Messages/${encodeURIComponent(sid)}.json`;
      const answers = await Promise.all(providerIds.map((sid) => gate(() => ask(path(sid)))));
      const [first] = answers;
      const isHeard = answers.some((answer) => "json" in answer || answer.why === "http_404");
      if (first && "why" in first && !isHeard) throw carrierSilent(NAME, first.why);
      return answers.flatMap((answer) => {
        const message = "json" in answer ? readMessage(answer.json) : null;
        return message ? progressOf(message) : [];
      });
    },
    async credit() {
      const answer = await ask("Balance.json");
      const read = balanceForm.safeParse("json" in answer ? answer.json : undefined);
      if (!read.success) throw carrierSilent(NAME, "why" in answer ? answer.why : "odd_answer");
      return { amount: read.data.balance, currency: read.data.currency };
    },
  };
}

const balanceForm = z.object({ balance: z.string(), currency: z.string() });

function openCalling(settings: TwilioSettings, rules: CarrierRules) {
  const { accountSid, authToken, baseUrl = TWILIO_BASE_URL } = settings;
  const base = baseOf(baseUrl);
  const account = `2010-04-01/Accounts/${encodeURIComponent(accountSid)}/`;
  const basic = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  return (path: string, fields: Record<string, string> | null): Promise<WebOutcome> => {
    const url = new URL(`${account}${path}`, base);
    const authorization = `Basic ${basic}`;
    if (fields === null) {
      return callWeb({ url, method: "GET", headers: { authorization } }, webRulesOf(rules));
    }
    const { headers, body } = urlEncodedBody(fields);
    const said = { ...headers, authorization };
    return callWeb({ url, method: "POST", headers: said, body }, webRulesOf(rules));
  };
}

function fieldsOf(
  { toNumber, text, sender }: SmsMessage,
  { from, messagingServiceSid, statusCallbackUrl }: TwilioSettings,
): Record<string, string> | null {
  const own = sender ?? from;
  if (!own && !messagingServiceSid) return null;
  return {
    ...{ To: toNumber, Body: text },
    ...(own ? { From: own } : {}),
    ...(messagingServiceSid ? { MessagingServiceSid: messagingServiceSid } : {}),
    ...(statusCallbackUrl ? { StatusCallback: statusCallbackUrl } : {}),
  };
}
