import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const STATIC_PATH = "/_next/static/";

/** A name as builds give them; nothing that climbs out of the folder. */
const NAME = /^\/_next\/static\/((?:[\w~-][\w.~-]*\/)*[\w~-][\w.~-]*\.(js|css))(?:\?.*)?$/;
const TYPES: Record<string, string> = {
  js: "application/javascript; charset=UTF-8",
  css: "text/css; charset=UTF-8",
};
/** What next.config.mjs puts on them, too: a name is never used again for other content. */
const HEADERS = {
  "cache-control": "public, max-age=31536000, immutable",
  "content-encoding": "br",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "strict-transport-security": "max-age=15552000",
  vary: "accept-encoding",
  "x-content-type-options": "nosniff",
};

type Next = (request: IncomingMessage, reply: ServerResponse) => Promise<void>;

/** Path below the build's static folder and kind of file; null for what is Next's to answer. */
export function pressedName(url: string): { name: string; type: string } | null {
  const found = NAME.exec(url);
  const type = TYPES[found?.[2] ?? ""];
  return found?.[1] && type ? { name: found[1], type } : null;
}

/** This file is bundled into the build's own folder; see scripts/launch/build.ts. */
const folder = () => join(dirname(fileURLToPath(import.meta.url)), "static");

/** A file that is read once stays in memory: there are few, and they are what everybody loads. */
const known = new Map<string, Promise<Buffer | null>>();
function pressed(name: string): Promise<Buffer | null> {
  const file = join(folder(), `${name}.br`);
  const found = known.get(name) ?? readFile(file).catch(() => null);
  known.set(name, found);
  return found;
}

/** Sends a script or a style as the build pressed it, where the browser can unpress it; else Next does. */
export async function sendPressed(
  request: IncomingMessage,
  reply: ServerResponse,
  next: Next,
): Promise<void> {
  const asked = pressedName(request.url ?? "");
  const accepts = /\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""));
  const isAsked = request.method === "GET" || request.method === "HEAD";
  const content = asked && accepts && isAsked ? await pressed(asked.name) : null;
  if (!asked || !content) {
    await next(request, reply);
    return;
  }
  reply.writeHead(200, {
    ...HEADERS,
    "content-type": asked.type,
    "content-length": String(content.length),
  });
  reply.end(request.method === "HEAD" ? undefined : content);
}
