import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { verifySaldoCall } from "../signature/verify-call";
import { pressOf, runAction } from "./actions";
import type { Desk } from "./desk";
import { type Asked, Bad, type Reply } from "./http";
import { pages } from "./pages";
import { Refused, Silent } from "./saldo";
import { factOf, receive } from "./triggers";
import { valuesOf } from "./variables";

const BODY_BYTES_MAX = 256 * 1024;
/** A caller has so long for a whole request; Saldo itself waits for 15 s. */
const REQUEST_MS = 10_000;

export interface ServerParts {
  desk: Desk;
  secrets: readonly string[];
  /** Gets what nobody outside may see: the cause of a fault. */
  log(words: string, cause?: unknown): void;
}

/** The server, not yet listening. It must listen on 127.0.0.1: its pages ask nobody who they are. */
export function makeServer(parts: ServerParts): Server {
  const server = createServer((request, reply) => {
    void answer(parts, request)
      .catch((error: unknown) => failed(parts, error))
      .then((said) => send(reply, said));
  });
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = REQUEST_MS;
  return server;
}

async function answer(parts: ServerParts, request: IncomingMessage): Promise<Reply> {
  const host = request.headers.host ?? "";
  // A name of somebody's that leads to this machine would let their page read ours.
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host)) throw new Bad(421, "unknown host");
  const url = new URL(request.url ?? "/", `http://${host}`);
  const body = await bodyOf(request);
  const { method = "GET", url: target = "/", headers } = request;
  const asked: Asked = { method, url, target, headers, body };
  if (/^\/(?:on$|variables\/|actions\/)/.test(url.pathname)) return signed(parts, asked);
  return pages(parts.desk, asked);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > BODY_BYTES_MAX) throw new Bad(413, "too much");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** What only Saldo may ask. */
async function signed({ desk, secrets, log }: ServerParts, asked: Asked): Promise<Reply> {
  const { method, url, headers, body: text } = asked;
  const call = { method, host: url.host, target: asked.target, headers, body: text };
  const verdict = verifySaldoCall(call, secrets, desk.now().getTime());
  if (!verdict.isGenuine) {
    log(`refused ${url.pathname}: ${verdict.reason}`);
    throw new Bad(401, `not Saldo's: ${verdict.reason}`);
  }
  const { id } = verdict;
  const [, place, name = ""] = url.pathname.split("/");
  if (place === "variables") {
    if (method !== "GET") throw new Bad(405, "GET only");
    const values = await valuesOf(desk, name, url.searchParams.get("RefNo") ?? "");
    return values ? json(200, values) : json(404, { message: "Takovou hodnotu modul nezná." });
  }
  if (method !== "POST") throw new Bad(405, "POST only");
  const body = parse(text);
  if (place === "on") {
    const fact = factOf(body);
    if (!fact) throw new Bad(400, "not a fact");
    const isReplay = headers["saldo-replay"] === "true";
    return json(200, await receive(desk, { id, fact, isReplay }));
  }
  const press = pressOf(body);
  if (!press || press.code !== name) throw new Bad(400, "not an action");
  const { status, body: said } = await runAction(desk, id, press);
  return json(status, said);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Bad(400, "not JSON");
  }
}

const json = (status: number, body: unknown): Reply => ({
  ...{ status, body: JSON.stringify(body) },
  headers: { "content-type": "application/json; charset=utf-8" },
});

/** A fault tells its caller nothing but what it may do: try again, or not. */
function failed({ log }: ServerParts, error: unknown): Reply {
  if (error instanceof Bad) return json(error.status, { message: error.message });
  if (error instanceof Silent) return json(503, { message: error.message });
  if (error instanceof Refused) return json(422, { message: error.message });
  log("a request failed", error);
  return json(500, { message: "Modul se porouchal, podrobnosti jsou v jeho protokolu." });
}

const SAFE = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

function send(reply: ServerResponse, { status, headers, body }: Reply): void {
  // Of a body that was not read to its end the connection is of no use any more.
  if (status === 413) reply.setHeader("connection", "close");
  reply.writeHead(status, { ...SAFE, ...headers });
  reply.end(body);
}
