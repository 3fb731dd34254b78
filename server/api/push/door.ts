import type { IncomingMessage, ServerResponse } from "node:http";
import { contextOfCookie, isSecureRequest, sessionCookieName } from "../../auth";
import { fuses } from "../../runtime";
import { cookieOf } from "../cookie";
import { isFramedCall, portalCookieName, visitOf } from "../portal/session";
import { isSameOrigin } from "../same-origin";
import { Hub } from "./hub";
import type { Listener } from "./listeners";
import { Stream } from "./stream";

export const PUSH_PATH = "/api/push";
const PORTAL = /^\/api\/push\/portal\/([a-z0-9-]{1,60})$/;
const CRM = "/api/push/crm";

const slot = globalThis as typeof globalThis & { saldoStreams?: Hub };

/** The streams of this process. */
export function streams(): Hub {
  slot.saldoStreams ??= new Hub(fuses());
  return slot.saldoStreams;
}

type Known = Omit<Listener, "stream">;

/** Opens a page's stream, or says why not: a browser that is refused does not ask again. */
export async function answerPush(request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const headers = { get: (name: string) => first(request.headers[name]) };
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  if (request.method !== "GET" || !isSameOrigin(headers)) {
    reply.writeHead(403).end("cross-site request refused");
    return;
  }
  const slug = PORTAL.exec(path)?.[1];
  if (!slug && path !== CRM) {
    reply.writeHead(404).end("no such door");
    return;
  }
  const known = slug
    ? await clientAt(slug, headers, isFramedCall(headers, request.url ?? ""))
    : await operatorOf(headers);
  if (!known) {
    reply.writeHead(401, { "cache-control": "no-store" }).end("signed out");
    return;
  }
  await streams().open();
  begin(request, reply, known);
}

/** How long a browser waits before it comes again: apart, or all come at once after a restart. */
const retryMs = () => 1_000 + Math.round(Math.random() * 4_000);

function begin(request: IncomingMessage, reply: ServerResponse, known: Known): void {
  if (reply.destroyed) return;
  request.socket.setKeepAlive(true, 30_000);
  reply.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    // A proxy that gathers answers would hold the news back.
    "x-accel-buffering": "no",
  });
  reply.write(`retry: ${retryMs()}\n\n`);
  const listener = { ...known, stream: new Stream(reply) } as Listener;
  reply.once("close", () => streams().leave(listener));
  streams().join(listener);
}

interface Headers {
  get(name: string): string | null;
}

const first = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

async function clientAt(slug: string, headers: Headers, isFramed: boolean): Promise<Known | null> {
  const secret = cookieOf(
    headers.get("cookie"),
    portalCookieName(isSecureRequest(headers), isFramed),
  );
  const { ctx } = await visitOf({ slug, secret, isWatching: true });
  // Who came by a letter has no stream.
  if (!ctx || ctx.actor.letter) return null;
  const { tenantId, portalUserId: account, sessionId } = ctx.actor;
  return { kind: "client", tenantId, account, sessionId, isKnown: false, partyIds: [] } as Known;
}

async function operatorOf(headers: Headers): Promise<Known | null> {
  const cookie = cookieOf(headers.get("cookie"), sessionCookieName(isSecureRequest(headers)));
  const session = await contextOfCookie(cookie);
  if (!session) return null;
  const { tenantId, operatorId: account, sessionId } = session.ctx.actor;
  return {
    kind: "operator",
    tenantId,
    account,
    sessionId,
    isKnown: false,
    groups: [],
    role: "readOnly",
  } as Known;
}
