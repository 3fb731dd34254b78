import { z } from "zod";
import type { Handed } from "@/server/kernel/delivery";
import {
  baseOf,
  type CarrierRules,
  callWeb,
  carrierSilent,
  costOf,
  jsonBody,
  type NotTaken,
  readJson,
  stuck,
  verdictOf,
  verdictOfOdd,
  webRulesOf,
} from "../web";
import type { SmsCarrier, SmsMessage } from "./sms";

export interface BulkGateSettings {
  applicationId: string;
  applicationToken: string;
  baseUrl?: string;
  /** Of the account; left out: prices are kept as they are said, in credits. */
  currency?: string;
}

export const BULKGATE_BASE_URL = "https://portal.bulkgate.com/";
const CODE = "bulkgate";
const NAME = "BulkGate";

/**
 * BulkGate by its simple API v1. It drops a text that went to the same number minutes ago, but by the
 * text and not by our key, and cannot be asked by it: what ended uncertain a person looks up by its
 * tag, which is the key. Reports and replies come by webhook.
 */
export function openBulkGate(settings: BulkGateSettings, rules: CarrierRules): SmsCarrier {
  const { applicationId, applicationToken, baseUrl = BULKGATE_BASE_URL } = settings;
  const base = baseOf(baseUrl);
  const ask = (path: string, fields: Record<string, unknown>) => {
    const login = { application_id: applicationId, application_token: applicationToken };
    const url = new URL(`api/1.0/simple/${path}`, base);
    return callWeb(
      { url, method: "POST", ...jsonBody({ ...login, ...fields }) },
      webRulesOf(rules),
    );
  };
  return {
    code: CODE,
    async hand(message, key) {
      const outcome = await ask("transactional", fieldsOf(message, key));
      const verdict = verdictOf(outcome, rules.now());
      if (verdict !== null || outcome.kind !== "answer") return verdict ?? verdictOfOdd(200);
      return readSent(outcome, settings.currency ?? null);
    },
    find: async () => ({ outcome: "unclear", reason: "no_search" }),
    async credit() {
      const outcome = await ask("info", {});
      const verdict = verdictOf(outcome, rules.now());
      if (verdict !== null || outcome.kind !== "answer") {
        throw carrierSilent(NAME, verdict?.reason ?? "odd_answer");
      }
      const read = infoForm.safeParse(readJson(outcome.body));
      if (!read.success) throw carrierSilent(NAME, `http_${outcome.status}`);
      const { credit, currency } = read.data.data;
      return { amount: String(credit), currency: currency === "credits" ? null : currency };
    },
  };
}

const infoForm = z.object({
  data: z.object({ credit: z.coerce.number(), currency: z.string().min(1) }),
});

function fieldsOf({ toNumber, text, sender, isUnicode }: SmsMessage, key: string) {
  return {
    ...{ number: toNumber.replace(/^\+/, ""), text, unicode: isUnicode },
    ...senderOf(sender),
    ...{ country: null, schedule: null, duplicates_check: "on", tag: key },
  };
}

function senderOf(sender: string | undefined) {
  if (sender === undefined) return { sender_id: "gSystem", sender_id_value: "" };
  const kind = /^\+?\d+$/.test(sender) ? "gOwn" : "gText";
  return { sender_id: kind, sender_id_value: sender };
}

const sentForm = z.object({
  data: z.object({
    status: z.string(),
    sms_id: z.union([z.string(), z.number()]).nullish(),
    price: z.coerce.number().nullish(),
    credit: z.coerce.number().nullish(),
  }),
});
const errorForm = z.object({ type: z.string().regex(/^\w{1,60}$/) });

const TAKEN = new Set(["accepted", "sent", "scheduled", "delivered", "buffered"]);

/** Of the settings or the account: the message is none the worse for it. */
const OURS = new Set(
  ["unknown_identity", "banned", "invalid_numeric_sender", "invalid_sender", "admin_not_found"]
    .concat("low_credit", "method_not_allowed", "unknown_action", "unauthorized")
    .concat("invalid_application", "wrong_identity"),
);

function readSent(
  { status, body }: { status: number; body: Buffer },
  currency: string | null,
): Handed {
  const json = readJson(body);
  const sent = sentForm.safeParse(json);
  if (status < 300 && sent.success) return takenOf(sent.data.data, currency);
  const error = errorForm.safeParse(json);
  if (!error.success) return verdictOfOdd(status);
  const { type } = error.data;
  if (OURS.has(type)) return stuck(type);
  return notTaken(type);
}

function takenOf(data: z.infer<typeof sentForm>["data"], currency: string | null): Handed {
  const { status, sms_id: id, price, credit } = data;
  if (!TAKEN.has(status)) return notTaken(status);
  // So it answers where nothing was sent, for all that it calls it accepted.
  if (price === 0 && credit === 0) return { outcome: "refused", reason: "accepted_unpaid" };
  const providerId = id === null || id === undefined || id === "" ? null : String(id);
  return { outcome: "accepted", providerId, ...costOf(price, currency) };
}

function notTaken(word: string): NotTaken {
  const reason = /^\w{1,60}$/.test(word) ? word : "odd_status";
  // The same text was taken minutes ago; whether as this message or as another nobody says.
  if (reason.startsWith("duplicity") || reason.startsWith("duplicate")) {
    return { outcome: "uncertain", reason };
  }
  return { outcome: "refused", reason };
}
