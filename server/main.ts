import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import next from "next";
import { answerCrm, BODY_BYTES_MAX, CRM_PATH } from "./api/crm/door";
import { env } from "./env";
import { fuses } from "./runtime";

/**
 * The production server. Procedures are answered here, ahead of Next: a list asked through Next's
 * own route handler costs three times the processor. Everything else is Next's.
 */
const compress = promisify(gzip);
const COMPRESS_FROM_BYTES = 2_048;

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

async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const { method = "GET", url = "/" } = request;
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? await bodyOf(request) : undefined;
  if (body === null) {
    reply.writeHead(413, { connection: "close" }).end("too large");
    return;
  }
  const asked = new Request(`http://${request.headers.host ?? "localhost"}${url}`, {
    method,
    headers: headersOf(request),
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  const response = await answerCrm(asked);
  const whole = Buffer.from(await response.arrayBuffer());
  const accepts = String(request.headers["accept-encoding"] ?? "").includes("gzip");
  const isLong = whole.length >= COMPRESS_FROM_BYTES;
  const sent = accepts && isLong ? await compress(whole, { level: constants.Z_BEST_SPEED }) : whole;
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  if (sent !== whole) headers["content-encoding"] = "gzip";
  reply.writeHead(response.status, {
    ...headers,
    vary: "accept-encoding",
    "x-content-type-options": "nosniff",
    "content-length": String(sent.length),
  });
  reply.end(sent);
}

async function main(): Promise<void> {
  const { PORT: port, HOSTNAME: hostname } = env();
  const program = next({ dev: false, hostname, port });
  await program.prepare();
  const handle = program.getRequestHandler();
  const server = createServer((request, reply) => {
    const { url = "/" } = request;
    const isCall = url.startsWith(`${CRM_PATH}/`);
    const done = isCall ? answer(request, reply) : handle(request, reply);
    done.catch((cause: unknown) => {
      fuses().log.error("a request failed", { cause });
      if (!reply.headersSent) reply.writeHead(500);
      reply.end();
    });
  });
  endOnSignal(server);
  server.listen(port, hostname);
}

const LAST_ANSWERS_MS = 5_000;

/** Takes no new calls, lets the last answers out, and ends. */
function endOnSignal(server: Server): void {
  const end = () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), LAST_ANSWERS_MS).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
}

await main();
