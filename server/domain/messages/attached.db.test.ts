import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { countPages } from "@/server/connectors/pdf";
import type { PrintOffice } from "@/server/kernel/print-office";
import { type Context, inTransaction, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import {
  arrangeAttachments,
  attachFile,
  getTemplate,
  saveTemplate,
  uploadTemplate,
} from "../templates";
import { png } from "../templates/documents/testing/world";
import { openDesk } from "../testing";
import { addDocument } from "../timeline";
import { dataMessageShape } from "./carriers/data-message-shape";
import { letterShape } from "./carriers/letter-shape";
import { mailShape } from "./carriers/mail-shape";
import { getMessage } from "./get-message";
import { readOutgoing } from "./outgoing";
import { previewMessage } from "./preview-message";
import { printMessages } from "./prints/print-messages";
import { sendMessage } from "./send-message";
import { sendMessages } from "./send-messages";
import { restless } from "./testing/restless";
import { writeFallbacks } from "./write-fallbacks";

const desk = await openDesk();
let serial = 0;
const NO_OFFICE: PrintOffice = { isInstalled: false };

async function* one(bytes: Uint8Array) {
  yield bytes;
}

async function pdfOf(title: string): Promise<Buffer> {
  const made = await PDFDocument.create();
  made.addPage();
  made.setTitle(title);
  return Buffer.from(await made.save());
}

/** A template that goes by every channel, with a PDF and a picture beside it. */
async function scene() {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator", { name: "Jana Malá" });
  const system = tenant.system();
  const ctx = { ...admin, outside: { office: async () => NO_OFFICE } } as unknown as typeof admin;
  await restless(system);
  const debtor = await makeDebtor(system);
  await inTransaction(system, async (_, { sql }) => {
    await sql`update parties set data_box_id = 'abc1234' where id = ${debtor.partyId}`;
    await sql`insert into party_contacts (party_id, kind, phone_kind, value)
              values (${debtor.partyId}, 'phone', 'mobile', '+420777123456')`;
  });
  const file = { fileName: `vyzva-${++serial}.txt` };
  const { templateId } = await uploadTemplate(admin, file, one(Buffer.from("Zaplaťte do {Dnes}.")));
  const found = await getTemplate(admin, { templateId });
  const methods = ["email", "sms", "letter", "data_box"] as const;
  await saveTemplate(admin, { ...found, templateId, subject: "Výzva", methods: [...methods] });
  const terms = await pdfOf("podmínky");
  const attach = (fileName: string, bytes: Uint8Array) =>
    attachFile(admin, { templateId, fileName }, one(bytes));
  await attach("podminky.pdf", terms);
  const { version } = await attach("mapa.png", png());
  const send = async (channel: (typeof methods)[number], attachmentFileIds: number[] = []) => {
    const idempotencyKey = `attached-${++serial}`;
    const what = { channel, templateId, attachmentFileIds, isAcknowledged: true };
    const sent = await sendMessage(ctx, { ...debtor, ...what, idempotencyKey });
    if (sent.outcome !== "queued") throw new Error(sent.reasons.join());
    return sent.messageIds[0] ?? 0;
  };
  return { tenant, ctx, debtor, templateId, version, terms, attach, send };
}

async function outgoing(ctx: Context, messageId: number) {
  const [message] = await reading(ctx, (tx) => readOutgoing(tx, [messageId]));
  if (!message) throw new Error("no message");
  return message;
}

describe("attachments of a template", () => {
  it("go beside a mail and into a data box as they are", async () => {
    const { ctx, terms, send } = await scene();
    const mail = mailShape(await outgoing(ctx, await send("email")), { replyBase: null });
    if (!mail.ok) throw new Error("no mail");
    const { attachments } = mail.message;
    expect(attachments.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ["podminky.pdf", "application/pdf"],
      ["mapa.png", "image/png"],
    ]);
    expect(Buffer.from(attachments[0]?.bytes ?? []).equals(terms)).toBe(true);
    const box = await send("data_box");
    await printMessages(ctx, { channel: "data_box" });
    const boxed = dataMessageShape(await outgoing(ctx, box), { type: "commercial" });
    if (!boxed.ok) throw new Error("no data message");
    const names = boxed.message.files.map(({ name }) => name);
    expect(names).toEqual([expect.stringMatching(/\.pdf$/), "podminky.pdf", "mapa.png"]);
  });

  it("are printed behind a letter, pictures on a page of their own", async () => {
    const { ctx, terms, send } = await scene();
    const messageId = await send("letter");
    await printMessages(ctx, { channel: "letter" });
    const sender = { name: "Saldo", street: "Dlouhá 1", city: "Praha", postalCode: "11000" };
    const shaped = letterShape(await outgoing(ctx, messageId), {
      ...{ sender: { ...sender, country: "CZ" } as never, isDuplex: true },
    });
    if (!shaped.ok) throw new Error("no letter");
    const { pdf } = shaped.message;
    expect(pdf.map((bytes) => Buffer.from(bytes).toString("latin1", 0, 5))).toEqual(
      Array.from({ length: 3 }, () => "%PDF-"),
    );
    expect(Buffer.from(pdf[1] ?? []).equals(terms)).toBe(true);
    expect(await countPages(pdf[2] ?? Buffer.alloc(0))).toBe(1);
  });

  it("do not go with an SMS, but with what goes instead of it", async () => {
    const { ctx, send } = await scene();
    const messageId = await send("sms");
    expect((await getMessage(ctx, { messageId })).files).toEqual([]);
    const instead = await inTransaction(ctx, async (inner, tx) => {
      await tx.sql`update messages set fallback = '{email}' where id = ${messageId}`;
      await writeFallbacks(inner, tx, [messageId]);
      const [row] = await tx.sql<{ id: number }[]>`
        select id from messages where replaces_id = ${messageId}`;
      return row?.id ?? 0;
    });
    const { files } = await getMessage(ctx, { messageId: instead });
    expect(files.map(({ name }) => name)).toEqual(["podminky.pdf", "mapa.png"]);
  });

  it("that no letter can have behind it stay behind when a letter goes instead, and it is told", async () => {
    const { ctx, debtor, send } = await scene();
    const content = one(Buffer.from("PK\u0003\u0004"));
    const file = { name: "tabulka.xlsx", mediaType: "application/octet-stream", content };
    const { fileId } = await addDocument(ctx, { caseId: debtor.caseId, file });
    const messageId = await send("email", [fileId]);
    const { instead, told } = await inTransaction(ctx, async (inner, tx) => {
      await tx.sql`update messages set fallback = '{letter}' where id = ${messageId}`;
      await writeFallbacks(inner, tx, [messageId]);
      await writeFallbacks(inner, tx, [messageId]);
      const [row] = await tx.sql<{ id: number }[]>`
        select id from messages where replaces_id = ${messageId} and channel = 'letter'`;
      const events = await tx.sql`
        select data from case_events where data ->> 'code' = 'message.left_out'`;
      return { instead: row?.id ?? 0, told: events.map(({ data }) => data) };
    });
    const { files } = await getMessage(ctx, { messageId: instead });
    expect(files.map(({ kind, name }) => (kind === "document" ? kind : name))).toEqual([
      ...["document", "podminky.pdf", "mapa.png"],
    ]);
    const params = { channel: "letter", names: "tabulka.xlsx" };
    expect(told).toEqual([{ code: "message.left_out", params }]);
  });

  it("are in the letter that goes instead of an SMS that went instead of a mail", async () => {
    const { ctx, templateId, version, send } = await scene();
    const messageId = await send("email");
    await arrangeAttachments(ctx, { templateId, version, fileIds: [] });
    const instead = (id: number) =>
      inTransaction(ctx, async (inner, tx) => {
        await writeFallbacks(inner, tx, [id]);
        const [row] = await tx.sql<{ id: number; channel: string }[]>`
          select id, channel from messages where replaces_id = ${id}`;
        return row ?? { id: 0, channel: "" };
      });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update messages set fallback = '{sms,letter}' where id = ${messageId}`;
    });
    const text = await instead(messageId);
    expect(text.channel).toBe("sms");
    expect((await getMessage(ctx, { messageId: text.id })).files).toEqual([]);
    const letter = await instead(text.id);
    expect(letter.channel).toBe("letter");
    const { files } = await getMessage(ctx, { messageId: letter.id });
    // What was sent first, whatever stands beside the template today; its text as the document.
    expect(files.map(({ name }) => name)).toEqual([
      ...[expect.stringMatching(/^zprava-/), "podminky.pdf", "mapa.png"],
    ]);
  });

  it("stay with what was sent when the template loses them, and are kept once for all", async () => {
    const { tenant, ctx, debtor, templateId, version, send } = await scene();
    const other = await makeDebtor(tenant.system());
    const idempotencyKey = `bulk-attached-${++serial}`;
    const caseIds = [debtor.caseId, other.caseId];
    await sendMessages(ctx, { caseIds, channel: "email", templateId, idempotencyKey });
    const messageId = await send("email");
    await arrangeAttachments(ctx, { templateId, version, fileIds: [] });
    const { files, contentHash } = await getMessage(ctx, { messageId });
    expect(files.map(({ name }) => name)).toEqual(["podminky.pdf", "mapa.png"]);
    const after = await getMessage(ctx, { messageId: await send("email") });
    expect(after.files).toEqual([]);
    // What was sent is told from what would be sent now.
    expect(after.contentHash).not.toBe(contentHash);
    const [count] = await reading(
      ctx,
      ({ sql }) => sql<{ files: number; uses: number }[]>`
        select count(distinct file_id)::int as files, count(*)::int as uses
          from message_files where kind = 'attachment'`,
    );
    expect(count).toEqual({ files: 2, uses: 6 });
    const spoil = inTransaction(ctx, async (_, { sql }) => {
      await sql`update files set name = 'jiné.pdf' where name = 'podminky.pdf'`;
    });
    await expect(spoil).rejects.toThrow(/never changes/);
  });

  it("are seen before sending, with documents of the case behind them; none of another case", async () => {
    const { tenant, ctx, debtor, templateId, send } = await scene();
    const content = one(Buffer.from("%PDF-1.7 smlouva"));
    const added = { name: "smlouva.pdf", mediaType: "application/pdf", content };
    const { fileId } = await addDocument(ctx, { caseId: debtor.caseId, file: added });
    const asked = { ...debtor, channel: "email" as const, templateId };
    const seen = await previewMessage(ctx, { ...asked, attachmentFileIds: [fileId] });
    const names = ["podminky.pdf", "mapa.png", "smlouva.pdf"];
    expect(seen.attachments.map(({ name }) => name)).toEqual(names);
    const messageId = await send("email", [fileId]);
    const { files } = await getMessage(ctx, { messageId });
    expect(files.map(({ name }) => name)).toEqual(names);
    expect((await previewMessage(ctx, { ...asked, channel: "sms" })).attachments).toEqual([]);
    const other = await makeDebtor(tenant.system());
    await expect(
      previewMessage(ctx, { ...asked, ...other, attachmentFileIds: [fileId] }),
    ).rejects.toMatchObject({ code: "files.not_found" });
  });

  it("that no letter can have behind it, or no carrier takes, are refused before anything is written", async () => {
    const { ctx, debtor, send } = await scene();
    const add = (name: string, bytes: Buffer) => {
      const file = { name, mediaType: "application/octet-stream", content: one(bytes) };
      return addDocument(ctx, { caseId: debtor.caseId, file });
    };
    const table = await add("tabulka.xlsx", Buffer.from("PK\u0003\u0004"));
    await expect(send("letter", [table.fileId])).rejects.toMatchObject({
      ...{ code: "messages.attachment_not_printed", params: { name: "tabulka.xlsx" } },
    });
    const scan = await add("sken.pdf", Buffer.from("%PDF-1.7"));
    expect(await send("letter", [scan.fileId])).toBeGreaterThan(0);
    const large = await add("velky.bin", Buffer.alloc(19 * 1024 ** 2));
    await expect(send("email", [large.fileId])).rejects.toMatchObject({
      ...{ code: "messages.attachments_too_large", params: { megabytes: 18 } },
    });
    const [sent] = await reading(
      ctx,
      ({ sql }) => sql`select count(*)::int as count from messages where channel = 'email'`,
    );
    expect(sent).toEqual({ count: 0 });
  });
});
