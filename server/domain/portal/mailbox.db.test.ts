import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ImapTwin, imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { catchSmtp, type SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import {
  channelsHealth,
  listUnfiled,
  readMailbox,
  receiveMails,
  retryUnreadable,
  saveChannel,
} from "../messages";
import { mailboxFigures } from "../requests";
import { openDesk } from "../testing";
import { mailOf, mailScene } from "./testing/mail-scene";

const desk = await openDesk();
let smtp: SmtpCatcher;
let imap: ImapTwin;
beforeAll(async () => {
  smtp = await catchSmtp();
});
beforeEach(async () => {
  imap = await imapTwin({ user: "u", password: "p" });
  return () => imap.close();
});
afterAll(() => smtp.close());

const scene = (more: Record<string, unknown> = {}) => mailScene(desk, { imap, smtp, more });
const flags = () => imap.mails.map((mail) => [...mail.flags].join());

describe("a mailbox of requests", () => {
  it("marks what is kept as seen, or as deleted; what is not here whole is only seen", async () => {
    const seen = await scene();
    imap.put(mailOf({}));
    await seen.receive();
    expect(flags()).toEqual(["\\Seen"]);
    const it = await scene({ isDeleting: true });
    imap.put(mailOf({}));
    imap.put(mailOf({}), { isBroken: true });
    await it.receive();
    expect(flags()).toEqual(["\\Seen", "\\Deleted", "\\Seen"]);
    expect(await it.rows("select 1 from mailbox_marks")).toEqual([]);
  });

  it("is left as it is where it opens none", async () => {
    const it = await scene({ opensRequests: false, isDeleting: true, isUnseenOnly: true });
    imap.put(mailOf({}), { flags: new Set(["\\Seen"]) });
    await it.receive();
    expect(flags()).toEqual(["\\Seen"]);
    expect((await listUnfiled(it.admin)).items).toHaveLength(1);
    expect(await it.standings()).toEqual([]);
  });

  it("passes over what people have seen, if it is told to", async () => {
    const it = await scene({ isUnseenOnly: true });
    imap.put(mailOf({ Subject: "viděný" }), { flags: new Set(["\\Seen"]) });
    imap.put(mailOf({ Subject: "nový" }));
    await it.receive();
    expect((await listUnfiled(it.admin)).items.map(({ subject }) => subject)).toEqual(["nový"]);
  });

  it("is marked next time where marking fails, and never by numbers of another one", async () => {
    const it = await scene({ isDeleting: true });
    imap.put(mailOf({}));
    imap.interfere = ({ name }, socket) => {
      if (name === "UID STORE") socket.destroy();
      return name === "UID STORE";
    };
    await receiveMails(it.ctx);
    expect((await listUnfiled(it.admin)).items).toHaveLength(1);
    expect(flags()).toEqual([""]);
    const [email] = (await channelsHealth(it.admin)).channels;
    expect(email?.readError).toBe("mailbox.lost");
    imap.interfere = null;
    await receiveMails(it.ctx);
    expect(flags()).toEqual(["\\Deleted"]);
    expect((await listUnfiled(it.admin)).items).toHaveLength(1);
    imap.put(mailOf({}));
    imap.interfere = ({ name }, socket) => {
      if (name === "UID STORE") socket.destroy();
      return name === "UID STORE";
    };
    await receiveMails(it.ctx);
    imap.interfere = null;
    expect(await it.rows("select 1 from mailbox_marks")).toHaveLength(1);
    const settings = { ...(email?.settings as { inbound: object }) };
    const inbound = { ...settings.inbound, folder: "Jiná" };
    await saveChannel(it.admin, {
      ...{ channel: "email", provider: "smtp", secrets: { mailboxPassword: "p" } },
      settings: { ...settings, inbound },
    });
    expect(await it.rows("select 1 from mailbox_marks")).toEqual([]);
    expect(flags()).toEqual(["\\Deleted", ""]);
  });

  it("may be read no oftener than it says, and at once while more lies there", async () => {
    const it = await scene({ delaySeconds: 300 });
    imap.put(mailOf({ Subject: "jeden" }));
    expect(await readMailbox(it.at(200))).toEqual({ count: 0 });
    expect(await readMailbox(it.at(300))).toEqual({ count: 1 });
    for (let n = 0; n < 60; n += 1) imap.put(mailOf({ Subject: `č. ${n}` }));
    expect(await readMailbox(it.at(599))).toEqual({ count: 50 });
    expect(await readMailbox(it.at(600))).toEqual({ count: 10 });
    expect(await readMailbox(it.at(601))).toEqual({ count: 0 });
    const inbound = { address: "a@b.example", host: "x", user: "u", delaySeconds: 5 };
    await expect(
      saveChannel(it.admin, { channel: "email", provider: "catcher", settings: { inbound } }),
    ).rejects.toMatchObject({ code: "channels.setting" });
  });

  it("keeps what nobody could file, and a person has it read anew, once", async () => {
    const it = await scene();
    const From = await it.emailOf(it.first);
    const breaking = {
      ...it.ctx,
      db: {
        ...it.ctx.db,
        savepoint: ((tx, work) =>
          it.ctx.db.savepoint(tx, async (inner) => {
            const result = await work(inner);
            const whole = await inner.sql`select 1 from messages where inbound_kind = 'person'`;
            if (whole.length > 0) throw new Error("something of ours broke");
            return result;
          })) as typeof it.ctx.db.savepoint,
      },
    };
    imap.put(mailOf({ From, Subject: "Přece jen" }));
    await it.receive(breaking);
    expect(await mailboxFigures(it.admin)).toMatchObject({ deadCount: 1, opensRequests: true });
    const [dead] = (await listUnfiled(it.admin)).items;
    expect(dead).toMatchObject({ kind: "unreadable", trouble: "not_filed" });
    const messageId = dead?.id ?? 0;
    await retryUnreadable(it.admin, { messageId });
    await it.relay(it.ctx);
    expect(await it.requests()).toMatchObject([{ subject: "Přece jen" }]);
    await expect(retryUnreadable(it.admin, { messageId })).rejects.toMatchObject({
      code: "channels.not_unfiled",
    });
    imap.put(mailOf({}), { isBroken: true });
    await it.receive();
    const [gone] = (await listUnfiled(it.admin)).items;
    await expect(retryUnreadable(it.admin, { messageId: gone?.id ?? 0 })).rejects.toMatchObject({
      code: "channels.still_unreadable",
    });
    expect(await mailboxFigures(it.admin)).toMatchObject({
      ...{ deadCount: 1, postedCount: 1, weekCount: 3, unmarkedCount: 0, waitingCount: 0 },
    });
  });
});
