import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { costOf } from "../web";
import {
  openBulkGate,
  openGoSms,
  openSmsBrana,
  openTwilio,
  readBulkGateWebhook,
  readGoSmsWebhook,
  readTwilioWebhook,
  type SmsMessage,
  type WebhookCall,
} from ".";
import { openGoSmsTokens } from "./gosms-token";
import { BULKGATE_LOGIN, openBulkGateTwin } from "./testing/bulkgate-twin";
import { GOSMS_LOGIN, openGoSmsTwin } from "./testing/gosms-twin";
import type { SmsTwin, TakenSms } from "./testing/sms-twin";
import { openSmsBranaTwin, SMSBRANA_LOGIN } from "./testing/smsbrana-twin";
import { openTwilioTwin, TWILIO_LOGIN } from "./testing/twilio-twin";
import { twilioSignature } from "./twilio-webhook";

let time = Date.parse("2026-11-29T08:00:00Z");
const now = () => new Date(time);
const rules = { timeoutMs: 2_000, isPrivateAllowed: true, now };
const message: SmsMessage = { toNumber: "+420777123456", text: "Dobrý den", isUnicode: true };

const goSmsTwin = await openGoSmsTwin({ now });
const smsBranaTwin = await openSmsBranaTwin({ now });
const bulkGateTwin = await openBulkGateTwin({ now });
const twilioTwin = await openTwilioTwin({ now });
const twins: SmsTwin[] = [goSmsTwin, smsBranaTwin, bulkGateTwin, twilioTwin];
afterAll(() => Promise.all(twins.map((twin) => twin.close())));
beforeEach(() => {
  time += 86_400_000;
  for (const twin of twins) twin.taken.length = 0;
});

const mark = (twin: SmsTwin, index: number, state: TakenSms["state"]) =>
  Object.assign(twin.taken[index] as TakenSms, { state });

describe("GoSMS", () => {
  const open = () => openGoSms({ ...GOSMS_LOGIN, baseUrl: goSmsTwin.url }, rules);
  const many = (carrier: ReturnType<typeof open>) =>
    Promise.all(Array.from({ length: 10 }, (_, index) => carrier.hand(message, String(index))));

  it("fetches one token for many, and keeps it until shortly before it runs out", async () => {
    const carrier = open();
    const before = goSmsTwin.tokens.length;
    await many(carrier);
    expect(goSmsTwin.tokens.length - before).toBe(1);
    time += 3_530_000;
    await many(carrier);
    expect(goSmsTwin.tokens.length - before).toBe(1);
    time += 20_000;
    await many(carrier);
    expect(goSmsTwin.tokens.length - before).toBe(2);
  });

  it("renews a token that is refused once, for all who were refused, and loses none", async () => {
    const carrier = open();
    await many(carrier);
    const before = goSmsTwin.tokens.length;
    goSmsTwin.forgetTokens();
    const handed = await many(carrier);
    expect(handed.every(({ outcome }) => outcome === "accepted")).toBe(true);
    expect(goSmsTwin.tokens.length - before).toBe(1);
    expect(goSmsTwin.taken).toHaveLength(20);
  });

  it("keeps a token that came while an older one was refused", async () => {
    const settings = { ...GOSMS_LOGIN, baseUrl: goSmsTwin.url };
    const tokens = openGoSmsTokens(settings, rules);
    const first = await tokens.get();
    tokens.drop("one from before");
    expect(await tokens.get()).toEqual(first);
    if (first.kind === "token") tokens.drop(first.value);
    expect(await tokens.get()).not.toEqual(first);
  });

  it("follows messages to their end, with parts and price to the letter", async () => {
    const carrier = open();
    await many(carrier);
    mark(goSmsTwin, 0, "sent");
    mark(goSmsTwin, 1, "delivered");
    mark(goSmsTwin, 2, "undelivered");
    const cost = { parts: 1, price: { minor: 74, currency: "CZK" }, priceText: "0.739 CZK" };
    expect(await carrier.follow?.(["1", "2", "3", "4", "99"])).toEqual([
      { providerId: "1", state: "sent", at: now(), detail: "SENT", ...cost },
      { providerId: "2", state: "delivered", at: now(), detail: "delivered", ...cost },
      { providerId: "3", state: "undelivered", at: now(), detail: "undelivered", ...cost },
    ]);
  });

  it("gives replies under the message that they answer, asked for or called in alike", async () => {
    const carrier = open();
    await many(carrier);
    goSmsTwin.reply("2", "Zaplatím v pátek");
    goSmsTwin.reply("2", "ANO");
    const replies = await carrier.repliesTo?.(["1", "2"]);
    expect(replies).toMatchObject([
      { providerId: "2/1", from: "+420777123456", text: "Zaplatím v pátek", at: now() },
      { providerId: "2/2", text: "ANO", to: "+420777000000" },
    ]);
    mark(goSmsTwin, 1, "delivered");
    const call = hook("https://saldo.example/hook?secret=s3", goSmsTwin.webhookBody("2"));
    const reported = readGoSmsWebhook(call, "s3");
    expect(reported.incoming).toEqual(replies);
    expect(reported.progress).toMatchObject([{ providerId: "2", state: "delivered" }]);
  });
});

