import { z } from "zod";
import { CHANNELS, DELIVERY_MODES } from "@/db/values/messages";
import type { MailboxPurpose } from "@/db/values/request-mails";
import { isKnownDay } from "@/server/kernel/days";

const id = z.number().int().positive();
const line = (max: number) => z.string().trim().max(max);
const filled = (max: number) => line(max).min(1);
/** Another address of the carrier's interface: its test system, or a twin. */
const baseUrl = z.union([z.literal(""), z.url().max(300)]).optional();
const host = filled(253).regex(/^[A-Za-z0-9.-]+$/, "channels.host");
const port = z.number().int().min(1).max(65_535);

export const MAIL_SECURITY = ["tls", "starttls", "plain"] as const;

/** How a mail server is entered: by a password of its own, or by tokens of the account's service. */
export const SIGN_INS = ["password", "oauth"] as const;
const signIn = z.enum(SIGN_INS).default("password");

export const TOKEN_SERVICES = ["microsoft", "google", "googleService", "other"] as const;
export type TokenService = (typeof TOKEN_SERVICES)[number];

/** Who gives the tokens; its secrets stand in `TOKEN_SECRETS`. */
const tokenService = z.discriminatedUnion("service", [
  z.object({
    service: z.literal("microsoft"),
    /** Id or a domain of the directory; it becomes a part of an address. */
    directory: filled(100).regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/),
    clientId: filled(200),
  }),
  z.object({ service: z.literal("google"), clientId: filled(200) }),
  z.object({ service: z.literal("googleService") }),
  z.object({
    service: z.literal("other"),
    ...{ tokenUrl: z.url().max(300), clientId: filled(200), scope: line(500).default("") },
  }),
]);
export type TokenSettings = z.output<typeof tokenService>;

/** Where tokens are asked for, a service has to be named. */
const withTokens = <T extends z.ZodType<MailEntries>>(schema: T) =>
  schema
    .refine((settings) => !entersByToken(settings) || settings.tokens, { path: ["tokens"] })
    .refine(({ inbound, dealsInbound }) => !isSameBox(inbound, dealsInbound), {
      path: ["dealsInbound", "user"],
    });

/** One mailbox for two purposes would be read by whoever is faster. */
function isSameBox(one: MailEntries["inbound"], other: MailEntries["inbound"]): boolean {
  if (!one || !other) return false;
  const placeOf = ({ host, user, folder }: Record<string, unknown>) =>
    JSON.stringify([host, user, folder]).toLowerCase();
  return placeOf({ ...one }) === placeOf({ ...other });
}

interface MailEntries {
  signIn?: string | undefined;
  inbound?: { signIn?: string | undefined } | null | undefined;
  dealsInbound?: { signIn?: string | undefined } | null | undefined;
  tokens?: TokenSettings | null | undefined;
}

/** Whether mails leave, or replies are read, by tokens. */
export const entersByToken = ({ signIn, inbound, dealsInbound }: MailEntries): boolean =>
  signIn === "oauth" || inbound?.signIn === "oauth" || dealsInbound?.signIn === "oauth";

/** How soon a mailbox may be read again; the clock itself looks no oftener. */
export const MAILBOX_DELAY_SECONDS = { least: 15, usual: 30, most: 300 } as const;

/** A mailbox that mails come to. */
export const mailboxSettings = z.object({
  address: z.email().max(254),
  host,
  port: port.default(993),
  security: z.enum(MAIL_SECURITY).default("tls"),
  ...{ signIn, user: filled(254) },
  folder: line(200).default("INBOX"),
  delaySeconds: z
    .number()
    .int()
    .min(MAILBOX_DELAY_SECONDS.least)
    .max(MAILBOX_DELAY_SECONDS.most)
    .default(MAILBOX_DELAY_SECONDS.usual),
  /** Whether a mail that answers nothing opens a request; the next two hold only then. */
  opensRequests: z.boolean().default(false),
  /** What is kept here is marked as deleted in the mailbox, else as seen. */
  isDeleting: z.boolean().default(false),
  isUnseenOnly: z.boolean().default(false),
});
export type MailboxForm = z.output<typeof mailboxSettings>;

/** Where the settings and the password of a mailbox stand, by what it is for. */
export const MAILBOX_PARTS = {
  requests: { settings: "inbound", secret: "mailboxPassword" },
  deals: { settings: "dealsInbound", secret: "dealsMailboxPassword" },
} as const satisfies Record<MailboxPurpose, { settings: string; secret: string }>;

/** A mailbox's settings out of those of the channel; null: there is none. */
export const mailboxFormOf = (
  settings: Record<string, unknown>,
  purpose: MailboxPurpose,
): MailboxForm | null =>
  (settings[MAILBOX_PARTS[purpose].settings] as MailboxForm | null | undefined) ?? null;

