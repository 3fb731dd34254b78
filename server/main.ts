import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import next from "next";
import { sayIn } from "@/app/i18n/code-words";
import { refusedBody } from "./api/body-limit";
import { answerCrm, BODY_BYTES_MAX, CRM_PATH } from "./api/crm/door";
import { answerModule } from "./api/module/door";
import { answerModuleTrpc, MODULE_TRPC_PATH } from "./api/module/router";
import { answerPortal, PORTAL_PATH } from "./api/portal/door";
import { makeDoors } from "./api/portal/doors";
import { askedHost, isAnsweredAt } from "./api/portal/own-host";
import { STATIC_PATH, sendPressed } from "./api/pressed-files";
import { answerPush, PUSH_PATH, streams } from "./api/push/door";
import { env } from "./env";
import { fuses } from "./runtime";

/**
 * The production server. Procedures of people and of machines are answered here, ahead of Next: a
 * list asked through Next's own route handler costs three times the processor. All else is Next's.
 */
const compress = promisify(gzip);
const COMPRESS_FROM_BYTES = 2_048;
/** What next.config.mjs puts on everything else, as far as it concerns data. */
const SAFE_HEADERS = {
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > BODY_BYTES_MAX) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** As the front door left them: what a caller wrote of proxies is not among them any more. */
function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return headers;
}

/** The call as the procedures' door takes it; null where what came is no call at all. */
function requestOf(request: IncomingMessage, headers: Headers, body?: Buffer | ReadableStream) {
  const { method = "GET", url = "/" } = request;
  try {
    return new Request(`http://${request.headers.host ?? "localhost"}${url}`, {
      method,
      headers,
      ...(body instanceof Buffer ? { body: new Uint8Array(body) } : {}),
      // A stream is answered while it may still be coming.
      ...(body instanceof ReadableStream ? { body, duplex: "half" } : {}),
    } as RequestInit);
  } catch {
    return null;
  }
}

type Answer = (request: Request) => Promise<Response>;
type Handle = (request: IncomingMessage, reply: ServerResponse) => Promise<void>;

const doors = makeDoors();

/** On a door's own host only that door's procedures and files are answered below /api/. */
async function isElsewhere({ headers, url = "/" }: IncomingMessage): Promise<boolean> {
  const get = (name: string) => headers[name]?.toString() ?? null;
  const own = await doors.ofHost(askedHost({ get }));
  return own !== null && !isAnsweredAt(own, url);
}

/** Who takes a request in hand: one of our doors ahead of Next, else Next. */
function byOf(url: string, next: Handle): Handle {
  if (url.startsWith(`${CRM_PATH}/`)) return (...at) => answer(...at, answerCrm);
  if (url.startsWith(`${PORTAL_PATH}/`)) return (...at) => answer(...at, answerPortal);
  if (url.startsWith(STATIC_PATH)) return (...at) => sendPressed(...at, next);
  if (url.startsWith(`${PUSH_PATH}/`)) return stream;
  return isOfMachine(url) ? answerMachine : next;
}

async function answer(
  request: IncomingMessage,
  reply: ServerResponse,
  answerer: Answer,
): Promise<void> {
  const headers = headersOf(request);
  const refused = refusedBody(headers, BODY_BYTES_MAX);
  if (refused) {
    reply.writeHead(refused.status, { connection: "close" }).end(await refused.text());
    return;
  }
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const body = hasBody ? await bodyOf(request) : undefined;
  const asked = body === null ? null : requestOf(request, headers, body);
  if (!asked) {
    reply.writeHead(400, { connection: "close" }).end("not understood");
    return;
  }
  await give(await answerer(asked), request, reply);
}

/** A page's stream stays open; it is no answer in one piece. */
function stream(request: IncomingMessage, reply: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(SAFE_HEADERS)) reply.setHeader(name, value);
  return answerPush(request, reply);
}

