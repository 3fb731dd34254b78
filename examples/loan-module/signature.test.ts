import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signedHeaders } from "@/server/domain/configuration/sign";
import { verify } from "./signature";

const SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes ....").toString("base64")}`;
const OTHER = `whsec_${Buffer.from("another secret of the same length").toString("base64")}`;
const now = new Date("2026-11-29T12:00:00Z");
const body = '{"type":"payment.received"}';
const signed = (by: readonly string[] = [SECRET], at = now) => ({
  ...{ headers: signedHeaders({ id: "msg_1", at, body }, by) as Record<string, string>, body },
});
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("a signature", () => {
  it("of Saldo's own making holds, and is the one of the standard", () => {
    expect(verify(signed(), [SECRET], now)).toEqual({ ok: true, id: "msg_1" });
    const key = Buffer.from(SECRET.slice(6), "base64");
    const mac = createHmac("sha256", key).update(`msg_1.1795953600.${body}`).digest("base64");
    expect(signed().headers["webhook-signature"]).toBe(`v1,${mac}`);
  });

  it("by either secret holds while one replaces the other", () => {
    expect(verify(signed([OTHER, SECRET]), [SECRET], now).ok).toBe(true);
    expect(verify(signed([SECRET]), [OTHER, SECRET], now).ok).toBe(true);
    expect(verify(signed([OTHER]), [SECRET], now).ok).toBe(false);
  });

  it.each([
    ["a clock that is four minutes off", 240, true],
    ["a clock that is four minutes off the other way", -240, true],
    ["a call that was kept and sent again", 301, false],
    ["a call from the future", -301, false],
  ])("with %s", (_, seconds, ok) => {
    expect(verify(signed(), [SECRET], later(seconds)).ok).toBe(ok);
  });

  it.each<[string, Partial<Record<string, string>>, string?]>([
    ["another body", {}, '{"type":"payment.received","x":1}'],
    ["another id", { "webhook-id": "msg_2" }],
    ["another time", { "webhook-timestamp": "1795953601" }],
    ["no id", { "webhook-id": "" }],
    ["an id that is none", { "webhook-id": "../../etc" }],
    ["a time that is none", { "webhook-timestamp": "1e12" }],
    ["no signature", { "webhook-signature": "" }],
    ["a version that nobody knows", { "webhook-signature": "v2,AAAA" }],
    ["a signature cut short", { "webhook-signature": "v1,AAAA" }],
  ])("does not hold for %s", (_, headers, other) => {
    const call = signed();
    const changed = { headers: { ...call.headers, ...headers }, body: other ?? call.body };
    expect(verify(changed, [SECRET], now).ok).toBe(false);
  });
});