describe("SMSbrána", () => {
  const settings = { ...SMSBRANA_LOGIN, url: smsBranaTwin.url, fallbackUrl: null };
  const carrier = openSmsBrana(settings, rules);

  it("takes a key once, a long one too", async () => {
    for (const key of ["k", "k".repeat(80)]) {
      const first = await carrier.hand(message, key);
      const second = await carrier.hand(message, key);
      expect([first.outcome, second.outcome]).toEqual(["accepted", "accepted"]);
    }
    expect(smsBranaTwin.taken).toHaveLength(2);
    expect(smsBranaTwin.taken.every(({ key }) => (key ?? "").length <= 50)).toBe(true);
  });

  it("never says its password, nor a salt twice", async () => {
    const before = smsBranaTwin.salts.size;
    await Promise.all(Array.from({ length: 20 }, (_, i) => carrier.hand(message, `salt ${i}`)));
    expect(smsBranaTwin.salts.size - before).toBe(20);
    const said = smsBranaTwin.gateway.asked.map(({ body, path }) => `${path} ${body}`).join();
    expect(said).not.toContain(SMSBRANA_LOGIN.password);
  });

  it("says what the text needs, and its sender", async () => {
    await carrier.hand({ ...message, isUnicode: false, sender: "Saldo" }, "plain");
    await carrier.hand(message, "unicode");
    expect(smsBranaTwin.taken).toMatchObject([
      { isUnicode: false, sender: "Saldo" },
      { isUnicode: true, sender: null },
    ]);
  });

  it("goes to the other machine only with what never arrived", async () => {
    const backup = await openSmsBranaTwin({ now });
    const fallback = { fallbackUrl: backup.url };
    const gone = openSmsBrana({ ...settings, ...fallback, url: "http://127.0.0.1:1/" }, rules);
    expect(await gone.hand(message, "a")).toMatchObject({ outcome: "accepted" });
    expect(backup.taken).toHaveLength(1);
    const both = openSmsBrana({ ...settings, ...fallback }, rules);
    smsBranaTwin.next("acceptThenReset", { busy: 503 });
    expect(await both.hand(message, "b")).toMatchObject({ outcome: "uncertain" });
    expect(await both.hand(message, "c")).toMatchObject({ outcome: "busy" });
    expect(backup.taken).toHaveLength(1);
    await backup.close();
  });

  it("empties its inbox only when all of it is filed, and loses nothing that comes meanwhile", async () => {
    const tidy = openSmsBrana({ ...settings, inboxItemsMax: 2 }, rules);
    const receive = async (since: string | null) => {
      const received = await tidy.receive?.(since);
      if (!received) throw new Error("it receives");
      return received;
    };
    await tidy.hand(message, "inbox");
    const [{ id } = { id: "" }] = smsBranaTwin.taken;
    smsBranaTwin.reply("420777123456", "Už jsem platil");
    smsBranaTwin.report(id, "1");
    const first = await receive(null);
    expect(first.items).toMatchObject([
      { from: "+420777123456", text: "Už jsem platil", at: now() },
    ]);
    expect(first.progress).toMatchObject([{ providerId: id, state: "delivered", at: now() }]);
    expect(await tidy.follow?.([id, "none"])).toEqual(first.progress);
    // Not confirmed: the same again.
    expect(await receive(null)).toEqual(first);
    expect(smsBranaTwin.inboxLength()).toBe(2);
    // Confirmed, and one more arrives between the two questions.
    smsBranaTwin.afterInbox(() => smsBranaTwin.reply("420777123456", "Už jsem platil"));
    const second = await receive(first.next);
    expect(second.items).toHaveLength(1);
    expect(second.progress).toEqual([]);
    expect(smsBranaTwin.inboxLength()).toBe(0);
    const third = await receive(second.next);
    expect(third).toMatchObject({ items: [], progress: [] });
  });

  it("is not emptied of what came after the last that was filed", async () => {
    const tidy = openSmsBrana({ ...settings, inboxItemsMax: 1 }, rules);
    smsBranaTwin.reply("420777123456", "První");
    const first = await tidy.receive?.(null);
    smsBranaTwin.reply("420777123456", "Druhá");
    const second = await tidy.receive?.(first?.next ?? null);
    expect(second?.items.map(({ text }) => text)).toContain("Druhá");
    expect(smsBranaTwin.inboxLength()).toBeGreaterThan(1);
    await tidy.receive?.(second?.next ?? null);
    expect(smsBranaTwin.inboxLength()).toBe(0);
  });

  it("leaves a short inbox alone", async () => {
    smsBranaTwin.reply("420777123456", "Ano");
    const { next } = (await carrier.receive?.(null)) ?? { next: null };
    expect(await carrier.receive?.(next)).toMatchObject({ items: [] });
    expect(smsBranaTwin.inboxLength()).toBe(1);
  });
});

