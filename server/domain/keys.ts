import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/** Secrets of one install: sealing of personal identifiers and keyed hashes to find them by. */
export interface Keys {
  /** AES-256-GCM: version byte, 12 bytes of nonce, ciphertext, 16 bytes of tag. */
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
  /** HMAC-SHA-256 over purpose and text; equal texts give equal hashes, per purpose. */
  hash(purpose: string, text: string): Buffer;
}

const VERSION = 1;

/** Keys from two base64 secrets of 32 bytes each; throws when a secret has another length. */
export function makeKeys(dataKeyBase64: string, hashKeyBase64: string): Keys {
  const dataKey = Buffer.from(dataKeyBase64, "base64");
  const hashKey = Buffer.from(hashKeyBase64, "base64");
  if (dataKey.length !== 32 || hashKey.length !== 32) {
    throw new Error("SALDO_DATA_KEY and SALDO_HASH_KEY must be 32 bytes in base64");
  }
  return {
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", dataKey, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, body, cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed[0] !== VERSION || sealed.length < 29) throw new Error("unknown seal");
      const decipher = createDecipheriv("aes-256-gcm", dataKey, sealed.subarray(1, 13));
      decipher.setAuthTag(sealed.subarray(sealed.length - 16));
      const body = sealed.subarray(13, sealed.length - 16);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    },
    hash: (purpose, text) => createHmac("sha256", hashKey).update(`${purpose}\0${text}`).digest(),
  };
}

/**
 * The hash that stands for a birth number in the tenant: `digits` without slash. Another tenant's
 * hash of the same number differs, so that nobody can compare registers.
 */
export const birthNumberHash = (keys: Keys, tenantId: number, digits: string): Buffer =>
  keys.hash(`birth-number:${tenantId}`, digits);
