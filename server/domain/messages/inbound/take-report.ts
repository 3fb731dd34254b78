import { timingSafeEqual } from "node:crypto";
import type { Channel } from "@/db/values/messages";
import { readResendWebhook } from "@/server/connectors/mail";
import {
  readBulkGateWebhook,
  readGoSmsWebhook,
  readTwilioWebhook,
  SECRET_PARAM,
  type WebhookCall,
} from "@/server/connectors/sms";
import type { Reported } from "@/server/kernel/delivery";
import { DomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading } from "../../context";
import { type ChannelAccount, readAccount } from "../channels/account";
import { HOOK_SECRET } from "../channels/webhook-url";
import { recordProgress } from "../progress/record-progress";
import { fileReplies } from "./file-replies";

type Read = (call: WebhookCall, secrets: Record<string, string>) => Reported;

const READERS: Readonly<Record<string, { channel: Channel; read: Read }>> = {
  gosms: { channel: "sms", read: (call, secrets) => readGoSmsWebhook(call, hookOf(secrets)) },
  bulkgate: { channel: "sms", read: (call, secrets) => readBulkGateWebhook(call, hookOf(secrets)) },
  twilio: {
    channel: "sms",
    read: (call, { authToken = "" }) => readTwilioWebhook(call, authToken),
  },
  resend: {
    channel: "email",
    read: (call, { webhookSecret = "" }) => ({
      progress: readResendWebhook(call, webhookSecret),
      incoming: [],
    }),
  },
};

const hookOf = (secrets: Record<string, string>): string => secrets[HOOK_SECRET] ?? "";

/** Whether a carrier of that name reports to us at all; says nothing of any tenant. */
export const isReporter = (provider: string): boolean => Object.hasOwn(READERS, provider);

/**
 * What a carrier tells us of its own accord: how far messages are, and replies. The address holds a
 * secret of the tenant's account, and where the carrier signs, the signature is its own. Telling twice
 * changes nothing. Throws forbidden `messages.webhook_refused`, invalid `messages.webhook_odd`.
 */
export async function takeReport(
  ctx: Context,
  { provider, call }: { provider: string; call: WebhookCall },
): Promise<void> {
  const reader = Object.hasOwn(READERS, provider) ? READERS[provider] : undefined;
  if (!reader) throw new DomainError("forbidden", "messages.webhook_refused");
  const { channel, read } = reader;
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, channel));
  if (!account || !isOurs(account, provider, call)) {
    throw new DomainError("forbidden", "messages.webhook_refused");
  }
  const { progress, incoming } = read(call, account.secrets);
  await recordProgress(ctx, { provider, progress });
  await inTransaction(ctx, (inner, tx) =>
    fileReplies(inner, tx, { channel, provider, items: incoming }),
  );
}

function isOurs(account: ChannelAccount, provider: string, { url }: WebhookCall): boolean {
  const expected = Buffer.from(hookOf(account.secrets));
  const said = Buffer.from(new URL(url).searchParams.get(SECRET_PARAM) ?? "");
  const isSame = said.length === expected.length && timingSafeEqual(said, expected);
  return account.provider === provider && expected.length > 0 && isSame;
}
