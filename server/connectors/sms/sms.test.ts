import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Found, Handed } from "@/server/kernel/delivery";
import type { Behaviour } from "../web/testing/gateway";
import { openSms, type SmsCarrier, type SmsMessage, type SmsProvider, type SmsSettings } from ".";
import { BULKGATE_LOGIN, openBulkGateTwin } from "./testing/bulkgate-twin";
import { GOSMS_LOGIN, openGoSmsTwin } from "./testing/gosms-twin";
import type { SmsTwin } from "./testing/sms-twin";
import { openSmsBranaTwin, SMSBRANA_LOGIN } from "./testing/smsbrana-twin";
import { openTwilioTwin, TWILIO_LOGIN } from "./testing/twilio-twin";

// The twins' time and the carriers' is one and moves only when it is told to.
let time = Date.parse("2026-11-29T08:00:00Z");
const now = () => new Date(time);
const rules = { timeoutMs: 2_000, isPrivateAllowed: true, now };
const hasty = { ...rules, timeoutMs: 500 };

const goSms = await openGoSmsTwin({ now });
const smsBrana = await openSmsBranaTwin({ now });
const bulkGate = await openBulkGateTwin({ now });
const twilio = await openTwilioTwin({ now });

interface Case {
  provider: SmsProvider;
  twin: SmsTwin;
  settings: SmsSettings;
  wrong: SmsSettings;
  /** Another address, at which nobody listens, or another carrier's machine. */
  at(url: string): SmsSettings;
  wire(number: string): string;
  find: Found["outcome"][];
  follows: boolean;
}

const keep = (number: string) => number;
const cases: Case[] = [
  {
    ...{ provider: "gosms", twin: goSms, wire: keep, find: ["unclear"], follows: true },
    settings: { provider: "gosms", ...GOSMS_LOGIN, baseUrl: goSms.url },
    wrong: { provider: "gosms", ...GOSMS_LOGIN, clientSecret: "no", baseUrl: goSms.url },
    at: (baseUrl) => ({ provider: "gosms", ...GOSMS_LOGIN, baseUrl }),
  },
  {
    ...{ provider: "smsbrana", twin: smsBrana, wire: keep, find: ["unclear"], follows: true },
    settings: { provider: "smsbrana", ...SMSBRANA_LOGIN, url: smsBrana.url, fallbackUrl: null },
    wrong: { ...SMSBRANA_LOGIN, provider: "smsbrana", password: "no", url: smsBrana.url },
    at: (url) => ({ provider: "smsbrana", ...SMSBRANA_LOGIN, url, fallbackUrl: url }),
  },
  {
    ...{ provider: "bulkgate", twin: bulkGate, find: ["unclear"], follows: false },
    wire: (number) => number.slice(1),
    settings: { provider: "bulkgate", ...BULKGATE_LOGIN, baseUrl: bulkGate.url },
    wrong: { ...BULKGATE_LOGIN, provider: "bulkgate", applicationToken: "", baseUrl: bulkGate.url },
    at: (baseUrl) => ({ provider: "bulkgate", ...BULKGATE_LOGIN, baseUrl }),
  },
  {
    ...{ provider: "twilio", twin: twilio, wire: keep, find: ["accepted"], follows: true },
    settings: { provider: "twilio", ...TWILIO_LOGIN, baseUrl: twilio.url },
    wrong: { ...TWILIO_LOGIN, provider: "twilio", authToken: "no", baseUrl: twilio.url },
    at: (baseUrl) => ({ provider: "twilio", ...TWILIO_LOGIN, baseUrl }),
  },
];

afterAll(async () => {
  await Promise.all(cases.map(({ twin }) => twin.close()));
});

const message: SmsMessage = {
  ...{ toNumber: "+420777123456", text: "Dlužíte 1 234,50 Kč & <úrok> +1 %=", isUnicode: true },
};
let count = 0;
const key = () => {
  count += 1;
  return `message-${count}`;
};
const reasonOf = (handed: Handed) => ("reason" in handed ? handed.reason : "");

