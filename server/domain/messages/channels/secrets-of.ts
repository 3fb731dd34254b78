import { randomBytes } from "node:crypto";
import { MAILBOX_PURPOSES, type MailboxPurpose } from "@/db/values/request-mails";
import { readServiceAccount } from "@/server/connectors/oauth";
import { DomainError } from "@/server/kernel/errors";
import {
  entersByToken,
  isSecretOptional,
  MAILBOX_PARTS,
  OPTIONAL_SECRETS,
  PROVIDER_SECRETS,
  TOKEN_SECRETS,
  type TokenSettings,
} from "../channel-inputs";
import type { ChannelAccount } from "./account";
import { HOOK_SECRET } from "./webhook-url";

type Settings = Record<string, unknown>;
type Secrets = Record<string, string>;

interface Given {
  provider: string;
  secrets: Secrets;
}

interface At {
  settings: Settings;
  before: ChannelAccount | null;
}

/**
 * Given ones over those that were there; the address for reports keeps its own. What was typed for
 * one address never goes to another: whoever may change settings could have it sent to themselves.
 * Throws invalid `channels.secret_missing`, `channels.service_account`, `messages.secret_anew`.
 */
export function secretsOf(given: Given, at: At): Secrets {
  const old = at.before?.secrets ?? {};
  const isSame = at.before?.provider === given.provider;
  const hook = (isSame && old[HOOK_SECRET]) || randomBytes(24).toString("base64url");
  return {
    ...carrierSecrets(given, at),
    ...Object.assign({}, ...MAILBOX_PURPOSES.map((each) => mailboxSecrets(given, at, each))),
    ...tokenSecrets(given, at),
    [HOOK_SECRET]: hook,
  };
}

function carrierSecrets({ provider, secrets }: Given, { settings, before }: At): Secrets {
  const isSame = before?.provider === provider;
  const old = before?.secrets ?? {};
  const isSamePlace = isSame && placeOf(before?.settings) === placeOf(settings);
  const result: Secrets = {};
  for (const name of PROVIDER_SECRETS[provider] ?? []) {
    if (!isAsked(name, settings)) continue;
    // One that is optional only proves what comes in: it is sent to nobody.
    const isOptional = OPTIONAL_SECRETS.includes(name);
    const value = secrets[name] || ((isOptional ? isSame : isSamePlace) ? old[name] : undefined);
    if (value) result[name] = value;
    else if (!isOptional && needs(name, settings)) {
      throw withoutSecret(name, isSame && Boolean(old[name]));
    }
  }
  return result;
}

function mailboxSecrets(
  { secrets }: Given,
  { settings, before }: At,
  purpose: MailboxPurpose,
): Secrets {
  const { settings: part, secret } = MAILBOX_PARTS[purpose];
  const inbound = settings[part] as { signIn?: string } | null | undefined;
  if (!inbound || inbound.signIn === "oauth") return {};
  const old = before?.secrets[secret];
  const isSameBox = placeOf(before?.settings[part]) === placeOf(inbound);
  const value = secrets[secret] || (isSameBox ? old : undefined);
  if (!value) throw withoutSecret(secret, Boolean(old));
  return { [secret]: value };
}

function tokenSecrets({ secrets }: Given, { settings, before }: At): Secrets {
  if (!entersByToken(settings)) return {};
  const { service } = settings.tokens as TokenSettings;
  const old = before?.secrets ?? {};
  const isSamePlace = tokenPlaces(before?.settings) === tokenPlaces(settings);
  const result: Secrets = {};
  for (const name of TOKEN_SECRETS[service]) {
    const value = secrets[name] || (isSamePlace ? old[name] : undefined);
    if (value) result[name] = value;
    else if (!isSecretOptional(service, name)) throw withoutSecret(name, Boolean(old[name]));
  }
  const { serviceAccount: secret } = result;
  if (secret !== undefined && readServiceAccount(secret) === null) {
    throw new DomainError("invalid", "channels.service_account", { secret: "serviceAccount" });
  }
  return result;
}

const withoutSecret = (secret: string, isKnown: boolean): DomainError =>
  new DomainError("invalid", isKnown ? "messages.secret_anew" : "channels.secret_missing", {
    secret,
  });

/** Where a secret is sent to, and in whose name. */
function placeOf(settings: unknown): string {
  const { host, port, baseUrl, user } = (settings ?? {}) as Settings;
  return JSON.stringify([host, port, baseUrl || null, user]);
}

/** Who is told the secrets, and every server that gets the tokens which come of them. */
function tokenPlaces(settings: Settings | undefined): string {
  const { tokens, signIn, inbound, dealsInbound } = settings ?? {};
  const { service, directory, clientId, tokenUrl } = (tokens ?? {}) as Settings;
  const boxes = [inbound, dealsInbound] as (Settings | null | undefined)[];
  return JSON.stringify([
    ...[service, directory, clientId, tokenUrl],
    ...[signIn === "oauth" ? placeOf(settings) : null],
    ...boxes.map((box) => (box?.signIn === "oauth" ? placeOf(box) : null)),
  ]);
}

/** Of a server that is entered by tokens no password is kept. */
const isAsked = (secret: string, settings: Settings): boolean =>
  !(secret === "password" && settings.signIn === "oauth");

/** A mail server that lets in without a name wants no password either. */
const needs = (secret: string, settings: Settings): boolean =>
  !(secret === "password" && "host" in settings && settings.user === "");
