import { CHANNELS, type Channel } from "@/db/values/messages";
import { authorize, type Context, reading } from "../../context";
import { installSends } from "../carriers/open-mail";
import { MAILBOX_SECRETS, mailboxFormOf, PROVIDER_SECRETS, TOKEN_SECRETS } from "../channel-inputs";
import { openSecrets } from "./account";
import { HOOK_SECRET, webhookUrl } from "./webhook-url";

/** How a channel is: what a person set up, what waits, and what is wrong. */
export interface ChannelHealth {
  channel: Channel;
  /** null: nobody has said by whom; of mails the install's own server then carries them. */
  provider: string | null;
  settings: Record<string, unknown>;
  /** Names of secrets that are kept; their values are never told. */
  secretNames: string[];
  perSecond: number;
  /** Where the carrier reports to, with its secret; null where it reports nothing. */
  webhookUrl: string | null;
  trouble: string | null;
  troubleAt: Date | null;
  pausedUntil: Date | null;
  waiting: number;
  waitingSince: Date | null;
  uncertain: number;
  lastSentAt: Date | null;
  /** Of the way in. */
  readAt: Date | null;
  readError: string | null;
  /** When it is asked again, where only a person can mend it. */
  readRetryAt: Date | null;
  isReadingLate: boolean;
  /** The mailbox of deals; null where there is none. */
  dealsBox: DealsBox | null;
  passwordExpiresAt: Date | null;
  /** Of letters and data messages: how many wait for a word processor that is not there. */
  officeMissing: number;
}

export interface DealsBox {
  address: string;
  readAt: Date | null;
  readError: string | null;
  readRetryAt: Date | null;
  isReadingLate: boolean;
}

export interface ChannelsHealth {
  channels: ChannelHealth[];
  /** This install keeps messages and shows them instead of sending them. */
  isCatching: boolean;
  /** Whether mails have a way out of this install without an account. */
  installSends: boolean;
  isOfficeInstalled: boolean;
}

type Told = "secretNames" | "webhookUrl" | "isReadingLate" | "dealsBox";
interface Row extends Omit<ChannelHealth, Told> {
  secretCipher: Buffer | null;
  dealsReadAt: Date | null;
  dealsReadError: string | null;
  dealsRetryAt: Date | null;
}

const REPORTING = ["gosms", "bulkgate", "twilio", "resend"];
/** Mail is read every minute, a data box once in an hour that was named. */
const LATE_MS: Readonly<Record<Channel, number>> = {
  ...{ email: 30 * 60_000, sms: 2 * 3_600_000, letter: Number.POSITIVE_INFINITY },
  data_box: 26 * 3_600_000,
};

/** All channels of the tenant with how they are. Of secrets it tells only that there are some. */
export async function channelsHealth(ctx: Context): Promise<ChannelsHealth> {
  authorize(ctx, "settings:channels");
  const rows = await reading(
    ctx,
    ({ sql }) => sql<Row[]>`
      select k.channel, a.provider, coalesce(a.settings, '{}') as settings,
             a.secret_cipher as "secretCipher", coalesce(a.per_second, 10) as "perSecond",
             a.trouble, a.trouble_at as "troubleAt", a.paused_until as "pausedUntil",
             a.read_at as "readAt", a.read_error as "readError",
             a.read_retry_at as "readRetryAt", b.read_at as "dealsReadAt",
             b.read_error as "dealsReadError", b.read_retry_at as "dealsRetryAt",
             a.expires_at as "passwordExpiresAt", w.waiting, w.since as "waitingSince",
             w.office as "officeMissing", u.uncertain, s.at as "lastSentAt"
        from unnest(${[...CHANNELS]}::text[]) with ordinality k(channel, place)
        left join channel_accounts a on a.channel = k.channel
        left join mailbox_readings b on k.channel = 'email' and b.purpose = 'deals'
        cross join lateral (
          select count(*)::int as waiting,
                 min(m.created_at) filter (where m.not_before <= ${ctx.now}) as since,
                 count(*) filter (where m.last_error = 'office_missing')::int as office
            from messages m where m.channel = k.channel and m.state = 'waiting') w
        cross join lateral (
          select count(*)::int as uncertain from messages m
           where m.channel = k.channel and m.state = 'uncertain') u
        left join lateral (
          select m.sent_at as at from messages m
           where m.channel = k.channel and m.direction = 'outbound' and m.sent_at is not null
           order by m.sent_at desc limit 1) s on true
       order by k.place`,
  );
  const office = await ctx.outside?.office?.();
  return {
    channels: rows.map((row) => healthOf(ctx, row)),
    isCatching: ctx.outside?.isCatching ?? false,
    installSends: installSends(ctx),
    isOfficeInstalled: office?.isInstalled ?? false,
  };
}

function healthOf(ctx: Context, { secretCipher, ...all }: Row): ChannelHealth {
  const { dealsReadAt, dealsReadError, dealsRetryAt, ...row } = all;
  const secrets = openSecrets(ctx, secretCipher);
  const { provider, channel, readAt } = row;
  const ofTokens = channel === "email" ? Object.values(TOKEN_SECRETS).flat() : [];
  const own = [...(PROVIDER_SECRETS[provider ?? ""] ?? []), ...MAILBOX_SECRETS, ...ofTokens];
  const names = [...new Set(own)];
  const hook = secrets[HOOK_SECRET];
  const isReporting = provider !== null && REPORTING.includes(provider) && hook;
  const base = ctx.outside?.baseUrl ?? "";
  const { tenantId } = ctx.actor;
  const isLate = (at: Date | null) =>
    at !== null && ctx.now.getTime() - at.getTime() > LATE_MS[channel];
  const deals = mailboxFormOf(row.settings, "deals");
  return {
    ...row,
    dealsBox: deals && {
      ...{ address: deals.address, readAt: dealsReadAt, readError: dealsReadError },
      ...{ readRetryAt: dealsRetryAt, isReadingLate: isLate(dealsReadAt) },
    },
    secretNames: names.filter((name) => secrets[name]),
    webhookUrl: isReporting ? webhookUrl(base, { provider, tenantId, hook }) : null,
    isReadingLate: readsAtAll(row) && isLate(readAt),
  };
}

function readsAtAll({ channel, settings }: Pick<Row, "channel" | "settings">): boolean {
  if (channel === "email") return Boolean(settings.inbound);
  if (channel === "data_box") return settings.isReading === true;
  return false;
}
