import { describe, expect, it } from "vitest";
import { inTransaction, type OperatorContext, reading } from "@/server/domain/context";
import { makeDebtor } from "@/server/domain/dunning/testing/dunning-scene";
import { printMessages, sendMessage } from "@/server/domain/messages";
import { restless } from "@/server/domain/messages/testing/restless";
import { getTemplate, saveTemplate, uploadTemplate } from "@/server/domain/templates";
import { docx, marked, paragraph, run } from "@/server/domain/templates/documents/testing/docx";
import { openDesk } from "@/server/domain/testing";
import type { PrintOffice } from "@/server/kernel/print-office";
import { receiveAttachment, sendAttachment } from "./attachment-files";
import { sendLetterPages, sendMessagePages } from "./message-files";
import { sendLetter } from "./template-files";

const desk = await openDesk();
const NOTE = "Jen blízko <tisku>.";
let serial = 0;

/** Counts what it is asked for; the print names the day it was made. */
function counted() {
  const asked = { count: 0 };
  const office: PrintOffice = {
    isInstalled: true,
    toPdf: async (documents) => {
      asked.count += documents.length;
      return documents.map(() => ({
        isConverted: true,
        pdf: Buffer.from(`%PDF-1.7 ${asked.count}\n1 0 obj <</Type /Pages /Count 2>> endobj`),
      }));
    },
  };
  return { asked, office };
}

const within = (ctx: OperatorContext, office: PrintOffice): OperatorContext => ({
  ...ctx,
  outside: { fioUrl: "", isPrivateAllowed: true, office: async () => office },
});

async function scene() {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator", { name: "Jana Malá" });
  await restless(tenant.system());
  const debtor = await makeDebtor(tenant.system());
  const bytes = docx({
    body: paragraph(run(`Výzva ${++serial}: `), marked("Povinný.CeléJméno"), run(", zaplaťte.")),
  });
  const content = (async function* () {
    yield bytes;
  })();
  const { templateId } = await uploadTemplate(admin, { fileName: `vyzva-${serial}.docx` }, content);
  const found = await getTemplate(admin, { templateId });
  await saveTemplate(admin, { ...found, templateId, methods: ["letter"], subject: "Výzva" });
  const hide = () =>
    inTransaction(tenant.system(), async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('vip', 'VIP') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${debtor.caseId}`;
    });
  return { tenant, admin, debtor, templateId, hide };
}

const letterOf = (ctx: OperatorContext, templateId: number, caseId: number) =>
  sendLetter(ctx, {
    ...{ templateId: String(templateId), nearNote: NOTE },
    query: new URLSearchParams({ caseId: String(caseId), shown: "" }),
  });
const draftOf = (ctx: OperatorContext, templateId: number, caseId: number) =>
  sendLetterPages(ctx, {
    query: new URLSearchParams({ caseId: String(caseId), templateId: String(templateId) }),
    nearNote: NOTE,
  });

describe("pages of a letter", () => {
  it("are its words where there is no word processor, under a line that says so, and nothing runs", async () => {
    const { admin, debtor, templateId } = await scene();
    const ctx = within(admin, { isInstalled: false });
    for (const ask of [letterOf, draftOf]) {
      const shown = await ask(ctx, templateId, debtor.caseId);
      expect(shown.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(shown.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
      const page = await shown.text();
      expect(page.replace(/<[^>]*>/g, "")).toContain("Karel Dlužný, zaplaťte.");
      expect(page).toContain('role="note">Jen blízko &lt;tisku>.</p>');
    }
  });

  it("are its print where there is one, made once for the manager and for the message", async () => {
    const { admin, debtor, templateId } = await scene();
    const { asked, office } = counted();
    const ctx = within(admin, office);
    for (const ask of [letterOf, draftOf, letterOf]) {
      const shown = await ask(ctx, templateId, debtor.caseId);
      expect(shown.headers.get("content-type")).toBe("application/pdf");
      expect(shown.headers.get("content-disposition")).toMatch(/^inline; .*\.pdf$/);
      expect(shown.headers.get("cache-control")).toBe("private, no-store");
    }
    expect(asked.count).toBe(1);
  });

  it("of a message that was printed are the print that was kept, to the byte", async () => {
    const { tenant, admin, debtor, templateId, hide } = await scene();
    const { asked, office } = counted();
    const ctx = within(admin, office);
    const form = { channel: "letter" as const, templateId, isAcknowledged: true };
    const sent = await sendMessage(ctx, { ...debtor, ...form, idempotencyKey: "pages-of-one" });
    const messageId = sent.outcome === "queued" ? (sent.messageIds[0] ?? 0) : 0;
    await printMessages(ctx, { channel: "letter" });
    expect(asked.count).toBe(1);
    const files = await reading(
      ctx,
      ({ sql }) => sql<{ fileId: number; kind: string }[]>`
        select file_id as "fileId", kind from message_files
         where message_id = ${messageId} order by place`,
    );
    expect(files.map(({ kind }) => kind)).toEqual(["document", "print"]);
    const pagesOf = (of: OperatorContext, fileId = files[0]?.fileId) => {
      const wanted = { messageId: String(messageId), fileId: String(fileId) };
      return sendMessagePages(of, { ...wanted, nearNote: NOTE });
    };
    const shown = await pagesOf(ctx);
    expect(await shown.text()).toMatch(/^%PDF-1.7 1\n/);
    expect(asked.count).toBe(1);
    expect((await pagesOf(ctx, files[1]?.fileId)).status).toBe(404);
    await hide();
    const narrowed = await tenant.operator("operator", { accessGroupIds: [] });
    for (const refused of [
      await pagesOf(within(narrowed, office)),
      await draftOf(within(narrowed, office), templateId, debtor.caseId),
      await letterOf(within(narrowed, office), templateId, debtor.caseId),
      await pagesOf(await (await desk.tenant()).operator("administrator")),
    ]) {
      expect(refused.status).toBe(404);
      expect(await refused.text()).not.toContain("Karel");
    }
  });
});

describe("files beside a template", () => {
  const post = (ctx: OperatorContext, templateId: number, name: string, body: Uint8Array) => {
    const address = `https://saldo.example/api/files/templates/${templateId}/attachments`;
    const query = new URLSearchParams({ name });
    const request = new Request(`${address}?${query}`, { method: "POST", body: Buffer.from(body) });
    return receiveAttachment(ctx, { templateId: String(templateId), request });
  };

  it("come and leave by their door, and are refused in words", async () => {
    const { tenant, admin, templateId } = await scene();
    const bytes = docx({ body: paragraph(run("Podmínky")) });
    const taken = await post(admin, templateId, "podminky.docx", bytes);
    const { fileId, name } = await taken.json();
    expect(name).toBe("podminky.docx");
    const wanted = { templateId: String(templateId), fileId: String(fileId) };
    const back = await sendAttachment(await tenant.operator("operator"), wanted);
    expect(Buffer.from(await back.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    expect(back.headers.get("content-disposition")).toMatch(/^attachment/);
    const program = await post(admin, templateId, "faktura.pdf", Buffer.from("MZ\x90"));
    expect(program.status).toBe(400);
    expect(await program.json()).toMatchObject({ code: "templates.attachment_program" });
    const stranger = await (await desk.tenant()).operator("administrator");
    expect((await sendAttachment(stranger, wanted)).status).toBe(404);
    expect((await sendAttachment(admin, { ...wanted, fileId: "x" })).status).toBe(404);
  });
});
