import { createHash, createHmac, timingSafeEqual } from "node:crypto";

// Copy this file into your program: it needs nothing but Node.

export interface SaldoCall {
  method: string;
  /** As Saldo was told it, with its port where it is not 443 or 80: "loan.example:8443". */
  host: string;
  /** Path and query, byte for byte as they came: "/score?RefNo=1%2F2026". */
  target: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came, before it is parsed; "" of a GET. */
  body: string | Uint8Array;
}

export type Verdict =
  | { isGenuine: true; id: string }
  | { isGenuine: false; reason: "incomplete" | "too_old" | "too_early" | "wrong_signature" };

/** Clocks of two machines may differ by so much, in either direction. */
const TOLERANCE_SECONDS = 300;

/**
 * Whether a call of Saldo's is genuine, and meant for this very address: its signature covers id, time,
 * method, host, path with query, and the body's digest. While a secret is being replaced give both, as
 * Saldo signs by both. `v1` is not looked at: it names no address, and striking `r1` out must not open
 * the door. Remember `id`: of a GET refuse it a second time within ten minutes; of a POST that you have
 * heard before answer as you did, and act no more.
 */
export function verifySaldoCall(
  call: SaldoCall,
  secrets: readonly string[],
  now = Date.now(),
): Verdict {
  const { method, host, target, headers, body } = call;
  const [id = "", seconds = "", signatures = ""] = ["id", "timestamp", "signature"].map((name) =>
    String(headers[`webhook-${name}`] ?? ""),
  );
  if (!/^[\w.-]{1,200}$/.test(id) || !/^\d{1,12}$/.test(seconds) || !signatures) {
    return { isGenuine: false, reason: "incomplete" };
  }
  const age = now / 1000 - Number(seconds);
  if (age > TOLERANCE_SECONDS) return { isGenuine: false, reason: "too_old" };
  if (age < -TOLERANCE_SECONDS) return { isGenuine: false, reason: "too_early" };
  const digest = createHash("sha256").update(body).digest("hex");
  const said = [id, seconds, method.toUpperCase(), host.toLowerCase(), target, digest].join("\n");
  const given = signatures
    .split(" ")
    .filter((each) => each.startsWith("r1,"))
    .map((each) => Buffer.from(each.slice(3), "base64"));
  const isGenuine = secrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const wanted = createHmac("sha256", key).update(said).digest();
    return given.some((each) => each.length === wanted.length && timingSafeEqual(each, wanted));
  });
  return isGenuine ? { isGenuine, id } : { isGenuine, reason: "wrong_signature" };
}
