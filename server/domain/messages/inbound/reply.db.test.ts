import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ImapTwin, imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { catchSmtp, type SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { type Context, inTransaction, reading } from "../../context";
import { openDesk } from "../../testing";
import { listCaught, readMessageFile, receiveMails, replyAsRecipient } from "..";
import { channelScene, OUTSIDE } from "../testing/channel-scene";

const desk = await openDesk();
let imap: ImapTwin;
let smtp: SmtpCatcher;
beforeAll(async () => {
  imap = await imapTwin({ user: "odpovedi", password: "tajne" });
  smtp = await catchSmtp({ name: "saldo", password: "heslo" });
});
afterAll(() => Promise.all([imap.close(), smtp.close()]));

const BOX = "odpovedi@agency.example";
const catching = <C extends Context>(ctx: C): C => ({
  ...ctx,
  outside: { ...OUTSIDE, isCatching: true },
});

/** A demo: what is sent is caught. */
async function demoScene() {
  const scene = await channelScene(desk);
  const [ctx, admin] = [catching(scene.ctx), catching(scene.admin)];
  const write = async (more: Parameters<typeof scene.write>[0]) => {
    const [sent] = await scene.write(more);
    await scene.deliver(more?.channel ?? "email", ctx);
    return sent?.messageId ?? 0;
  };
  const inbound = async () =>
    (await scene.rows()).filter(({ direction }) => direction === "inbound");
  return { ...scene, ctx, admin, write, inbound };
}

describe("a mail that left by SMTP", () => {
  it("is answered by the debtor's mail program and stands on its case", async () => {
    const server = { host: "127.0.0.1", port: Number(new URL(smtp.url).port), security: "plain" };
    const inbound = {
      ...{ address: BOX, host: "127.0.0.1", port: imap.port, security: "plain" },
      user: "odpovedi",
    };
    const { ctx, debtor, write, deliver, events, rows } = await channelScene(desk, {
      ...{ channel: "email", provider: "smtp", settings: { ...server, user: "saldo", inbound } },
      secrets: { password: "heslo", mailboxPassword: "tajne" },
    });
    await receiveMails(ctx);
    await write({ subject: "Výzva k úhradě", toAddress: "karel@debtor.example" });
    await deliver("email");
    const [sent] = smtp.mails;
    const header = (name: string) =>
      new RegExp(`^${name}: (.*)$`, "im").exec(sent?.raw ?? "")?.[1]?.trim() ?? "";
    expect(header("Reply-To")).toMatch(/^odpovedi\+[a-z2-7]{20}@agency\.example$/);
    // The debtor's server takes the answer over and hands it to the mailbox.
    const program = createTransport({ url: smtp.url, auth: { user: "saldo", pass: "heslo" } });
    await program.sendMail({
      ...{ from: "Karel Dlužný <karel@debtor.example>", to: header("Reply-To") },
      ...{ subject: `Re: ${header("Subject")}`, inReplyTo: header("Message-ID") },
      text: "Zaplatím v pátek.\n\n> Dlužíte 1 000,00 Kč.",
    });
    imap.put(smtp.mails.at(-1)?.raw ?? "");
    expect(await receiveMails(ctx)).toEqual({ count: 1 });
    expect((await rows()).at(-1)).toMatchObject({
      ...{ direction: "inbound", state: "filed", case_id: debtor.caseId },
      ...{ from_address: "karel@debtor.example", in_reply_to: header("Message-ID").slice(1, -1) },
    });
    expect((await events("reply")).map(({ text }) => text)).toEqual(["Zaplatím v pátek."]);
  });
});

describe("a reply as the recipient", () => {
  it("to a mail comes in as a mail: read, matched, on the timeline, with its original", async () => {
    const { ctx, admin, debtor, write, inbound, events, files, rows } = await demoScene();
    const messageId = await write({ subject: "Žluťoučká výzva", toName: 'Karel "Kája" Dlužný' });
    const text = "Zaplatím v pátek.\n\nPříliš žluťoučký\r\nBcc: x@x.example";
    const replied = await replyAsRecipient(admin, { messageId, text });
    const [sent] = await rows();
    expect(await inbound()).toMatchObject([
      {
        ...{ id: replied.messageId, state: "filed", case_id: debtor.caseId, provider: "imap" },
        ...{ subject: "Re: Žluťoučká výzva", inbound_kind: "person", party_id: debtor.partyId },
        ...{ from_address: "karel@debtor.example", in_reply_to: sent?.message_id },
        body: text.replace("\r", ""),
      },
    ]);
    expect(replied).toMatchObject({ caseId: debtor.caseId, refNo: expect.any(String) });
    expect(await events("reply")).toMatchObject([{ data: { fromName: 'Karel "Kája" Dlužný' } }]);
    expect(await events("task")).toHaveLength(1);
    const original = (await files()).find(({ kind }) => kind === "original");
    expect(original).toMatchObject({ messageId: replied.messageId, mediaType: "message/rfc822" });
    const [kept] = await reading(
      ctx,
      ({ sql }) => sql<{ fileId: number }[]>`
        select file_id as "fileId" from message_files where message_id = ${replied.messageId}`,
    );
    const { content } = await readMessageFile(admin, {
      messageId: replied.messageId,
      fileId: kept?.fileId ?? 0,
    });
    expect(Buffer.from(content).toString()).toContain(`In-Reply-To: <${sent?.message_id}>`);
    expect(Buffer.from(content).toString()).toContain(`+${sent?.reply_token}@saldo.example`);
    const audit = await reading(ctx, ({ sql }) =>
      sql`select actor_kind, entity_id, case_id, after from audit_entries
           where action = 'messages.reply-as-recipient'`.then((found) => [...found]),
    );
    expect(audit).toEqual([
      {
        ...{ actor_kind: "operator", entity_id: replied.messageId, case_id: debtor.caseId },
        after: { channel: "email", answers: messageId },
      },
    ]);
  });

  it("finds its case only by what it says: without a mark it waits for a person", async () => {
    const { ctx, admin, write, inbound } = await demoScene();
    const messageId = await write({ subject: "Výzva" });
    // What we wrote is forgotten: no id, no token and another subject are left to match.
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update messages set message_id = null, reply_token = null, state = 'cancelled',
                       party_id = null where id = ${messageId}`;
      await sql`update cases set closed_at = ${desk.now}`;
    });
    const replied = await replyAsRecipient(admin, { messageId, text: "Kdo jste?" });
    expect(replied).toMatchObject({ caseId: null, refNo: null });
    expect(await inbound()).toMatchObject([{ state: "unfiled", case_id: null }]);
  });

  it("to an SMS and to a data message come in by their own doors", async () => {
    const { admin, debtor, write, inbound, files, events } = await demoScene();
    const sms = await write({ channel: "sms", toAddress: "+420777123456", subject: "" });
    await replyAsRecipient(admin, { messageId: sms, text: "Zaplatím zítra" });
    await replyAsRecipient(admin, { messageId: sms, text: "Nebo pozítří" });
    // A box takes PDF alone; of what the printer would make the catcher asks nothing.
    const box = await write({ channel: "data_box", toAddress: "debtor1", subject: "Výzva" });
    await replyAsRecipient(admin, { messageId: box, text: "Odpovídáme." });
    const place = { state: "filed", case_id: debtor.caseId };
    expect(await inbound()).toMatchObject([
      { ...place, channel: "sms", body: "Zaplatím zítra", from_address: "+420777123456" },
      { ...place, channel: "sms", body: "Nebo pozítří" },
      { ...place, channel: "data_box", subject: "Re: Výzva", from_address: "debtor1" },
    ]);
    expect((await files()).at(-1)).toMatchObject({ kind: "attachment", name: "odpoved.txt" });
    expect(await events("reply")).toHaveLength(3);
  });

  it("is refused where messages leave, to letters, from behind a wall and to readers", async () => {
    const { admin, tenant, debtor, write, ctx, inbound } = await demoScene();
    const messageId = await write({});
    const letter = await write({ channel: "letter" });
    const text = "X";
    const live = { ...admin, outside: OUTSIDE };
    await expect(replyAsRecipient(live, { messageId, text })).rejects.toMatchObject({
      code: "messages.reply_live",
    });
    await expect(replyAsRecipient(admin, { messageId: letter, text })).rejects.toMatchObject({
      code: "messages.reply_by_post",
    });
    const reader = catching(await tenant.operator("readOnly"));
    await expect(replyAsRecipient(reader, { messageId, text })).rejects.toMatchObject({
      code: "access.forbidden",
    });
    await inTransaction(ctx, async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('vip', 'VIP') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${debtor.caseId}`;
    });
    const walled = catching(await tenant.operator("operator", { accessGroupIds: [] }));
    await expect(replyAsRecipient(walled, { messageId, text })).rejects.toMatchObject({
      code: "messages.not_found",
    });
    expect(await listCaught(admin)).toHaveLength(2);
    expect(await inbound()).toEqual([]);
  });
});
