import { describe, expect, it } from "vitest";
import { type Context, inTransaction, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { openDesk } from "../testing";
import { openCatcher } from "./carriers/catcher";
import { catchMails } from "./catch-mails";
import { countMessages } from "./count-messages";
import { cancelMessage, decideMessage } from "./decide-message";
import { deliverMessages } from "./deliver-messages";
import type { MessageDraft } from "./draft";
import { getMessage } from "./get-message";
import { dismissMessage } from "./inbound/dismiss-message";
import { fileMessage } from "./inbound/file-message";
import { listCaught } from "./list-caught";
import { listMessages } from "./list-messages";
import { printMessages, readUnprinted } from "./prints/print-messages";
import { readMessageFile } from "./read-message-file";
import { mailDraft } from "./testing/mail-draft";
import { restless } from "./testing/restless";
import { writeMessages } from "./write-messages";

const desk = await openDesk();

async function scene() {
  const tenant = await desk.tenant();
  await restless(tenant.system());
  const ctx = await tenant.operator("operator", { name: "Petr Výběrčí" });
  const debtor = await makeDebtor(tenant.system());
  const write = async (more: Partial<MessageDraft> = {}): Promise<number> => {
    const [written] = await inTransaction(tenant.system(), (inner, tx) =>
      writeMessages(inner, tx, [mailDraft(debtor, more)]),
    );
    return written?.messageId ?? 0;
  };
  const putInto = (messageId: number, state: string) =>
    inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`update messages set state = ${state}, claimed_at = ${desk.now}
                 where id = ${messageId}`;
    });
  const deliver = async (channel: "email" | "letter" = "email") => {
    const system = tenant.system();
    const ids = await reading(system, (tx) => readUnprinted(system, tx, channel));
    await printMessages(system, { channel, ids });
    return deliverMessages(tenant.system(), { channel, carrier: openCatcher(tenant.system()) });
  };
  return { tenant, ctx, debtor, write, putInto, deliver };
}

const stateOf = async (ctx: Context, messageId: number) => {
  const { items } = await listMessages(ctx);
  return items.find(({ id }) => id === messageId)?.state;
};

describe("a person's word on a message", () => {
  it.each([
    ["sent", "sent"],
    ["again", "waiting"],
    ["dropped", "cancelled"],
  ] as const)(
    "'%s' of an uncertain one makes it %s, with its reason in the audit",
    async (verdict, state) => {
      const { ctx, write, putInto } = await scene();
      const messageId = await write();
      await putInto(messageId, "uncertain");
      expect(await countMessages(ctx)).toMatchObject({
        uncertain: 1,
        refused: 0,
        isCatching: false,
      });
      await decideMessage(ctx, { messageId, verdict, reason: "Volal jsem operátorovi" });
      expect(await stateOf(ctx, messageId)).toBe(state);
      expect(await countMessages(ctx)).toMatchObject({ uncertain: 0 });
      const [audit] = await reading(
        ctx,
        ({ sql }) => sql`select after, reason from audit_entries where action = 'messages.decide'`,
      );
      expect(audit).toMatchObject({ after: { verdict }, reason: "Volal jsem operátorovi" });
    },
  );

  it("is not asked for what has gone", async () => {
    const { ctx, write, deliver } = await scene();
    const messageId = await write();
    await deliver();
    const decide = decideMessage(ctx, { messageId, verdict: "again", reason: "x" });
    await expect(decide).rejects.toMatchObject({ code: "messages.not_open" });
    const cancel = cancelMessage(ctx, { messageId, reason: "x" });
    await expect(cancel).rejects.toMatchObject({ code: "messages.gone" });
  });

  it("takes back what waits, and it never leaves", async () => {
    const { ctx, write, deliver } = await scene();
    const messageId = await write();
    await cancelMessage(ctx, { messageId, reason: "Zaplaceno" });
    expect(await deliver()).toEqual({ count: 0 });
    expect(await stateOf(ctx, messageId)).toBe("cancelled");
  });

  it("is not needed for a refused one for which another channel stood in", async () => {
    const { ctx, write, putInto } = await scene();
    const [alone, replaced] = [await write({ key: "alone" }), await write({ key: "replaced" })];
    await putInto(alone, "refused");
    await putInto(replaced, "refused");
    await write({ key: "replaced:letter", channel: "letter", replacesId: replaced });
    expect(await countMessages(ctx)).toMatchObject({ refused: 1 });
    const { items } = await listMessages(ctx, { filter: { isOpen: true } });
    expect(items.map(({ id }) => id)).toEqual([alone]);
  });
});

describe("a message that came without a case", () => {
  it("waits for a person until it is filed or put aside", async () => {
    const { tenant, ctx, debtor } = await scene();
    const ids = await inTransaction(tenant.system(), async (_, { sql }) => {
      const rows = await sql<{ id: number }[]>`
        insert into messages (key, direction, channel, state, to_address, from_address, language)
        select 'in' || n, 'inbound', 'email', 'unfiled', 'agency@saldo.example', 'x@x.example', 'cs'
          from generate_series(1, 2) n returning id`;
      return rows.map(({ id }) => id);
    });
    const [first = 0, second = 0] = ids;
    expect(await countMessages(ctx)).toMatchObject({ unfiled: 2 });
    await fileMessage(ctx, { messageId: first, caseId: debtor.caseId });
    await dismissMessage(ctx, { messageId: second, reason: "Reklama" });
    expect(await countMessages(ctx)).toMatchObject({ unfiled: 0 });
    const filed = { state: "filed", caseId: debtor.caseId, isDismissed: false };
    expect(await getMessage(ctx, { messageId: first })).toMatchObject(filed);
    expect(await getMessage(ctx, { messageId: second })).toMatchObject({ isDismissed: true });
  });
});

