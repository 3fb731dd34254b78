import type { Channel } from "@/db/values/messages";
import type { MailboxPurpose } from "@/db/values/request-mails";
import {
  isSecretOptional,
  MAIL_SECURITY,
  MAILBOX_DELAY_SECONDS,
  MAILBOX_PARTS,
  PROVIDER_SECRETS,
  SIGN_INS,
  TOKEN_SECRETS,
  TOKEN_SERVICES,
  type TokenService,
} from "@/server/domain/messages/inputs";

/** Labels are `channels.fields.<last part of the path>`. */
export interface ProviderField {
  /** Where it stands in the settings: "inbound.host". */
  path: string;
  kind:
    | ("text" | "number" | "flag" | "hours" | "secret")
    | ("security" | "messageType" | "signIn" | "tokenService" | "postage");
  isOptional?: true;
}

const text = (...paths: string[]): ProviderField[] =>
  paths.map((path) => ({ path, kind: "text" as const }));
const optional = (...paths: string[]): ProviderField[] =>
  text(...paths).map((field) => ({ ...field, isOptional: true as const }));

const BASE_URL = optional("baseUrl");
const POSTAGE = ["ordinary", "registered", "registeredReceipt", "ownHands"];
const SENDER = ["name", "street", "city", "postalCode", "country"];

const FIELDS: Readonly<Record<string, readonly ProviderField[]>> = {
  smtp: [
    ...text("host"),
    { path: "port", kind: "number" },
    { path: "security", kind: "security" },
    { path: "signIn", kind: "signIn" },
    ...optional("user"),
  ],
  resend: BASE_URL,
  gosms: [...text("clientId"), { path: "channel", kind: "number" }, ...BASE_URL],
  smsbrana: [...text("login"), ...optional("sender"), ...BASE_URL],
  bulkgate: [...text("applicationId"), ...optional("sender"), ...BASE_URL],
  twilio: [...text("accountSid"), ...optional("from", "messagingServiceSid"), ...BASE_URL],
  dopisonline: [
    ...text("user"),
    ...POSTAGE.map((mode): ProviderField => {
      return { path: `postageCodes.${mode}`, kind: "postage", isOptional: true };
    }),
    ...text(...SENDER.map((part) => `sender.${part}`)),
    { path: "isDuplex", kind: "flag" },
    ...BASE_URL,
  ],
  batch: [{ path: "isDuplex", kind: "flag" }],
  isds: [
    ...text("user"),
    { path: "messageType", kind: "messageType" },
    { path: "isReading", kind: "flag" },
    { path: "readHours", kind: "hours", isOptional: true },
    ...BASE_URL,
  ],
};

/** Below the settings of the mailbox. */
const MAILBOX: readonly ProviderField[] = [
  ...text("address", "host"),
  { path: "port", kind: "number" },
  { path: "security", kind: "security" },
  { path: "signIn", kind: "signIn" },
  ...text("user"),
  ...optional("folder"),
  { path: "delaySeconds", kind: "number" },
];

/** Of a mailbox whose mails open something. */
const OPENING: readonly ProviderField[] = [
  { path: "isUnseenOnly", kind: "flag" },
  { path: "isDeleting", kind: "flag" },
];

const TOKENS: Readonly<Record<TokenService, readonly ProviderField[]>> = {
  microsoft: text("tokens.directory", "tokens.clientId"),
  google: text("tokens.clientId"),
  googleService: [],
  other: [...text("tokens.tokenUrl", "tokens.clientId"), ...optional("tokens.scope")],
};

/** Where the mail of a service is sent and read, of which everybody has to look it up. */
const SERVERS: Readonly<Partial<Record<string, readonly [Server, Server]>>> = {
  microsoft: [
    { host: "smtp.office365.com", port: "587", security: "starttls" },
    { host: "outlook.office365.com", port: "993", security: "tls" },
  ],
  google: [
    { host: "smtp.gmail.com", port: "465", security: "tls" },
    { host: "imap.gmail.com", port: "993", security: "tls" },
  ],
};
type Server = Readonly<Record<"host" | "port" | "security", string>>;

export type FieldValues = Readonly<Record<string, string | boolean>>;

/** What is asked of a provider: its settings and secrets; of mails the mailbox follows apart. */
export function fieldsOf(provider: string, values: FieldValues = {}): ProviderField[] {
  const secrets = (PROVIDER_SECRETS[provider] ?? []).map((path) => ({
    ...{ path, kind: "secret" as const },
  }));
  const isByToken = provider === "smtp" && values.signIn === "oauth";
  return [...(FIELDS[provider] ?? []), ...(isByToken ? [] : secrets)];
}

