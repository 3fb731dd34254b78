import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  findReplied,
  makeReplyAddress,
  makeReplyToken,
  readReplyToken,
  readResendWebhook,
  replyTokensIn,
  type WebhookCall,
} from ".";

const message = fc.record({
  tenantId: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  messageId: fc.maxSafeNat(),
});

describe("a reply address", () => {
  it("names its message and no other, in any case of letters", () => {
    fc.assert(
      fc.property(message, fc.boolean(), (replied, isUpper) => {
        const token = makeReplyToken(replied, "secret");
        const address = makeReplyAddress("reply@mail.example", token);
        expect(address).toMatch(/^reply\+[a-z2-7]{32}@mail\.example$/);
        expect(makeReplyToken(replied, "secret")).toBe(token);
        const seen = isUpper ? address.toUpperCase() : address;
        expect(findReplied(["ja@agency.example", seen], "secret")).toEqual(replied);
        expect(findReplied([address], "other secret")).toBeNull();
      }),
    );
  });

  it("is found whatever forwarding made of it", () => {
    const replied = { tenantId: 1, messageId: 42 };
    const token = makeReplyToken(replied, "s");
    for (const address of [
      `SRS0=HHH=TT=mail.example=reply+${token}@forwarder.example`,
      `prvs=1234567=reply+${token}@mail.example`,
      `"Agentura" <reply+${token}@mail.example>`,
      `reply+${token}@jiny.example`,
      `reply+${"a".repeat(32)}@mail.example, reply+${token}@mail.example`,
    ]) {
      expect(findReplied([address], "s"), address).toEqual(replied);
    }
    expect(findReplied([], "s")).toBeNull();
    expect(findReplied(["reply@mail.example", "reply+@mail.example"], "s")).toBeNull();
  });

  it("shows tokens that are kept in rows too", () => {
    const addresses = [
      "A <reply+ABCDEFGHIJ234567KLMN@x.cz>",
      "b+short@x.cz",
      "SRS0=q=x=r+abcdefghij234567klmn@y.cz",
    ];
    expect(replyTokensIn(addresses)).toEqual(["abcdefghij234567klmn"]);
    expect(
      replyTokensIn([
        makeReplyAddress("r@x.cz", makeReplyToken({ tenantId: 1, messageId: 2 }, "s")),
      ]),
    ).toHaveLength(1);
  });

  it("with one letter changed is nobody's", () => {
    fc.assert(
      fc.property(message, fc.nat(31), fc.nat(31), (replied, at, letter) => {
        const token = makeReplyToken(replied, "s");
        const other = "abcdefghijklmnopqrstuvwxyz234567"[letter] ?? "a";
        const changed = token.slice(0, at) + other + token.slice(at + 1);
        fc.pre(changed !== token);
        expect(readReplyToken(changed, "s")).toBeNull();
      }),
    );
  });

  it("does not show which number a message has", () => {
    const tokens = [1, 2, 3].map((id) => makeReplyToken({ tenantId: 1, messageId: id }, "s"));
    const shared = [...(tokens[0] ?? "")].filter((letter, at) =>
      tokens.every((token) => token[at] === letter),
    );
    expect(shared.length).toBeLessThan(4);
  });

  it.each(["", "abc", "a".repeat(31), "a".repeat(33), "1".repeat(32), "é".repeat(32)])(
    "%s is no token",
    (token) => expect(readReplyToken(token, "s")).toBeNull(),
  );
});

const SECRET = `whsec_${Buffer.from("key of the hook").toString("base64")}`;
const now = new Date("2026-03-01T10:00:00Z");

function call(event: unknown, at = now, key = "key of the hook", prefix = "svix"): WebhookCall {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  const timestamp = String(at.getTime() / 1000);
  const mac = createHmac("sha256", key).update(`msg_1.${timestamp}.${body}`).digest("base64");
  const headers = {
    [`${prefix}-id`]: "msg_1",
    [`${prefix}-timestamp`]: timestamp,
    [`${prefix}-signature`]: `v1a,AAAA v1,AAAA v1,${mac}`,
  };
  return { headers, body, at: now };
}

const refusal = (made: WebhookCall, secret = SECRET): string => {
  try {
    readResendWebhook(made, secret);
    return "";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("what Resend reports", () => {
  const event = (type: string, data: object = {}) => ({
    ...{ type, created_at: "2026-03-01T09:59:00.000Z" },
    data: { email_id: "e1", to: ["dluznik@obec.example"], subject: "Výzva", ...data },
  });

  it.each([
    ["email.sent", {}, "sent", "sent"],
    ["email.delivered", {}, "delivered", "delivered"],
    ["email.complained", {}, "delivered", "complained"],
    [
      "email.bounced",
      { bounce: { type: "Permanent", subType: "General", message: "dluznik@obec.example" } },
      "undelivered",
      "bounced Permanent General",
    ],
    ["email.failed", {}, "undelivered", "failed"],
  ])("%s is read", (type, data, state, detail) => {
    expect(readResendWebhook(call(event(type, data)), SECRET)).toEqual([
      { providerId: "e1", state, at: new Date("2026-03-01T09:59:00Z"), detail },
    ]);
  });

  it("of clicks and delays says nothing of a delivery", () => {
    expect(readResendWebhook(call(event("email.clicked")), SECRET)).toEqual([]);
    expect(readResendWebhook(call(event("email.delivery_delayed")), SECRET)).toEqual([]);
  });

  it("is signed by the headers of the standard too", () => {
    const standard = call(event("email.sent"), now, "key of the hook", "webhook");
    expect(readResendWebhook(standard, SECRET)).toHaveLength(1);
  });

  it("is refused where it is forged, old or odd", () => {
    const sound = call(event("email.sent"));
    const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
    expect(refusal({ ...sound, body: sound.body.replace("e1", "e2") })).toBe(
      "messages.webhook_refused",
    );
    expect(refusal(call(event("email.sent"), now, "another key"))).toBe("messages.webhook_refused");
    expect(refusal({ ...sound, headers: {} })).toBe("messages.webhook_refused");
    expect(refusal(sound, "whsec_")).toBe("messages.webhook_refused");
    expect(refusal(call(event("email.sent"), now, ""), "")).toBe("messages.webhook_refused");
    expect(refusal(call(event("email.sent"), minutes(-6)))).toBe("messages.webhook_refused");
    expect(refusal(call(event("email.sent"), minutes(6)))).toBe("messages.webhook_refused");
    expect(refusal(call(event("email.sent"), minutes(-4)))).toBe("");
    for (const odd of ["[]", "1", "null", "{", { type: "email.sent", data: {} }]) {
      expect(refusal(call(odd)), JSON.stringify(odd)).toBe("messages.webhook_odd");
    }
  });
});
