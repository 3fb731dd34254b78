import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type IsdsTwin, isdsTwin } from "@/server/connectors/data-box/testing/isds-twin";
import { type ImapTwin, imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { reading } from "../../context";
import { openDesk } from "../../testing";
import {
  countMessages,
  dismissMessage,
  fileMessage,
  getMessage,
  listCaught,
  listMessages,
  listUnfiled,
  readDataBox,
  readMessageFile,
  receiveMails,
} from "..";
import { channelScene } from "../testing/channel-scene";

const desk = await openDesk();
let imap: ImapTwin;
let isds: IsdsTwin;
beforeAll(async () => {
  isds = await isdsTwin();
});
beforeEach(async () => {
  imap = await imapTwin({ user: "u", password: "p" });
  return () => imap.close();
});
afterAll(() => isds.close());

const BOX = "odpovedi@agency.example";

async function mailScene() {
  const inbound = {
    ...{ address: BOX, host: "127.0.0.1", port: imap.port, security: "plain", user: "u" },
  };
  const scene = await channelScene(desk, {
    ...{ channel: "email", provider: "catcher", settings: { inbound } },
    secrets: { mailboxPassword: "p" },
  });
  await receiveMails(scene.ctx);
  return scene;
}

const mail = (id: string, body = "Ahoj", more = "") =>
  `From: a@x.example\r\nTo: ${BOX}\r\nSubject: S\r\nMessage-ID: ${id}\r\n${more}` +
  `Content-Type: text/plain\r\n\r\n${body}`;

describe("hostile mail", () => {
  it("with NUL in its ids is kept, and the mails after it come", async () => {
    const { ctx, rows, account } = await mailScene();
    const nul = "<a\u0000b@x.example>";
    imap.put(mail(nul));
    imap.put(mail("<n1@x.example>", "b", `In-Reply-To: ${nul}\r\nReferences: ${nul} ${nul}\r\n`));
    imap.put(mail("<ok@x.example>", "c"));
    expect(await receiveMails(ctx)).toEqual({ count: 3 });
    expect((await rows()).map(({ inbound_kind }) => inbound_kind)).toEqual(Array(3).fill("person"));
    expect(JSON.stringify(await rows())).not.toContain("\\u0000");
    expect(await account("email")).toMatchObject({ read_error: null });
    expect(await receiveMails(ctx)).toEqual({ count: 0 });
  });

  it.each([
    [1, "not_filed"],
    [2, "unreadable"],
  ])("that breaks %i of the ways to keep it is kept for a person", async (broken, trouble) => {
    const { ctx, admin } = await mailScene();
    imap.put(mail("<bomba@x.example>"));
    imap.put(mail("<ok@x.example>"));
    let count = 0;
    const db: typeof ctx.db = {
      ...ctx.db,
      savepoint: (tx, work) => {
        count += 1;
        return ctx.db.savepoint(tx, async (inner) => {
          const isBroken = count <= broken;
          const result = await work(inner);
          if (isBroken) await inner.sql`select 1 / 0`;
          return result;
        });
      },
    };
    await receiveMails({ ...ctx, db });
    const [second, first] = (await listUnfiled(admin)).items;
    expect(first).toMatchObject({ kind: "unreadable", trouble, fromAddress: "", body: "" });
    expect(first?.files.map(({ kind }) => kind)).toEqual(["original"]);
    expect(second).toMatchObject({ kind: "person", fromAddress: "a@x.example" });
    expect(await receiveMails(ctx)).toEqual({ count: 0 });
  });

  it("that is another one under a known id is kept beside it; the same one is not", async () => {
    const { ctx, rows } = await mailScene();
    imap.put(mail("<dup@x.example>", "první"), { receivedAt: desk.now });
    imap.put(mail("<dup@x.example>", "druhý"), { receivedAt: desk.now });
    imap.put(mail("<dup@x.example>", "druhý"), { receivedAt: desk.now });
    imap.put(mail("<dup@x.example>", "druhý", "Received: by another way\r\n"), {
      receivedAt: desk.now,
    });
    await receiveMails(ctx);
    expect((await rows()).map(({ body }) => body)).toEqual(["první", "druhý"]);
    imap.renumber();
    await receiveMails(ctx);
    expect(await rows()).toHaveLength(2);
  });
});

describe("what belongs to no case", () => {
  it("is for who sees all groups, and each page that was read is written down", async () => {
    const { ctx, admin, tenant, debtor } = await mailScene();
    imap.put(mail("<cizi@x.example>"));
    await receiveMails(ctx);
    const [item] = (await listUnfiled(admin)).items;
    const messageId = item?.id ?? 0;
    const fileId = item?.files[0]?.fileId ?? 0;
    const narrow = await tenant.operator("administrator", { accessGroupIds: [1] });
    expect((await listUnfiled(narrow)).items).toEqual([]);
    expect((await listMessages(narrow)).items).toEqual([]);
    expect(await countMessages(narrow)).toMatchObject({ unfiled: 0 });
    for (const tried of [
      () => getMessage(narrow, { messageId }),
      () => readMessageFile(narrow, { messageId, fileId }),
      () => fileMessage(narrow, { messageId, caseId: debtor.caseId }),
      () => dismissMessage(narrow, { messageId, reason: "x" }),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: "messages.not_found" });
    }
    expect(await getMessage(admin, { messageId })).toMatchObject({ id: messageId });
    expect((await readMessageFile(admin, { messageId, fileId })).content).toBeTruthy();
    const audit = await reading(ctx, ({ sql }) =>
      sql`select after from audit_entries where action = 'messages.list-unfiled'`.then((r) => [
        ...r,
      ]),
    );
    expect(audit).toEqual([{ after: { messageIds: [messageId] } }]);
  });

  it("and what was caught is written down by page", async () => {
    const { ctx, admin, write, deliver } = await mailScene();
    await write({ toAddress: "karel@debtor.example" });
    await deliver("email");
    const ids = (await listCaught(admin)).map(({ id }) => id);
    expect(ids).toHaveLength(1);
    const audit = await reading(ctx, ({ sql }) =>
      sql`select after from audit_entries where action = 'messages.list-caught'`.then((r) => [
        ...r,
      ]),
    );
    expect(audit).toEqual([{ after: { caughtIds: ids } }]);
  });
});

