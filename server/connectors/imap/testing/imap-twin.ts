import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { type Command, CommandReader } from "./imap-command";

export interface HeldMail {
  uid: number;
  raw: Buffer;
  flags: Set<string>;
  receivedAt: Date;
  /** The server says it cannot read it. */
  isBroken: boolean;
}

export interface ImapTwin {
  port: number;
  /** Every command as it came, without its tag; passwords left out. */
  commands: string[];
  mails: HeldMail[];
  uidValidity: number;
  /** Puts a mail into the box; its number. */
  put(raw: string | Buffer, options?: Partial<HeldMail>): number;
  remove(uid: number): void;
  /** All mails get new numbers, from 1 on. */
  renumber(): void;
  /** Called before a command is answered: true, and it gets no answer of the twin's. */
  interfere: ((command: Command, socket: Socket) => boolean) | null;
  close(): Promise<void>;
}

export interface TwinOptions {
  user?: string;
  password?: string;
  /** By which tokens, and how they are said; passwords then let nobody in. */
  tokens?: { method: "XOAUTH2" | "OAUTHBEARER"; good: ReadonlySet<string> };
  folders?: string[];
  greeting?: string | null;
  /** Advertised beside IMAP4rev1. */
  capabilities?: string[];
}

/**
 * An IMAP4rev1 server (RFC 3501) as far as a reader of mailboxes needs one: sign-in, EXAMINE and
 * SELECT, UID SEARCH, UID FETCH with whole and partial bodies, UID STORE, literals both ways. On a
 * free port of this machine, over a real socket.
 */
export async function imapTwin(options: TwinOptions = {}): Promise<ImapTwin> {
  const sockets = new Set<Socket>();
  const { greeting = "* OK twin ready" } = options;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    if (greeting !== null) socket.write(`${greeting}\r\n`);
    const session: Session = { socket, twin, options, isSignedIn: false, folder: null };
    const reader = new CommandReader(socket, (command) => answer(session, command));
    socket.on("data", (bytes) => reader.take(Buffer.from(bytes)));
  });
  const twin: ImapTwin = {
    port: 0,
    commands: [],
    mails: [],
    uidValidity: 1_700_000_001,
    interfere: null,
    put(raw, given = {}) {
      const uid = Math.max(0, ...twin.mails.map((mail) => mail.uid)) + 1;
      const bytes = typeof raw === "string" ? Buffer.from(raw) : raw;
      const receivedAt = new Date("2026-03-01T09:00:00Z");
      twin.mails.push({ uid, raw: bytes, flags: new Set(), receivedAt, isBroken: false, ...given });
      return given.uid ?? uid;
    },
    remove(uid) {
      twin.mails = twin.mails.filter((mail) => mail.uid !== uid);
    },
    renumber() {
      twin.uidValidity += 1;
      twin.mails.forEach((mail, at) => {
        mail.uid = at + 1;
      });
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  twin.port = (server.address() as AddressInfo).port;
  return twin;
}

interface Session {
  socket: Socket;
  twin: ImapTwin;
  options: TwinOptions;
  isSignedIn: boolean;
  folder: string | null;
}

function answer(session: Session, command: Command): void {
  const { twin, socket, options } = session;
  const { tag, name, args } = command;
  twin.commands.push(/^(LOGIN|AUTHENTICATE)$/.test(name) ? name : command.line);
  if (twin.interfere?.(command, socket)) return;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const ok = (words = "done") => say(`${tag} OK ${words}`);
  const no = (words: string) => say(`${tag} NO ${words}`);
  if (name === "CAPABILITY") {
    const auth = `AUTH=${options.tokens?.method ?? "PLAIN"}`;
    say(`* CAPABILITY ${["IMAP4rev1", auth, ...(options.capabilities ?? [])].join(" ")}`);
    return void ok();
  }
  if (name === "NOOP" || name === "CLOSE") return void ok();
  if (name === "LOGOUT") {
    say("* BYE");
    ok();
    return void socket.end();
  }
  if (name === "LOGIN" || name === "AUTHENTICATE") return void signIn(session, command);
  if (!session.isSignedIn) return void no("first sign in");
  if (name === "LIST" || name === "LSUB") {
    for (const folder of options.folders ?? ["INBOX"]) say(`* ${name} () "/" "${folder}"`);
    return void ok();
  }
  if (name === "SELECT" || name === "EXAMINE") return void openFolder(session, command);
  if (session.folder === null) return void say(`${tag} BAD no folder`);
  if (name === "UID SEARCH") {
    const [, set = "1:*"] = /UID (\S+)/.exec(args.join(" ")) ?? [];
    const [, since] = /SINCE "?([^" ]+)/.exec(args.join(" ")) ?? [];
    const from = since === undefined ? 0 : Date.parse(`${since.replaceAll("-", " ")} UTC`);
    const isUnseenOnly = /\bUNSEEN\b/.test(args.join(" "));
    const found = inSet(twin.mails, set).flatMap((mail) =>
      +mail.receivedAt >= from && !(isUnseenOnly && mail.flags.has("\\Seen")) ? [mail.uid] : [],
    );
    say(`* SEARCH${found.map((uid) => ` ${uid}`).join("")}`);
    return void ok();
  }
  if (name === "UID FETCH") return void fetchMails(session, command);
  if (name === "UID STORE") {
    const flags = (args.slice(1).join(" ").match(/\\\w+/g) ?? []) as string[];
    for (const mail of inSet(twin.mails, args[0] ?? "")) {
      for (const flag of flags) mail.flags.add(flag);
      say(`* ${twin.mails.indexOf(mail) + 1} FETCH (UID ${mail.uid} FLAGS (${flags.join(" ")}))`);
    }
    return void ok();
  }
  say(`${tag} BAD unknown ${name}`);
}

