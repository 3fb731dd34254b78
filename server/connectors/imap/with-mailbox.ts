import { isIP } from "node:net";
import { ImapFlow, type MailboxObject } from "imapflow";
import { isDomainError } from "@/server/kernel/errors";
import { enterByToken } from "../oauth";
import type { MailboxLimits, MailboxSettings, MailboxTimes } from "./inbound-mail";
import { mailboxError, mailboxErrorOf } from "./mailbox-errors";

const TIMES: MailboxTimes = {
  connectMs: 20_000,
  greetingMs: 20_000,
  silenceMs: 60_000,
  wholeMs: 300_000,
};

const MB = 1024 * 1024;

const LIMITS: MailboxLimits = { pageMails: 50, pageBytes: 25 * MB, mailBytes: 25 * MB };

/** Of answers beside the mails themselves: lists of numbers, flags, words of the server. */
const LINE_BYTES_MAX = 16 * MB;
const RESPONSE_ROOM_BYTES = MB;

export const limitsOf = ({ limits }: MailboxSettings): MailboxLimits => ({ ...LIMITS, ...limits });

const isPasswordRefused = (error: unknown): boolean =>
  isDomainError(error) && error.code === "mailbox.wrong_password";

export interface OpenMailbox {
  client: ImapFlow;
  box: MailboxObject;
}

/**
 * Does something with a mailbox over a connection of its own, which is closed afterwards whatever
 * came of it. `isReadOnly` opens it so that nothing in it changes, not even what counts as seen.
 * Throws external `mailbox.*`, see `MailboxReason`, and `channels.oauth_*` of a token.
 */
export async function withMailbox<T>(
  settings: MailboxSettings,
  isReadOnly: boolean,
  act: (mailbox: OpenMailbox) => Promise<T>,
): Promise<T> {
  const { token } = settings;
  if (!token) return inMailbox(settings, isReadOnly, act);
  // Nothing was done yet where a sign-in is refused.
  const enter = (password: string) => inMailbox({ ...settings, password }, isReadOnly, act);
  return enterByToken(token, enter, isPasswordRefused);
}

async function inMailbox<T>(
  settings: MailboxSettings,
  isReadOnly: boolean,
  act: (mailbox: OpenMailbox) => Promise<T>,
): Promise<T> {
  const times = { ...TIMES, ...settings.times };
  const address = await judged(settings);
  const client = clientOf(settings, times, address);
  let isTimeUp = false;
  // One that answers a little now and then is cut off too.
  const timer = setTimeout(() => {
    isTimeUp = true;
    client.close();
  }, times.wholeMs);
  // The event says why a line was lost; the call that waited learns only that it was.
  let told: Error | null = null;
  client.on("error", (error) => {
    told ??= error;
  });
  try {
    await client.connect();
    const result = await act({ client, box: await openFolder(client, settings, isReadOnly) });
    // What was fetched is here, whatever becomes of the good-bye.
    await client.logout().catch(() => undefined);
    return result;
  } catch (error) {
    throw mailboxErrorOf(told ?? error, isTimeUp);
  } finally {
    clearTimeout(timer);
    client.close();
  }
}

async function judged({ host, addressOf }: MailboxSettings): Promise<string> {
  try {
    return (await addressOf?.(host)) ?? host;
  } catch (error) {
    throw mailboxErrorOf(error, false);
  }
}

async function openFolder(
  client: ImapFlow,
  { folder = "INBOX" }: MailboxSettings,
  isReadOnly: boolean,
): Promise<MailboxObject> {
  try {
    return await client.mailboxOpen(folder, { readOnly: isReadOnly });
  } catch (error) {
    const { responseStatus } = error as { responseStatus?: string };
    throw responseStatus === "NO" ? mailboxError("no_folder", error) : error;
  }
}

function clientOf(settings: MailboxSettings, times: MailboxTimes, address: string): ImapFlow {
  const { host, port, security, user, password, isCertificateChecked = true } = settings;
  const auth = settings.token ? { user, accessToken: password } : { user, pass: password };
  const { mailBytes } = limitsOf(settings);
  return new ImapFlow({
    ...{ host: address, port, secure: security === "tls" },
    ...(security === "starttls" ? { doSTARTTLS: true } : {}),
    ...(security === "plain" ? { doSTARTTLS: false } : {}),
    // Whatever was connected to, the certificate has to be that of the name.
    ...(isIP(host) ? {} : { servername: host }),
    auth,
    tls: { rejectUnauthorized: isCertificateChecked },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: times.connectMs,
    greetingTimeout: times.greetingMs,
    socketTimeout: times.silenceMs,
    maxLineLength: LINE_BYTES_MAX,
    // The server says a size and may send another: what is beyond both ends the connection.
    maxLiteralSize: mailBytes + RESPONSE_ROOM_BYTES,
    maxResponseSize: mailBytes + LINE_BYTES_MAX,
  });
}
