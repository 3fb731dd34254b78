import { createHmac, timingSafeEqual } from "node:crypto";
import type { Progress, ProgressState } from "@/server/kernel/delivery";
import { DomainError } from "@/server/kernel/errors";

export interface WebhookCall {
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** To the byte as it came: the signature is of it. */
  body: string;
  /** When it came. */
  at: Date;
}

const TOLERANCE_SECONDS = 300;

/** A complaint is of a mail that arrived: whoever reads `detail` sees what was said of it. */
const STATES: Readonly<Record<string, ProgressState>> = {
  "email.sent": "sent",
  "email.delivered": "delivered",
  "email.complained": "delivered",
  "email.bounced": "undelivered",
  "email.failed": "undelivered",
  "email.suppressed": "undelivered",
};

/**
 * What Resend reports by itself: `email.delivered`, `.bounced`, `.complained` and the like; an event
 * that says nothing of a delivery is none. Throws forbidden `messages.webhook_refused` (no signature
 * of `secret`, "whsec_…", or one of five minutes ago and more), invalid `messages.webhook_odd`
 * (signed, and not what it should be).
 */
export function readResendWebhook(call: WebhookCall, secret: string): Progress[] {
  assertSigned(call, secret);
  const event = parse(call.body);
  const id = event.data?.email_id;
  if (typeof event.type !== "string") throw odd();
  const state = STATES[event.type];
  if (state === undefined) return [];
  if (typeof id !== "string") throw odd();
  return [{ providerId: id, state, at: instantOf(event.created_at), detail: detailOf(event) }];
}

const odd = (): DomainError =>
  new DomainError("invalid", "messages.webhook_odd", { carrier: "Resend" });

interface ResendEvent {
  type?: unknown;
  created_at?: unknown;
  data?: { email_id?: unknown; bounce?: { type?: unknown; subType?: unknown } };
}

/** Standard Webhooks: HMAC-SHA256 of "id.timestamp.body"; several signatures while a secret changes. */
function assertSigned({ headers, body, at }: WebhookCall, secret: string): void {
  const said = (name: string) => headers[`svix-${name}`] ?? headers[`webhook-${name}`] ?? "";
  const [id, timestamp] = [said("id"), said("timestamp")];
  const refused = new DomainError("forbidden", "messages.webhook_refused");
  if (id === "" || !/^\d{1,12}$/.test(timestamp)) throw refused;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  // An empty key would sign for everybody.
  if (key.length === 0) throw refused;
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  const isSigned = said("signature")
    .split(" ")
    .filter((each) => each.startsWith("v1,"))
    .map((each) => Buffer.from(each.slice("v1,".length), "base64"))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  if (!isSigned) throw refused;
  const age = Math.abs(at.getTime() / 1000 - Number(timestamp));
  if (age > TOLERANCE_SECONDS) throw refused;
}

function parse(body: string): ResendEvent {
  try {
    const event: unknown = JSON.parse(body);
    if (typeof event === "object" && event !== null) return event;
  } catch {
    // Told below, as anything else that is no event.
  }
  throw odd();
}

function instantOf(value: unknown): Date | null {
  const at = typeof value === "string" ? new Date(value) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at;
}

/** "bounced Permanent General": their words for it, none of the mail's. */
function detailOf({ type, data }: ResendEvent): string {
  const { type: kind, subType } = data?.bounce ?? {};
  const words = [kind, subType].filter((word) => typeof word === "string");
  return [String(type).replace(/^email\./, ""), ...words].join(" ").slice(0, 200);
}
