import { z } from "zod";
import { CHANNELS, DELIVERY_MODES } from "@/db/values/messages";
import { isKnownDay } from "@/server/kernel/days";

const id = z.number().int().positive();
const line = (max: number) => z.string().trim().max(max);
const filled = (max: number) => line(max).min(1);
/** Another address of the carrier's interface: its test system, or a twin. */
const baseUrl = z.union([z.literal(""), z.url().max(300)]).optional();
const host = filled(253).regex(/^[A-Za-z0-9.-]+$/, "channels.host");
const port = z.number().int().min(1).max(65_535);

export const MAIL_SECURITY = ["tls", "starttls", "plain"] as const;

/** The mailbox that replies come to. */
export const mailboxSettings = z.object({
  address: z.email().max(254),
  host,
  port: port.default(993),
  security: z.enum(MAIL_SECURITY).default("tls"),
  user: filled(254),
  folder: line(200).default("INBOX"),
});
export type MailboxForm = z.output<typeof mailboxSettings>;

const inbound = { inbound: mailboxSettings.nullish() };
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
    catcher: z.object(inbound),
    install: z.object(inbound),
    smtp: z.object({
      ...{ host, port: port.default(465), security: z.enum(MAIL_SECURITY).default("tls") },
      ...{ user: line(254).default(""), ...inbound },
    }),
    resend: z.object({ baseUrl, ...inbound }),
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
/** Of the mailbox, beside those of the carrier. */
export const MAILBOX_SECRET = "mailboxPassword";

/** Without these a provider cannot be used at all. */
export const OPTIONAL_SECRETS: readonly string[] = ["webhookSecret"];

export const saveChannelInput = z.object({
  channel: z.enum(CHANNELS),
  provider: z.string().max(30),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Left out or empty: the one that was given before stays. */
  secrets: z.record(z.string().max(30), z.string().max(500)).default({}),
  perSecond: z.number().int().min(1).max(100).default(10),
});
export type SaveChannelInput = z.input<typeof saveChannelInput>;

export const channelInput = z.object({ channel: z.enum(CHANNELS) });

export const fileMessageInput = z.object({ messageId: id, caseId: id });
export const dismissMessageInput = z.object({ messageId: id, reason: filled(500) });
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