describe("BulkGate", () => {
  const carrier = openBulkGate({ ...BULKGATE_LOGIN, baseUrl: bulkGateTwin.url }, rules);

  it("calls accepted what it sends for nothing: it is refused", async () => {
    bulkGateTwin.credit = 0;
    const handed = await carrier.hand(message, "k");
    expect(handed).toEqual({ outcome: "refused", reason: "accepted_unpaid" });
    bulkGateTwin.credit = 100;
  });

  it("drops the same text of the last minutes, of which nobody knows whose it was", async () => {
    expect(await carrier.hand(message, "a")).toMatchObject({
      ...{ outcome: "accepted", priceText: "0.02" },
    });
    expect(await carrier.hand(message, "b")).toEqual({
      ...{ outcome: "uncertain", reason: "duplicity_message" },
    });
    expect(bulkGateTwin.taken).toMatchObject([{ key: "a" }]);
  });

  it("knows a sender that is a number from a name", async () => {
    await carrier.hand({ ...message, sender: "Saldo" }, "a");
    await carrier.hand({ ...message, text: "2", sender: "+420777000000" }, "b");
    await carrier.hand({ ...message, text: "3" }, "c");
    const senders = bulkGateTwin.gateway.asked.slice(-3).map(({ body }) => {
      const { sender_id: kind, sender_id_value: value } = JSON.parse(body.toString());
      return [kind, value];
    });
    expect(senders).toEqual([
      ["gText", "Saldo"],
      ["gOwn", "+420777000000"],
      ["gSystem", ""],
    ]);
  });
});