const REST_PATH = "/api/module/v1/";
/** The description stands there too, and is Next's to give. */
const isOfMachine = (path: string): boolean =>
  (path.startsWith(REST_PATH) && !path.startsWith(`${REST_PATH}openapi.json`)) ||
  path.startsWith(`${MODULE_TRPC_PATH}/`);

/** Parts of a path as they were meant; one that cannot be read is nobody's. */
function partsOf(path: string): string[] {
  return path.split("/").map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

/** A machine's body is read by its door, once it is known whose it is and how long it may be. */
async function answerMachine(request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const body = hasBody ? (Readable.toWeb(request) as ReadableStream) : undefined;
  const asked = requestOf(request, headersOf(request), body);
  if (!asked) {
    reply.writeHead(400, { connection: "close" }).end("not understood");
    return;
  }
  const { pathname } = new URL(asked.url);
  const answered = pathname.startsWith(REST_PATH)
    ? await answerModule(asked, partsOf(pathname.slice(REST_PATH.length)), { sayIn })
    : await answerModuleTrpc(asked, { sayIn });
  // What was refused before it was read is not read for the sake of the next call.
  if (!request.complete) reply.setHeader("connection", "close");
  await give(answered, request, reply);
}

/** Sends an answer in one piece, pressed where the browser can unpress it. */
async function give(
  response: Response,
  request: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const whole = Buffer.from(await response.arrayBuffer());
  const accepts = String(request.headers["accept-encoding"] ?? "").includes("gzip");
  const isLong = whole.length >= COMPRESS_FROM_BYTES;
  const sent = accepts && isLong ? await compress(whole, { level: constants.Z_BEST_SPEED }) : whole;
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  if (sent !== whole) headers["content-encoding"] = "gzip";
  const { vary } = headers;
  const isSecure = request.headers["x-forwarded-proto"] === "https";
  reply.writeHead(response.status, {
    ...SAFE_HEADERS,
    ...(isSecure ? { "strict-transport-security": "max-age=15552000" } : {}),
    ...headers,
    vary: vary ? `${vary}, accept-encoding` : "accept-encoding",
    "content-length": String(sent.length),
  });
  reply.end(sent);
}

async function serve(request: IncomingMessage, reply: ServerResponse, next: Handle) {
  if (await isElsewhere(request)) {
    reply.writeHead(404, { connection: "close" }).end("not here");
    return;
  }
  await byOf(request.url ?? "/", next)(request, reply);
}

async function main(): Promise<void> {
  const { PORT: port, HOSTNAME: hostname } = env();
  // By this name the proxy is told where it stands, whatever is listened on; under another, what it
  // rewrites would be fetched over the network as if it were somebody else's.
  const program = next({ dev: false, hostname: "localhost", port });
  await program.prepare();
  const handle = program.getRequestHandler();
  const server = createServer((request, reply) => {
    serve(request, reply, handle).catch((cause: unknown) => {
      // Whoever hung up is waiting for nothing.
      if (request.destroyed || reply.destroyed) return;
      fuses().log.error("a request failed", { cause });
      if (!reply.headersSent) reply.writeHead(500);
      reply.end();
    });
  });
  endOnSignal(server);
  // Next keeps a process alive through faults nobody caught; one that serves nobody must end.
  server.once("error", (cause) => {
    fuses().log.error("the server cannot listen", { cause, hostname, port });
    process.exit(1);
  });
  server.listen(port, hostname);
}

/** An export or an upload that is under way is let out; what is still not done then is cut. */
const LAST_ANSWERS_MS = 30_000;

/** Takes no new calls, lets the last answers out, and ends. */
function endOnSignal(server: Server): void {
  const end = () => {
    server.close(() => process.exit(0));
    void streams().end();
    server.closeIdleConnections();
    setTimeout(() => {
      fuses().log.error("the last answers took too long and were cut");
      process.exit(0);
    }, LAST_ANSWERS_MS).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
}

await main();