describe.each(cases)("$provider", ({ twin, settings, wrong, at, wire, find, follows }) => {
  const carrier = openSms(settings, rules);
  const impatient = openSms(settings, hasty);

  beforeEach(() => {
    twin.taken.length = 0;
    twin.credit = 100;
    time += 3_600_000;
  });

  it("takes a message, to the letter, in its own form of numbers", async () => {
    const handed = await carrier.hand(message, key());
    expect(twin.taken).toMatchObject([{ number: wire(message.toNumber), text: message.text }]);
    expect(handed).toMatchObject({ outcome: "accepted", providerId: twin.taken[0]?.id });
  });

  it("takes one that is slow to be answered", async () => {
    twin.next({ slowMs: 50 });
    expect(await carrier.hand(message, key())).toMatchObject({ outcome: "accepted" });
  });

  it.each<Behaviour>(["acceptThenHang", "acceptThen500", "acceptThenGarbage", "acceptThenReset"])(
    "%s: nobody knows, and it is asked for truly",
    async (behaviour) => {
      const [own, triedAt] = [key(), now()];
      twin.next(behaviour);
      const handed = await impatient.hand(message, own);
      expect(handed.outcome).toBe("uncertain");
      expect(twin.taken).toHaveLength(1);
      time += 600_000;
      const found = await carrier.find(message, own, triedAt);
      expect(find).toContain(found.outcome);
      const settled = carrier.isRepeatable ? await carrier.hand(message, own) : found;
      const isSettled = settled.outcome === "accepted";
      expect(isSettled).toBe(carrier.isRepeatable === true || find.includes("accepted"));
      // One that says "taken before" may not say under which number.
      if (isSettled) expect([null, twin.taken[0]?.id]).toContain(settled.providerId);
      expect(twin.taken).toHaveLength(1);
    },
  );

  it.each<Behaviour>(["garbage", "fail500", "drop"])(
    "%s: nobody knows, though it was not taken; it is never called accepted",
    async (behaviour) => {
      const [own, triedAt] = [key(), now()];
      twin.next(behaviour);
      expect(await carrier.hand(message, own)).toMatchObject({ outcome: "uncertain" });
      expect(twin.taken).toEqual([]);
      time += 600_000;
      const found = await carrier.find(message, own, triedAt);
      expect(["missing", "unclear"]).toContain(found.outcome);
    },
  );

  it("is busy for as long as it says", async () => {
    twin.next({ busy: 429, retryAfter: "17" });
    expect(await carrier.hand(message, key())).toEqual({
      ...{ outcome: "busy", reason: "http_429", retryAfterSeconds: 17 },
    });
    twin.next({ busy: 503, retryAfter: new Date(time + 90_000).toUTCString() });
    expect(await carrier.hand(message, key())).toEqual({
      ...{ outcome: "busy", reason: "http_503", retryAfterSeconds: 90 },
    });
    twin.next({ busy: 503 });
    expect(await carrier.hand(message, key())).toEqual({ outcome: "busy", reason: "http_503" });
    expect(twin.taken).toEqual([]);
  });

  it("is busy where nobody listens, and mends by itself", async () => {
    const gone = openSms(at("http://127.0.0.1:1/"), rules);
    const handed = await gone.hand(message, key());
    expect(handed).toEqual({ outcome: "busy", reason: "web_unreachable" });
  });

  it("waits for a person where it may not be called", async () => {
    const inner = openSms(at("http://127.0.0.1:1/"), { ...rules, isPrivateAllowed: false });
    const handed = await inner.hand(message, key());
    expect(handed).toEqual({ outcome: "busy", reason: "web_address", needsPerson: true });
  });

  it("is not opened with an address that is none", () => {
    expect(() => openSms(at("gateway"), rules)).toThrow(
      expect.objectContaining({ code: "feeds.web_address" }),
    );
  });

  it("waits for a person where the key is wrong", async () => {
    const handed = await openSms(wrong, rules).hand(message, key());
    expect(handed).toMatchObject({ outcome: "busy", needsPerson: true });
    expect(twin.taken).toEqual([]);
  });

  it("sends nothing without credit, and says so", async () => {
    twin.credit = 0;
    const handed = await carrier.hand(message, key());
    expect(["busy", "refused"]).toContain(handed.outcome);
    if (handed.outcome === "busy") expect(handed.needsPerson).toBe(true);
    expect(twin.taken).toEqual([]);
  });

  it("refuses a bad number, without repeating it", async () => {
    const handed = await carrier.hand({ ...message, toNumber: "+42012" }, key());
    expect(handed.outcome).toBe("refused");
    expect(reasonOf(handed)).toMatch(/^\w+$/);
    expect(reasonOf(handed)).not.toContain("42012");
    expect(twin.taken).toEqual([]);
  });

  it("says what is left", async () => {
    twin.credit = 23.5;
    expect(await carrier.credit()).toMatchObject({ amount: "23.5" });
    await expect(openSms(wrong, rules).credit()).rejects.toMatchObject({
      ...{ code: "messages.carrier_silent", kind: "external" },
    });
  });

  it.runIf(follows)("throws where it does not answer after messages", async () => {
    const gone = openSms(at("http://127.0.0.1:1/"), rules);
    await expect(gone.follow?.(["1"])).rejects.toMatchObject({ code: "messages.carrier_silent" });
    expect(await carrier.follow?.([])).toEqual([]);
    expect(await carrier.follow?.(["999"])).toEqual([]);
  });

  it("whatever happens, says accepted of what it has and the rest of what it has not", async () => {
    const behaviours: Behaviour[] = [
      ...(["accept", "acceptThen500", "acceptThenGarbage", "acceptThenReset"] as const),
      ...(["garbage", "fail500", "drop"] as const),
      { busy: 429, retryAfter: "1" },
    ];
    const list = fc.array(fc.constantFrom(...behaviours), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(list, async (plan) => {
        twin.taken.length = 0;
        time += 3_600_000;
        twin.next(...plan);
        const messages = plan.map((_, index) => ({ ...message, text: `Zpráva ${count} ${index}` }));
        const hand = (each: SmsMessage) => carrier.hand(each, key());
        // All at once: who meets which behaviour is not ours to say.
        const results = await Promise.all(messages.map(hand));
        for (const [index, { outcome }] of results.entries()) {
          const held = twin.taken.filter(({ text }) => text === messages[index]?.text).length;
          if (outcome === "accepted") expect(held).toBe(1);
          else if (outcome === "uncertain") expect(held).toBeLessThanOrEqual(1);
          else expect(held).toBe(0);
        }
        // What is kept of them goes into logs: neither a number nor a word of a message.
        expect(JSON.stringify(results)).not.toMatch(/Zpráva|777123456/);
        const accepted = results.filter(({ outcome }) => outcome === "accepted");
        expect(accepted).toHaveLength(plan.filter((each) => each === "accept").length);
      }),
      { numRuns: 15 },
    );
  });
});

describe("a carrier's machine that is another's", () => {
  it.each(cases)("is no $provider", async ({ at }) => {
    const server = createServer((_, reply) => {
      reply.writeHead(404, { "content-type": "text/html" }).end("<html>Not found</html>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const other: SmsCarrier = openSms(at(`http://127.0.0.1:${port}/`), rules);
    const handed = await other.hand(message, key());
    server.close();
    expect(["uncertain", "busy"]).toContain(handed.outcome);
  });
});
