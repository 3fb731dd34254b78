import type { Tx } from "@/db/client";
import { CHANNELS, type Channel, LIST_PRICES, type WaitReason } from "@/db/values/messages";
import type { Currency } from "@/server/kernel/money";
import type { Context } from "../context";
import { readContactRules } from "./contact-rules";
import { type ContactRules, firstAllowed, whyNotAt } from "./contact-times";

/** So many messages of a channel to people of one country. */
export interface LeavingGroup {
  channel: Channel;
  country: string;
  count: number;
  /** Of an SMS: of how many parts one is, on the average. Left out: 1. */
  parts?: number;
}

/** Messages that will not leave at once; without `until` a person has to do something. */
export interface Wait {
  channel: Channel;
  reason: WaitReason;
  until: Date | null;
  count: number;
}

export interface ChannelCount {
  channel: Channel;
  count: number;
  /** For one, in minor units: as the carrier asked lately, or by the list. */
  priceMinor: number;
  currency: Currency;
  isKnown: boolean;
}

/** How many leave by which channel for how much, how many of them now, and what the rest wait for. */
export interface Leaving {
  channels: ChannelCount[];
  now: number;
  waits: Wait[];
}

interface AccountRow {
  channel: Channel;
  provider: string;
  pausedUntil: Date | null;
}

/** Tells when messages would leave that were put down now; by the rules by which they are kept back. */
export async function foretellLeaving(
  ctx: Context,
  tx: Tx,
  groups: readonly LeavingGroup[],
): Promise<Leaving> {
  const rules = await readContactRules(tx);
  const accounts = await tx.sql<AccountRow[]>`
    select channel, provider, paused_until as "pausedUntil" from channel_accounts`;
  const prices = await readPrices(tx);
  const waits = new Map<string, Wait>();
  let now = 0;
  for (const { channel, country, count } of groups) {
    const account = accounts.find((each) => each.channel === channel) ?? null;
    const wait = waitOf(ctx, { channel, country, account, rules });
    if (wait === null) {
      now += count;
      continue;
    }
    const key = `${channel} ${wait.reason} ${wait.until?.getTime() ?? ""}`;
    const known = waits.get(key);
    if (known) known.count += count;
    else waits.set(key, { channel, ...wait, count });
  }
  const channels = CHANNELS.flatMap((channel): ChannelCount[] => {
    const ofChannel = groups.filter((group) => group.channel === channel);
    const count = ofChannel.reduce((sum, group) => sum + group.count, 0);
    if (count === 0) return [];
    const price = prices[channel];
    if (price.isKnown) return [{ channel, count, ...price }];
    // The list says the price of one part.
    const parts = ofChannel.reduce((sum, group) => sum + group.count * (group.parts ?? 1), 0);
    return [
      { channel, count, ...price, priceMinor: Math.round((price.priceMinor * parts) / count) },
    ];
  });
  return { channels, now, waits: [...waits.values()] };
}

interface Asked {
  channel: Channel;
  country: string;
  account: AccountRow | null;
  rules: ContactRules;
}

/** The same order in which `deliverChannel` looks. */
function waitOf(ctx: Context, asked: Asked): Pick<Wait, "reason" | "until"> | null {
  const { channel, account } = asked;
  const isCatching = ctx.outside?.isCatching ?? false;
  if (!isCatching && account?.provider === "batch") return { reason: "batch", until: null };
  // Mails without an account leave by the install.
  if (!isCatching && account === null && channel !== "email") {
    return { reason: "channel_off", until: null };
  }
  const reason = whyNotAt(ctx.now, asked);
  if (reason) return { reason, until: firstAllowed(ctx.now, asked) };
  if (!isCatching && account?.pausedUntil && account.pausedUntil > ctx.now) {
    return { reason: "rests", until: account.pausedUntil };
  }
  return null;
}

/** Of each channel: letters go rarely, and a day of mails would push all of them out. */
const LATEST = 5_000;

type Price = Pick<ChannelCount, "priceMinor" | "currency" | "isKnown">;

/** What one message has cost lately, in the currency that most were paid in; else the list's price. */
async function readPrices({ sql }: Tx): Promise<Record<Channel, Price>> {
  const rows = await sql<{ channel: Channel; currency: Currency; priceMinor: number }[]>`
    select distinct on (channel) channel, currency, price as "priceMinor" from (
      select channel, price_currency as currency, round(avg(price_minor))::int as price,
             count(*) as count
        from unnest(${[...CHANNELS]}::text[]) as k(name)
       cross join lateral (
             select channel, price_minor, price_currency from messages
              where channel = k.name and direction = 'outbound' and sent_at is not null
              order by sent_at desc limit ${LATEST}) m
       where price_minor is not null and price_currency is not null group by 1, 2) p
     order by channel, count desc`;
  const priceOf = (channel: Channel): Price => {
    const paid = rows.find((row) => row.channel === channel);
    if (paid) return { priceMinor: paid.priceMinor, currency: paid.currency, isKnown: true };
    return { priceMinor: LIST_PRICES[channel], currency: "CZK", isKnown: false };
  };
  return Object.fromEntries(CHANNELS.map((channel) => [channel, priceOf(channel)])) as Record<
    Channel,
    Price
  >;
}
