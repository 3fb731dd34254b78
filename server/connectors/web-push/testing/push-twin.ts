import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  randomBytes,
  verify,
} from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { PushSubscription } from "../encrypt";

/** What a browser was handed, after its push service had looked who sends. */
export interface Delivered {
  text: string;
  headers: Record<string, string>;
  claims: { aud: string; exp: number; sub: string };
}

export interface TwinBrowser {
  subscription: PushSubscription;
  delivered: Delivered[];
  /** What the push service answers from now on. */
  answers(status: number): void;
}

/** A push service and its browsers, as RFC 8030, 8291 and 8292 have them. */
export async function openPushTwin() {
  const browsers = new Map<
    string,
    { read(body: Buffer): string; status: number; made: TwinBrowser }
  >();
  const server = createServer(async (request, reply) => {
    const at = browsers.get(request.url ?? "");
    const body = await bodyOf(request);
    if (!at) return reply.writeHead(404).end();
    if (at.status !== 201) return reply.writeHead(at.status).end();
    const claims = senderOf(String(request.headers.authorization));
    if (!claims || claims.aud !== url) return reply.writeHead(403).end();
    const headers = request.headers as Record<string, string>;
    at.made.delivered.push({ text: at.read(body), headers, claims });
    return reply.writeHead(201).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function subscribe(): TwinBrowser {
    const ecdh = createECDH("prime256v1");
    ecdh.generateKeys();
    const auth = randomBytes(16);
    const path = `/push/${randomBytes(12).toString("base64url")}`;
    const made: TwinBrowser = {
      delivered: [],
      subscription: {
        endpoint: `${url}${path}`,
        p256dh: ecdh.getPublicKey().toString("base64url"),
        auth: auth.toString("base64url"),
      },
      answers: (status) => {
        at.status = status;
      },
    };
    const at = { made, status: 201, read: (body: Buffer) => readPush(body, { ecdh, auth }) };
    browsers.set(path, at);
    return made;
  }
  return { url, subscribe, close: () => server.close() };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** HKDF written out, so that a slip in ours is not repeated here. */
function derive(salt: Buffer, secret: Buffer, info: Buffer): Buffer {
  const prk = createHmac("sha256", salt).update(secret).digest();
  return createHmac("sha256", prk).update(info).update(Buffer.of(1)).digest();
}

export function readPush(
  body: Buffer,
  { ecdh, auth }: { ecdh: ReturnType<typeof createECDH>; auth: Buffer },
): string {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const sender = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender]);
  const secret = derive(auth, ecdh.computeSecret(sender), info);
  const key = derive(salt, secret, Buffer.from("Content-Encoding: aes128gcm\0")).subarray(0, 16);
  const nonce = derive(salt, secret, Buffer.from("Content-Encoding: nonce\0")).subarray(0, 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  const plain = Buffer.concat([
    decipher.update(sealed.subarray(0, sealed.length - 16)),
    decipher.final(),
  ]);
  if (plain.at(-1) !== 2) throw new Error("not the last record");
  return plain.subarray(0, plain.length - 1).toString("utf8");
}

/** The claims of a sender whose signature holds; null otherwise. */
function senderOf(header: string): Delivered["claims"] | null {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? [];
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  if (point.length !== 65) return null;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((b) => b.toString("base64url"));
  const jwk = { kty: "EC", crv: "P-256", x, y };
  const publicKey = createPublicKey({ key: jwk as never, format: "jwk" });
  const isRight = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  return isRight ? JSON.parse(Buffer.from(body, "base64url").toString()) : null;
}
