import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readXml, writeXml, xmlChild } from "../../xml";
import { SERVICES } from "./isds-services";
import { dbStatus, dmStatus, envelopeOf, type KeptBox, type KeptMessage } from "./isds-words";

/** What goes wrong with the next question; "accept…" does what is asked first. */
export type IsdsFault =
  | { kind: "accept_and_hang" }
  | { kind: "accept_and_drop" }
  | { kind: "accept_and_garble" }
  | { kind: "drop" }
  | { kind: "http"; status: number; headers?: Record<string, string> }
  | { kind: "fault"; code: "soap:Client" | "soap:Server"; status?: number }
  | { kind: "code"; code: string }
  | { kind: "body"; body: string };

export interface IsdsTwin {
  /** "http://127.0.0.1:…/DS/" */
  baseUrl: string;
  /** Every question and answer, whole. */
  asked: { operation: string; question: string; answer: string | null }[];
  sent: KeptMessage[];
  received: KeptMessage[];
  boxes: KeptBox[];
  now: Date;
  pageMax: number;
  creditMinor: number;
  passwordExpiresAt: Date | null;
  fail(fault: IsdsFault | null): void;
  /** A word of the questions that the fault meets: an operation, a message's id; null: it meets all. */
  failOn: string | null;
  /** Keeps a message of the box, or of another one in the box; its id. */
  keep(message: Partial<KeptMessage>): string;
  put(message: Partial<KeptMessage>): string;
  /** What becomes of a message, at the twin's time. */
  advance(id: string, state: number, words?: string): void;
  close(): Promise<void>;
}

const OWN = { box: "agency7", name: "Agentura, s. r. o." };
const FIRST_ID = 1_835_603;
const EVENTS: Readonly<Record<number, string>> = {
  1: "EV0: Datová zpráva byla podána.",
  4: "EV5: Datová zpráva byla dodána.",
  5: "EV2: Zpráva byla doručena fikcí.",
  6: "EV1: Zpráva byla doručena přihlášením.",
  7: "EV11: Zpráva byla přečtena.",
  8: "EV3: Schránka adresáta byla znepřístupněna.",
};

/** The services of the data boxes as one box meets them: SOAP 1.1 over HTTP with a Basic sign-in. */
export async function isdsTwin(
  options: { user?: string; password?: string; port?: number } = {},
): Promise<IsdsTwin> {
  const { user = "abc123", password = "Heslo+1", port = 0 } = options;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  let fault: IsdsFault | null = null;
  const server = createServer((request, reply) => {
    request.on("error", () => undefined);
    const meant = fault;
    void answer(twin, {
      request,
      reply,
      fault: meant,
      isKnown: request.headers.authorization === authorization,
    });
  });
  const twin: IsdsTwin = {
    ...{ baseUrl: "", asked: [], sent: [], received: [], boxes: [] },
    ...{ now: new Date("2026-03-02T09:00:00Z"), pageMax: 1_000, creditMinor: 123_400 },
    ...{ passwordExpiresAt: null, failOn: null },
    fail: (next) => {
      fault = next;
    },
    keep: (message) => add(twin, twin.sent, message),
    put: (message) =>
      add(twin, twin.received, {
        sender: { box: "debtor1", name: "Dlužník" },
        recipient: OWN,
        ...message,
      }),
    advance(id, state, words = EVENTS[state] ?? "EV99: Jiná událost.") {
      const message = [...twin.sent, ...twin.received].find((each) => each.id === id);
      if (message === undefined) throw new Error(`no message ${id}`);
      message.state = state;
      if (state === 5 || state === 6) message.acceptedAt = twin.now;
      message.changes.push({ at: twin.now, state, words });
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  twin.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/DS/`;
  return twin;
}

function add(twin: IsdsTwin, to: KeptMessage[], message: Partial<KeptMessage>): string {
  const id = String(FIRST_ID + twin.sent.length + twin.received.length);
  to.push({
    ...{ id, written: new Map(), type: null, files: [], sender: OWN, recipient: OWN },
    ...{ sentAt: twin.now, deliveredAt: twin.now, acceptedAt: null, state: 4 },
    changes: [1, 4].map((state) => ({ at: twin.now, state, words: EVENTS[state] ?? "" })),
    ...message,
  });
  return id;
}

interface Meeting {
  request: IncomingMessage;
  reply: ServerResponse;
  fault: IsdsFault | null;
  isKnown: boolean;
}

async function answer(twin: IsdsTwin, meeting: Meeting): Promise<void> {
  const { request, reply, isKnown } = meeting;
  if (meeting.fault?.kind === "drop") return void request.socket.destroy();
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const question = Buffer.concat(pieces).toString("utf8");
  const envelope = readXml(Buffer.from(question));
  const root = envelope && xmlChild(envelope, "Body")?.children[0];
  const operation = root?.name ?? "";
  const fault = twin.failOn === null || question.includes(twin.failOn) ? meeting.fault : null;
  const say = (status: number, body: string, headers: Record<string, string> = {}) => {
    const isSound = status === 200 && fault?.kind !== "accept_and_garble";
    twin.asked.push({ operation, question, answer: isSound ? body : null });
    reply.writeHead(status, { "content-type": "text/xml; charset=utf-8", ...headers }).end(body);
  };
  if (fault?.kind === "http") return say(fault.status, "<html>Nedostupné</html>", fault.headers);
  if (!isKnown) return say(401, "<html>401</html>", { "www-authenticate": 'Basic realm="ISDS"' });
  if (fault?.kind === "body") return say(200, fault.body);
  if (fault?.kind === "fault") return say(fault.status ?? 500, soapFault(fault.code));
  const [path, service] = SERVICES[operation] ?? [];
  if (service === undefined || !root || request.url !== `/DS/${path}`) {
    return say(500, soapFault("soap:Client"));
  }
  if (fault?.kind === "code") {
    const status = path === "df" || path === "DsManage" ? dbStatus : dmStatus;
    return say(200, envelopeOf(operation, [status(fault.code)]));
  }
  const body = envelopeOf(operation, service(twin, root));
  if (fault?.kind === "accept_and_hang") return;
  if (fault?.kind === "accept_and_drop") return void request.socket.destroy();
  if (fault?.kind === "accept_and_garble") return say(200, body.slice(0, body.length / 2));
  say(200, body);
}

function soapFault(code: string): string {
  return writeXml(
    {
      name: "soap:Envelope",
      attributes: { "xmlns:soap": "http://schemas.xmlsoap.org/soap/envelope/" },
    },
    [
      [
        "soap:Body",
        [
          [
            "soap:Fault",
            [
              ["faultcode", code],
              ["faultstring", "no"],
            ],
          ],
        ],
      ],
    ],
  );
}