describe("the list", () => {
  it("goes page by page, by state, channel and text", async () => {
    const { ctx, write } = await scene();
    const ids = [await write({ subject: "První" }), await write({ subject: "100 % dluhu" })];
    ids.push(await write({ subject: "Třetí", channel: "letter" }));
    const one = await listMessages(ctx, { limit: 2 });
    expect(one.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const two = await listMessages(ctx, { limit: 2, cursor: one.nextCursor });
    expect(two).toMatchObject({ items: [{ id: ids[0] }], nextCursor: null });
    const found = async (filter: object) =>
      (await listMessages(ctx, { filter })).items.map(({ subject }) => subject);
    expect(await found({ channel: "letter" })).toEqual(["Třetí"]);
    expect(await found({ text: "100 %" })).toEqual(["100 % dluhu"]);
    expect(await found({ direction: "inbound" })).toEqual([]);
  });

  it("finds a name by a title that it lacks, and by one that it bears", async () => {
    const { ctx, write } = await scene();
    await write({ subject: "Osoba", toName: "Jan Novák" });
    await write({ subject: "Kancelář", toName: "Advokátní kancelář JUDr. Novák" });
    const found = async (text: string) =>
      (await listMessages(ctx, { filter: { text } })).items.map(({ subject }) => subject);
    expect(await found("Ing. Jan Novák")).toEqual(["Osoba"]);
    expect(await found("Advokátní kancelář JUDr. Novák")).toEqual(["Kancelář"]);
  });
});

describe("the catcher", () => {
  it("shows what was kept, its files, and nothing from behind a wall", async () => {
    const { tenant, ctx, debtor, write, deliver } = await scene();
    const bytes = Buffer.from("<p>Dopis</p>");
    const files = [{ kind: "document" as const, name: "d.html", mediaType: "text/html", bytes }];
    const messageId = await write({ channel: "letter", files });
    await deliver("letter");
    const [caught] = await listCaught(ctx);
    expect(caught).toMatchObject({
      channel: "letter",
      html: "<p>Dopis</p>",
      messageRowId: messageId,
    });
    const fileId = caught?.files[0]?.fileId ?? 0;
    expect(await readMessageFile(ctx, { messageId, fileId })).toMatchObject({ content: bytes });
    await inTransaction(tenant.system(), async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('vip', 'VIP') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${debtor.caseId}`;
    });
    const walled = await tenant.operator("operator", { accessGroupIds: [] });
    expect(await listCaught(walled)).toEqual([]);
    await expect(readMessageFile(walled, { messageId, fileId })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("keeps our own mails once, for who sees all groups and for whom they were written", async () => {
    const { tenant, ctx } = await scene();
    const reader = await tenant.operator("operator", { accessGroupIds: [] });
    const to = await reading(reader, async ({ sql }) => {
      const [row] = await sql<{ email: string }[]>`
        select email from operators where id = ${reader.actor.operatorId}`;
      return row?.email ?? "";
    });
    const mail = {
      from: '"Agentura, s.r.o." <saldo@agency.example>',
      subject: "Ranní přehled",
      text: "x",
      html: "<p>x",
    };
    const sender = catchMails(tenant.system());
    await sender.send({ ...mail, to, messageId: "<1@x>" });
    await sender.send({ ...mail, to, messageId: "<1@x>" });
    await sender.send({ ...mail, to: "somebody@agency.example", messageId: "<2@x>" });
    expect(await listCaught(ctx)).toHaveLength(2);
    expect(await listCaught(reader)).toMatchObject([
      {
        ...{ toAddress: to, messageRowId: null, ownTo: "colleague" },
        ...{ fromAddress: "saldo@agency.example", details: { fromName: "Agentura, s.r.o." } },
      },
    ]);
  });

  it("tells a notice to a client from a mail to a colleague", async () => {
    const { tenant, ctx } = await scene();
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`insert into mails (key, kind, to_address, language, data, message_id, created_at)
                values ('a', 'request_answered', 'jan@c.example', 'cs', '{}', '<3@x>', now())`;
    });
    const mail = { from: "a@agency.example", subject: "Odpověď", text: "x", html: "" };
    const sender = catchMails(tenant.system());
    await sender.send({ ...mail, to: "jan@c.example", messageId: "<3@x>" });
    await sender.send({ ...mail, to: "eva@agency.example", messageId: "<4@x>" });
    const told = (await listCaught(ctx)).map(({ toAddress, ownTo }) => [toAddress, ownTo]);
    expect(told).toEqual([
      ["eva@agency.example", "colleague"],
      ["jan@c.example", "client"],
    ]);
  });
});
