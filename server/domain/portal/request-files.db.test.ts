import { describe, expect, it } from "vitest";
import { inService, inTransaction, reading } from "../context";
import {
  answerRequest,
  forgetUploads,
  myRequest,
  openRequest,
  postsOfRequest,
  readMyFile,
  replyToRequest,
  uploadFile,
} from "../requests";
import { bytesOf, PNG } from "../requests/testing/files";
import { openDesk } from "../testing";
import { addDocument, readDocument } from "../timeline";
import { portalScene } from "./testing/portal-scene";
import { registered } from "./testing/registered";

const desk = await openDesk();
let serial = 0;
const key = () => `file-test-${++serial}`;
const question = (more: object = {}) => ({
  ...{ subject: "Doklad", kind: "documents" as const, text: "Posílám." },
  ...{ idempotencyKey: key(), ...more },
});
const MB = 1024 * 1024;

async function scene() {
  const found = await portalScene(desk);
  const one = await registered(desk, found, found.first);
  const other = await registered(desk, found, found.second);
  const caseIdOf = async (refNo: string) => {
    const [row] = await reading(
      found.admin,
      ({ sql }) => sql<{ id: number }[]>`select id from cases where ref_no = ${refNo}`,
    );
    return row?.id ?? 0;
  };
  return { ...found, one, other, caseIdOf };
}
type Scene = Awaited<ReturnType<typeof scene>>;
const send = (ctx: Scene["one"], name = "doklad.png", content = bytesOf(PNG)) =>
  uploadFile(ctx, { name, idempotencyKey: key() }, content);

