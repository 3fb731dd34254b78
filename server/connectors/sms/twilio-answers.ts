import { z } from "zod";
import type { Found, Handed, Progress, ProgressState } from "@/server/kernel/delivery";
import { costOf, readJson, stuck, verdictOfOdd } from "../web";

const messageForm = z.object({
  sid: z.string().min(1).max(64),
  status: z.string(),
  to: z.string().nullish(),
  body: z.string().nullish(),
  direction: z.string().nullish(),
  date_created: z.string().nullish(),
  date_updated: z.string().nullish(),
  error_code: z.number().nullish(),
  num_segments: z.coerce.number().int().nullish(),
  price: z.string().nullish(),
  price_unit: z.string().nullish(),
});
export type TwilioMessage = z.infer<typeof messageForm>;

export function readMessage(json: unknown): TwilioMessage | null {
  const read = messageForm.safeParse(json);
  return read.success ? read.data : null;
}

const pageForm = z.object({
  messages: z.array(messageForm),
  next_page_uri: z.string().nullish(),
});

export function readPage(json: unknown): z.infer<typeof pageForm> | null {
  const read = pageForm.safeParse(json);
  return read.success ? read.data : null;
}

const errorForm = z.object({ code: z.number().int() });

/** Of the message or its number: another try would end the same. */
const REFUSED: Readonly<Record<number, string>> = {
  21211: "invalid_number",
  21214: "unreachable_number",
  21217: "invalid_number",
  21265: "short_code",
  21602: "empty_text",
  21610: "opted_out",
  21612: "not_routable",
  21614: "not_mobile",
  21617: "too_long",
  21635: "landline",
};
const BUSY = new Set([20429, 14107, 21611, 30001]);

export type Accepted = Extract<Found, { outcome: "accepted" }>;

export function acceptedOf(message: TwilioMessage): Accepted {
  return { outcome: "accepted", providerId: message.sid, ...costsOf(message) };
}

/** What Twilio said to a message: 201 with it, or an error by its number. */
export function readSent({ status, body }: { status: number; body: Buffer }): Handed {
  const json = readJson(body);
  const message = readMessage(json);
  if (status < 300 && message) return acceptedOf(message);
  const error = errorForm.safeParse(json);
  if (status < 400 || !error.success) return verdictOfOdd(status);
  const { code } = error.data;
  const reason = REFUSED[code];
  if (reason) return { outcome: "refused", reason };
  if (BUSY.has(code)) return { outcome: "busy", reason: `twilio_${code}` };
  // All others are of the account, the sender or the settings; a message is not to blame for them.
  return stuck(`twilio_${code}`);
}

const STATES: Readonly<Record<string, ProgressState>> = {
  sent: "sent",
  delivered: "delivered",
  partially_delivered: "delivered",
  read: "read",
  undelivered: "undelivered",
  failed: "undelivered",
  canceled: "undelivered",
};

export const stateOf = (status: string): ProgressState | null => STATES[status] ?? null;

export function progressOf(message: TwilioMessage): Progress[] {
  const { sid, status, date_updated: updated, error_code: code } = message;
  const state = stateOf(status);
  if (!state) return [];
  const detail = code ? `${status} ${code}` : status;
  return [{ providerId: sid, state, at: dateOf(updated), detail, ...costsOf(message) }];
}

function costsOf({ num_segments: parts, price, price_unit: unit }: TwilioMessage) {
  return { ...(parts ? { parts } : {}), ...costOf(price, unit?.toUpperCase() ?? null) };
}

/** RFC 2822, "Sun, 29 Nov 2026 07:00:00 +0000". */
export function dateOf(value: string | null | undefined): Date | null {
  const ms = Date.parse(value ?? "");
  return Number.isNaN(ms) ? null : new Date(ms);
}
