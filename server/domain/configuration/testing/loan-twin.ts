import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Verdict, verifySaldoCall } from "@/examples/signature/verify-call";

export { verifySaldoCall };

export interface Heard {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Path and query as they came. */
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export type TwinAnswer = { status?: number; headers?: Record<string, string>; body?: unknown };

type Told = TwinAnswer | "silence" | null;

/** A customer's program: it hears everything, answers as it is told, and can be made to fall ill. */
export interface LoanTwin {
  host: string;
  url(path: string): string;
  heard: Heard[];
  /** null: the usual answer. */
  answer: ((heard: Heard) => Told | Promise<Told>) | null;
  /** Breaks every connection that is open. */
  drop(): Promise<void>;
  close(): Promise<void>;
}

/** Approve, reject, check ID card, variables and triggers, on a port of its own. */
export async function openLoanTwin(): Promise<LoanTwin> {
  const heard: Heard[] = [];
  const server = createServer((request, reply) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", async () => {
      const url = new URL(request.url ?? "/", "http://twin");
      const one: Heard = {
        ...{ method: request.method ?? "", path: url.pathname, query: url.searchParams },
        target: request.url ?? "",
        ...{ headers: request.headers, body: Buffer.concat(pieces).toString("utf8") },
      };
      heard.push(one);
      const told = (await twin.answer?.(one)) ?? usual(one);
      if (told !== "silence") send(reply, told);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const twin: LoanTwin = {
    ...{ host, heard, answer: null, url: (path) => `http://${host}${path}` },
    drop: async () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return twin;
}

function usual({ path, query }: Heard): TwinAnswer {
  if (path === "/on") return { body: { ok: true } };
  if (path === "/score") {
    return { body: { score: 612, limit: 15_000_00, currency: "CZK", reviewedOn: "2026-11-20" } };
  }
  const [, verb, id] = path.split("/");
  const of = id ?? query.get("id");
  if (verb === "approve") return { body: { message: `Schváleno: ${of}`, refresh: true } };
  if (verb === "reject") return { status: 422, body: { message: "Žádost je už vyplacená." } };
  if (verb === "check-id") return { body: { message: "Občanka je platná." } };
  return { status: 404, body: { message: "?" } };
}

function send(reply: ServerResponse, { status = 200, headers = {}, body = "" }: TwinAnswer): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  reply.writeHead(status, { "content-type": "application/json", ...headers });
  reply.end(text);
}

/** Whether a trigger bears a signature of the secret, as a receiver checks by Standard Webhooks. */
export function isSigned({ headers, body }: Heard, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const said = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const wanted = createHmac("sha256", key).update(said).digest();
  return String(headers["webhook-signature"] ?? "")
    .split(" ")
    .filter((each) => each.startsWith("v1,"))
    .map((each) => Buffer.from(each.slice(3), "base64"))
    .some((each) => each.length === wanted.length && timingSafeEqual(each, wanted));
}

/** What the function that integrators copy says of a call, at the instant at which it came. */
export function verdictOf(heard: Heard, secret: string, now?: number): Verdict {
  const { method, headers, body, target } = heard;
  const { host = "" } = headers;
  const at = Number(headers["webhook-timestamp"]) * 1000;
  return verifySaldoCall({ method, host, target, headers, body }, [secret], now ?? at);
}