const inbound = {
  inbound: mailboxSettings.nullish(),
  dealsInbound: mailboxSettings.nullish(),
  tokens: tokenService.nullish(),
};
const sender = { sender: line(16).optional() };

/** Whose address stands on the envelope. */
export const senderAddress = z.object({
  name: filled(200),
  street: filled(200),
  city: filled(100),
  postalCode: filled(12),
  country: z.string().regex(/^[A-Z]{2}$/),
});

const postageCodes = z.object(
  Object.fromEntries(DELIVERY_MODES.map((mode) => [mode, line(10).default("")])) as Record<
    (typeof DELIVERY_MODES)[number],
    z.ZodDefault<z.ZodString>
  >,
);

/** What a provider has to be told, beside its secrets. */
export const PROVIDER_SETTINGS = {
  email: {
    catcher: withTokens(z.object(inbound)),
    install: withTokens(z.object(inbound)),
    smtp: withTokens(
      z.object({
        ...{ host, port: port.default(465), security: z.enum(MAIL_SECURITY).default("tls") },
        ...{ signIn, user: line(254).default(""), ...inbound },
      }),
    ).refine(({ signIn: by, user }) => by !== "oauth" || user !== "", { path: ["user"] }),
    resend: withTokens(z.object({ baseUrl, ...inbound })),
  },
  sms: {
    catcher: z.object({}),
    gosms: z.object({ clientId: filled(100), channel: id, baseUrl }),
    smsbrana: z.object({ login: filled(100), baseUrl, ...sender }),
    bulkgate: z.object({ applicationId: filled(100), baseUrl, ...sender }),
    twilio: z.object({
      ...{ accountSid: filled(100), from: line(20).optional() },
      ...{ messagingServiceSid: line(50).optional(), baseUrl },
    }),
  },
  letter: {
    catcher: z.object({}),
    dopisonline: z.object({
      ...{ user: filled(100), postageCodes, isDuplex: z.boolean().default(true) },
      ...{ sender: senderAddress, baseUrl },
    }),
    batch: z.object({ isDuplex: z.boolean().default(true) }),
  },
  data_box: {
    catcher: z.object({}),
    isds: z
      .object({
        user: filled(100),
        messageType: z.enum(["commercial", "public"]).default("commercial"),
        /** Reading delivers what waits in the box: only at these hours of Prague, and only if it is on. */
        isReading: z.boolean().default(false),
        readHours: z.array(z.number().int().min(0).max(23)).max(24).default([]),
        baseUrl,
      })
      .refine(({ isReading, readHours }) => !isReading || readHours.length > 0, {
        path: ["readHours"],
      }),
  },
} as const;

/** Secrets of a provider by name; they are written and never read back. */
export const PROVIDER_SECRETS: Readonly<Record<string, readonly string[]>> = {
  smtp: ["password"],
  resend: ["apiKey", "webhookSecret"],
  gosms: ["clientSecret"],
  smsbrana: ["password"],
  bulkgate: ["applicationToken"],
  twilio: ["authToken"],
  dopisonline: ["password"],
  isds: ["password"],
};
/** Of mailboxes, beside those of the carrier. */
export const MAILBOX_SECRETS: readonly string[] = Object.values(MAILBOX_PARTS).map(
  ({ secret }) => secret,
);

/** Of who gives the tokens; without a refresh token another service is asked in the client's name. */
export const TOKEN_SECRETS: Readonly<Record<TokenService, readonly string[]>> = {
  microsoft: ["clientSecret"],
  google: ["clientSecret", "refreshToken"],
  googleService: ["serviceAccount"],
  other: ["clientSecret", "refreshToken"],
};

/** A provider can be used without these. */
export const OPTIONAL_SECRETS: readonly string[] = ["webhookSecret"];
export const isSecretOptional = (service: TokenService, secret: string): boolean =>
  service === "other" && secret === "refreshToken";

export const saveChannelInput = z.object({
  channel: z.enum(CHANNELS),
  provider: z.string().max(30),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Left out or empty: the one that was given before stays. */
  secrets: z.record(z.string().max(30), z.string().max(8_000)).default({}),
  perSecond: z.number().int().min(1).max(100).default(10),
});
export type SaveChannelInput = z.input<typeof saveChannelInput>;

export const channelInput = z.object({ channel: z.enum(CHANNELS) });

export const fileMessageInput = z.object({ messageId: id, caseId: id });
export const dismissMessageInput = z.object({ messageId: id, reason: filled(500) });
export const retryUnreadableInput = z.object({ messageId: id });
export const listUnfiledInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});

export const batchIdInput = z.object({ batchId: id });
export const confirmBatchInput = z.object({
  batchId: id,
  postedOn: z.string().refine(isKnownDay, "kernel.day_not_a_day"),
  /** `seznam.csv` of the batch with posting numbers in a column of their own. */
  manifest: z.string().max(5_000_000).nullish(),
});
