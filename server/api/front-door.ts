import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** What the connection itself says; nobody can write it but the network. */
export interface Connection {
  remoteAddress?: string | undefined;
  isEncrypted: boolean;
}

const FORWARDED = ["for", "host", "proto", "port"] as const;
const CHANNEL = "http.server.request.start";

/** Each proxy adds to the right, so the n-th from there was written by the outermost of n trusted ones. */
function nthFromRight(value: string | string[] | undefined, n: number): string | undefined {
  const entries = String(value ?? "").split(",");
  return entries.at(-n)?.trim() || undefined;
}

/** A proxy may hand on one value that the outermost one wrote, without adding its own. */
function outermost(value: string | string[] | undefined, n: number): string | undefined {
  return nthFromRight(value, Math.min(n, String(value ?? "").split(",").length));
}

/** One caller is written one way: without its port, and as IPv4 on a socket of both kinds too. */
function plainAddress(address: string | undefined): string | undefined {
  return address
    ?.replace(/^\[(.*)\](:\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1$3")
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}

/**
 * The x-forwarded-* headers as they can be believed behind `hops` trusted proxies. What a caller
 * wrote is gone; the address falls back to the connection's when fewer proxies were passed.
 */
export function believable(
  headers: IncomingHttpHeaders,
  connection: Connection,
  hops: number,
): Record<`x-forwarded-${(typeof FORWARDED)[number]}`, string | undefined> {
  const isBehind = hops > 0;
  return {
    "x-forwarded-for": plainAddress(
      (isBehind ? nthFromRight(headers["x-forwarded-for"], hops) : undefined) ??
        connection.remoteAddress,
    ),
    "x-forwarded-host": isBehind ? outermost(headers["x-forwarded-host"], hops) : undefined,
    "x-forwarded-proto":
      (isBehind ? outermost(headers["x-forwarded-proto"], hops) : undefined) ??
      (connection.isEncrypted ? "https" : "http"),
    "x-forwarded-port": isBehind ? outermost(headers["x-forwarded-port"], hops) : undefined,
  };
}

/**
 * Next fills these headers in only where the caller left them out, and shows no handler the socket.
 * So they are put right before Next sees a request: everything behind this door may read them.
 */
export function guardFrontDoor(hops: number): () => void {
  const hear = (message: unknown) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const { remoteAddress } = socket;
    const isEncrypted = "encrypted" in socket && socket.encrypted === true;
    const found = believable(headers, { remoteAddress, isEncrypted }, hops);
    for (const [name, value] of Object.entries(found)) {
      if (value === undefined) delete headers[name];
      else headers[name] = value;
    }
  };
  subscribe(CHANNEL, hear);
  return () => unsubscribe(CHANNEL, hear);
}