describe("a client's file", () => {
  it("goes with a request and a reply, and both sides read it", async () => {
    const { one, admin, caseIdOf } = await scene();
    const sent = { name: "doklad.png", idempotencyKey: key() };
    const upload = await uploadFile(one, sent, bytesOf(PNG));
    expect(await uploadFile(one, sent, bytesOf(PNG))).toEqual(upload);
    const asked = question({ uploadIds: [upload.uploadId] });
    const { refNo } = await openRequest(one, asked);
    await openRequest(one, asked);
    const second = await send(one, "vysvětlení.txt", bytesOf("Zaplaceno 1. 11."));
    await replyToRequest(one, {
      ...{ refNo, text: "A ještě", uploadIds: [second.uploadId], idempotencyKey: key() },
    });
    const { posts } = await myRequest(one, { refNo });
    expect(posts.map(({ files }) => files)).toEqual([
      [{ id: upload.uploadId, name: "doklad.png", sizeBytes: PNG.length }],
      [{ id: second.uploadId, name: "vysvětlení.txt", sizeBytes: 16 }],
    ]);
    const mine = await readMyFile(one, { requestFileId: upload.uploadId });
    expect(mine.content.equals(PNG)).toBe(true);
    const [first] = await postsOfRequest(admin, { caseId: await caseIdOf(refNo) });
    const fileId = first?.files[0]?.fileId ?? 0;
    expect((await readDocument(admin, { fileId })).content.equals(PNG)).toBe(true);
  });

  it("is nobody else's: not to read, not to put into a request, not by its row", async () => {
    const { one, other } = await scene();
    const { uploadId } = await send(one);
    const gone = { code: "files.not_found" };
    const steal = question({ uploadIds: [uploadId] });
    await expect(readMyFile(other, { requestFileId: uploadId })).rejects.toMatchObject(gone);
    await expect(openRequest(other, steal)).rejects.toMatchObject({ code: "requests.file_gone" });
    await openRequest(one, question({ uploadIds: [uploadId] }));
    await expect(readMyFile(other, { requestFileId: uploadId })).rejects.toMatchObject(gone);
    for (const table of ["request_files", "files", "file_chunks"]) {
      const count = async (ctx: Scene["one"]) => {
        return (await reading(ctx, ({ sql }) => sql`select tenant_id from ${sql(table)}`)).length;
      };
      expect([table, await count(other), await count(one)]).toEqual([table, 0, 1]);
    }
    // It is in a request already.
    await expect(openRequest(one, question({ uploadIds: [uploadId] }))).rejects.toMatchObject({
      code: "requests.file_gone",
    });
  });

  it("is judged by its content, whatever it calls itself", async () => {
    const { one } = await scene();
    const refused = (code: string) => ({ code: `requests.${code}` });
    const page = "<html><script>alert(1)</script></html>";
    await expect(send(one, "a.html", bytesOf(page))).rejects.toMatchObject(refused("file_kind"));
    await expect(send(one, "a.png", bytesOf(page))).rejects.toMatchObject(refused("file_kind"));
    await expect(send(one, "a.pdf", bytesOf("MZ\u0090"))).rejects.toMatchObject(
      refused("file_unsafe"),
    );
    await expect(send(one, "a.txt", bytesOf("#!/bin/sh"))).rejects.toMatchObject(
      refused("file_unsafe"),
    );
    await expect(send(one, "a.txt", bytesOf(Buffer.from([1, 2, 3])))).rejects.toMatchObject(
      refused("file_kind"),
    );
    const renamed = await send(one, "../../obrázek.pdf", bytesOf(PNG));
    expect(renamed.name).toBe("obrázek.pdf.png");
  });

  it("has a limit for itself, for a line and for a day", async () => {
    const { one } = await scene();
    const large = bytesOf(Buffer.alloc(10 * MB), "x");
    await expect(send(one, "a.txt", large)).rejects.toMatchObject({
      code: "requests.file_too_large",
    });
    await expect(send(one, "a.txt", bytesOf())).rejects.toMatchObject({ code: "files.empty" });
    await expect(openRequest(one, question({ uploadIds: [1, 2, 3, 4, 5, 6] }))).rejects.toThrow(
      "requests.files_too_many",
    );
    await inTransaction(inService(one, "portal"), async (_, { sql }) => {
      await sql`
        with kept as (
          insert into files (name, media_type, size_bytes, sha256)
          select 'x', 'text/plain', 1, '\\x00' from generate_series(1, 40) returning id)
        insert into request_files (file_id, author, author_id, created_at)
        select id, 'client', ${one.actor.portalUserId}, ${one.now} from kept`;
    });
    await expect(send(one)).rejects.toMatchObject({ code: "requests.files_day_full" });
  });

  it("that is put into no request is forgotten after a day, and no other", async () => {
    const { one } = await scene();
    const orphan = await send(one);
    const used = await send(one);
    await openRequest(one, question({ uploadIds: [used.uploadId] }));
    const job = inService(one, "uploads-forget");
    expect(await forgetUploads(job)).toEqual({ count: 0 });
    const tomorrow = new Date(one.now.getTime() + 25 * 3_600_000);
    expect(await forgetUploads({ ...job, now: tomorrow })).toEqual({ count: 1 });
    const missing = { code: "files.not_found" };
    const read = (requestFileId: number) => readMyFile(one, { requestFileId });
    await expect(read(orphan.uploadId)).rejects.toMatchObject(missing);
    expect((await read(used.uploadId)).name).toBe("doklad.png");
  });
});

describe("an operator's file", () => {
  it("goes with an answer, from the request or the case it is about, and from no other", async () => {
    const { one, other, admin, first, second, caseIdOf } = await scene();
    const { refNo } = await openRequest(one, question({ aboutRefNo: first.refNo }));
    const caseId = await caseIdOf(refNo);
    const file = (content = bytesOf("%PDF-1.4")) => {
      return { name: "vyčíslení.pdf", mediaType: "application/pdf", content };
    };
    const here = await addDocument(admin, { caseId, file: file() });
    const about = await addDocument(admin, { caseId: first.caseId, file: file() });
    const foreign = await addDocument(admin, { caseId: second.caseId, file: file() });
    const answer = { caseId, text: "Posíláme vyčíslení.", idempotencyKey: key() };
    await expect(
      answerRequest(admin, { ...answer, fileIds: [foreign.fileId] }),
    ).rejects.toMatchObject({ code: "requests.file_gone" });
    await answerRequest(admin, { ...answer, fileIds: [here.fileId, about.fileId] });
    const files = (await myRequest(one, { refNo })).posts[1]?.files ?? [];
    expect(files.map(({ name }) => name)).toEqual(["vyčíslení.pdf", "vyčíslení.pdf"]);
    const requestFileId = files[0]?.id ?? 0;
    expect((await readMyFile(one, { requestFileId })).content.toString()).toBe("%PDF-1.4");
    await expect(readMyFile(other, { requestFileId })).rejects.toMatchObject({
      code: "files.not_found",
    });
  });
});
