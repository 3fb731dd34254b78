import "server-only";
import { connect, type Database } from "@/db/client";
import { makeCheckRunner } from "./connectors/checks";
import { openSender } from "./connectors/mail";
import { findOffice, type Office } from "./connectors/office";
import { type Actor, type Context, type Log, makeToday, type Outside } from "./domain/context";
import { type Keys, makeKeys } from "./domain/keys";
import type { PostOffice } from "./domain/mails";
import { env, machineEnv } from "./env";
import { faultOf } from "./kernel/fault";

interface Fuses {
  db: Database;
  keys: Keys;
  log: Log;
  outside: Outside;
}

// Kept on globalThis: a development reload evaluates this module again and would leak a pool each time.
const slot = globalThis as typeof globalThis & {
  saldoFuses?: Fuses;
  saldoOffice?: Promise<Office>;
};

/** One JSON line; a cause is told without its message, see kernel/fault.ts. */
function line(level: string, message: string, fields: Record<string, unknown> = {}): void {
  const told = "cause" in fields ? { ...fields, cause: faultOf(fields.cause) } : fields;
  const entry = { at: new Date().toISOString(), level, message, ...told };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

/** Database, keys and log of this process, made once from the environment. */
export function fuses(): Fuses {
  if (!slot.saldoFuses) {
    const { DATABASE_URL, DATABASE_POOL_MAX, SALDO_DATA_KEY, SALDO_HASH_KEY, ...rest } = env();
    slot.saldoFuses = {
      db: connect(DATABASE_URL, { poolMax: DATABASE_POOL_MAX }),
      keys: makeKeys(SALDO_DATA_KEY, SALDO_HASH_KEY),
      outside: {
        fioUrl: rest.FIO_API_URL,
        ...(rest.SALDO_REGISTERS_URL ? { registersUrl: rest.SALDO_REGISTERS_URL } : {}),
        ...(rest.SALDO_CAPTCHA_URL ? { captchaUrl: rest.SALDO_CAPTCHA_URL } : {}),
        isPrivateAllowed: rest.SALDO_PRIVATE_FEEDS === "1",
        privateHosts: rest.SALDO_PRIVATE_HOSTS,
        configFolder: rest.SALDO_CONFIG_FOLDER,
        isCatching: rest.SALDO_MODE !== "live",
        mailFrom: addressOf(rest.MAIL_FROM),
        mail: {
          resendApiKey: rest.RESEND_API_KEY,
          resendBaseUrl: rest.RESEND_BASE_URL,
          smtpUrl: rest.SMTP_URL,
        },
        office,
        baseUrl: baseUrl(),
        // Never where people work for real.
        ...(rest.SALDO_MODE === "live" ? {} : { checks: checks() }),
      },
      log: {
        info: (message, fields) => line("info", message, fields),
        error: (message, fields) => line("error", message, fields),
      },
    };
  }
  return slot.saldoFuses;
}

/** A run of the checks is one of the machine's, whichever part of the program is asked about it. */
const checks = () => makeCheckRunner({ root: process.cwd(), env: machineEnv() });

/** For the clock's own short statements, which must not wait behind long work: leases would end. */
const CLOCK_CONNECTIONS = 3;

/** The database as the executor of functions reaches it, beside the pool of this process. */
export const clockDatabase = (): Database =>
  connect(env().DATABASE_URL, { poolMax: CLOCK_CONNECTIONS });

/** "saldo@agency.example" of "Saldo <saldo@agency.example>". */
const addressOf = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from;

/** How mail leaves this process; see the variables in env.ts. */
export function postOffice(): PostOffice {
  const { RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL, MAIL_FOLDER, MAIL_FROM } = env();
  const sender = openSender({
    resendApiKey: RESEND_API_KEY,
    resendBaseUrl: RESEND_BASE_URL,
    smtpUrl: SMTP_URL,
    folder: MAIL_FOLDER,
  });
  return { sender, from: MAIL_FROM, baseUrl: baseUrl() };
}

/** Where people and carriers find this install, without a slash at the end. */
export function baseUrl(): string {
  const { SALDO_URL, PORT } = env();
  return (SALDO_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, "");
}

/** The server of Inngest that runs the functions; null: this process runs them itself. */
export function inngestServer(): { eventKey: string; signingKey: string; baseUrl?: string } | null {
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_BASE_URL: baseUrl } = env();
  if (!INNGEST_EVENT_KEY || !INNGEST_SIGNING_KEY) return null;
  const keys = { eventKey: INNGEST_EVENT_KEY, signingKey: INNGEST_SIGNING_KEY };
  return baseUrl ? { ...keys, baseUrl } : keys;
}

/** LibreOffice of this machine, looked for once; a process that finds it later has to start anew. */
export function office(): Promise<Office> {
  const { SOFFICE_PATH, SOFFICE_PROCESSES_MAX } = env();
  slot.saldoOffice ??= findOffice({ path: SOFFICE_PATH, processesMax: SOFFICE_PROCESSES_MAX });
  return slot.saldoOffice;
}

/** Whether `next dev` serves, which needs more of a page than a policy lets a visitor's have. */
export const isDevelopment = (): boolean => env().NODE_ENV === "development";

/** How many trusted proxies stand in front of this process. */
export const proxyHops = (): number => env().SALDO_PROXY_HOPS;

/** A context for one request or one job step; its clock stands still until it ends. */
export function makeContext<A extends Actor>(actor: A): Context<A> {
  const now = new Date();
  return { ...fuses(), actor, now, today: makeToday(now) };
}
