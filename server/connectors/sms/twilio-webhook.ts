import { createHmac } from "node:crypto";
import type { Reported } from "@/server/kernel/delivery";
import { stateOf } from "./twilio-answers";
import { isSame, type WebhookCall, webhookOdd, webhookRefused } from "./webhook";

/**
 * What Twilio reports of a message, or a reply. It signs the address that it called and the fields,
 * with the account's token. Throws `messages.webhook_refused`, `messages.webhook_odd`.
 */
export function readTwilioWebhook(call: WebhookCall, authToken: string): Reported {
  const fields = [...new URLSearchParams(call.body)];
  const said = call.headers["x-twilio-signature"] ?? "";
  const addresses = addressesOf(call.url);
  const isSigned = addresses.some((url) => isSame(said, twilioSignature(url, fields, authToken)));
  if (authToken === "" || !isSigned) throw webhookRefused();
  return reportedOf(Object.fromEntries(fields), call.at);
}

/** Base64 of HMAC-SHA1 over the address and all fields, sorted by name. */
export function twilioSignature(
  url: string,
  fields: readonly (readonly [string, string])[],
  authToken: string,
): string {
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const signed = url + sorted.map(([name, value]) => name + value).join("");
  return createHmac("sha1", authToken).update(signed, "utf8").digest("base64");
}

/** Twilio signs the address with its port or without, by its own lights; both are the same place. */
function addressesOf(url: string): string[] {
  const { protocol, host, hostname, port } = new URL(url);
  const start = `${protocol}//${host}`;
  if (!url.startsWith(start)) return [url];
  const rest = url.slice(start.length);
  if (port !== "") return [url, `${protocol}//${hostname}${rest}`];
  const usual = protocol === "https:" ? 443 : 80;
  return [url, `${protocol}//${hostname}:${usual}${rest}`];
}

function reportedOf(fields: Record<string, string | undefined>, at: Date): Reported {
  const { MessageSid, SmsSid, MessageStatus, SmsStatus, ErrorCode, From, To, Body } = fields;
  const sid = MessageSid ?? SmsSid;
  const status = MessageStatus ?? SmsStatus;
  if (!sid) throw webhookOdd("Twilio");
  if (Body !== undefined && From !== undefined && (status ?? "received") === "received") {
    const reply = { providerId: sid, from: From, to: To ?? null, text: Body, at };
    return { progress: [], incoming: [reply] };
  }
  if (!status) throw webhookOdd("Twilio");
  const state = stateOf(status);
  if (!state) return { progress: [], incoming: [] };
  const detail = ErrorCode ? `${status} ${ErrorCode}` : status;
  return { progress: [{ providerId: sid, state, at: null, detail }], incoming: [] };
}
