import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How the next message that is handed over is met. */
export type Behaviour =
  | "accept"
  | "acceptThenHang"
  | "acceptThen500"
  | "acceptThenGarbage"
  | "acceptThenReset"
  /** HTML with 200 in place of an answer; nothing is taken. */
  | "garbage"
  | "fail500"
  /** The connection is broken before the body is read. */
  | "drop"
  | { busy: 429 | 503; retryAfter?: string }
  | { slowMs: number };

export interface Asked {
  method: string;
  /** Path and question. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string | Uint8Array;
}

export interface Gateway {
  /** "http://127.0.0.1:…/" */
  url: string;
  asked: Asked[];
  /** One for each message to come, in order; after them all are accepted. */
  next(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

const GARBAGE = "<html><body><h1>Service</h1><br>We are working on it.</body></html>";

/** A machine on loopback that answers a carrier's words and misbehaves on demand. */
export async function openGateway(options: {
  /** Whether a question hands a message over; `body` is null before it is read. */
  isHanding(path: string, body: Buffer | null): boolean;
  answer(asked: Asked): Answer;
  port?: number;
}): Promise<Gateway> {
  const { isHanding, answer, port = 0 } = options;
  const behaviours: Behaviour[] = [];
  const asked: Asked[] = [];
  const server = createServer(async (request, reply) => {
    const path = request.url ?? "/";
    request.on("error", () => undefined);
    if (behaviours[0] === "drop" && isHanding(path, null)) {
      behaviours.shift();
      return void request.socket.destroy();
    }
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const { method = "GET", headers } = request;
    const one: Asked = { method, path, headers, body };
    asked.push(one);
    const behaviour = isHanding(path, body) ? (behaviours.shift() ?? "accept") : "accept";
    meet(behaviour, reply, () => answer(one));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    next: (...more) => void behaviours.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function meet(behaviour: Behaviour, reply: ServerResponse, answer: () => Answer): void {
  if (typeof behaviour === "object" && "slowMs" in behaviour) {
    setTimeout(() => send(reply, answer()), behaviour.slowMs);
  } else if (typeof behaviour === "object") {
    const { busy, retryAfter } = behaviour;
    const headers: Record<string, string> = retryAfter ? { "retry-after": retryAfter } : {};
    send(reply, { status: busy, headers, body: "" });
  } else if (behaviour === "fail500" || behaviour === "garbage") {
    send(reply, { status: behaviour === "garbage" ? 200 : 500, body: GARBAGE });
  } else {
    meetTaken(behaviour, reply, answer());
  }
}

function meetTaken(behaviour: Behaviour, reply: ServerResponse, said: Answer): void {
  if (behaviour === "accept") send(reply, said);
  if (behaviour === "acceptThen500") send(reply, { status: 500, body: GARBAGE });
  if (behaviour === "acceptThenGarbage") send(reply, { status: 200, body: GARBAGE });
  if (behaviour === "acceptThenReset") reply.socket?.destroy();
}

function send(reply: ServerResponse, { status, headers = {}, body }: Answer): void {
  reply.writeHead(status, headers).end(body);
}

export const jsonAnswer = (status: number, value: unknown): Answer => ({
  ...{ status, headers: { "content-type": "application/json" } },
  body: JSON.stringify(value),
});

export const xmlAnswer = (text: string): Answer => ({
  ...{ status: 200, headers: { "content-type": "text/xml; charset=utf-8" } },
  body: text,
});
