import { createHmac, timingSafeEqual } from "node:crypto";

/** Clocks of two machines differ; a call that is older was kept by somebody and sent again. */
const TOLERANCE_SECONDS = 5 * 60;

export type Verdict = { ok: true; id: string } | { ok: false; reason: string };

export interface SignedCall {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

/**
 * Whether a call comes from Saldo, by Standard Webhooks 1.0: HMAC-SHA-256 over "id.seconds.body". While
 * a secret is being replaced Saldo signs by both and we may know both: one match is enough.
 */
export function verify(call: SignedCall, secrets: readonly string[], now: Date): Verdict {
  const [id, seconds, signatures] = ["id", "timestamp", "signature"].map((name) => {
    const value = call.headers[`webhook-${name}`];
    return typeof value === "string" ? value : "";
  }) as [string, string, string];
  if (!id || !seconds || !signatures) return { ok: false, reason: "the call is not signed" };
  if (!/^[\w.-]{1,200}$/.test(id)) return { ok: false, reason: "webhook-id is no id" };
  if (!/^\d{1,12}$/.test(seconds)) return { ok: false, reason: "webhook-timestamp is no time" };
  const skew = Math.abs(now.getTime() / 1000 - Number(seconds));
  if (skew > TOLERANCE_SECONDS) {
    return { ok: false, reason: `the call is ${Math.round(skew)} s away from this clock` };
  }
  const given = signatures
    .split(" ")
    .filter((each) => each.startsWith("v1,"))
    .map((each) => Buffer.from(each.slice("v1,".length), "base64"));
  const isOurs = secrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const wanted = createHmac("sha256", key).update(`${id}.${seconds}.${call.body}`).digest();
    // In equal time, so that nobody learns a signature byte by byte.
    return given.some((each) => each.length === wanted.length && timingSafeEqual(each, wanted));
  });
  return isOurs ? { ok: true, id } : { ok: false, reason: "the signature is not Saldo's" };
}
