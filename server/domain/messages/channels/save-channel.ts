import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction } from "../../context";
import { writeFact } from "../../events";
import {
  type MailboxForm,
  mailboxFormOf,
  PROVIDER_SETTINGS,
  type SaveChannelInput,
  saveChannelInput,
  type TokenSettings,
} from "../channel-inputs";
import { type ChannelAccount, readAccount } from "./account";
import { faultOfTokens } from "./mail-tokens";
import { takesOtherAddress } from "./public-host";
import { newestOf } from "./refresh-tokens";
import { secretsOf } from "./secrets-of";

/**
 * Says by whom a channel's messages leave. Secrets that are not given stay as they were, unless the
 * provider is another one; they are sealed and stand in no audit. What waits for the channel goes at
 * once. Throws invalid `channels.provider`, `channels.setting`, `channels.secret_missing`,
 * `channels.service_account`, `messages.secret_anew`.
 */
export async function saveChannel(ctx: Context, raw: SaveChannelInput): Promise<void> {
  authorize(ctx, "settings:channels");
  const input = saveChannelInput.parse(raw);
  const settings = settingsOf(ctx, input);
  await inTransaction(ctx, async (inner, tx) => {
    // What is put down comes of what was there: a token that a service has just given stays.
    await tx.sql`select 1 from channel_accounts where channel = ${input.channel} for update`;
    const before = await readAccount(inner, tx, input.channel);
    const given = secretsOf(input, { settings, before });
    const secrets = await withNewestToken(inner, tx, { settings, secrets: given });
    const isOtherBox = readsElsewhere(before, { provider: input.provider, settings });
    if (input.channel === "email") await resetDealsBox(tx, { before, settings });
    await write(inner, tx, { input, settings, secrets, isOtherBox });
    // What could not be downloaded from the box before is not in this one.
    if (isOtherBox && input.channel === "data_box") await tx.sql`delete from data_message_delays`;
    // Numbers of one mailbox must mark nothing in another.
    if (isOtherBox && input.channel === "email") {
      await tx.sql`delete from mailbox_marks where purpose = 'requests'`;
    }
    await wake(inner, tx, input.channel);
    await writeAudit(inner, {
      ...{ action: "channels.save", entity: "channel_account", entityId: null },
      before: before && { channel: input.channel, provider: before.provider, ...before.settings },
      after: {
        ...{ channel: input.channel, provider: input.provider, perSecond: input.perSecond },
        ...{
          ...settings,
          newSecrets: Object.keys(input.secrets).filter((key) => input.secrets[key]),
        },
      },
    });
  });
}

/** A test may have used up the refresh token that was typed: what came in its place is kept then. */
async function withNewestToken(
  ctx: Context,
  tx: Tx,
  { settings, secrets }: Pick<ChannelAccount, "settings" | "secrets">,
): Promise<Record<string, string>> {
  const { refreshToken: token } = secrets;
  const tokens = settings.tokens as TokenSettings | null | undefined;
  if (!token || !tokens) return secrets;
  return { ...secrets, refreshToken: await newestOf(ctx, tx, { tokens, token }) };
}

type Parsed = z.output<typeof saveChannelInput>;

/**
 * Settings in the provider's own form. Throws invalid `channels.provider`, `channels.setting` with
 * the field's path.
 */
export function settingsOf(
  ctx: Context,
  { channel, provider, settings }: Parsed,
): Record<string, unknown> {
  const schemas = PROVIDER_SETTINGS[channel] as Readonly<Record<string, z.ZodType | undefined>>;
  const schema = Object.hasOwn(schemas, provider) ? schemas[provider] : undefined;
  if (!schema) throw new DomainError("invalid", "channels.provider");
  const read = schema.safeParse(settings);
  if (!read.success) {
    const field = read.error.issues[0]?.path.join(".") ?? "";
    throw new DomainError("invalid", "channels.setting", { field });
  }
  const result = read.data as Record<string, unknown>;
  if (provider === "resend" && result.baseUrl && !takesOtherAddress(ctx)) {
    throw new DomainError("invalid", "channels.setting", { field: "baseUrl" });
  }
  const field = faultOfTokens(ctx, result);
  if (field !== null) throw new DomainError("invalid", "channels.setting", { field });
  return result;
}

/** Where reading stopped holds only for the same mailbox, inbox or data box. */
function readsElsewhere(
  before: ChannelAccount | null,
  after: { provider: string; settings: Record<string, unknown> },
): boolean {
  if (!before) return true;
  const boxOf = ({
    provider,
    settings,
  }: {
    provider: string;
    settings: Record<string, unknown>;
  }) => {
    const inbound = settings.inbound as { host?: string; user?: string; folder?: string } | null;
    return before.channel === "email"
      ? JSON.stringify([inbound?.host, inbound?.user, inbound?.folder])
      : JSON.stringify([provider, settings.user, settings.login, settings.clientId]);
  };
  return boxOf(before) !== boxOf(after);
}

/** A mailbox of deals begins anew where it is another one; what was wrong with it is asked again. */
async function resetDealsBox(
  { sql }: Tx,
  at: { before: ChannelAccount | null; settings: Record<string, unknown> },
): Promise<void> {
  const form = mailboxFormOf(at.settings, "deals");
  const old = at.before && mailboxFormOf(at.before.settings, "deals");
  const placeOf = (box: MailboxForm | null) => JSON.stringify([box?.host, box?.user, box?.folder]);
  const isSame = form !== null && placeOf(form) === placeOf(old);
  if (!isSame) {
    await sql`delete from mailbox_marks where purpose = 'deals'`;
    await sql`delete from mailbox_readings where purpose = 'deals'`;
  }
  if (form === null) return;
  await sql`
    insert into mailbox_readings (purpose) values ('deals')
    on conflict (tenant_id, purpose) do update
       set read_error = null, read_failures = 0, read_retry_at = null`;
}

async function write(
  ctx: Context,
  { sql }: Tx,
  at: {
    input: Parsed;
    settings: Record<string, unknown>;
    secrets: Record<string, string>;
    isOtherBox: boolean;
  },
): Promise<void> {
  const { input, settings, secrets, isOtherBox } = at;
  const sealed = ctx.keys.seal(JSON.stringify(secrets));
  const by = authorOf(ctx.actor).id;
  await sql`
    insert into channel_accounts (channel, provider, settings, secret_cipher, per_second, updated_at,
                                  updated_by)
    values (${input.channel}, ${input.provider}, ${sql.json(settings as never)}, ${sealed},
            ${input.perSecond}, ${ctx.now}, ${by})
    on conflict (tenant_id, channel) do update
       set provider = excluded.provider, settings = excluded.settings,
           secret_cipher = excluded.secret_cipher, per_second = excluded.per_second,
           updated_at = excluded.updated_at, updated_by = excluded.updated_by,
           trouble = null, trouble_at = null, failures = 0, paused_until = null,
           read_error = null, read_failures = 0, read_retry_at = null, expires_at = null, checked_at = null,
           cursor = case when ${isOtherBox} then null else channel_accounts.cursor end,
           read_at = case when ${isOtherBox} then null else channel_accounts.read_at end`;
}

/** Messages that waited for somebody to mend the channel leave now. */
async function wake(ctx: Context, { sql }: Tx, channel: Channel): Promise<void> {
  await sql`
    update messages set next_attempt_at = greatest(not_before, ${ctx.now}::timestamptz)
     where channel = ${channel} and state = 'waiting' and last_error is not null`;
  await writeFact(ctx, { name: "messages.waiting", payload: { channel } });
}