export function mailboxFields(
  values: FieldValues = {},
  purpose: MailboxPurpose = "requests",
): ProviderField[] {
  const { settings: part, secret } = MAILBOX_PARTS[purpose];
  const below = (fields: readonly ProviderField[]) =>
    fields.map((field) => ({ ...field, path: `${part}.${field.path}` }));
  const opens = `${part}.opensRequests`;
  const isByToken = values[`${part}.signIn`] === "oauth";
  return [
    ...below(MAILBOX),
    ...(isByToken ? [] : [{ path: secret, kind: "secret" as const }]),
    ...(purpose === "requests" ? [{ path: opens, kind: "flag" as const }] : []),
    ...(purpose === "deals" || values[opens] === true ? below(OPENING) : []),
  ];
}

const isService = (value: unknown): value is TokenService =>
  (TOKEN_SERVICES as readonly unknown[]).includes(value);

/** What is asked of who gives the tokens. */
export function tokenFields(values: FieldValues): ProviderField[] {
  const service = values["tokens.service"];
  if (!isService(service)) return [];
  const secrets = TOKEN_SECRETS[service].map((path): ProviderField => {
    const optionality = isSecretOptional(service, path) ? { isOptional: true as const } : {};
    return { path, kind: "secret", ...optionality };
  });
  return [{ path: "tokens.service", kind: "tokenService" }, ...TOKENS[service], ...secrets];
}

/** The servers of the service in place of none, or of another service's; typed ones stay. */
export function withServers(values: FieldValues): FieldValues {
  const service = String(values["tokens.service"]).replace("googleService", "google");
  const known = Object.values(SERVERS).flatMap((pair) => pair?.map(({ host }) => host) ?? []);
  const filled: Record<string, string | boolean> = { ...values };
  for (const prefix of ["", "inbound.", "dealsInbound."]) {
    const server = SERVERS[service]?.[prefix === "" ? 0 : 1];
    const host = String(values[`${prefix}host`] ?? "");
    const isOpen = host === "" || known.includes(host);
    if (!server || !isOpen || values[`${prefix}signIn`] !== "oauth") continue;
    for (const [key, value] of Object.entries(server)) filled[`${prefix}${key}`] = value;
  }
  return filled;
}

export const hasMailbox = (channel: Channel): boolean => channel === "email";

/** "inbound.host" is labelled "host"; to the address of deals people write, they do not only answer. */
export const labelKey = ({ path }: Pick<ProviderField, "path">): string =>
  path === "dealsInbound.address" ? "dealsAddress" : (path.split(".").at(-1) ?? path);

const DEFAULTS: FieldValues = {
  ...{ port: "465", security: MAIL_SECURITY[0], isDuplex: true, messageType: "commercial" },
  ...mailboxDefaults("inbound"),
  ...mailboxDefaults("dealsInbound"),
  ...{ signIn: SIGN_INS[0], "tokens.service": TOKEN_SERVICES[0] },
  "sender.country": "CZ",
};

function mailboxDefaults(part: string): FieldValues {
  const own = {
    ...{ port: "993", security: MAIL_SECURITY[0], folder: "INBOX", signIn: SIGN_INS[0] },
    ...{ delaySeconds: String(MAILBOX_DELAY_SECONDS.usual), isUnseenOnly: true },
  };
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [`${part}.${key}`, value]));
}

/** Settings as a form holds them, one flat value a field. */
export function valuesOf(settings: Record<string, unknown>): FieldValues {
  const flat: Record<string, string | boolean> = { ...DEFAULTS };
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) flat[path] = value.join(", ");
    else if (typeof value === "boolean") flat[path] = value;
    else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        visit(inner, path === "" ? key : `${path}.${key}`);
      }
    } else if (value !== null && value !== undefined) flat[path] = String(value);
  };
  visit(settings, "");
  return flat;
}

const hoursOf = (typed: string): number[] =>
  typed
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .map(Number);

/** The settings and secrets of a filled-in form. */
export function settingsOf(
  fields: readonly ProviderField[],
  values: FieldValues,
): { settings: Record<string, unknown>; secrets: Record<string, string> } {
  const settings: Record<string, unknown> = {};
  const secrets: Record<string, string> = {};
  for (const { path, kind, isOptional } of fields) {
    const value = values[path] ?? (kind === "flag" ? false : "");
    if (kind === "secret") {
      if (value !== "") secrets[path] = String(value);
      continue;
    }
    if (isOptional && value === "") continue;
    const typed = String(value).trim();
    const known =
      kind === "flag"
        ? value === true
        : kind === "number"
          ? Number(typed)
          : kind === "hours"
            ? hoursOf(typed)
            : typed;
    put(settings, path.split("."), known);
  }
  return { settings, secrets };
}

function put(into: Record<string, unknown>, [head = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    into[head] = value;
    return;
  }
  const inner = (into[head] ?? {}) as Record<string, unknown>;
  into[head] = inner;
  put(inner, rest, value);
}
