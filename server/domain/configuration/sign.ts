import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** A secret as Standard Webhooks writes one. */
export const makeSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString("base64");

export interface Signed {
  id: string;
  /** Of the attempt. */
  at: Date;
  body: string;
}

/**
 * The headers of a call by Standard Webhooks 1.0: HMAC-SHA-256 over "id.seconds.body", base64, one
 * signature for each secret, so that a receiver may change its secret when it has time.
 */
export function signedHeaders(
  { id, at, body }: Signed,
  secrets: readonly string[],
): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
  });
  return {
    ...{ "webhook-id": id, "webhook-timestamp": seconds },
    "webhook-signature": signatures.join(" "),
  };
}
