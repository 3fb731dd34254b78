import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Clocks of two machines differ; a call that is older was kept by somebody and sent again. */
const TOLERANCE_SECONDS = 5 * 60;

export type Verdict = { ok: true; id: string } | { ok: false; reason: string };

export interface SignedCall {
  method: string;
  /** As Saldo knows it, "loan.example:8443"; behind a proxy not the inner one. */
  host: string;
  /** Path and query, byte for byte: "/variables/scoring?RefNo=1%2F2026". */
  target: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came; "" of a GET. */
  body: string;
}

/**
 * Whether a call comes from Saldo. Headers are those of Standard Webhooks; `r1` signs the address too and
 * is asked for wherever it stands, `v1` (HMAC-SHA-256 over "id.seconds.body") is what the standard's own
 * libraries know. While a secret is being replaced Saldo signs by both and we may know both: one match is
 * enough.
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
  const given = signatures.split(" ");
  const version = given.some((each) => each.startsWith("r1,")) ? "r1" : "v1";
  const text = version === "r1" ? addressed(call, id, seconds) : `${id}.${seconds}.${call.body}`;
  const isOurs = secrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const wanted = createHmac("sha256", key).update(text).digest();
    return given
      .filter((each) => each.startsWith(`${version},`))
      .map((each) => Buffer.from(each.slice(version.length + 1), "base64"))
      .some((each) => isSame(each, wanted));
  });
  return isOurs ? { ok: true, id } : { ok: false, reason: "the signature is not Saldo's" };
}

/** What `r1` signs: a call that somebody overheard is good for no other address. */
function addressed(
  { method, host, target, body }: SignedCall,
  id: string,
  seconds: string,
): string {
  const digest = createHash("sha256").update(body).digest("hex");
  return [id, seconds, method, host.toLowerCase(), target, digest].join("\n");
}

/** In equal time, so that nobody learns a signature byte by byte. */
const isSame = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
