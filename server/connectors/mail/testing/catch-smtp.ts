import type { Socket } from "node:net";
import { SMTPServer } from "smtp-server";

export interface CaughtMail {
  from: string;
  to: string[];
  /** As it came over the wire, headers and all. */
  raw: string;
}

/** What goes wrong with a letter that is being taken over. */
export type DataFault =
  /** Its last answer is this code; nothing was taken. */
  | number
  /** It is taken, and the answer never comes. */
  | "take_and_hang"
  /** It is taken, and the connection lost instead of an answer. */
  | "take_and_drop"
  /** The connection is lost at its first bytes. */
  | "drop_early";

export interface SmtpCatcher {
  url: string;
  mails: CaughtMail[];
  /** Connections that were opened so far. */
  connections(): number;
  /** The next recipients are refused with this code; null: taken again. */
  refuseWith(code: number | null): void;
  /** The next letters meet this; null: taken again. */
  failData(fault: DataFault | null): void;
  /** The connections that are open take no more letters, and say so with 421. */
  tire(): void;
  /** Ends the connections that are open, as a server does that tires of them. */
  dropAll(): void;
  close(): Promise<void>;
}

const TOKENS_TOO = ["PLAIN", "LOGIN", "XOAUTH2"];

interface SmtpUser {
  name: string;
  /** null: only tokens let in. */
  password: string | null;
  /** XOAUTH2 is offered, and lets in with one of these. */
  tokens?: ReadonlySet<string>;
  /** A refusal is explained first (334), as Google does; Microsoft refuses at once. */
  isExplained?: boolean;
}

/** A real SMTP server on a port of its own, in this process. A user, where given, is asked for. */
export async function catchSmtp(user?: SmtpUser): Promise<SmtpCatcher> {
  const mails: CaughtMail[] = [];
  const sockets = new Set<Socket>();
  const [sessions, tired] = [new Set<string>(), new Set<string>()];
  let [opened, refusal] = [0, null as number | null];
  let fault: DataFault | null = null;
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = new SMTPServer({
    authOptional: user === undefined,
    disabledCommands: user === undefined ? ["STARTTLS", "AUTH"] : ["STARTTLS"],
    allowInsecureAuth: true,
    ...(user?.tokens ? { authMethods: user.password === null ? ["XOAUTH2"] : TOKENS_TOO } : {}),
    onAuth({ username, password, accessToken }, _session, callback) {
      const isToken = accessToken !== undefined && user?.tokens?.has(accessToken);
      const isRight = accessToken === undefined ? password === user?.password : isToken;
      if (username === user?.name && isRight) return callback(null, { user: username });
      if (accessToken !== undefined && user?.isExplained) {
        return callback(null, { data: { status: "401", schemes: "bearer" } } as never);
      }
      callback(Object.assign(new Error("refused"), { responseCode: 535 }));
    },
    onMailFrom(_address, { id }, callback) {
      sessions.add(id);
      if (!tired.has(id)) return callback();
      callback(Object.assign(new Error("enough"), { responseCode: 421 }));
    },
    onRcptTo(_address, _session, callback) {
      if (refusal === null) return callback();
      callback(Object.assign(new Error("refused"), { responseCode: refusal }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if (fault === "drop_early") dropAll();
      });
      stream.on("end", () => {
        if (typeof fault === "number") {
          return callback(Object.assign(new Error("refused"), { responseCode: fault }));
        }
        if (fault === "drop_early") return;
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : "";
        const to = rcptTo.map(({ address }) => address);
        mails.push({ from, to, raw: Buffer.concat(chunks).toString("utf8") });
        if (fault === null) callback();
        if (fault === "take_and_drop") dropAll();
      });
    },
  });
  server.on("error", () => undefined);
  server.server.on("connection", (socket: Socket) => {
    opened += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    connections: () => opened,
    refuseWith: (code) => {
      refusal = code;
    },
    failData: (next) => {
      fault = next;
    },
    tire: () => {
      for (const id of sessions) tired.add(id);
    },
    dropAll,
    close: () => {
      dropAll();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
