import { createHash } from "node:crypto";
import { MAILBOX_PURPOSES, type MailboxPurpose } from "@/db/values/request-mails";
import {
  type Grant,
  googleGrant,
  microsoftGrant,
  openTokens,
  otherGrant,
  readServiceAccount,
  serviceGrant,
  type TokenSource,
} from "@/server/connectors/oauth";
import { assertCallable } from "@/server/connectors/web";
import { DomainError } from "@/server/kernel/errors";
import { keepLastUsed } from "@/server/kernel/last-used";
import { type Context, clockFrom } from "../../context";
import { MAILBOX_PARTS, mailboxFormOf, type TokenSettings } from "../channel-inputs";
import type { ChannelAccount } from "./account";
import { askByNewest } from "./refresh-tokens";

const TOKEN_TIMEOUT_MS = 20_000;

interface Kept {
  version: string;
  source: TokenSource;
  /** Goes on from the moment of whoever asked last. */
  clock: () => Date;
}

const SOURCES_MAX = 2_000;
const kept = keepLastUsed<Kept>(SOURCES_MAX);

/**
 * By what tokens a mailbox is entered as `user`; undefined where its password does. One source for
 * each mailbox of this process, so that sending and reading share their tokens; what it keeps is
 * sealed, and ends with the process.
 */
export function mailTokens(
  ctx: Context,
  account: ChannelAccount,
  part: "sending" | MailboxPurpose,
): TokenSource | undefined {
  const { settings } = account;
  const { signIn, user } = (part === "sending" ? settings : mailboxFormOf(settings, part)) ?? {};
  const tokens = account.settings.tokens as TokenSettings | null | undefined;
  if (signIn !== "oauth" || !tokens) return undefined;
  // Only a service account is told whose mailbox it is.
  const mailbox = tokens.service === "googleService" ? String(user) : "";
  const key = JSON.stringify([ctx.actor.tenantId, tokens, mailbox]);
  const version = versionOf(account.secrets);
  const known = kept.get(key);
  if (known?.version === version) {
    known.clock = clockFrom(ctx.now);
    return known.source;
  }
  const entry: Kept = { version, clock: clockFrom(ctx.now), source: NO_SOURCE };
  entry.source = openTokens(grantOf(tokens, account.secrets, mailbox), {
    ...{ timeoutMs: TOKEN_TIMEOUT_MS, isPrivateAllowed: ctx.outside?.isPrivateAllowed ?? false },
    ...{ now: () => entry.clock(), seal: ctx.keys.seal, open: ctx.keys.open },
    async shareRefresh(token, ask) {
      const { given, newest } = await askByNewest(ctx, { tokens, token }, ask);
      entry.version = versionOf({ ...account.secrets, refreshToken: newest });
      return given;
    },
  });
  kept.set(key, entry);
  return entry.source;
}

const NO_SOURCE: TokenSource = { get: () => Promise.reject(), drop: () => undefined };

function versionOf({ clientSecret, refreshToken, serviceAccount }: Record<string, string>): string {
  const known = JSON.stringify([clientSecret, refreshToken, serviceAccount]);
  return createHash("sha256").update(known).digest("hex");
}

function grantOf(
  tokens: TokenSettings,
  { clientSecret = "", refreshToken, serviceAccount = "" }: Record<string, string>,
  mailbox: string,
): Grant {
  if (tokens.service === "microsoft") return microsoftGrant({ ...tokens, clientSecret });
  if (tokens.service === "google") {
    return googleGrant({ ...tokens, clientSecret, refreshToken: refreshToken ?? "" });
  }
  if (tokens.service === "other") {
    return otherGrant({ ...tokens, clientSecret, refreshToken: refreshToken ?? null });
  }
  const key = readServiceAccount(serviceAccount);
  if (!key) throw new DomainError("invalid", "channels.service_account");
  return serviceGrant(key, mailbox);
}

/**
 * The setting of tokens that must not be: an address of our own network, or a line on which anybody
 * could read along. A twin of tests may stand there.
 */
export function faultOfTokens(ctx: Context, settings: Record<string, unknown>): string | null {
  const isPrivateAllowed = ctx.outside?.isPrivateAllowed ?? false;
  const tokens = settings.tokens as TokenSettings | null | undefined;
  const isOpen = (part: Record<string, unknown> | null | undefined) =>
    part?.signIn === "oauth" && part.security === "plain" && !isPrivateAllowed;
  if (isOpen(settings)) return "security";
  for (const purpose of MAILBOX_PURPOSES) {
    if (isOpen(mailboxFormOf(settings, purpose))) {
      return `${MAILBOX_PARTS[purpose].settings}.security`;
    }
  }
  if (tokens?.service !== "other") return null;
  try {
    assertCallable(new URL(tokens.tokenUrl), { isPrivateAllowed });
    return null;
  } catch {
    return "tokens.tokenUrl";
  }
}
