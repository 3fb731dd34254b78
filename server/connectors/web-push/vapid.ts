import { createECDH, createPrivateKey, type KeyObject, sign } from "node:crypto";

/** By which push services know who sends, both halves base64url (RFC 8292). */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const LIFE_SECONDS = 12 * 3_600;

/** A new pair on P-256. */
export function makeVapidKeys(): VapidKeys {
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  // A private number with leading zeros comes shorter.
  const privateKey = ecdh.getPrivateKey().toString("hex").padStart(64, "0");
  return {
    publicKey: ecdh.getPublicKey().toString("base64url"),
    privateKey: Buffer.from(privateKey, "hex").toString("base64url"),
  };
}

function keyOf({ publicKey, privateKey }: VapidKeys): KeyObject {
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((b) => b.toString("base64url"));
  const jwk = { kty: "EC", crv: "P-256", x, y, d: privateKey };
  return createPrivateKey({ key: jwk as never, format: "jwk" });
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

interface Sender {
  keys: VapidKeys;
  /** Whom the push service may turn to: "mailto:…" or "https://…". */
  subject: string;
  now: Date;
}

/** The header that says who sends to this endpoint. */
export function vapidHeader(endpoint: string, { keys, subject, now }: Sender): string {
  const exp = Math.floor(now.getTime() / 1_000) + LIFE_SECONDS;
  const head = part({ typ: "JWT", alg: "ES256" });
  const body = part({ aud: new URL(endpoint).origin, exp, sub: subject });
  const signature = sign("sha256", Buffer.from(`${head}.${body}`), {
    ...{ key: keyOf(keys), dsaEncoding: "ieee-p1363" },
  });
  return `vapid t=${head}.${body}.${signature.toString("base64url")}, k=${keys.publicKey}`;
}
