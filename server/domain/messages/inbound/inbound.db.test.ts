import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type IsdsTwin, isdsTwin } from "@/server/connectors/data-box/testing/isds-twin";
import { type ImapTwin, imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { GOSMS_LOGIN, openGoSmsTwin } from "@/server/connectors/sms/testing/gosms-twin";
import { atInstant, type Context, inTransaction, reading } from "../../context";
import { openDesk } from "../../testing";
import {
  channelsHealth,
  dismissMessage,
  fileMessage,
  followMessages,
  listUnfiled,
  openCarrier,
  readDataBox,
  receiveMails,
  receiveReplies,
  saveChannel,
  takeReport,
  watchBoxPassword,
} from "..";
import { channelScene } from "../testing/channel-scene";

const desk = await openDesk();
const gosms = await openGoSmsTwin({ now: () => desk.now });
let imap: ImapTwin;
let isds: IsdsTwin;
beforeAll(async () => {
  isds = await isdsTwin();
});
beforeEach(async () => {
  imap = await imapTwin({ user: "u", password: "p" });
  return () => imap.close();
});
afterAll(() => Promise.all([gosms.close(), isds.close()]));

const BOX = "odpovedi@agency.example";

/** A tenant whose mailbox was looked at once: what lay in it before stays there. */
async function mailScene() {
  const inbound = {
    ...{ address: BOX, host: "127.0.0.1", port: imap.port, security: "plain", user: "u" },
  };
  const scene = await channelScene(desk, {
    ...{ channel: "email", provider: "catcher", settings: { inbound } },
    secrets: { mailboxPassword: "p" },
  });
  imap.put("Subject: dávno\r\n\r\nz minulosti");
  await receiveMails(scene.ctx);
  const [sent] = await scene.write({ subject: "Upomínka č. 1", toAddress: "karel@debtor.example" });
  await scene.deliver("email");
  const row = (await scene.rows())[0] as { id: number; message_id: string; reply_token: string };
  return { ...scene, sent, row };
}

const mail = (headers: Record<string, string>, body = "Zaplatím v pátek.") => {
  const all = {
    ...{ From: "Karel Dlužný <karel@debtor.example>", To: BOX, Subject: "Re: Upomínka č. 1" },
    ...{
      "Message-ID": `<${Math.random()}@debtor.example>`,
      Date: "Sun, 22 Nov 2026 08:00:00 +0000",
    },
    ...{ "Content-Type": "text/plain; charset=utf-8", ...headers },
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
};

describe("mail that comes", () => {
  it("is filed by what it answers, by the token in its address, by sender and subject", async () => {
    const { ctx, rows, row, debtor, events, files } = await mailScene();
    imap.put(
      mail({ "In-Reply-To": `<${row.message_id}>`, From: "nekdo@jiny.example", Subject: "Jiné" }),
    );
    imap.put(
      mail({
        To: `odpovedi+${row.reply_token}@agency.example`,
        From: "x@jiny.example",
        Subject: "?",
      }),
    );
    imap.put(
      mail(
        {},
        "Dobrý den,\r\nposílám.\r\n\r\nDne 21. 11. 2026 v 10:00 Agentura napsal(a):\r\n> Dlužíte",
      ),
    );
    imap.put(mail({ From: "cizi@jiny.example", Subject: "Nabídka" }));
    expect(await receiveMails(ctx)).toEqual({ count: 4 });
    expect(await receiveMails(ctx)).toEqual({ count: 0 });
    const inbound = (await rows()).filter(({ direction }) => direction === "inbound");
    expect(inbound.map(({ state }) => state)).toEqual(["filed", "filed", "filed", "unfiled"]);
    expect(inbound.slice(0, 3).every(({ case_id }) => case_id === debtor.caseId)).toBe(true);
    const replies = await events("reply");
    expect(replies).toHaveLength(3);
    expect(replies[2]?.text).toBe("Dobrý den,\nposílám.");
    expect((await events("task")).map(({ text }) => text)[2]).toBe(
      "Karel Dlužný: Re: Upomínka č. 1",
    );
    expect((await files()).filter(({ kind }) => kind === "original")).toHaveLength(4);
  });

  it("twice, also after the server numbered anew, is one", async () => {
    const { ctx, rows, row } = await mailScene();
    imap.put(
      mail({ "In-Reply-To": `<${row.message_id}>`, "Message-ID": "<once@debtor.example>" }),
      { receivedAt: desk.now },
    );
    await receiveMails(ctx);
    imap.renumber();
    await receiveMails(ctx);
    await receiveMails(ctx);
    const own = (await rows()).filter(({ message_id }) => message_id === "once@debtor.example");
    expect(own).toHaveLength(1);
    expect((await rows()).filter(({ subject }) => subject === "dávno")).toEqual([]);
  });

  it("is lost by nobody who dies between reading and keeping", async () => {
    const { ctx, rows, account } = await mailScene();
    imap.put(mail({ Subject: "První" }));
    const dying: Context = {
      ...ctx,
      db: {
        ...ctx.db,
        begin: async (settings, work) =>
          ctx.db.begin(settings, async (tx) => {
            const result = await work(tx);
            const [{ count } = { count: 0 }] = await tx.sql<{ count: number }[]>`
              select count(*)::int as count from messages where direction = 'inbound'`;
            if (count > 0) throw new Error("the process died");
            return result;
          }),
      },
    };
    await expect(receiveMails(dying)).rejects.toThrow("the process died");
    expect(await account("email")).toMatchObject({ read_error: "feeds.unexpected" });
    expect((await rows()).filter(({ direction }) => direction === "inbound")).toEqual([]);
    await receiveMails(ctx);
    expect((await rows()).filter(({ direction }) => direction === "inbound")).toHaveLength(1);
  });

  it("of a server that could not deliver returns ours and takes the next channel", async () => {
    const { ctx, rows, write, deliver } = await mailScene();
    await write({ key: "b", fallback: ["letter"], toAddress: "neni@debtor.example" });
    await deliver("email");
    const ours = (await rows()).at(-1) as { message_id: string; id: number };
    const parts = [
      ["text/plain", "Nedoručeno."],
      [
        "message/delivery-status",
        "Reporting-MTA: dns; mx.debtor.example\r\n\r\nFinal-Recipient: rfc822; neni@debtor.example\r\nAction: failed\r\nStatus: 5.1.1",
      ],
      ["text/rfc822-headers", `Message-ID: <${ours.message_id}>\r\nSubject: Upomínka`],
    ];
    const body = parts
      .map(([type, text]) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`)
      .join("");
    imap.put(
      mail(
        {
          ...{ From: "MAILER-DAEMON@debtor.example", Subject: "Undelivered", "Return-Path": "<>" },
          "Content-Type": 'multipart/report; report-type=delivery-status; boundary="b"',
        },
        `${body}--b--`,
      ),
    );
    await receiveMails(ctx);
    const all = await rows();
    expect(all.find(({ id }) => id === ours.id)).toMatchObject({
      ...{ state: "returned", last_error: "bounced 5.1.1" },
    });
    expect(all.at(-1)).toMatchObject({ channel: "letter", state: "waiting" });
    expect(all.filter(({ inbound_kind }) => inbound_kind === "bounce")).toHaveLength(1);
  });

  it("of programs calls nobody: absent people, our own mail, a flood, newsletters", async () => {
    const { ctx, rows, row, events } = await mailScene();
    const answer = { "In-Reply-To": `<${row.message_id}>` };
    imap.put(mail({ ...answer, "Auto-Submitted": "auto-replied" }));
    imap.put(mail({ "Message-ID": `<${row.message_id}>`, From: BOX }));
    imap.put(
      mail({ ...answer, "List-Unsubscribe": "<https://x.example>", From: "n@news.example" }),
    );
    for (let n = 0; n < 40; n += 1) imap.put(mail({ ...answer, From: "stroj@flood.example" }));
    while ((await receiveMails(ctx)).count > 0);
    const inbound = (await rows()).filter(({ direction }) => direction === "inbound");
    expect(inbound.slice(0, 3)).toMatchObject([
      { inbound_kind: "auto_reply", state: "filed" },
      { inbound_kind: "loop", state: "unfiled", dismissed_at: desk.now },
      { inbound_kind: "bulk", state: "unfiled" },
    ]);
    expect(await events("task")).toHaveLength(30);
    const flood = inbound.filter(({ last_error }) => last_error === "flood");
    expect(flood.map(({ state }) => state)).toEqual(Array(10).fill("filed"));
    // Nothing of ours answers by itself.
    expect((await rows()).filter(({ state }) => state === "waiting")).toEqual([]);
  });

  it("that is odd, huge or hostile is kept and harms nothing", async () => {
    const { ctx, admin } = await mailScene();
    imap.put(mail({ Subject: "nul \u0000 \u202e obrácený" }, "text\u0000s nulou \ud800"));
    imap.put(
      mail(
        { "Content-Type": 'multipart/mixed; boundary="b"', Subject: "Příloha" },
        '--b\r\nContent-Type: image/png; name="../../kvitance.png"\r\nContent-Disposition: attachment\r\n\r\n<html><script>\r\n--b--',
      ),
    );
    imap.put("");
    await receiveMails(ctx);
    const { items } = await listUnfiled(admin);
    expect(items).toHaveLength(3);
    const attached = items.flatMap(({ files }) => files).find(({ kind }) => kind === "attachment");
    expect(attached?.name).toBe("kvitance.png");
    const type = await reading(ctx, ({ sql }) =>
      sql`select media_type from files where id = ${attached?.fileId ?? 0}`.then(([row]) => row),
    );
    expect(type).toEqual({ media_type: "application/octet-stream" });
    expect(JSON.stringify(items)).not.toMatch(/\\u0000|\u202e/);
  });

  it("that belongs nowhere is filed or put aside by a person, once", async () => {
    const { ctx, admin, debtor, events, tenant } = await mailScene();
    imap.put(mail({ From: "a@jiny.example", Subject: "A" }));
    imap.put(mail({ From: "b@jiny.example", Subject: "B" }));
    await receiveMails(ctx);
    const { items } = await listUnfiled(admin, { limit: 1 });
    const page = await listUnfiled(admin, {
      limit: 1,
      cursor: (await listUnfiled(admin, { limit: 1 })).nextCursor,
    });
    const [b, a] = [items[0], page.items[0]];
    await fileMessage(admin, { messageId: a?.id ?? 0, caseId: debtor.caseId });
    await dismissMessage(admin, { messageId: b?.id ?? 0, reason: "nabídka" });
    expect((await listUnfiled(admin)).items).toEqual([]);
    expect(await events("reply")).toHaveLength(1);
    await expect(
      fileMessage(admin, { messageId: a?.id ?? 0, caseId: debtor.caseId }),
    ).rejects.toMatchObject({ code: "channels.not_unfiled" });
    const reader = await tenant.operator("readOnly");
    await expect(dismissMessage(reader, { messageId: 1, reason: "x" })).rejects.toMatchObject({
      code: "access.forbidden",
    });
  });

  it("cannot be read with a wrong password: the page says so and the last good time stays", async () => {
    const { ctx, admin, later } = await mailScene();
    const inbound = {
      address: BOX,
      host: "127.0.0.1",
      port: imap.port,
      security: "plain",
      user: "u",
    };
    await saveChannel(admin, {
      channel: "email",
      provider: "catcher",
      settings: { inbound },
      secrets: { mailboxPassword: "jine" },
    });
    await receiveMails(ctx);
    const late = atInstant(admin, later(3_600).now);
    const health = (await channelsHealth({ ...late, outside: admin.outside as never })).channels[0];
    expect(health).toMatchObject({
      readError: "mailbox.wrong_password",
      isReadingLate: true,
      readAt: desk.now,
    });
  });
});

describe("SMS that come", () => {
  const account = () => ({
    ...{
      channel: "sms" as const,
      provider: "gosms",
      secrets: { clientSecret: GOSMS_LOGIN.clientSecret },
    },
    settings: { clientId: GOSMS_LOGIN.clientId, channel: GOSMS_LOGIN.channel, baseUrl: gosms.url },
  });

  it("beside the message that they answer and by webhook are one reply on the case", async () => {
    const { ctx, write, deliver, rows, later, admin, tenant, debtor } = await channelScene(
      desk,
      account(),
    );
    await write({ channel: "sms", toAddress: "+420777123456" });
    await deliver("sms");
    const [sent] = await rows();
    const id = String(sent?.provider_id);
    gosms.reply(id, "Zaplatím zítra");
    const taken = gosms.taken.find((each) => each.id === id);
    if (taken) taken.state = "delivered";
    const carrier = await openCarrier(ctx, "sms");
    if (!carrier) throw new Error("no carrier");
    const at = later(700) as typeof ctx;
    expect(await receiveReplies(at, { channel: "sms", carrier })).toEqual({ count: 1 });
    await followMessages(at, { channel: "sms", carrier });
    const url = (await channelsHealth(admin)).channels[1]?.webhookUrl ?? "";
    const call = { url, headers: {}, body: gosms.webhookBody(id), at: at.now };
    await takeReport(at, { provider: "gosms", call });
    await takeReport(at, { provider: "gosms", call });
    expect(await rows()).toMatchObject([
      { state: "delivered", price_text: expect.any(String), parts: 1 },
      { direction: "inbound", state: "filed", case_id: debtor.caseId, body: "Zaplatím zítra" },
    ]);
    const forged = {
      ...call,
      url: `https://saldo.example/api/webhooks/gosms/${tenant.id}?secret=x`,
    };
    await expect(takeReport(at, { provider: "gosms", call: forged })).rejects.toMatchObject({
      code: "messages.webhook_refused",
    });
    await expect(takeReport(at, { provider: "twilio", call })).rejects.toMatchObject({
      code: "messages.webhook_refused",
    });
  });

  it("reports faster than the answer to handing over are kept until it is here", async () => {
    const { ctx, write, deliver, rows, later, admin } = await channelScene(desk, account());
    const url = (await channelsHealth(admin)).channels[1]?.webhookUrl ?? "";
    await write({ channel: "sms", toAddress: "+420777123457" });
    await deliver("sms");
    const id = String((await rows())[0]?.provider_id);
    await inTransaction(ctx, ({ tx: _ }, { sql }) =>
      sql`update messages set provider_id = null`.then(() => undefined),
    );
    const taken = gosms.taken.find((each) => each.id === id);
    if (taken) taken.state = "delivered";
    await takeReport(ctx, {
      provider: "gosms",
      call: { url, headers: {}, body: gosms.webhookBody(id), at: desk.now },
    });
    await inTransaction(ctx, (_, { sql }) =>
      sql`update messages set provider_id = ${id}`.then(() => undefined),
    );
    const carrier = await openCarrier(ctx, "sms");
    if (!carrier) throw new Error("no carrier");
    await followMessages(later(1) as typeof ctx, { channel: "sms", carrier });
    expect(await rows()).toMatchObject([{ state: "delivered" }]);
  });
});

describe("a data box", () => {
  const account = (more: object = {}) => ({
    ...{ channel: "data_box" as const, provider: "isds", secrets: { password: "Heslo+1" } },
    settings: { user: "abc123", baseUrl: isds.baseUrl, ...more },
  });

  it("is never read unless it was switched on, and only at the hours that were named", async () => {
    const { ctx, admin } = await channelScene(desk, account());
    isds.asked.length = 0;
    expect(await readDataBox(ctx)).toEqual({ count: 0 });
    await saveChannel(admin, account({ isReading: true, readHours: [23] }));
    await readDataBox(ctx);
    await watchBoxPassword(ctx);
    expect(isds.asked.map(({ operation }) => operation)).toEqual(["GetPasswordInfo"]);
  });

  it("brings messages to their cases by answer, number and court's mark, with the signed original", async () => {
    // 10:00 in Prague.
    const scene = await channelScene(desk, account({ isReading: true, readHours: [10] }));
    const { ctx, debtor, rows, files, tenant, later, account: accountOf } = scene;
    const [{ refNo } = { refNo: "" }] = await reading(
      ctx,
      ({ sql }) => sql<{ refNo: string }[]>`select ref_no as "refNo" from cases`,
    );
    await inTransaction(ctx, (_, { sql }) =>
      sql`
      insert into proceedings (case_id, kind, state, court_file_mark, court_file_mark_key)
      values (${debtor.caseId}, 'court', 'running', '12 C 345/2026', '12c345/2026')`.then(
        () => undefined,
      ),
    );
    const [sent] = await scene.write({ channel: "data_box", toAddress: "debtor1" });
    isds.now = desk.now;
    const words = (more: Record<string, string>) =>
      new Map<string, string | null>(Object.entries(more));
    const pdf = [
      {
        name: "rozsudek.pdf",
        mediaType: "application/pdf",
        role: "main",
        base64: Buffer.from("%PDF-1.7").toString("base64"),
      },
    ];
    isds.put({
      files: pdf,
      written: words({
        dmAnnotation: "Odpověď",
        dmRecipientRefNumber: `saldo-${tenant.id}-${sent?.messageId}`,
      }),
    });
    isds.put({ files: pdf, written: words({ dmAnnotation: `Ve věci ${refNo}` }) });
    isds.put({
      files: pdf,
      written: words({ dmAnnotation: "Rozsudek", dmSenderIdent: "12C 345/2026" }),
    });
    isds.put({ files: pdf, written: words({ dmAnnotation: "Jiná věc 99 C 345/2026" }) });
    const count = isds.received.length;
    while ((await readDataBox(ctx)).count > 0);
    const inbound = (await rows()).filter(({ direction }) => direction === "inbound");
    expect(inbound).toHaveLength(count);
    expect(inbound.slice(-4).map(({ state, case_id }) => [state, case_id])).toEqual([
      ["filed", debtor.caseId],
      ["filed", debtor.caseId],
      ["filed", debtor.caseId],
      ["unfiled", null],
    ]);
    expect(
      (await files()).slice(-2).map(({ kind, name }) => [kind, name.split(".").at(-1)]),
    ).toEqual([
      ["original", "zfo"],
      ["attachment", "pdf"],
    ]);
    // Once an hour is enough.
    isds.asked.length = 0;
    await readDataBox(later(600) as typeof ctx);
    expect(isds.asked).toEqual([]);
    expect(await accountOf("data_box")).toMatchObject({ read_at: desk.now, read_error: null });
  });
});