describe("a busy data box", () => {
  const account = () => ({
    ...{ channel: "data_box" as const, provider: "isds", secrets: { password: "Heslo+1" } },
    settings: { user: "abc123", baseUrl: isds.baseUrl, isReading: true, readHours: [10] },
  });
  const pdf = (base64 = Buffer.from("%PDF-1.7").toString("base64")) => [
    { name: "r.pdf", mediaType: "application/pdf", role: "main", base64 },
  ];

  it("with a message that cannot be taken gives all the others, and keeps its envelope", async () => {
    const { ctx, rows, account: accountOf } = await channelScene(desk, account());
    isds.received.length = 0;
    isds.now = desk.now;
    isds.put({ files: pdf(), written: new Map([["dmAnnotation", "První"]]) });
    const huge = Buffer.alloc(50 * 1024 * 1024).toString("base64");
    isds.put({ files: pdf(huge), written: new Map([["dmAnnotation", "Obří"]]) });
    const large = Buffer.alloc(31 * 1024 * 1024, "x").toString("base64");
    isds.put({ files: pdf(large), written: new Map([["dmAnnotation", "Velká"]]) });
    while ((await readDataBox(ctx)).count > 0);
    const kept = (await rows()).filter(({ direction }) => direction === "inbound");
    expect(kept).toMatchObject([
      { subject: "První", inbound_kind: "person", last_error: null },
      { subject: "Obří", inbound_kind: "unreadable", state: "unfiled", last_error: "unreadable" },
      { subject: "Velká", inbound_kind: "person", last_error: null },
    ]);
    expect(await accountOf("data_box")).toMatchObject({ read_at: desk.now, read_error: null });
  }, 60_000);

  it("that is out of service loses nothing: no message is called unreadable", async () => {
    const { ctx, rows, account: accountOf } = await channelScene(desk, account());
    isds.received.length = 0;
    isds.now = desk.now;
    isds.put({ files: pdf(), written: new Map([["dmAnnotation", "Rozsudek"]]) });
    isds.failOn = "SignedMessageDownload";
    isds.fail({ kind: "http", status: 503 });
    await readDataBox(ctx);
    expect(await rows()).toEqual([]);
    expect(await accountOf("data_box")).toMatchObject({ read_error: "dataBox.unavailable" });
    isds.fail(null);
    isds.failOn = null;
    expect(await readDataBox(ctx)).toEqual({ count: 1 });
    expect(await rows()).toMatchObject([{ subject: "Rozsudek", inbound_kind: "person" }]);
  });

  it("whose line breaks at one message still gives the others, and says so", async () => {
    const { ctx, rows, account: accountOf } = await channelScene(desk, account());
    isds.received.length = 0;
    isds.now = desk.now;
    const id = isds.put({ files: pdf(), written: new Map([["dmAnnotation", "Špatná"]]) });
    isds.put({ id: "7777777", files: pdf(), written: new Map([["dmAnnotation", "Dobrá"]]) });
    isds.failOn = `>${id}<`;
    isds.fail({ kind: "accept_and_drop" });
    while ((await readDataBox(ctx)).count > 0);
    expect(await rows()).toMatchObject([{ subject: "Dobrá", inbound_kind: "person" }]);
    expect(await accountOf("data_box")).toMatchObject({ read_error: "dataBox.unreachable" });
    isds.fail(null);
    isds.failOn = null;
    while ((await readDataBox(ctx)).count > 0);
    expect((await rows()).map(({ subject }) => subject)).toEqual(["Dobrá", "Špatná"]);
  });

  it("is no flood: forty messages of one court are filed and told of", async () => {
    const { ctx, rows, events } = await channelScene(desk, account());
    const [{ refNo } = { refNo: "" }] = await reading(
      ctx,
      ({ sql }) => sql<{ refNo: string }[]>`select ref_no as "refNo" from cases`,
    );
    isds.now = desk.now;
    isds.received.length = 0;
    for (let n = 0; n < 40; n += 1) {
      isds.put({ files: pdf(), written: new Map([["dmAnnotation", `Ve věci ${refNo}`]]) });
    }
    while ((await readDataBox(ctx)).count > 0);
    expect((await rows()).filter(({ state }) => state === "filed")).toHaveLength(40);
    expect(await events("task")).toHaveLength(40);
  });
});
