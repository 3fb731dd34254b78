import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/** How a browser's push service is reached, and how only that browser can read what it is sent. */
export interface PushSubscription {
  endpoint: string;
  /** Base64url: 65 bytes, a point of P-256. */
  p256dh: string;
  /** Base64url: 16 bytes. */
  auth: string;
}

/** More fits into no record of ours; push services take 4 096 bytes in all. */
const RECORD_BYTES = 4_096;
const CURVE = "prime256v1";

/** For tests: what is else drawn at random. */
export interface Chance {
  salt: Buffer;
  privateKey: Buffer;
}

const hkdf = (given: { secret: Buffer; salt: Buffer; info: Buffer; length: number }): Buffer =>
  Buffer.from(hkdfSync("sha256", given.secret, given.salt, given.info, given.length));

/**
 * A message that only the subscribed browser reads: RFC 8291 over `aes128gcm` of RFC 8188, in one
 * record. Throws for keys that are no point of the curve.
 */
export function encryptPush(
  text: string,
  { p256dh, auth }: Pick<PushSubscription, "p256dh" | "auth">,
  chance?: Chance,
): Buffer {
  const theirs = Buffer.from(p256dh, "base64url");
  const ecdh = createECDH(CURVE);
  if (chance) ecdh.setPrivateKey(chance.privateKey);
  else ecdh.generateKeys();
  const ours = ecdh.getPublicKey();
  const salt = chance?.salt ?? randomBytes(16);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours]);
  const secret = hkdf({
    ...{ secret: ecdh.computeSecret(theirs), salt: Buffer.from(auth, "base64url") },
    ...{ info, length: 32 },
  });
  const infoOf = (what: string) => Buffer.from(`Content-Encoding: ${what}\0`);
  const key = hkdf({ secret, salt, info: infoOf("aes128gcm"), length: 16 });
  const nonce = hkdf({ secret, salt, info: infoOf("nonce"), length: 12 });
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  // The two ends the last record, RFC 8188 section 2.
  const plain = Buffer.concat([Buffer.from(text, "utf8"), Buffer.of(2)]);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const head = Buffer.alloc(21);
  salt.copy(head);
  head.writeUInt32BE(RECORD_BYTES, 16);
  head.writeUInt8(ours.length, 20);
  return Buffer.concat([head, ours, sealed]);
}
