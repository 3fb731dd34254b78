import { createECDH } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { encryptPush } from "./encrypt";
import { sendPush } from "./send-push";
import { openPushTwin, readPush } from "./testing/push-twin";
import { makeVapidKeys } from "./vapid";

const bytes = (text: string) => Buffer.from(text, "base64url");

/** RFC 8291, appendix A. */
const RFC = {
  text: "When I grow up, I want to be a watermelon",
  salt: bytes("DGv6ra1nlYgDCS1FRnbzlw"),
  privateKey: bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  theirPrivateKey: bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"),
  message:
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml" +
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT" +
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
};

describe("a message to a browser", () => {
  it("is sealed as the standard's own example", () => {
    const { text, salt, privateKey, ...keys } = RFC;
    expect(encryptPush(text, keys, { salt, privateKey }).toString("base64url")).toBe(RFC.message);
    const ecdh = createECDH("prime256v1");
    ecdh.setPrivateKey(RFC.theirPrivateKey);
    expect(readPush(bytes(RFC.message), { ecdh, auth: bytes(RFC.auth) })).toBe(text);
  });
});

describe("a push service", async () => {
  const twin = await openPushTwin();
  afterAll(() => twin.close());
  const keys = makeVapidKeys();
  const options = { keys, subject: "mailto:a@b.example", now: new Date(), isPrivateAllowed: true };
  const message = { text: "Žluťoučký kůň", topic: "request-1", lifeSeconds: 60 };

  it("is told who sends, and hands over what only the browser reads", async () => {
    const browser = twin.subscribe();
    expect(await sendPush(browser.subscription, message, options)).toBe("sent");
    expect(browser.delivered).toMatchObject([
      {
        text: message.text,
        headers: { ttl: "60", topic: "request-1", "content-encoding": "aes128gcm" },
        claims: { sub: "mailto:a@b.example", aud: twin.url },
      },
    ]);
  });

  it.each([
    [404, "gone"],
    [410, "gone"],
    [429, "later"],
    [503, "later"],
    [413, "refused"],
  ])("that answers %i means %s", async (status, verdict) => {
    const browser = twin.subscribe();
    browser.answers(status);
    expect(await sendPush(browser.subscription, message, options)).toBe(verdict);
  });

  it("is never looked for in our own network", async () => {
    const browser = twin.subscribe();
    const guarded = { ...options, isPrivateAllowed: false };
    expect(await sendPush(browser.subscription, message, guarded)).toBe("gone");
    const inner = { ...browser.subscription, endpoint: "https://10.0.0.7/push" };
    expect(await sendPush(inner, message, guarded)).toBe("gone");
    expect(browser.delivered).toEqual([]);
  });
});
