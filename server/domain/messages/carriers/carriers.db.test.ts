import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type IsdsTwin, isdsTwin } from "@/server/connectors/data-box/testing/isds-twin";
import { catchSmtp, type SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { type ResendTwin, resendTwin } from "@/server/connectors/mail/testing/resend-twin";
import {
  DOPISONLINE_LOGIN,
  type DopisOnlineTwin,
  openDopisOnlineTwin,
  TWIN_CODES,
} from "@/server/connectors/post/testing/dopisonline-twin";
import { openSmsBranaTwin, SMSBRANA_LOGIN } from "@/server/connectors/sms/testing/smsbrana-twin";
import { openTwilioTwin, TWILIO_LOGIN } from "@/server/connectors/sms/testing/twilio-twin";
import type { Behaviour } from "@/server/connectors/web/testing/gateway";
import { listAudit } from "../../audit";
import { type Context, inTransaction } from "../../context";
import { openDesk } from "../../testing";
import {
  askUncertain,
  channelsHealth,
  deliverChannel,
  followMessages,
  openCarrier,
  postageServices,
  saveChannel,
  testChannel,
} from "..";
import { channelScene, OUTSIDE } from "../testing/channel-scene";

const desk = await openDesk();
// The twins' time is the desk's, so that what they noted was noted when it was tried.
const now = () => desk.now;
const twilio = await openTwilioTwin({ now });
const brana = await openSmsBranaTwin({ now });
let smtp: SmtpCatcher;
let resend: ResendTwin;
let isds: IsdsTwin;
let post: DopisOnlineTwin;
beforeAll(async () => {
  [smtp, resend, isds, post] = await Promise.all([
    catchSmtp(),
    resendTwin(),
    isdsTwin(),
    openDopisOnlineTwin({ now }),
  ]);
});
afterAll(() => Promise.all([twilio, brana, smtp, resend, isds, post].map((twin) => twin.close())));

const { accountSid, from, authToken } = TWILIO_LOGIN;
const twilioAccount = () => ({
  ...{ channel: "sms" as const, provider: "twilio", secrets: { authToken } },
  settings: { accountSid, from, baseUrl: twilio.url },
});
const sms = { channel: "sms" as const, toAddress: "+420777123456", subject: "" };
const smtpAccount = () => ({
  ...{ channel: "email" as const, provider: "smtp" },
  settings: {
    ...{ host: "127.0.0.1", port: Number(new URL(smtp.url).port), security: "plain", user: "" },
  },
});
const sender = {
  ...{ name: "Agentura, s. r. o.", street: "Krátká 5/7", city: "Brno", postalCode: "602 00" },
  country: "CZ",
};
const CODES = Object.values(TWIN_CODES);
const postAccount = () => ({
  ...{ channel: "letter" as const, provider: "dopisonline" },
  settings: {
    ...{ user: DOPISONLINE_LOGIN.user, postageCodes: TWIN_CODES, sender, baseUrl: post.baseUrl },
  },
  secrets: { password: DOPISONLINE_LOGIN.password },
});
const letter = {
  ...{
    channel: "letter" as const,
    toAddress: "Dlouhá 1, 110 00 Praha",
    deliveryMode: "registered" as const,
  },
  toPostal: {
    name: "Karel Dlužný",
    street: "Dlouhá 1/2",
    city: "Praha",
    postalCode: "110 00",
    country: "CZ",
  },
  files: [
    {
      ...{ kind: "document" as const, name: "vyzva.html", mediaType: "text/html; charset=utf-8" },
      bytes: Buffer.from("<p>Dlužíte <b>1 000 Kč</b>.</p>"),
    },
  ],
};
const boxAccount = () => ({
  ...{ channel: "data_box" as const, provider: "isds", secrets: { password: "Heslo+1" } },
  settings: { user: "abc123", baseUrl: isds.baseUrl },
});

describe("SMS through the whole path", () => {
  it.each<[string, Behaviour, object]>([
    ["429 that asks for time", { busy: 429, retryAfter: "90" }, { state: "waiting", attempts: 1 }],
    ["500", "fail500", { state: "uncertain" }],
    ["garbage", "garbage", { state: "uncertain" }],
    ["nothing, the line lost after it was taken", "acceptThenReset", { state: "uncertain" }],
    ["a line lost before", "drop", { state: "uncertain" }],
  ])("%s is what the row says, and the message leaves once", async (_, behaviour, expected) => {
    const { write, deliver, rows, later, ctx } = await channelScene(desk, twilioAccount());
    const before = twilio.taken.length;
    await write({ ...sms, body: `Zpráva ${Math.random()}` });
    twilio.next(behaviour);
    await deliver("sms");
    expect(await rows()).toMatchObject([expected]);
    const carrier = await openCarrier(ctx, "sms");
    if (!carrier) throw new Error("no carrier");
    for (const seconds of [400, 800, 1_600]) {
      const at = { ...later(seconds), outside: ctx.outside };
      await askUncertain(at as typeof ctx, {
        channel: "sms",
        carrier: (await openCarrier(at as typeof ctx, "sms")) ?? carrier,
      });
      await deliver("sms", at as typeof ctx);
    }
    expect(await rows()).toMatchObject([{ state: "sent", provider: "twilio" }]);
    expect(twilio.taken.length - before).toBe(1);
  });

  it("to a carrier that takes a key once is settled by the same key again", async () => {
    const { login, password } = SMSBRANA_LOGIN;
    const { write, deliver, rows, later, ctx } = await channelScene(desk, {
      ...{ channel: "sms", provider: "smsbrana", secrets: { password } },
      settings: { login, baseUrl: brana.url },
    });
    await write(sms);
    brana.next("acceptThenReset");
    await deliver("sms");
    expect(await rows()).toMatchObject([{ state: "uncertain" }]);
    const carrier = await openCarrier(ctx, "sms");
    if (!carrier) throw new Error("no carrier");
    // A day later the key may be forgotten: only a person can say then.
    await askUncertain(later(86_400) as typeof ctx, { channel: "sms", carrier });
    expect(await rows()).toMatchObject([{ state: "uncertain" }]);
    await inTransaction(ctx, (_, { sql }) =>
      sql`update messages set followed_at = null`.then(() => undefined),
    );
    await askUncertain(later(70) as typeof ctx, { channel: "sms", carrier });
    expect(await rows()).toMatchObject([{ state: "sent" }]);
    expect(brana.taken).toHaveLength(1);
  });

  it("without credit waits unharmed while the channel rests, and is tried one by one", async () => {
    const { write, deliver, rows, later, account, admin } = await channelScene(
      desk,
      twilioAccount(),
    );
    await write({ ...sms, body: "a" }, { ...sms, body: "b" }, { ...sms, body: "c" });
    twilio.credit = 0;
    await deliver("sms");
    expect((await rows()).map(({ state }) => state)).toEqual(["waiting", "waiting", "waiting"]);
    expect(await account("sms")).toMatchObject({ failures: 1, trouble: expect.any(String) });
    const asked = twilio.gateway.asked.length;
    await deliver("sms", later(299));
    expect(twilio.gateway.asked).toHaveLength(asked);
    await deliver("sms", later(301));
    expect(twilio.gateway.asked).toHaveLength(asked + 1);
    expect(await account("sms")).toMatchObject({ failures: 2 });
    const health = (await channelsHealth(admin)).channels.find(({ channel }) => channel === "sms");
    expect(health).toMatchObject({
      waiting: 3,
      trouble: expect.any(String),
      secretNames: ["authToken"],
    });
    twilio.credit = 100;
    await saveChannel(admin, twilioAccount());
    await deliver("sms", later(400));
    expect((await rows()).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
    expect(await account("sms")).toMatchObject({ failures: 0, trouble: null });
  });

  it("keeps the account's pace", async () => {
    const { write, deliver, paused } = await channelScene(desk, {
      ...twilioAccount(),
      perSecond: 2,
    });
    await write(...[1, 2, 3].map((n) => ({ ...sms, body: `Tempo ${n}` })));
    await deliver("sms");
    expect(paused).toEqual([]);
    await deliver("sms");
    // Nothing is due: nobody waits, and nothing is booked.
    await deliver("sms");
    expect(paused).toEqual([1_000]);
    // Two were booked and one was there: what is not needed is given back.
    await write({ ...sms, body: "Tempo 4" });
    await deliver("sms");
    expect(paused).toEqual([1_000, 1_500]);
  });

  it("sends nothing once it was paused, or leads elsewhere, while its turn was waited for", async () => {
    const { ctx, admin, write, deliver, rows, later } = await channelScene(desk, {
      ...{ ...twilioAccount(), perSecond: 1 },
    });
    await write(...[1, 2].map((n) => ({ ...sms, body: `Čeká ${n}` })));
    await deliver("sms");
    const whileWaiting = (act: () => Promise<unknown>) =>
      deliverChannel(ctx, {
        channel: "sms",
        pace: { pause: async () => void (await act()), elapsed: () => 0 },
      });
    const pausedUntil = (at: Date | null) =>
      inTransaction(ctx, async (_, { sql }) => {
        await sql`update channel_accounts set paused_until = ${at}`;
      });
    const states = async () => (await rows()).map(({ state }) => state);
    expect(await whileWaiting(() => pausedUntil(later(600).now))).toEqual({ count: 0 });
    expect(await states()).toEqual(["sent", "waiting"]);
    await pausedUntil(null);
    const changing = { ...admin, now: later(1).now };
    const changed = () => saveChannel(changing, { channel: "sms", provider: "catcher" });
    expect(await whileWaiting(changed)).toEqual({ count: 0 });
    expect(await states()).toEqual(["sent", "waiting"]);
    expect(await whileWaiting(async () => undefined)).toEqual({ count: 1 });
    expect((await rows())[1]).toMatchObject({ state: "sent", provider: "catcher" });
  });

  it("of the install needs no account, and is given none; it keeps a pace all the same", async () => {
    const { ctx, write, rows, account } = await channelScene(desk);
    const outside = { ...OUTSIDE, mail: { smtpUrl: smtp.url } } as unknown as Context["outside"];
    const paused: number[] = [];
    const pace = { pause: async (ms: number) => void paused.push(ms), elapsed: () => 0 };
    const deliver = () => deliverChannel({ ...ctx, outside }, { channel: "email", pace });
    expect(await deliver()).toEqual({ count: 0 });
    await write({});
    await deliver();
    expect(await rows()).toMatchObject([{ state: "sent" }]);
    expect(await account("email")).toBeUndefined();
    expect(paused).toEqual([100]);
  });

  it("keeps it for two who deliver beside each other, and after a clock that went wrong", async () => {
    const { ctx, write, deliver, paused, rows, later } = await channelScene(desk, {
      ...twilioAccount(),
      perSecond: 2,
    });
    await write(...[1, 2, 3, 4].map((n) => ({ ...sms, body: `Vedle ${n}` })));
    await Promise.all([deliver("sms"), deliver("sms")]);
    expect((await rows()).map(({ state }) => state)).toEqual(Array(4).fill("sent"));
    // One of them waited for the other's second, though neither knows of the other.
    expect(paused).toEqual([1_000]);
    const bookedTo = (at: Date) =>
      inTransaction(ctx, async (_, { sql }) => {
        await sql`update channel_accounts set turn_at = ${at}`;
      });
    await bookedTo(later(86_400).now);
    await deliver("sms");
    await bookedTo(later(-86_400).now);
    await deliver("sms");
    expect(paused).toEqual([1_000]);
  });

  it("without an account waits where people see it, and a demo keeps it", async () => {
    const { write, deliver, rows, ctx } = await channelScene(desk);
    await write(sms);
    expect(await deliver("sms")).toEqual({ count: 0 });
    expect(await rows()).toMatchObject([{ state: "waiting", last_error: "channel_off" }]);
    const demo = { ...ctx, outside: { fioUrl: "", isPrivateAllowed: true, isCatching: true } };
    await write({ ...sms, key: "demo" });
    await deliver("sms", demo);
    expect((await rows())[1]).toMatchObject({ state: "sent", provider: "catcher" });
  });
});

/** One white point. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC";

describe("mail", () => {
  const html = `<p>Dobrý den <img src="data:image/png;base64,${PIXEL}"></p>`;
  const page = {
    ...{
      kind: "document" as const,
      name: "a.html",
      mediaType: "text/html",
      bytes: Buffer.from(html),
    },
  };

  it("by SMTP has its page, pictures beside it, the thread and the token in the address", async () => {
    const { write, deliver, rows, admin } = await channelScene(desk, smtpAccount());
    const inbound = { address: "odpovedi@agency.example", host: "imap.agency.example", user: "x" };
    const { settings, ...rest } = smtpAccount();
    await saveChannel(admin, {
      ...{ ...rest, settings: { ...settings, inbound } },
      secrets: { mailboxPassword: "tajne" },
    });
    await write({ files: [page] }, { isAutomatic: true, inReplyTo: "their@debtor.example" });
    await deliver("email");
    const [first, second] = (await rows()) as {
      message_id: string;
      reply_token: string;
      state: string;
    }[];
    expect([first?.state, second?.state]).toEqual(["sent", "sent"]);
    const [one, two] = smtp.mails.slice(-2).sort((a) => (a.raw.includes("cid:") ? -1 : 1));
    expect(one?.raw).toContain(`Message-ID: <${first?.message_id}>`);
    expect(one?.raw).toContain("cid:image-1.png@letter");
    expect(one?.raw).toContain(`Reply-To: odpovedi+${first?.reply_token}@agency.example`);
    expect(one?.from).toBe(`odpovedi+${first?.reply_token}@agency.example`);
    expect(two?.raw).toContain("Auto-Submitted: auto-generated");
    expect(two?.raw).toContain("In-Reply-To: <their@debtor.example>");
    expect(two?.raw.replace(/\s+/g, " ")).toContain(
      `References: <${first?.message_id}> <their@debtor.example>`,
    );
  });

  it("whose answer is lost is uncertain by SMTP, and one mail by Resend", async () => {
    const bySmtp = await channelScene(desk, smtpAccount());
    await bySmtp.write({});
    smtp.failData("take_and_drop");
    await bySmtp.deliver("email");
    smtp.failData(null);
    expect(await bySmtp.rows()).toMatchObject([{ state: "uncertain" }]);
    const byResend = await channelScene(desk, {
      ...{ channel: "email", provider: "resend", secrets: { apiKey: "re_x" } },
      settings: { baseUrl: resend.baseUrl },
    });
    await byResend.write({});
    resend.fail({ kind: "take_and_drop" });
    await byResend.deliver("email");
    expect(await byResend.rows()).toMatchObject([{ state: "uncertain" }]);
    resend.fail(null);
    const { later, ctx } = byResend;
    const ask = async (seconds: number) => {
      const at = { ...later(seconds), outside: ctx.outside } as typeof ctx;
      const carrier = await openCarrier(at, "email");
      if (!carrier) throw new Error("no carrier");
      await askUncertain(at, { channel: "email", carrier });
      await byResend.deliver("email", at);
    };
    // Almost a day after the first try its key may be forgotten: nothing leaves, a person decides.
    const asked = resend.asked;
    await ask(23 * 3_600 + 60);
    expect(await byResend.rows()).toMatchObject([{ state: "uncertain" }]);
    expect(resend.asked).toBe(asked);
    await inTransaction(ctx, (_, { sql }) =>
      sql`update messages set followed_at = null`.then(() => undefined),
    );
    await ask(70);
    expect(await byResend.rows()).toMatchObject([{ state: "sent" }]);
    expect(resend.mails).toHaveLength(1);
  });

  it("that is refused goes as a letter, printed", async () => {
    const { write, deliver, rows, admin, later } = await channelScene(desk, smtpAccount());
    await saveChannel(admin, postAccount());
    await write({ files: [page], fallback: ["letter"] });
    smtp.refuseWith(550);
    await deliver("email");
    smtp.refuseWith(null);
    await deliver("letter", later(1));
    expect(await rows()).toMatchObject([
      { state: "refused", channel: "email" },
      { state: "sent", channel: "letter", provider: "dopisonline", pages: 1 },
    ]);
  });
});

describe("post and data boxes", () => {
  it("print a page, post it with the sender's address, and follow it to its proof", async () => {
    const { write, deliver, rows, files, later, ctx } = await channelScene(desk, postAccount());
    await write(letter);
    await deliver("letter");
    expect(await rows()).toMatchObject([{ state: "sent", pages: 1 }]);
    const taken = post.taken.at(-1);
    if (!taken) throw new Error("nothing was taken");
    expect(taken.files[0]?.bytes.subarray(0, 5).toString()).toBe("%PDF-");
    taken.handling = "20";
    const carrier = await openCarrier(ctx, "letter");
    if (!carrier) throw new Error("no carrier");
    await followMessages(later(130) as typeof ctx, { channel: "letter", carrier });
    expect(await rows()).toMatchObject([{ state: "sent", posting_no: taken.postingNo }]);
    expect((await files()).map(({ kind }) => kind)).toEqual(["document", "print", "proof"]);
    taken.states.push({ id: "91", date: "2026-11-24", text: "Dodáno" });
    await followMessages(later(600) as typeof ctx, { channel: "letter", carrier });
    expect(await rows()).toMatchObject([{ state: "delivered", progress_detail: "91" }]);
  });

  it("a letter without a way to print waits and says why; without an address it is refused", async () => {
    const { write, deliver, rows, ctx } = await channelScene(desk, postAccount());
    const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    const file = {
      kind: "document" as const,
      name: "v.docx",
      mediaType: docx,
      bytes: Buffer.from("PK\u0003\u0004"),
    };
    await write({ ...letter, files: [file] }, { ...letter, toPostal: null });
    await deliver("letter");
    expect(await rows()).toMatchObject([
      { state: "waiting", last_error: "office_missing", attempts: 0 },
      { state: "refused", last_error: "no_address" },
    ]);
    const pdf = Buffer.from(
      "%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Count 3>> endobj\n%%EOF",
    );
    const office = async () => ({
      isInstalled: true as const,
      toPdf: async (documents: readonly unknown[]) =>
        documents.map(() => ({ isConverted: true as const, pdf })),
    });
    const at = new Date(desk.now.getTime() + 700_000);
    await deliver("letter", {
      ...ctx,
      now: at,
      outside: { ...(ctx.outside as object), office } as never,
    });
    expect((await rows())[0]).toMatchObject({ state: "sent", pages: 3 });
  });

  it("a data message bears our numbers and comes back with its receipt", async () => {
    const { write, deliver, rows, files, later, ctx, events } = await channelScene(
      desk,
      boxAccount(),
    );
    isds.boxes.push({
      ...{ id: "debtor1", type: "FO", name: "Karel", registrationNo: null, state: 1 },
      takesCommercial: true,
    });
    await write({
      ...letter,
      channel: "data_box",
      toAddress: "debtor1",
      ourRef: "5/2026",
      deliveryMode: null,
    });
    await deliver("data_box");
    const [row] = await rows();
    expect(row).toMatchObject({ state: "sent", provider: "isds" });
    const sent = isds.sent.at(-1);
    expect(sent?.written.get("dmSenderIdent")).toBe("5/2026");
    expect(sent?.files).toMatchObject([{ name: "vyzva.pdf", mediaType: "application/pdf" }]);
    isds.now = later(60).now;
    isds.advance(String(row?.provider_id), 5);
    const carrier = await openCarrier(ctx, "data_box");
    if (!carrier) throw new Error("no carrier");
    await followMessages(later(130) as typeof ctx, { channel: "data_box", carrier });
    expect(await rows()).toMatchObject([{ state: "delivered" }]);
    expect((await files()).at(-1)).toMatchObject({
      kind: "proof",
      name: expect.stringMatching(/zfo$/),
    });
    expect((await events("system")).map(({ data }) => data.code)).toEqual(["message.delivered"]);
  });
});

describe("settings", () => {
  it("are tried before they are saved, and secrets are told to nobody", async () => {
    const { admin, tenant } = await channelScene(desk);
    expect(await testChannel(admin, twilioAccount())).toMatchObject({
      trouble: null,
      credit: expect.stringContaining("USD"),
    });
    const wrong = { ...twilioAccount(), secrets: { authToken: "not-it" } };
    expect(await testChannel(admin, wrong)).toMatchObject({
      trouble: { code: "messages.carrier_silent" },
    });
    expect(await testChannel(admin, boxAccount())).toMatchObject({ trouble: null });
    expect(await testChannel(admin, smtpAccount())).toMatchObject({ trouble: null });
    const { services } = await testChannel(admin, postAccount());
    expect(services?.map(({ code }) => code)).toEqual(expect.arrayContaining(CODES));
    expect(await postageServices(admin)).toEqual([]);
    await saveChannel(admin, postAccount());
    expect(await postageServices(admin)).toEqual(services);
    await saveChannel(admin, twilioAccount());
    await saveChannel(admin, { ...twilioAccount(), secrets: {} });
    const shown = JSON.stringify([await channelsHealth(admin), (await listAudit(admin, {})).items]);
    expect(shown).not.toContain(authToken);
    await expect(saveChannel(admin, { channel: "sms", provider: "isds" })).rejects.toMatchObject({
      code: "channels.provider",
    });
    await expect(
      saveChannel(admin, {
        ...twilioAccount(),
        provider: "gosms",
        settings: { clientId: "1", channel: 7 },
      }),
    ).rejects.toMatchObject({ code: "channels.secret_missing" });
    const operator = await tenant.operator("operator");
    const forbidden = { code: "access.forbidden" };
    await expect(channelsHealth(operator)).rejects.toMatchObject(forbidden);
    await expect(postageServices(operator)).rejects.toMatchObject(forbidden);
  });

  it("lead to no machine of our own network", async () => {
    const { admin } = await channelScene(desk);
    const outside = { fioUrl: "", isPrivateAllowed: false };
    const tested = await testChannel({ ...admin, outside }, smtpAccount());
    expect(tested.trouble).toMatchObject({ code: "channels.host_private" });
  });
});
