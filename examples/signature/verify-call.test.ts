import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type SaldoCall, verifySaldoCall } from "./verify-call";

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
  return { ...CALL, headers } satisfies SaldoCall;
};
const BOTH: readonly Version[] = ["v1", "r1"];
const verdict = (call: SaldoCall, { secrets = [SECRET], at = now } = {}) =>
  verifySaldoCall(call, secrets, at.getTime());
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("a signature", () => {
  it("is known by either secret while one replaces the other", () => {
    expect(verdict(signed(BOTH))).toEqual({ isGenuine: true, id: "msg_1" });
    expect(verdict(signed(BOTH, [OTHER, SECRET])).isGenuine).toBe(true);
    expect(verdict(signed(BOTH), { secrets: [OTHER, SECRET] }).isGenuine).toBe(true);
    expect(verdict(signed(BOTH, [OTHER])).isGenuine).toBe(false);
    expect(verdict(signed(BOTH), { secrets: [] }).isGenuine).toBe(false);
  });

  it("without the one that names the address is none: striking it out opens nothing", () => {
    expect(verdict(signed(["r1"])).isGenuine).toBe(true);
    const struck = { ...signed(["v1"]), target: "/actions/payOut?id=6" };
    for (const call of [signed(["v1"]), struck]) {
      expect(verdict(call)).toEqual({ isGenuine: false, reason: "wrong_signature" });
    }
  });

  it.each([
    ["a clock that is four minutes off", 240, true],
    ["a clock that is four minutes off the other way", -240, true],
    ["a call that was kept and sent again", 301, false],
    ["a call from the future", -301, false],
  ])("with %s", (_, seconds, ok) => {
    expect(verdict(signed(BOTH), { at: later(seconds) }).isGenuine).toBe(ok);
  });

  it.each([
    ["another method", { method: "GET" }],
    ["another machine", { host: "other.example:8443" }],
    ["another button", { target: "/actions/payOut?id=5" }],
    ["another object", { target: "/actions/approve?id=6" }],
  ])("that signs the address does not hold for %s", (_, more) => {
    expect(verdict({ ...signed(BOTH), ...more }).isGenuine).toBe(false);
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
    ["a signature cut short", { "webhook-signature": "r1,AAAA" }],
  ])("does not hold for %s", (_, headers, body = CALL.body) => {
    const call = signed(BOTH);
    const changed = { ...call, headers: { ...call.headers, ...headers }, body };
    expect(verdict(changed).isGenuine).toBe(false);
  });
});
