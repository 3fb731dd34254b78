import { z } from "zod";

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?\//;
const outsideUrl = z
  .url()
  .refine(
    (url) => url.startsWith("https://") || LOOPBACK.test(url),
    "only https, or http to localhost",
  )
  .refine((url) => url.endsWith("/"), "ends with a slash");

const variables = z.object({
  DATABASE_URL: z.string().min(1),
  /** "demo" and "test" keep messages to people and show them instead of sending them. */
  SALDO_MODE: z.enum(["live", "demo", "test"]).default("live"),
  /** Signs the session cookie. */
  NEXTAUTH_SECRET: z.string().min(32),
  /** 32 bytes, base64: encrypts birth numbers and second-factor secrets. */
  SALDO_DATA_KEY: z.string().min(43),
  /** 32 bytes, base64: keyed hashes for look-up; changing it means hashing again. */
  SALDO_HASH_KEY: z.string().min(43),
  /** Trusted proxies in front; their x-forwarded-* headers are believed, a caller's own never. */
  SALDO_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  /** Fio's API; on another address only its twin. */
  FIO_API_URL: outsideUrl.default("https://fioapi.fio.cz/v1/rest/"),
  /** A sandbox of public registers in place of the real ones: the demo and tests. */
  SALDO_REGISTERS_URL: outsideUrl.optional(),
  /** A twin of captcha providers in place of the real ones: tests. */
  SALDO_CAPTCHA_URL: outsideUrl.optional(),
  /** "1": addresses of feeds that people type may lead into the own network, and be plain HTTP. */
  SALDO_PRIVATE_FEEDS: z.enum(["", "0", "1"]).default("0"),
  /** "loan.internal:8080,10.0.0.5": machines of the own network that customers' files may call. */
  SALDO_PRIVATE_HOSTS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((host) => host.trim().toLowerCase() || [])),
  /** Checkouts of tenants' files stand in "<folder>/<slug>"; left out: files come by the web only. */
  SALDO_CONFIG_FOLDER: z.string().min(1).optional(),
  /** Where people open the application; written into mails. Left out: this machine. */
  SALDO_URL: z.url().optional(),
  /** Mail leaves by Resend, else by SMTP ("smtps://user:password@host:465"), else into a folder. */
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_BASE_URL: z.url().optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  MAIL_FROM: z.string().min(3).default("Saldo <saldo@localhost>"),
  /** Takes the mails, one .eml file each, where neither Resend nor SMTP is set. */
  MAIL_FOLDER: z.string().min(1).default(".saldo/mail"),
  /** A server of Inngest that runs the functions; both keys or none, then they run in here. */
  INNGEST_EVENT_KEY: z.string().min(1).optional(),
  INNGEST_SIGNING_KEY: z.string().min(16).optional(),
  /** Left out: Inngest's cloud. */
  INNGEST_BASE_URL: outsideUrl.optional(),
  /** LibreOffice, for letters from DOCX and ODT; left out: looked for in the usual places. */
  SOFFICE_PATH: z.string().min(1).optional(),
  /** Its processes at a time; each takes a core and some 200 MB. */
  SOFFICE_PROCESSES_MAX: z.coerce.number().int().min(1).max(64).default(2),
  /** Where the production server listens. */
  HOSTNAME: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_POOL_MAX: z.coerce.number().int().positive().default(10),
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
});

const schema = variables.superRefine((given, ctx) => {
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_BASE_URL } = given;
  const isHalf = Boolean(INNGEST_EVENT_KEY) !== Boolean(INNGEST_SIGNING_KEY);
  if (!isHalf && (INNGEST_EVENT_KEY || !INNGEST_BASE_URL)) return;
  const path = [INNGEST_EVENT_KEY ? "INNGEST_SIGNING_KEY" : "INNGEST_EVENT_KEY"];
  ctx.addIssue({ code: "custom", path, message: "both keys of Inngest are needed, or none" });
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The environment, parsed once and refused with every fault named. The one reader of process.env. */
export function env(): Env {
  if (!parsed) {
    const result = schema.safeParse(process.env);
    if (!result.success) {
      const faults = result.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`);
      throw new Error(`The environment is incomplete:\n  ${faults.join("\n  ")}`);
    }
    parsed = result.data;
  }
  return parsed;
}

/** What the machine itself says: where programs and folders are. For programs that are started. */
export const machineEnv = (): Readonly<Record<string, string | undefined>> => process.env;
