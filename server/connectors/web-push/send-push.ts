import { callWeb } from "../web";
import { encryptPush, type PushSubscription } from "./encrypt";
import { type VapidKeys, vapidHeader } from "./vapid";

export interface PushMessage {
  text: string;
  /** Messages of one topic that wait at the push service replace each other: 32 signs at most. */
  topic: string;
  /** After so long nobody needs to be told any more. */
  lifeSeconds: number;
}

interface SendOptions {
  keys: VapidKeys;
  subject: string;
  now: Date;
  /** Private addresses and plain HTTP: tests alone. */
  isPrivateAllowed: boolean;
}

/** `gone`: the browser has thrown the subscription away. `later`: worth another try. */
export type PushVerdict = "sent" | "gone" | "later" | "refused";

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES_MAX = 16_384;

/**
 * Hands one message to a browser's push service. The address was given by a browser, so it is called
 * under the rules for foreign addresses: HTTPS, and nothing of our own network.
 */
export async function sendPush(
  { endpoint, ...keysOfBrowser }: PushSubscription,
  { text, topic, lifeSeconds }: PushMessage,
  { keys, subject, now, isPrivateAllowed }: SendOptions,
): Promise<PushVerdict> {
  let body: Buffer;
  try {
    body = encryptPush(text, keysOfBrowser);
  } catch {
    return "gone";
  }
  const headers = {
    authorization: vapidHeader(endpoint, { keys, subject, now }),
    ...{ "content-encoding": "aes128gcm", "content-type": "application/octet-stream" },
    ...{ ttl: String(lifeSeconds), urgency: "high", topic },
  };
  const outcome = await callWeb(
    { url: new URL(endpoint), method: "POST", headers, body: new Uint8Array(body) },
    { timeoutMs: TIMEOUT_MS, bytesMax: ANSWER_BYTES_MAX, isPrivateAllowed },
  );
  if (outcome.kind === "answer") return verdictOf(outcome.status);
  if (outcome.kind === "unknown") return "sent";
  return outcome.reason === "web_address" || outcome.reason === "web_private" ? "gone" : "later";
}

function verdictOf(status: number): PushVerdict {
  if (status >= 200 && status < 300) return "sent";
  if (status === 404 || status === 410) return "gone";
  return status === 429 || status >= 500 ? "later" : "refused";
}
