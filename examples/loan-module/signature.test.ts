import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type SignedCall, verify } from "./signature";

const SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes ....").toString("base64")}`;
const OTHER = `whsec_${Buffer.from("another secret of the same length").toString("base64")}`;
const now = new Date("2026-11-29T12:00:00Z");
const SECONDS = "1795953600";
const CALL = {
  ...{ method: "POST", host: "loan.example:8443", target: "/actions/approve?id=5" },
  body: '{"type":"action.approve"}',
};
type Version = "v1" | "r1";

function signature(version: Version, secret: string): string {
  const { method, host, target, body } = CALL;
  const digest = createHash("sha256").update(body).digest("hex");
  const addressed = ["msg_1", SECONDS, method, host, target, digest].join("\n");
  const text = version === "r1" ? addressed : `msg_1.${SECONDS}.${body}`;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return `${version},${createHmac("sha256", key).update(text).digest("base64")}`;
}

const signed = (versions: readonly Version[], by: readonly string[] = [SECRET]) => {
  const words = by.flatMap((secret) => versions.map((version) => signature(version, secret)));
  const headers: Record<string, string> = {
    ...{ "webhook-id": "msg_1", "webhook-timestamp": SECONDS },
    "webhook-signature": words.join(" "),
  };
  return { ...CALL, headers } satisfies SignedCall;
};
const BOTH: readonly Version[] = ["v1", "r1"];
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("a signature", () => {
  it("is known in either version, and by either secret while one replaces the other", () => {
    for (const versions of [["v1"], ["r1"], BOTH] as const) {
      expect(verify(signed(versions), [SECRET], now)).toEqual({ ok: true, id: "msg_1" });
      expect(verify(signed(versions, [OTHER, SECRET]), [SECRET], now).ok).toBe(true);
      expect(verify(signed(versions), [OTHER, SECRET], now).ok).toBe(true);
      expect(verify(signed(versions, [OTHER]), [SECRET], now).ok).toBe(false);
    }
  });

  it.each([
    ["a clock that is four minutes off", 240, true],
    ["a clock that is four minutes off the other way", -240, true],
    ["a call that was kept and sent again", 301, false],
    ["a call from the future", -301, false],
  ])("with %s", (_, seconds, ok) => {
    expect(verify(signed(BOTH), [SECRET], later(seconds)).ok).toBe(ok);
  });

  it.each([
    ["another method", { method: "GET" }],
    ["another machine", { host: "other.example:8443" }],
    ["another button", { target: "/actions/payOut?id=5" }],
    ["another object", { target: "/actions/approve?id=6" }],
  ])("that signs the address does not hold for %s", (_, more) => {
    expect(verify({ ...signed(BOTH), ...more }, [SECRET], now).ok).toBe(false);
  });

  it.each<[string, Partial<Record<string, string>>, string?]>([
    ["another body", {}, '{"type":"action.approve","x":1}'],
    ["another id", { "webhook-id": "msg_2" }],
    ["another time", { "webhook-timestamp": "1795953601" }],
    ["no id", { "webhook-id": "" }],
    ["an id that is none", { "webhook-id": "../../etc" }],
    ["a time that is none", { "webhook-timestamp": "1e12" }],
    ["no signature", { "webhook-signature": "" }],
    ["a version that nobody knows", { "webhook-signature": "v2,AAAA" }],
    ["a signature cut short", { "webhook-signature": "v1,AAAA" }],
  ])("does not hold for %s", (_, headers, body = CALL.body) => {
    for (const versions of [["v1"], ["r1"]] as const) {
      const call = signed(versions);
      const changed = { ...call, headers: { ...call.headers, ...headers }, body };
      expect(verify(changed, [SECRET], now).ok).toBe(false);
    }
  });
});
