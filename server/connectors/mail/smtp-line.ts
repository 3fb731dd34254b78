import { isIP } from "node:net";
import { Readable } from "node:stream";
import type { NodemailerError } from "nodemailer/lib/errors";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { enterByToken, type TokenSource } from "../oauth";
import type { ComposedLetter } from "./compose-letter";
import { TOKEN_METHOD, tokenSignIn } from "./smtp-token";

/** Milliseconds; each is a limit of its own. */
export interface SmtpTimes {
  connectMs: number;
  greetingMs: number;
  /** Of silence while a letter is being handed over, its last answer included. */
  silenceMs: number;
  /** Of one letter from the call to its end, waiting for a free connection included. */
  wholeMs: number;
}

export interface SmtpServer {
  host: string;
  port: number;
  isSecure: boolean;
  user: string;
  password: string;
  /** From the address: `?requireTLS=true`, `?rejectUnauthorized=false`. */
  isTlsRequired: boolean;
  isCertificateChecked: boolean;
  addressOf?: AddressOf | undefined;
  /** In place of the password, where the server asks for one. */
  token?: TokenSource | undefined;
}

/**
 * The address to connect to for a name, judged; the certificate is still that of the name. Asked for
 * every connection, since a name may lead elsewhere by then. Rejects where it must not be used.
 */
export type AddressOf = (host: string) => Promise<string>;

/** What became of one letter on one connection. */
export type LineResult =
  | { kind: "taken"; serverId: string | null }
  /** Nobody has it: the last of its bytes had not left us, or the server said no. */
  | { kind: "not_taken"; error: NodemailerError }
  /** All of it had left us and no answer came. */
  | { kind: "unknown"; error: NodemailerError };

// A large letter leaves in pieces, so that a connection lost in its middle is known as such.
const PIECE_BYTES = 64 * 1024;

/** Reads "smtps://user:password@host:465". Throws TypeError for what is no address. */
export function readSmtpUrl(text: string): SmtpServer {
  const url = new URL(text);
  const isSecure = url.protocol === "smtps:";
  if (!isSecure && url.protocol !== "smtp:") throw new TypeError("not an SMTP address");
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (isSecure ? 465 : 587) : Number(url.port),
    isSecure,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    isTlsRequired: url.searchParams.get("requireTLS") === "true",
    isCertificateChecked: url.searchParams.get("rejectUnauthorized") !== "false",
  };
}

/** One connection to an SMTP server, signed in. It hands over one letter at a time. */
export class SmtpLine {
  /** Letters handed over so far. */
  count = 0;
  private constructor(private readonly connection: SMTPConnection) {}

  /**
   * Rejects with the library's error, of a token with `channels.oauth_*`: nothing was handed over.
   */
  static async open(server: SmtpServer, times: SmtpTimes): Promise<SmtpLine> {
    const { token } = server;
    if (!token) return SmtpLine.enter(server, times);
    const enter = (password: string) => SmtpLine.enter({ ...server, password }, times);
    return enterByToken(token, enter, isSignInRefused);
  }

  private static async enter(server: SmtpServer, times: SmtpTimes): Promise<SmtpLine> {
    const host = (await server.addressOf?.(server.host)) ?? server.host;
    const connection = new SMTPConnection({
      ...{ host, port: server.port, secure: server.isSecure },
      ...(isIP(server.host) ? {} : { servername: server.host }),
      requireTLS: server.isTlsRequired,
      ...(server.isCertificateChecked ? {} : { tls: { rejectUnauthorized: false } }),
      connectionTimeout: times.connectMs,
      greetingTimeout: times.greetingMs,
      socketTimeout: times.silenceMs,
      dnsTimeout: times.connectMs,
      socketCloseTimeout: 0,
      ...(server.token ? { customAuth: tokenSignIn(server) } : {}),
    });
    await new Promise<void>((resolve, reject) => {
      connection.once("error", reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    }).catch((error) => {
      // What still comes of it has nobody to tell.
      connection.on("error", () => undefined);
      connection.close();
      throw error;
    });
    // Errors are told by the call that meets them; one of an idle line closes it.
    connection.on("error", () => undefined);
    const line = new SmtpLine(connection);
    if (server.user !== "") await line.signIn(server);
    return line;
  }

  get isOpen(): boolean {
    return !this.connection.destroyed;
  }

  close(): void {
    this.connection.close();
  }

  /** Ends after `timeMs` whatever the server does. */
  hand({ raw, from, to }: ComposedLetter, timeMs: number): Promise<LineResult> {
    this.count += 1;
    let isAllGone = false;
    const pieces = piecesOf(raw);
    pieces.once("end", () => {
      isAllGone = true;
    });
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve({ kind: isAllGone ? "unknown" : "not_taken", error: timeIsUp() });
        this.close();
      }, timeMs);
      this.connection.send({ from, to: [to], size: raw.length }, pieces, (error, info) => {
        clearTimeout(timer);
        if (!error) return resolve({ kind: "taken", serverId: info?.serverMessageId ?? null });
        const isAnswered = error.responseCode !== undefined;
        resolve({ kind: isAllGone && !isAnswered ? "unknown" : "not_taken", error });
      });
    });
  }

  /** After a refusal: whether the connection is fit for the next letter. */
  async clear(): Promise<boolean> {
    if (!this.isOpen) return false;
    return new Promise((resolve) => {
      this.connection.once("end", () => resolve(false));
      this.connection.reset((error) => resolve(!error));
    });
  }

  private async signIn({ user, password, token }: SmtpServer): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        const auth = { user, pass: password, ...(token ? { method: TOKEN_METHOD } : {}) };
        this.connection.once("error", reject);
        this.connection.login(auth, (error) => (error ? reject(error) : resolve()));
      });
    } catch (error) {
      this.close();
      throw error;
    }
  }
}

/** Of a sign-in, and for good: 4xx says that the server is not well. */
function isSignInRefused(error: unknown): boolean {
  const { code, responseCode = 0 } = error as NodemailerError;
  return code === "EAUTH" && responseCode >= 500;
}

export const timeIsUp = (): NodemailerError =>
  Object.assign(new Error("time is up"), { code: "ETIMEDOUT" as const });

function piecesOf(raw: Buffer): Readable {
  let at = 0;
  return new Readable({
    read() {
      if (at >= raw.length) return void this.push(null);
      const from = at;
      at += PIECE_BYTES;
      this.push(raw.subarray(from, at));
    },
  });
}
