import type { Reported } from "@/server/kernel/delivery";
import { readJson } from "../web";
import { idOfDetail, progressOf, readDetail, repliesOf } from "./gosms-answers";
import { assertSecret, type WebhookCall, webhookOdd } from "./webhook";

/**
 * What GoSMS reports of a message or of a reply to it: the message as its API shows it. It signs
 * nothing, so the address carries a secret. Throws `messages.webhook_refused`, `messages.webhook_odd`.
 */
export function readGoSmsWebhook(call: WebhookCall, secret: string): Reported {
  assertSecret(call, secret);
  const json = readJson(Buffer.from(call.body));
  const details = (Array.isArray(json) ? json : [json]).map((each) => {
    const detail = readDetail(each);
    const id = detail ? idOfDetail(detail) : null;
    if (!detail || !id) throw webhookOdd("GoSMS");
    return { detail, id };
  });
  return {
    progress: details.flatMap(({ detail, id }) => progressOf(detail, id) ?? []),
    incoming: details.flatMap(({ detail, id }) => repliesOf(detail, id)),
  };
}
