import { describe, expect, it } from "vitest";
import { retryAfterSeconds, verdictOf, verdictOfOdd, type WebOutcome } from ".";

const now = new Date("2026-11-29T08:00:00Z");
const answer = (status: number, headers = {}): WebOutcome => ({
  ...{ kind: "answer", status, headers, body: Buffer.from('{"ok":true}') },
});

describe("before its words are read", () => {
  it.each([200, 201, 299, 400, 401, 404, 422])("%s says nothing", (status) => {
    expect(verdictOf(answer(status), now)).toBeNull();
  });

  it.each([301, 302, 307, 500, 502, 504, 599])("%s says that nobody knows", (status) => {
    expect(verdictOf(answer(status), now)).toEqual({
      ...{ outcome: "uncertain", reason: `http_${status}` },
    });
  });

  it.each([429, 503])("%s says to come again", (status) => {
    expect(verdictOf(answer(status), now)).toEqual({ outcome: "busy", reason: `http_${status}` });
    expect(verdictOf(answer(status, { "retry-after": "5" }), now)).toMatchObject({
      retryAfterSeconds: 5,
    });
  });

  it("what never arrived is tried again, what may not be called waits for a person", () => {
    const unsent = (reason: "web_timeout" | "web_private") =>
      verdictOf({ kind: "unsent", reason }, now);
    expect(unsent("web_timeout")).toEqual({ outcome: "busy", reason: "web_timeout" });
    expect(unsent("web_private")).toMatchObject({ outcome: "busy", needsPerson: true });
    expect(verdictOf({ kind: "unknown", reason: "web_too_large" }, now)).toEqual({
      ...{ outcome: "uncertain", reason: "web_too_large" },
    });
  });
});

it.each([
  [200, { outcome: "uncertain", reason: "odd_answer" }],
  [404, { outcome: "uncertain", reason: "http_404" }],
  [401, { outcome: "busy", reason: "http_401", needsPerson: true }],
  [402, { outcome: "busy", reason: "http_402", needsPerson: true }],
  [403, { outcome: "busy", reason: "http_403", needsPerson: true }],
])("words that are not a carrier's, with %s, are %o", (status, verdict) => {
  expect(verdictOfOdd(status)).toEqual(verdict);
});

it.each([
  ["0", 0],
  ["17", 17],
  [" 17 ", 17],
  ["999999999", 86_400],
  ["Sun, 29 Nov 2026 08:01:30 GMT", 90],
  ["Sun, 29 Nov 2026 07:00:00 GMT", 0],
  ["soon", null],
  ["-5x", null],
  ["", null],
  [undefined, null],
])("to come again after %s is %s seconds", (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});