/** Word for word as Google describes XOAUTH2, and RFC 7628 OAUTHBEARER. */
function tokenFaultOf(line: string, { options, socket }: Session): string | null {
  const { user = "saldo@agency.example", tokens } = options;
  const said = Buffer.from(line, "base64").toString("utf8");
  const port = socket.localPort;
  const head =
    tokens?.method === "XOAUTH2"
      ? `user=${user}`
      : `n,a=${user},\x01host=127.0.0.1\x01port=${port}`;
  const [start, token, ...rest] = said.split("\x01auth=Bearer ");
  const isRight = start === head && rest.length === 0;
  if (!isRight || !token?.endsWith("\x01\x01")) return `{"status":"invalid_request"}`;
  return tokens?.good.has(token.slice(0, -2)) ? null : `{"status":"401","schemes":"Bearer"}`;
}

/** A refusal is explained, acknowledged by the client as its way of signing in has it, and said. */
function enterByToken(session: Session, { tag, ask }: Command): void {
  const { socket, options } = session;
  const giveUp = options.tokens?.method === "XOAUTH2" ? "" : "AQ==";
  ask((line) => {
    const fault = tokenFaultOf(line, session);
    session.isSignedIn = fault === null;
    if (fault === null) return void socket.write(`${tag} OK in\r\n`);
    ask((answer) => {
      const word = answer === giveUp ? "NO [AUTHENTICATIONFAILED] wrong" : "BAD not that way";
      socket.write(`${tag} ${word}\r\n`);
    }, Buffer.from(fault).toString("base64"));
  });
}

function signIn(session: Session, command: Command): void {
  const { tag, name, args, ask } = command;
  const { tokens } = session.options;
  if (tokens && (name === "LOGIN" || args[0] !== tokens.method)) {
    return void session.socket.write(`${tag} NO [AUTHENTICATIONFAILED] by tokens alone\r\n`);
  }
  if (tokens) return void enterByToken(session, command);
  const { user = "saldo@agency.example", password = "heslo" } = session.options;
  const settle = (given: string | undefined, word: string | undefined) => {
    session.isSignedIn = given === user && word === password;
    const result = session.isSignedIn ? "OK in" : "NO [AUTHENTICATIONFAILED] wrong";
    session.socket.write(`${tag} ${result}\r\n`);
  };
  if (name === "LOGIN") return void settle(args[0], args[1]);
  ask((line) => {
    const [, given, word] = Buffer.from(line, "base64").toString("utf8").split("\0");
    settle(given, word);
  });
}

