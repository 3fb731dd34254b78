import { createHash } from "node:crypto";
import type { PostalAddress } from "@/db/schema/messages";
import type { Channel } from "@/db/values/messages";
import {
  type DataBoxSettings,
  type DataMessageType,
  openDataBoxCarrier,
  passwordExpiry,
} from "@/server/connectors/data-box";
import { openDopisOnline } from "@/server/connectors/post";
import { openSms, type SmsSettings } from "@/server/connectors/sms";
import { CARRIER_TIMEOUT_MS, type CarrierRules } from "@/server/connectors/web";
import { type Context, reading } from "../../context";
import { type ChannelAccount, readAccount } from "../channels/account";
import { HOOK_SECRET, webhookUrl } from "../channels/webhook-url";
import { keptCarrier } from "./carrier-cache";
import { openCatcher } from "./catcher";
import { dataMessageShape } from "./data-message-shape";
import { letterShape } from "./letter-shape";
import { installSends, openMail } from "./open-mail";
import { adaptCarrier, type OutgoingCarrier } from "./outgoing-carrier";
import { smsShape } from "./sms-shape";

export const ISDS_BASE_URL = "https://ws1.datovka.gov.cz/DS/";

/**
 * By whom a channel's messages of the tenant leave; null where nobody has said it, and for letters
 * that people take along as a ZIP. A demo keeps them all. Without an account mails leave by the
 * install's server, and where it has none they are kept here and shown.
 */
export async function openCarrier(ctx: Context, channel: Channel): Promise<OutgoingCarrier | null> {
  if (ctx.outside?.isCatching) return openCatcher(ctx);
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, channel));
  return carrierOf(ctx, channel, account);
}

/** The same of an account that was read, or is being tried before it is saved. */
export async function carrierOf(
  ctx: Context,
  channel: Channel,
  account: ChannelAccount | null,
): Promise<OutgoingCarrier | null> {
  if (account?.provider === "catcher") return openCatcher(ctx);
  const isInstall = account === null || account.provider === "install";
  if (channel === "email" && isInstall && !installSends(ctx)) return openCatcher(ctx);
  if (channel !== "email" && account === null) return null;
  if (account?.provider === "batch") return null;
  const version = versionOf(ctx, account);
  return keptCarrier(ctx, { name: channel, version }, (now) => open(ctx, { account, now }));
}

function versionOf(ctx: Context, account: ChannelAccount | null): string {
  const parts = account
    ? [account.provider, account.settings, account.secrets]
    : [ctx.outside?.mail ?? null];
  const known = JSON.stringify([parts, ctx.outside?.isPrivateAllowed, ctx.outside?.baseUrl]);
  return createHash("sha256").update(known).digest("hex");
}

interface Opening {
  account: ChannelAccount | null;
  now: () => Date;
}

async function open(ctx: Context, { account, now }: Opening): Promise<OutgoingCarrier> {
  const isPrivateAllowed = ctx.outside?.isPrivateAllowed ?? false;
  const rules: CarrierRules = { timeoutMs: CARRIER_TIMEOUT_MS, isPrivateAllowed, now };
  if (account?.channel === "sms") return sms(ctx, account, rules);
  if (account?.channel === "letter") return letters(ctx, account, rules);
  if (account?.channel === "data_box") return dataBox(ctx, account, now);
  return openMail(ctx, account);
}

function sms(ctx: Context, account: ChannelAccount, rules: CarrierRules): OutgoingCarrier {
  const { provider, settings, secrets } = account;
  const { baseUrl, sender, ...given } = settings as Record<string, string | undefined>;
  // Empty fields of a form are fields that were left out.
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const address = baseUrl ? { baseUrl, url: baseUrl, fallbackUrl: null } : {};
  const report = provider === "twilio" ? { statusCallbackUrl: reportsTo(ctx, account) } : {};
  const all = { provider, ...own, ...secrets, ...address, ...report };
  const smsSettings = all as unknown as SmsSettings;
  const inner = openSms(smsSettings, rules);
  const { tenantId } = ctx.actor;
  return {
    ...adaptCarrier(inner, { tenantId, shape: (message) => smsShape(message, { sender }) }),
    async check() {
      const { amount, currency } = await inner.credit();
      return { credit: `${amount} ${currency ?? ""}`.trim(), expiresAt: null };
    },
  };
}

/** Where a carrier that takes the address with each message reports; undefined: it is asked. */
function reportsTo(ctx: Context, { provider, secrets }: ChannelAccount): string | undefined {
  const base = ctx.outside?.baseUrl ?? "";
  const hook = secrets[HOOK_SECRET];
  return base.startsWith("https://") && hook
    ? webhookUrl(base, { provider, tenantId: ctx.actor.tenantId, hook })
    : undefined;
}

function letters(ctx: Context, account: ChannelAccount, rules: CarrierRules): OutgoingCarrier {
  const { settings, secrets } = account;
  const { user, postageCodes, isDuplex, sender, baseUrl } = settings as {
    user: string;
    postageCodes: Record<string, string>;
    isDuplex: boolean;
    sender: PostalAddress;
    baseUrl?: string;
  };
  const codes = Object.fromEntries(Object.entries(postageCodes).filter(([, code]) => code !== ""));
  const own = { user, password: secrets.password ?? "", postageCodes: codes };
  const address = baseUrl ? { baseUrl, trackingUrl: trackingBeside(baseUrl) } : {};
  const inner = openDopisOnline({ ...own, ...address }, rules);
  const { tenantId } = ctx.actor;
  const shape = (message: Parameters<typeof letterShape>[0]) =>
    letterShape(message, { sender, isDuplex });
  return {
    ...adaptCarrier(inner, { tenantId, shape }),
    sheet: (postingNo) => inner.postingSheet(postingNo),
    async check() {
      return { credit: null, expiresAt: null, services: await inner.postageCodes() };
    },
  };
}

/** Another machine than the post's own answers for its tracking as well. */
const trackingBeside = (baseUrl: string): string =>
  new URL("/services/ParcelHistory/getDataAsJson", baseUrl).href;

/** The box of an account as its connector takes it. */
export function boxOf(ctx: Context, account: ChannelAccount, now: () => Date): DataBoxSettings {
  const { user, baseUrl } = account.settings as { user: string; baseUrl?: string };
  return {
    ...{ baseUrl: baseUrl || ISDS_BASE_URL, user, password: account.secrets.password ?? "" },
    ...{ isPrivateAllowed: ctx.outside?.isPrivateAllowed ?? false, now },
  };
}

function dataBox(ctx: Context, account: ChannelAccount, now: () => Date): OutgoingCarrier {
  const box = boxOf(ctx, account, now);
  const type = (account.settings.messageType as DataMessageType | undefined) ?? "commercial";
  const { tenantId } = ctx.actor;
  const shape = (message: Parameters<typeof dataMessageShape>[0]) =>
    dataMessageShape(message, { type });
  return {
    ...adaptCarrier(openDataBoxCarrier(box), { tenantId, shape }),
    check: async () => ({ credit: null, expiresAt: await passwordExpiry(box) }),
  };
}
