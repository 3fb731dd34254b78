import { Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import type { Tx } from "@/db/client";
import { callWeb, type WebOutcome } from "@/server/connectors/web";
import type { Context } from "../context";
import { signedHeaders } from "./sign";

const BYTES_MAX = 256 * 1024;

/** The machines that a tenant may call, with the secrets that sign for each. */
export type Hosts = ReadonlyMap<string, readonly string[]>;

/** Reads the allow-list. Secrets are opened: they must not leave the process. */
export async function readHosts(ctx: Context, { sql }: Tx): Promise<Hosts> {
  const rows = await sql<{ host: string; secret: Buffer; previous: Buffer | null }[]>`
    select host, secret,
           case when previous_until > ${ctx.now} then previous_secret end as previous
      from outgoing_hosts order by host`;
  return new Map(
    rows.map(({ host, secret, previous }) => [
      host,
      [secret, previous].flatMap((sealed) => (sealed ? [ctx.keys.open(Buffer.from(sealed))] : [])),
    ]),
  );
}

/** Connections that are kept open for many calls to the same machines. */
export interface Line {
  plain: PlainAgent;
  secure: SecureAgent;
}

export function openLine(callsAtOnce: number): Line {
  const options = { keepAlive: true, maxSockets: callsAtOnce };
  return { plain: new PlainAgent(options), secure: new SecureAgent(options) };
}

export function closeLine({ plain, secure }: Line): void {
  plain.destroy();
  secure.destroy();
}

export interface OutgoingCall {
  url: URL;
  method: "GET" | "POST";
  /** Named the same at every attempt. */
  id: string;
  /** Of this attempt, for its signature. */
  at: Date;
  body: string;
  timeoutMs: number;
  /** A trigger's: signed also in the way that libraries know. */
  isWebhook?: boolean;
  headers?: Readonly<Record<string, string>>;
  line?: Line;
}

export type OutgoingOutcome =
  | WebOutcome
  | { kind: "unsent"; reason: "host_not_allowed" | "outgoing_off" };

/**
 * Calls a program of the customer's, signed, once, following nothing: only machines of the allow-list,
 * and of our own network only those that the install names. Never throws.
 */
export async function callOut(
  ctx: Context,
  hosts: Hosts,
  { url, method, id, at, body, timeoutMs, isWebhook = false, headers = {}, line }: OutgoingCall,
): Promise<OutgoingOutcome> {
  const { outside } = ctx;
  if (!outside) return { kind: "unsent", reason: "outgoing_off" };
  const secrets = hosts.get(url.host);
  if (!secrets) return { kind: "unsent", reason: "host_not_allowed" };
  const isPrivateAllowed = outside.isPrivateAllowed || isNamed(ctx, url.host);
  return callWeb(
    {
      ...{ url, method },
      headers: {
        "user-agent": "Saldo",
        accept: "application/json",
        ...(method === "POST" ? { "content-type": "application/json; charset=utf-8" } : {}),
        ...headers,
        ...signedHeaders({ id, at, method, url, body, isWebhook }, secrets),
      },
      ...(method === "POST" ? { body: Buffer.from(body) } : {}),
      ...(line ? { agent: url.protocol === "https:" ? line.secure : line.plain } : {}),
    },
    { timeoutMs, bytesMax: BYTES_MAX, isPrivateAllowed },
  );
}

/** Whether the install itself names a machine of its own network. */
const isNamed = ({ outside }: Context, host: string): boolean =>
  outside?.privateHosts?.includes(host) ?? false;

const PLACE = /\{(id|refNo|caseId)\}/g;

export type Places = { id: number; refNo: string | null; caseId: number | null };

/** The address with its places filled in; what the file names no place for goes into the query. */
export function fillUrl(template: string, places: Places, must: "id" | "refNo" | null): URL {
  const named = new Set<string>();
  const url = new URL(
    template.replaceAll(PLACE, (_all, name: keyof Places) => {
      named.add(name);
      return encodeURIComponent(places[name] ?? "");
    }),
  );
  if (must === "id" && !named.has("id")) url.searchParams.set("id", String(places.id));
  if (must === "refNo" && !named.has("refNo")) url.searchParams.set("RefNo", places.refNo ?? "");
  return url;
}
