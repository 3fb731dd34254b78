import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How a register misbehaves, whatever it speaks; each lasts until the next word. */
export const REGISTER_MOODS = [
  /** A page about maintenance, with 200. */
  "outage_page",
  "http_403",
  "http_429",
  "http_500",
  "http_503",
  /** A right answer elsewhere. */
  "redirect",
  "empty",
  "garbage",
  /** Half of the right answer, as though it were the whole. */
  "torn",
  /** Half of the right answer, then the line breaks. */
  "broken_off",
  "reset",
  "hang",
  /** A byte now and then, for ever. */
  "drip",
  /** A hundred megabytes. */
  "huge",
  /** A document type whose entities grow, and JSON whose lists do. */
  "bomb",
] as const;
export type RegisterMood = (typeof REGISTER_MOODS)[number];

export interface TwinAsked {
  method: string;
  /** Path and question. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Null where the mood let none be. */
  answer: Buffer | null;
}

export interface TwinAnswer {
  status: number;
  mediaType: string;
  body: string;
}

export interface RegisterTwin {
  /** "http://127.0.0.1:…" without a slash, and the path that the twin was opened with. */
  url: string;
  asked: TwinAsked[];
  meet(mood: RegisterMood | null): void;
  close(): Promise<void>;
}

/** Where a redirect leads; whoever follows it is found out by `asked`. */
export const ELSEWHERE = "/elsewhere";

const PAGE =
  "<!DOCTYPE html><html><head><title>Odstávka</title></head><body><h1>Plánovaná odstávka</h1>" +
  "<p>Služba není dočasně dostupná.<br></body></html>";
const XML_BOMB = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">${Array.from(
  { length: 20 },
  (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? "" : i - 1};`.repeat(10)}">`,
).join("")}]><r>&a19;</r>`;
const HUGE_MB = 100;

/** A register on loopback that answers in its own words, and misbehaves when it is told to. */
export async function openRegisterTwin(options: {
  answer(asked: Omit<TwinAsked, "answer">): TwinAnswer;
  path?: string;
  port?: number | undefined;
}): Promise<RegisterTwin> {
  const { path: endpoint = "", port = 0 } = options;
  let mood: RegisterMood | null = null;
  const asked: TwinAsked[] = [];
  const server = createServer(async (request, reply) => {
    request.on("error", () => undefined);
    reply.on("error", () => undefined);
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request) pieces.push(piece as Buffer);
    } catch {
      return;
    }
    const { method = "GET", headers, url: path = "/" } = request;
    const one: TwinAsked = { method, path, headers, body: Buffer.concat(pieces), answer: null };
    asked.push(one);
    const said = options.answer(one);
    if (mood === null || path === ELSEWHERE) {
      one.answer = Buffer.from(said.body);
      say(reply, said);
    } else misbehave(mood, reply, said);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${endpoint}`,
    asked,
    meet: (next) => {
      mood = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function say(reply: ServerResponse, { status, mediaType, body }: TwinAnswer): void {
  const bytes = Buffer.from(body);
  reply.writeHead(status, { "content-type": mediaType, "content-length": bytes.length }).end(bytes);
}

/** The answer that a mood makes of the right one; null where it is no matter of words. */
function spoiled(mood: RegisterMood, said: TwinAnswer): TwinAnswer | null {
  const status = /^http_(\d+)$/.exec(mood)?.[1];
  const page = { status: 200, mediaType: "text/html; charset=utf-8", body: PAGE };
  const own = { ...said, status: 200 };
  const isJson = said.mediaType.includes("json");
  if (status !== undefined) return { ...page, status: Number(status) };
  if (mood === "outage_page") return page;
  if (mood === "empty") return { ...own, body: "" };
  if (mood === "garbage") return { ...own, body: "\u0000}{<\u0001a " };
  if (mood === "bomb") return { ...own, body: isJson ? "[".repeat(20_000) : XML_BOMB };
  return mood === "torn" ? { ...own, body: said.body.slice(0, said.body.length / 2) } : null;
}

function misbehave(mood: RegisterMood, reply: ServerResponse, said: TwinAnswer): void {
  const words = spoiled(mood, said);
  if (words !== null) say(reply, words);
  else if (mood === "redirect") reply.writeHead(302, { location: ELSEWHERE }).end();
  else if (mood === "reset") reply.socket?.destroy();
  else if (mood === "broken_off") breakOff(reply, said);
  else if (mood === "drip") drip(reply, said);
  else if (mood === "huge") void pour(reply, said);
  // What is left hangs: nothing is said, and the caller gives up.
}

function breakOff(reply: ServerResponse, { mediaType, body }: TwinAnswer): void {
  const bytes = Buffer.from(body);
  reply.writeHead(200, { "content-type": mediaType, "content-length": bytes.length });
  reply.write(bytes.subarray(0, bytes.length / 2), () => reply.socket?.destroy());
}

function drip(reply: ServerResponse, { mediaType, body }: TwinAnswer): void {
  const bytes = Buffer.from(body);
  reply.writeHead(200, { "content-type": mediaType });
  let at = 0;
  const timer = setInterval(() => {
    reply.write(bytes.subarray(at, at + 1));
    at = Math.min(at + 1, bytes.length - 1);
  }, 20);
  reply.once("close", () => clearInterval(timer));
}

async function pour(reply: ServerResponse, { mediaType, body }: TwinAnswer): Promise<void> {
  reply.writeHead(200, { "content-type": mediaType });
  reply.write(body.slice(0, body.length / 2));
  const piece = Buffer.alloc(1024 * 1024, " ");
  for (let sent = 0; sent < HUGE_MB && !reply.destroyed; sent += 1) {
    const isTaken = await new Promise((resolve) => {
      reply.once("close", () => resolve(false));
      reply.write(piece, (error) => resolve(!error));
    });
    if (!isTaken) return;
  }
  reply.end(body.slice(body.length / 2));
}
