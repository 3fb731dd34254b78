import { createHash, createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** A secret as Standard Webhooks writes one. */
export const makeSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString("base64");

export interface Signed {
  id: string;
  /** Of the attempt. */
  at: Date;
  method: "GET" | "POST";
  url: URL;
  body: string;
  /** Also as a webhook is signed, for receivers that check it by a library. */
  isWebhook: boolean;
}

/**
 * The headers that sign a call, named as Standard Webhooks 1.0 names them; one signature for each
 * secret, so that a receiver may change its secret when it has time. `r1` covers id, seconds, method,
 * host, path with query and the body's digest, a line each: what was overheard is good for no other
 * address. `v1`, HMAC-SHA-256 over "id.seconds.body", stands beside it on triggers only: it says
 * nothing of the address, and of a GET nothing at all.
 */
export function signedHeaders(call: Signed, secrets: readonly string[]): Record<string, string> {
  const { id, at, method, url, body, isWebhook } = call;
  const seconds = String(Math.floor(at.getTime() / 1000));
  const digest = createHash("sha256").update(body).digest("hex");
  const said = [id, seconds, method, url.host, url.pathname + url.search, digest].join("\n");
  const signatures = secrets.flatMap((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    const sign = (text: string) => createHmac("sha256", key).update(text).digest("base64");
    return [...(isWebhook ? [`v1,${sign(`${id}.${seconds}.${body}`)}`] : []), `r1,${sign(said)}`];
  });
  return {
    ...{ "webhook-id": id, "webhook-timestamp": seconds },
    "webhook-signature": signatures.join(" "),
  };
}
