import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeSecret, type Signed, signedHeaders } from "./sign";
import { verifySaldoCall } from "./testing/loan-twin";

const secret = makeSecret();
const at = new Date("2026-11-29T12:00:00Z");
const call: Signed = {
  ...{ id: "var_1", at, method: "GET", body: "", isWebhook: false },
  url: new URL("https://loan.example:8443/score?RefNo=1%2F2026"),
};

/** What a receiver sees of a call, with what somebody in between has changed. */
function received(of: Signed = call, changed: object = {}) {
  const { method, url, body } = of;
  const seen = { method, host: url.host, target: url.pathname + url.search, body };
  return { ...seen, headers: signedHeaders(of, [secret]), ...changed };
}

describe("a call that was overheard", () => {
  it("is genuine where it was meant for, by the function that integrators copy", () => {
    const verdict = verifySaldoCall(received(), [secret], at.getTime());
    expect(verdict).toEqual({ isGenuine: true, id: "var_1" });
  });

  it.each([
    ["another RefNo", { target: "/score?RefNo=2%2F2026" }],
    ["another path", { target: "/approve?RefNo=1%2F2026" }],
    ["another spelling of the address", { target: "/score?RefNo=1/2026" }],
    ["another host", { host: "other.example" }],
    ["another port", { host: "loan.example" }],
    ["another method", { method: "POST" }],
    ["another body", { body: "{}" }],
  ])("is good for nothing with %s", (_name, changed) => {
    const verdict = verifySaldoCall(received(call, changed), [secret], at.getTime());
    expect(verdict).toEqual({ isGenuine: false, reason: "wrong_signature" });
  });

  it("is good for nothing under another id, time or secret", () => {
    for (const name of ["webhook-id", "webhook-timestamp"]) {
      const { headers } = received();
      const other = { ...headers, [name]: name === "webhook-id" ? "var_2" : "1795953601" };
      const verdict = verifySaldoCall(received(call, { headers: other }), [secret], at.getTime());
      expect(verdict, name).toMatchObject({ isGenuine: false });
    }
    expect(verifySaldoCall(received(), [makeSecret()], at.getTime())).toMatchObject({
      reason: "wrong_signature",
    });
  });

  it.each([
    [299, null],
    [-299, null],
    [301, "too_old"],
    [-301, "too_early"],
  ])("%i seconds later by the receiver's clock: %s", (seconds, reason) => {
    const verdict = verifySaldoCall(received(), [secret], at.getTime() + seconds * 1000);
    expect(verdict).toMatchObject(reason ? { reason } : { isGenuine: true });
  });

  it("without its headers, or with one that is no number, is incomplete", () => {
    const { headers } = received();
    for (const bad of [{}, { ...headers, "webhook-timestamp": "soon" }]) {
      const verdict = verifySaldoCall(received(call, { headers: bad }), [secret], at.getTime());
      expect(verdict).toEqual({ isGenuine: false, reason: "incomplete" });
    }
  });
});

it("only a trigger is signed also as a webhook: that signature names no address", () => {
  const versions = (isWebhook: boolean) =>
    signedHeaders({ ...call, isWebhook }, [secret, makeSecret()])
      ["webhook-signature"]?.split(" ")
      .map((each) => each.split(",")[0]);
  expect(versions(false)).toEqual(["r1", "r1"]);
  expect(versions(true)).toEqual(["v1", "r1", "v1", "r1"]);
});

it("the document for integrators shows the very function that is tested", () => {
  const file = readFileSync("examples/signature/verify-call.ts", "utf8");
  const shown = file.slice(file.indexOf("export function verifySaldoCall"));
  expect(readFileSync("docs/integrators.md", "utf8")).toContain(shown);
});
