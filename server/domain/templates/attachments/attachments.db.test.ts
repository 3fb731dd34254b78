import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { listAudit } from "../../audit";
import { type Context, inTransaction, reading } from "../../context";
import { openDesk } from "../../testing";
import { getTemplate } from "../get-template";
import { ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX } from "../inputs";
import { uploadTemplate } from "../upload-template";
import { arrangeAttachments } from "./arrange-attachments";
import { attachFile } from "./attach-file";
import { readAttachment } from "./read-attachment";

const desk = await openDesk();

async function* one(bytes: Uint8Array) {
  yield bytes;
}

/** A PDF of its own for each title, of about so many bytes. */
async function pdfOf(title: string, sizeBytes = 0): Promise<Buffer> {
  const made = await PDFDocument.create();
  made.addPage();
  made.setTitle(title);
  const bytes = Buffer.from(await made.save());
  // Behind the end of the file there may be anything.
  return Buffer.concat([bytes, Buffer.alloc(Math.max(0, sizeBytes - bytes.length), "\n")]);
}

async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator", { name: "Jana Malá" });
  const upload = async (name: string) =>
    (await uploadTemplate(ctx, { fileName: `${name}.txt` }, one(Buffer.from("Dnes {Dnes}."))))
      .templateId;
  const attach = (templateId: number, fileName: string, bytes: Uint8Array) =>
    attachFile(ctx, { templateId, fileName }, one(bytes));
  const namesOf = async (templateId: number) =>
    (await getTemplate(ctx, { templateId })).attachments.map(({ name }) => name);
  return { tenant, ctx, upload, attach, namesOf };
}

const countFiles = (ctx: Context) =>
  reading(ctx, async ({ sql }) => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from files where media_type = 'application/pdf'`;
    return row?.count;
  });

describe("attachments of a template", () => {
  it("stand in their order, are moved and taken away, and all of it is written down", async () => {
    const { ctx, upload, attach, namesOf } = await scene();
    const templateId = await upload("upominka");
    const { version: before } = await getTemplate(ctx, { templateId });
    const a = await attach(templateId, "../a.pdf", await pdfOf("a"));
    const b = await attach(templateId, "b.pdf", await pdfOf("b"));
    expect(b.version).toBe(before + 2);
    expect(await namesOf(templateId)).toEqual(["a.pdf", "b.pdf"]);
    const arrange = (fileIds: number[], version: number) =>
      arrangeAttachments(ctx, { templateId, version, fileIds });
    const moved = await arrange([b.fileId, a.fileId], b.version);
    expect(await namesOf(templateId)).toEqual(["b.pdf", "a.pdf"]);
    await expect(arrange([], b.version)).rejects.toMatchObject({
      code: "templates.changed_meanwhile",
    });
    await arrange([a.fileId], moved.version);
    expect(await namesOf(templateId)).toEqual(["a.pdf"]);
    const { items } = await listAudit(ctx, { entity: "template", entityId: templateId });
    expect(items.slice(0, 4).map(({ action }) => action)).toEqual([
      ...["templates.arrange-attachments", "templates.arrange-attachments"],
      ...["templates.attach", "templates.attach"],
    ]);
    expect(items[0]).toMatchObject({
      before: { attachments: ["b.pdf", "a.pdf"] },
      after: { attachments: ["a.pdf"] },
    });
    expect(items[3]?.after).toMatchObject({
      ...{ fileName: "a.pdf", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it("are added by their bytes alone: a number does not let another's file in", async () => {
    const { ctx, upload, attach } = await scene();
    const [first, second] = [await upload("jedna"), await upload("dva")];
    const { fileId } = await attach(first, "a.pdf", await pdfOf("a"));
    const { version } = await getTemplate(ctx, { templateId: second });
    await expect(
      arrangeAttachments(ctx, { templateId: second, version, fileIds: [fileId] }),
    ).rejects.toMatchObject({ kind: "not_found", code: "files.not_found" });
    const wrong = { templateId: second, fileId };
    await expect(readAttachment(ctx, wrong)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("of the same content are kept once, beside however many templates", async () => {
    const { ctx, upload, attach, namesOf } = await scene();
    const bytes = await pdfOf("podmínky");
    const [first, second] = [await upload("jedna"), await upload("dva")];
    const one = await attach(first, "podminky.pdf", bytes);
    const two = await attach(second, "podminky.pdf", bytes);
    expect(two.fileId).toBe(one.fileId);
    expect(await countFiles(ctx)).toBe(1);
    await expect(attach(first, "jinak.pdf", bytes)).rejects.toMatchObject({
      ...{ kind: "conflict", code: "templates.attachment_known" },
      params: { name: "podminky.pdf" },
    });
    // Taken away and put back, it is the same file again.
    await arrangeAttachments(ctx, { templateId: first, version: one.version, fileIds: [] });
    expect((await attach(first, "podminky.pdf", bytes)).fileId).toBe(one.fileId);
    expect(await namesOf(first)).toEqual(["podminky.pdf"]);
    const races = await Promise.all(
      [await upload("tři"), await upload("čtyři")].map(async (id) =>
        attach(id, "sazebnik.pdf", await pdfOf("sazebník")),
      ),
    );
    expect(new Set(races.map(({ fileId }) => fileId)).size).toBe(1);
  });

  it("have limits: of one, of all together, of their number", async () => {
    const { upload, attach } = await scene();
    const templateId = await upload("upominka");
    await expect(
      attach(templateId, "a.pdf", Buffer.alloc(ATTACHMENT_BYTES_MAX + 1)),
    ).rejects.toMatchObject({ code: "templates.attachment_too_large", params: { megabytes: 8 } });
    await attach(templateId, "a.pdf", await pdfOf("a", ATTACHMENT_BYTES_MAX));
    await expect(
      attach(templateId, "b.pdf", await pdfOf("b", ATTACHMENT_BYTES_MAX)),
    ).rejects.toMatchObject({ code: "templates.attachments_too_large" });
    const many = await upload("mnoho");
    for (let n = 0; n < ATTACHMENTS_MAX; n += 1) await attach(many, "a.pdf", await pdfOf(`${n}`));
    await expect(attach(many, "a.pdf", await pdfOf("navíc"))).rejects.toMatchObject({
      code: "templates.attachments_too_many",
    });
  });

  it("are read by who reads templates, changed by who edits them, of the own company only", async () => {
    const { tenant, ctx, upload, attach } = await scene();
    const templateId = await upload("upominka");
    const bytes = await pdfOf("a");
    const { fileId, version } = await attach(templateId, "a.pdf", bytes);
    const reader = await tenant.operator("operator");
    const read = await readAttachment(reader, { templateId, fileId });
    expect(read).toMatchObject({ name: "a.pdf", shownType: "application/pdf" });
    expect(read.content.equals(bytes)).toBe(true);
    const file = { templateId, fileName: "b.pdf" };
    await expect(attachFile(reader, file, one(bytes))).rejects.toMatchObject({ kind: "forbidden" });
    await expect(
      arrangeAttachments(reader, { templateId, version, fileIds: [] }),
    ).rejects.toMatchObject({ kind: "forbidden" });
    const stranger = await (await desk.tenant()).operator("administrator");
    for (const refused of [
      () => readAttachment(stranger, { templateId, fileId }),
      () => attachFile(stranger, file, one(bytes)),
      () => arrangeAttachments(stranger, { templateId, version, fileIds: [] }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ kind: "not_found" });
    }
    const forget = inTransaction(ctx, async (_, { sql }) => {
      await sql`delete from template_attachments`;
    });
    await expect(forget).rejects.toThrow();
  });
});
