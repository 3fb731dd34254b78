import { afterAll, expect, it } from "vitest";
import { openTwilioTwin, TWILIO_LOGIN } from "@/server/connectors/sms/testing/twilio-twin";
import { twilioSignature } from "@/server/connectors/sms/twilio-webhook";
import type { Context } from "@/server/domain/context";
import { channelsHealth } from "@/server/domain/messages";
import { channelScene, OUTSIDE } from "@/server/domain/messages/testing/channel-scene";
import { openDesk } from "@/server/domain/testing";
import { answerWebhook } from "./webhooks";

const desk = await openDesk();
const twilio = await openTwilioTwin({ now: () => desk.now });
afterAll(() => twilio.close());

it("a carrier is heard with the tenant's secret and its signature; all others meet nothing", async () => {
  const { accountSid, from, authToken } = TWILIO_LOGIN;
  const scene = await channelScene(desk, {
    ...{ channel: "sms", provider: "twilio", secrets: { authToken } },
    settings: { accountSid, from, baseUrl: twilio.url },
  });
  const { admin, ctx, write, deliver, rows, debtor, tenant } = scene;
  await write({ channel: "sms", toAddress: "+420777123456", subject: "" });
  await deliver("sms");
  const MessageSid = String((await rows())[0]?.provider_id);
  const url = (await channelsHealth(admin)).channels[1]?.webhookUrl ?? "";
  const parts = {
    makeContext: ((actor: Context["actor"]) => ({ ...ctx, actor })) as never,
    baseUrl: OUTSIDE.baseUrl,
  };
  const call = (given: {
    fields?: Record<string, string>;
    address?: string;
    token?: string;
    provider?: string;
    tenantId?: string;
    length?: number;
  }) => {
    const { fields = {}, address = url, token = authToken } = given;
    const body = new URLSearchParams(fields).toString();
    const signature = twilioSignature(address, Object.entries(fields), token);
    const headers = {
      ...{ "content-type": "application/x-www-form-urlencoded", "x-forwarded-for": "1.2.3.4" },
      "x-twilio-signature": signature,
      "content-length": String(given.length ?? body.length),
    };
    // Behind a proxy it comes by another name.
    const inner = address.replace("https://saldo.example", "http://127.0.0.1:3000");
    const request = new Request(inner, { method: "POST", headers, body });
    const { provider = "twilio", tenantId = String(tenant.id) } = given;
    return answerWebhook(request, { provider, tenant: tenantId }, parts);
  };
  const delivered = { MessageSid, MessageStatus: "delivered" };
  expect((await call({ fields: delivered })).status).toBe(200);
  expect((await call({ fields: delivered })).status).toBe(200);
  const reply = { MessageSid: "SMreply", From: "+420777123456", To: from, Body: "Zaplatím" };
  expect((await call({ fields: reply })).status).toBe(200);
  expect((await call({ fields: reply })).status).toBe(200);
  expect(await rows()).toMatchObject([
    { state: "delivered" },
    { direction: "inbound", state: "filed", case_id: debtor.caseId, body: "Zaplatím" },
  ]);
  const refused = await Promise.all([
    call({ fields: delivered, token: "jiny" }),
    call({ fields: delivered, address: url.replace(/secret=.*/, "secret=x") }),
    call({ fields: delivered, provider: "gosms" }),
    call({ fields: delivered, provider: "__proto__" }),
    call({ fields: delivered, tenantId: "999999" }),
    call({ fields: delivered, tenantId: "1 or 1" }),
  ]);
  for (const response of refused) {
    expect([response.status, await response.text()]).toEqual([404, "not found"]);
  }
  expect((await call({ fields: delivered, length: 10_000_000 })).status).toBe(413);
  expect((await call({ fields: { MessageSid } })).status).toBe(400);
});