function openFolder(session: Session, { tag, name, args }: Command): void {
  const { twin, socket, options } = session;
  const folder = args[0] ?? "";
  const isThere = (options.folders ?? ["INBOX"]).includes(folder);
  if (!isThere) return void socket.write(`${tag} NO [NONEXISTENT] no such folder\r\n`);
  session.folder = folder;
  const uidNext = Math.max(0, ...twin.mails.map(({ uid }) => uid)) + 1;
  const lines = [
    "* FLAGS (\\Seen \\Deleted)",
    `* ${twin.mails.length} EXISTS`,
    "* 0 RECENT",
    `* OK [UIDVALIDITY ${twin.uidValidity}]`,
    `* OK [UIDNEXT ${uidNext}]`,
    "* OK [PERMANENTFLAGS (\\Seen \\*)]",
    `${tag} OK [${name === "EXAMINE" ? "READ-ONLY" : "READ-WRITE"}] open`,
  ];
  socket.write(`${lines.join("\r\n")}\r\n`);
}

function fetchMails({ twin, socket }: Session, { tag, args, name }: Command): void {
  const items = args.slice(1).join(" ");
  for (const mail of inSet(twin.mails, args[0] ?? "")) {
    if (mail.isBroken && items.includes("BODY")) {
      return void socket.write(`${tag} NO ${name} cannot read it\r\n`);
    }
    const said: Buffer[] = [Buffer.from(`UID ${mail.uid}`)];
    if (items.includes("FLAGS")) said.push(Buffer.from(`FLAGS (${[...mail.flags].join(" ")})`));
    if (items.includes("RFC822.SIZE")) said.push(Buffer.from(`RFC822.SIZE ${mail.raw.length}`));
    if (items.includes("INTERNALDATE")) {
      said.push(Buffer.from(`INTERNALDATE "${imapDate(mail.receivedAt)}"`));
    }
    const [body, isPeek, from, length] = /BODY(\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?/.exec(items) ?? [];
    if (body !== undefined) {
      const start = Number(from ?? 0);
      const part = mail.raw.subarray(start, start + Number(length ?? mail.raw.length));
      said.push(Buffer.from(`BODY[]${from === undefined ? "" : `<${from}>`} {${part.length}}\r\n`));
      said.push(part);
      if (isPeek === undefined) mail.flags.add("\\Seen");
    }
    socket.write(`* ${twin.mails.indexOf(mail) + 1} FETCH (`);
    said.forEach((piece, at) => {
      const isLiteral = at > 0 && said[at - 1]?.toString("latin1").endsWith("}\r\n");
      if (at > 0 && !isLiteral) socket.write(" ");
      socket.write(piece);
    });
    socket.write(")\r\n");
  }
  socket.write(`${tag} OK fetched\r\n`);
}

/** Of a set of numbers, "1,4:6,9:*"; "9:*" names the last one even where that is number 3. */
function inSet(mails: readonly HeldMail[], set: string): HeldMail[] {
  const last = Math.max(0, ...mails.map(({ uid }) => uid));
  const numberOf = (text: string | undefined) => (text === "*" ? last : Number(text));
  const ranges = set.split(",").map((range) => {
    const [from, to = from] = range.split(":");
    const [a, b] = [numberOf(from), numberOf(to)];
    return [Math.min(a, b), Math.max(a, b)] as const;
  });
  return mails.filter(({ uid }) => ranges.some(([from, to]) => uid >= from && uid <= to));
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function imapDate(at: Date): string {
  const day = String(at.getUTCDate()).padStart(2, " ");
  const time = at.toISOString().slice(11, 19);
  return `${day}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${time} +0000`;
}