describe("Twilio", () => {
  const carrier = openTwilio({ ...TWILIO_LOGIN, baseUrl: twilioTwin.url }, rules);

  it("is asked by number, text and time", async () => {
    const triedAt = now();
    await carrier.hand({ ...message, text: "another" }, "a");
    time += 600_000;
    expect(await carrier.find(message, "k", triedAt)).toEqual({ outcome: "missing" });
    await carrier.hand(message, "b");
    const [, own] = twilioTwin.taken;
    expect(await carrier.find(message, "k", triedAt)).toEqual({ outcome: "missing" });
    expect(await carrier.find(message, "k", now())).toMatchObject({ providerId: own?.id });
  });

  it("says nothing too early, nor without a time, nor of two alike", async () => {
    expect(await carrier.find(message, "k", now())).toEqual({
      ...{ outcome: "unclear", reason: "too_early" },
    });
    expect(await carrier.find(message, "k")).toMatchObject({ reason: "tried_at_unknown" });
    await carrier.hand(message, "a");
    await carrier.hand(message, "b");
    expect(await carrier.find(message, "k", now())).toMatchObject({ reason: "alike" });
  });

  it("turns pages until the time is passed", async () => {
    twilioTwin.pageSizeMax = 2;
    const triedAt = now();
    await carrier.hand(message, "mine");
    time += 600_000;
    for (const text of ["1", "2", "3", "4", "5"]) await carrier.hand({ ...message, text }, text);
    expect(await carrier.find(message, "k", triedAt)).toMatchObject({ outcome: "accepted" });
    twilioTwin.pageSizeMax = 100;
  });

  it("follows messages, and keeps a price in dollars as it is said", async () => {
    await carrier.hand(message, "a");
    mark(twilioTwin, 0, "undelivered");
    const [{ id } = { id: "" }] = twilioTwin.taken;
    expect(await carrier.follow?.([id])).toEqual([
      {
        ...{ providerId: id, state: "undelivered", at: now(), detail: "undelivered 30003" },
        ...{ parts: 1, priceText: "0.00790 USD" },
      },
    ]);
  });

  it("needs somebody to send as", async () => {
    const { from: _, ...login } = TWILIO_LOGIN;
    const nobody = openTwilio({ ...login, baseUrl: twilioTwin.url }, rules);
    expect(await nobody.hand(message, "a")).toMatchObject({
      ...{ reason: "no_sender", needsPerson: true },
    });
    expect(await nobody.hand({ ...message, sender: "Saldo" }, "a")).toMatchObject({
      outcome: "accepted",
    });
  });
});

const hook = (url: string, body: string, headers = {}): WebhookCall => ({
  ...{ url, body, headers, at: new Date("2026-11-29T09:00:00Z") },
});

describe("a webhook", () => {
  const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const token = "12345";
  const signed = (fields: Record<string, string>, at = url) => {
    const signature = twilioSignature(at, Object.entries(fields), token);
    const headers = { "x-twilio-signature": signature };
    return hook(url, new URLSearchParams(fields).toString(), headers);
  };

  it("of Twilio is signed as its documentation shows", () => {
    const fields = {
      ...{ CallSid: "CA1234567890ABCDE", Caller: "+14158675309", Digits: "1234" },
      ...{ From: "+14158675309", To: "+18005551212" },
    };
    expect(twilioSignature(url, Object.entries(fields), token)).toBe(
      "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    );
  });

  it("of Twilio tells states and replies", () => {
    const state = { MessageSid: "SM1", MessageStatus: "undelivered", ErrorCode: "30006" };
    expect(readTwilioWebhook(signed(state), token)).toEqual({
      progress: [
        { providerId: "SM1", state: "undelivered", at: null, detail: "undelivered 30006" },
      ],
      incoming: [],
    });
    const reply = { MessageSid: "SM2", From: "+420777123456", To: "+420777000000", Body: "Áno" };
    expect(readTwilioWebhook(signed({ ...reply, SmsStatus: "received" }), token)).toMatchObject({
      ...{ progress: [], incoming: [{ providerId: "SM2", from: "+420777123456", text: "Áno" }] },
    });
    const queued = { MessageSid: "SM3", MessageStatus: "queued" };
    expect(readTwilioWebhook(signed(queued), token)).toEqual({ progress: [], incoming: [] });
  });

  it("of Twilio may be signed with the port", () => {
    const withPort = "https://mycompany.com:443/myapp.php?foo=1&bar=2";
    const call = signed({ MessageSid: "SM1", MessageStatus: "sent" }, withPort);
    expect(readTwilioWebhook(call, token).progress).toHaveLength(1);
  });

  it("of Twilio with another signature, a changed field or no token is refused", () => {
    const call = signed({ MessageSid: "SM1", MessageStatus: "sent" });
    const refused = { code: "messages.webhook_refused", kind: "forbidden" };
    const read =
      (other: Partial<WebhookCall>, by = token) =>
      () =>
        readTwilioWebhook({ ...call, ...other }, by);
    expect(read({ headers: {} })).toThrow(expect.objectContaining(refused));
    expect(read({ body: `${call.body}1` })).toThrow(expect.objectContaining(refused));
    expect(read({ url: url.replace("foo=1", "foo=2") })).toThrow(expect.objectContaining(refused));
    expect(read({}, "")).toThrow(expect.objectContaining(refused));
    const unset = twilioSignature(url, [...new URLSearchParams(call.body)], "");
    const forged = { headers: { "x-twilio-signature": unset } };
    expect(read(forged, "")).toThrow(expect.objectContaining(refused));
    expect(() => readTwilioWebhook(signed({ a: "b" }), token)).toThrow(
      expect.objectContaining({ code: "messages.webhook_odd" }),
    );
  });

  it("of BulkGate tells many at once, or one in its address", () => {
    const at = "https://saldo.example/hook?secret=s3";
    const told = [
      { status: "1", smsID: "a", price: "0.71", date: "2611291007;2611291011" },
      { status: 2, smsID: "b" },
      { status: "13", smsID: "c" },
      { status: "77", smsID: "d" },
      { status: "10", from: "420111222333", message: "Zavolejte mi" },
    ];
    const reported = readBulkGateWebhook(hook(at, JSON.stringify(told)), "s3");
    expect(reported.progress).toEqual([
      {
        ...{ providerId: "a", state: "delivered", detail: "1", priceText: "0.71" },
        at: new Date("2026-11-29T09:11:00Z"),
      },
      { providerId: "b", state: "sent", at: null, detail: "2" },
      { providerId: "c", state: "read", at: null, detail: "13" },
    ]);
    expect(reported.incoming).toMatchObject([
      { from: "+420111222333", text: "Zavolejte mi", at: new Date("2026-11-29T09:00:00Z") },
    ]);
    const one = readBulkGateWebhook(hook(`${at}&status=3&smsID=x`, ""), "s3");
    expect(one.progress).toMatchObject([{ providerId: "x", state: "undelivered" }]);
  });

  it("of BulkGate tells the same reply once, and another as another", () => {
    const at = "https://saldo.example/hook?secret=s3";
    const idOf = (reply: Record<string, string>) => {
      const call = hook(at, JSON.stringify([{ status: "10", ...reply }]));
      return readBulkGateWebhook(call, "s3").incoming[0]?.providerId;
    };
    const reply = { from: "420111222333", message: "Ano" };
    expect(idOf(reply)).toBe(idOf(reply));
    expect(idOf({ ...reply, date: "2611291007" })).not.toBe(idOf({ ...reply, date: "2611291008" }));
    expect(idOf(reply)).not.toBe(idOf({ ...reply, message: "Ne" }));
  });

  it.each([
    ["BulkGate", readBulkGateWebhook],
    ["GoSMS", readGoSmsWebhook],
  ])("of %s without its secret is refused, and odd where it says nothing known", (_, read) => {
    const at = "https://saldo.example/hook";
    const refused = expect.objectContaining({ code: "messages.webhook_refused" });
    expect(() => read(hook(at, "[]"), "s3")).toThrow(refused);
    expect(() => read(hook(`${at}?secret=s`, "[]"), "s3")).toThrow(refused);
    expect(() => read(hook(`${at}?secret=`, "[]"), "")).toThrow(refused);
    const odd = expect.objectContaining({ code: "messages.webhook_odd" });
    for (const body of ["{", "[1]", '"x"', "<html>"]) {
      expect(() => read(hook(`${at}?secret=s3`, body), "s3")).toThrow(odd);
    }
  });
});

it.each([
  [0.739, "CZK", { price: { minor: 74, currency: "CZK" }, priceText: "0.739 CZK" }],
  ["1.1", "CZK", { price: { minor: 110, currency: "CZK" }, priceText: "1.1 CZK" }],
  ["-0.005", "EUR", { price: { minor: 1, currency: "EUR" }, priceText: "0.005 EUR" }],
  [12, "CZK", { price: { minor: 1200, currency: "CZK" }, priceText: "12 CZK" }],
  ["0.00790", "USD", { priceText: "0.00790 USD" }],
  ["0.02", null, { priceText: "0.02" }],
  ["free", "CZK", {}],
  [null, "CZK", {}],
  [1e-9, "CZK", {}],
])("%s %s costs %o", (amount, currency, cost) => expect(costOf(amount, currency)).toEqual(cost));
